"""``gongbiao check``: what is wrong with documents, without writing a dataset."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
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
from gongbiao.pipeline.errors import ExitCode
from gongbiao.pipeline.messages import one_line
from gongbiao.pipeline.settings import DEFAULT_MEMORY_LIMIT, DEFAULT_TIMEOUT, GIB, Settings
from gongbiao.pipeline.user_catalogue import user_tables

if TYPE_CHECKING:
    from gongbiao.pipeline.check import CheckedDocument
    from gongbiao.pipeline.source import Source


class ReportFormat(StrEnum):
    """How findings are shown."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    SARIF = "sarif"
    GITHUB = "github"


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"


class Severity(StrEnum):
    """How grave findings are."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def check(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="PDFs, pictures, .xlsx, .docx, or directories.")],
    output: Annotated[ReportFormat, typer.Option("--format", help="How to show the findings.")] = ReportFormat.TEXT,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 where a finding is as grave as this.")] = FailOn.ERROR,
    show: Annotated[Severity, typer.Option(help="Leave out findings that are less grave.")] = Severity.INFO,
    rules: RulesFile = None,
    workers: Workers = None,
    timeout: Timeout = DEFAULT_TIMEOUT,
    memory_limit: MemoryLimit = DEFAULT_MEMORY_LIMIT / GIB,
    ocr: Ocr = AUTO,
    catalogue: Catalogues = None,
    templates: TemplatesDirectory = None,
) -> None:
    """Read every document under INPUT and say what is wrong with its forms, where, and how one knows.

    Nothing is written. The exit code is 1 where a document cannot be read or a finding reaches --fail-on.
    docs/reference/rules.md lists the rules.
    """
    from gongbiao.pipeline.check import documents_under  # loads the engine
    from gongbiao.pipeline.rules_file import load_rulebook
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
    sources, problems = documents_under(inputs)
    for problem in problems:
        typer.echo(f"gongbiao: {one_line(problem)}", err=True)
    documents = _read(sources, settings)
    seen = _Seen(fail_on.value)
    _report(_shown(seen.of(documents), show.value), output)
    typer.echo(seen.summary, err=True)
    raise typer.Exit(int(ExitCode.FAILED if problems or seen.fails else ExitCode.DONE))


class _Seen:
    """Remembers what passes by: numbers for the summary, and whether the check fails."""

    def __init__(self, fail_on: str) -> None:
        self._fail_on = fail_on
        self._documents = 0
        self._counts: Counter[str] = Counter()
        self.fails = False

    def of(self, documents: Iterable[CheckedDocument]) -> Iterator[CheckedDocument]:
        """Yield the documents, naming on stderr those that could not be read."""
        from gongbiao.pipeline.schema.documents import FAILED

        for checked in documents:
            row = checked.document
            self._documents += 1
            self._counts.update(flag.severity for flag in checked.flags)
            self.fails = self.fails or row.status == FAILED or checked.reaches(self._fail_on)
            if row.status == FAILED:
                typer.echo(f"gongbiao: {one_line(row.source)}: {row.error}", err=True)
            yield checked

    @property
    def summary(self) -> str:
        """Say in one line how many documents and findings there were."""
        parts = ", ".join(f"{self._counts[severity]} {severity}" for severity in Severity)
        return f"documents   {self._documents}\nfindings    {self._counts.total()} ({parts})"


def _read(sources: tuple[Source, ...], settings: Settings) -> Iterator[CheckedDocument]:
    """Yield the documents, with a progress bar on a terminal while they are read."""
    from gongbiao.pipeline.check import checked
    from gongbiao.pipeline.progress import progress_bar

    with progress_bar() if sys.stderr.isatty() else nullcontext() as bar:
        documents = checked(sources, settings, watchers=() if bar is None else (bar,))
        first = next(documents, None)  # there is none before all are read
    if first is not None:
        yield first
        yield from documents


def _shown(documents: Iterable[CheckedDocument], least: str) -> Iterator[CheckedDocument]:
    from gongbiao.pipeline.check import is_at_least

    for checked in documents:
        yield replace(checked, flags=tuple(flag for flag in checked.flags if is_at_least(flag.severity, least)))


def _report(documents: Iterable[CheckedDocument], output: ReportFormat) -> None:
    if output is ReportFormat.TEXT:
        from gongbiao.pipeline.reports.terminal import console_of_width, show

        show(documents, console_of_width())
        return
    from gongbiao.pipeline.reports.github import as_github
    from gongbiao.pipeline.reports.records import as_csv, as_json
    from gongbiao.pipeline.reports.sarif import as_sarif

    formats = {
        ReportFormat.JSON: as_json,
        ReportFormat.CSV: as_csv,
        ReportFormat.SARIF: as_sarif,
        ReportFormat.GITHUB: as_github,
    }
    for piece in formats[output](documents):
        typer.echo(piece, nl=False)
