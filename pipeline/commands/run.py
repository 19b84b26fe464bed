"""``gongbiao run``: documents in, dataset out."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gongbiao.extractors.ocr.names import AUTO
from gongbiao.pipeline.checks.rulebook import AS_DECLARED
from gongbiao.pipeline.commands.options import (
    Catalogues,
    MemoryLimit,
    Ocr,
    RulesFile,
    TemplatesDirectory,
    Timeout,
    Workers,
)
from gongbiao.pipeline.messages import named_pages, one_line
from gongbiao.pipeline.settings import DEFAULT_MEMORY_LIMIT, DEFAULT_TIMEOUT, GIB, Settings
from gongbiao.pipeline.source import source_name
from gongbiao.pipeline.user_catalogue import user_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongbiao.pipeline.run import Watcher
    from gongbiao.pipeline.summary import RunSummary


class CsvFormulas(StrEnum):
    """What becomes of text in the CSV files that a spreadsheet program would take for a formula."""

    KEEP = "keep"
    GUARD = "guard"


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="PDF, PNG, JPEG, TIFF, .xlsx or .docx files, directories, zip archives, patterns ('in/*.pdf'),"
            " addresses (s3://…, https://…), or lists of these: @FILE, - for standard input.",
        ),
    ],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Directory (or address) for the dataset.")],
    workers: Workers = None,
    timeout: Timeout = DEFAULT_TIMEOUT,
    memory_limit: MemoryLimit = DEFAULT_MEMORY_LIMIT / GIB,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Read on a Dask cluster: tcp://HOST:8786, or local to try one out here."),
    ] = None,
    ocr: Ocr = AUTO,
    catalogue: Catalogues = None,
    templates: TemplatesDirectory = None,
    rules: RulesFile = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Read everything again, also what an earlier run into DIR has read.")
    ] = False,
    log: Annotated[
        str | None, typer.Option(metavar="FILE", help="Append a line of JSON to FILE for each document.")
    ] = None,
    csv_formulas: Annotated[
        CsvFormulas,
        typer.Option(help="Text in the CSV that spreadsheets take for formulas: as it is, or after an apostrophe."),
    ] = CsvFormulas.KEEP,
) -> None:
    """Read every document under INPUT and write the dataset into DIR.

    The dataset is five tables (documents, forms, funds, indicators, flags), each as Parquet and CSV, and
    datapackage.json, which describes them. A run that was interrupted, or is repeated, reads only what is new.
    """
    from gongbiao.pipeline.engines import engine_for
    from gongbiao.pipeline.rules_file import load_rulebook
    from gongbiao.pipeline.run import run_documents  # loads pyarrow and the engine
    from gongbiao.pipeline.user_templates import user_templates

    settings = Settings(
        workers=workers,
        timeout=timeout,
        memory_limit=int(memory_limit * GIB),
        ocr=ocr,
        catalogue=user_tables(catalogue or ()),
        templates=user_templates(templates),
        rulebook=load_rulebook(rules) if rules is not None else AS_DECLARED,
    )
    with ExitStack() as stack:
        watchers: list[Watcher] = []
        if log is not None:
            from gongbiao.pipeline.run_log import run_log

            watchers.append(stack.enter_context(run_log(log)))
        if sys.stderr.isatty():
            from gongbiao.pipeline.progress import progress_bar  # loads rich

            watchers.append(stack.enter_context(progress_bar()))
        summary = run_documents(
            inputs,
            out,
            settings,
            engine_for(scheduler, settings),
            watchers,
            fresh=fresh,
            guard_formulas=csv_formulas is CsvFormulas.GUARD,
        )
    for line in summary_lines(summary):
        typer.echo(line, err=True)
    raise typer.Exit(int(summary.exit_code))


def summary_lines(summary: RunSummary) -> Iterator[str]:
    """Yield the closing summary, line by line: first what went wrong, then the numbers."""
    for problem in summary.problems:
        yield f"gongbiao: {one_line(problem)}"
    for source, reason in summary.failed:
        yield f"gongbiao: {one_line(source)}: {reason}"
    for source, pages in summary.unread:
        yield f"gongbiao: {one_line(source)}: something on {named_pages(pages)} could not be read (see flags.csv)"
    for source in summary.formless:
        yield f"gongbiao: {one_line(source)}: no performance form (绩效目标表) found"
    total = sum(summary.documents.values())
    if summary.read > len(summary.slowest):  # else there is nothing to choose from
        yield f"slowest     {', '.join(f'{one_line(source)} ({took:.1f} s)' for source, took in summary.slowest)}"
    yield f"documents   {total}{_parts(summary.documents)}"
    if summary.known:
        yield f"known       {summary.known} from an earlier run, not read again"
    again = f" ({summary.different_forms} different)" if summary.different_forms < summary.forms else ""
    yield f"forms       {summary.forms}{again}"
    share = f" ({summary.matched / summary.indicators:.1%} matched to the catalogue)" if summary.indicators else ""
    yield f"indicators  {summary.indicators}{share}"
    yield f"findings    {sum(summary.findings.values())}{_parts(summary.findings)}"
    yield f"dataset     {one_line(source_name(str(summary.out)))}"
    yield f"open first  {one_line(source_name(str(summary.first_file)))}"


def _parts(counts: dict[str, int]) -> str:
    """Write counts by kind, in brackets; nothing where there is none."""
    return f" ({', '.join(f'{count} {kind}' for kind, count in counts.items())})" if counts else ""
