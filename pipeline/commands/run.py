"""``gongbiao run``: documents in, dataset out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongbiao.extractors.ocr.names import AUTO
from gongbiao.pipeline.checks.rulebook import AS_DECLARED
from gongbiao.pipeline.messages import named_pages, one_line
from gongbiao.pipeline.settings import DEFAULT_MEMORY_LIMIT, DEFAULT_TIMEOUT, GIB, Settings
from gongbiao.pipeline.user_catalogue import user_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongbiao.pipeline.summary import RunSummary


def run(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="PDFs, pictures, .xlsx, .docx, or directories.")],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Directory for the dataset.")],
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes.", show_default="one for each core")
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds for one document, and 5 more for each page of a long one.")
    ] = DEFAULT_TIMEOUT,
    memory_limit: Annotated[
        float, typer.Option(min=0.1, help="GiB of memory that one document may take (in Python: bytes).")
    ] = DEFAULT_MEMORY_LIMIT / GIB,
    ocr: Annotated[
        str, typer.Option(metavar="ENGINE", help="Reads scans: openvino, onnxruntime, tesseract, none, or another.")
    ] = AUTO,
    catalogue: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="CSV with indicators of your own; may be repeated, later ones win."),
    ] = None,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Templates of your own, a directory of YAML files.")
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="TOML file that switches rules off and changes severities and thresholds."),
    ] = None,
) -> None:
    """Read every document under INPUT and write the dataset into DIR.

    The dataset is five tables (documents, forms, funds, indicators, flags), each as Parquet and CSV, and
    datapackage.json, which describes them.
    """
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
    if sys.stderr.isatty():
        from gongbiao.pipeline.progress import progress_bar  # loads rich

        with progress_bar() as bar:
            summary = run_documents(inputs, out, settings, watch=bar)
    else:
        summary = run_documents(inputs, out, settings)
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
    yield f"documents   {sum(summary.documents.values())}{_parts(summary.documents)}"
    again = f" ({summary.different_forms} different)" if summary.different_forms < summary.forms else ""
    yield f"forms       {summary.forms}{again}"
    share = f" ({summary.matched / summary.indicators:.1%} matched to the catalogue)" if summary.indicators else ""
    yield f"indicators  {summary.indicators}{share}"
    yield f"findings    {sum(summary.findings.values())}{_parts(summary.findings)}"
    yield f"dataset     {one_line(str(summary.out))}"
    yield f"open first  {one_line(str(summary.first_file))}"


def _parts(counts: dict[str, int]) -> str:
    """Write counts by kind, in brackets; nothing where there is none."""
    return f" ({', '.join(f'{count} {kind}' for kind, count in counts.items())})" if counts else ""
