"""Checks documents without writing a dataset: what is found about each, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gongbiao.pipeline.cross.digest import DocumentDigest
from gongbiao.pipeline.cross.flags import cross_document_flags
from gongbiao.pipeline.cross.results import completed
from gongbiao.pipeline.engine import Engine, LocalEngine
from gongbiao.pipeline.errors import NothingToReadError
from gongbiao.pipeline.held_back import HeldBack
from gongbiao.pipeline.intake import Source, find_sources
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.run import tasks_of
from gongbiao.pipeline.schema import DocumentRow, FlagRow
from gongbiao.pipeline.schema.documents import FAILED
from gongbiao.pipeline.schema.flags import SEVERITIES
from gongbiao.pipeline.settings import Settings


class Watcher(Protocol):
    """Is told how the reading goes."""

    def begin(self, total: int) -> None:
        """Hear how many documents there are in all."""

    def add(self, result: DocumentResult) -> None:
        """Hear of the next result."""


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """What was found about one document."""

    document: DocumentRow
    flags: tuple[FlagRow, ...]
    forms: Mapping[str, str]
    """What to call each form, by form_id: its project, else its department."""

    def reaches(self, severity: str) -> bool:
        """Tell whether a finding is as grave as ``severity``, or graver."""
        return any(is_at_least(flag.severity, severity) for flag in self.flags)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found about the documents under some inputs."""

    documents: tuple[CheckedDocument, ...]
    problems: tuple[str, ...]
    """One line for every input that could not be looked at."""

    @property
    def flags(self) -> tuple[FlagRow, ...]:
        """All findings, document by document."""
        return tuple(flag for document in self.documents for flag in document.flags)

    @property
    def failed(self) -> tuple[tuple[str, str], ...]:
        """Source and reason of every document that could not be read."""
        rows = (document.document for document in self.documents)
        return tuple((row.source, row.error or "unknown reason") for row in rows if row.status == FAILED)


def check(inputs: Iterable[str | Path], settings: Settings) -> CheckReport:
    """Return the findings about all documents under ``inputs``; raises NothingToReadError where there is none."""
    sources, problems = documents_under(inputs)
    return CheckReport(tuple(checked(sources, settings)), problems)


def documents_under(inputs: Iterable[str | Path]) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Return the documents under ``inputs``, and a line for every input that is none; raises NothingToReadError."""
    found = find_sources(inputs)
    if not found.sources:
        raise NothingToReadError("; ".join(found.problems) or "no input is given")
    return tuple(found.sources), found.problems


def checked(
    sources: tuple[Source, ...], settings: Settings, engine: Engine | None = None, watch: Watcher | None = None
) -> Iterator[CheckedDocument]:
    """Yield what is found about each document, in their order, when all of them are read."""
    if watch is not None:
        watch.begin(len(sources))
    digests: list[DocumentDigest] = []
    engine = engine or LocalEngine(settings)
    with HeldBack() as held_back, closing(engine.results(tasks_of(sources))) as results:
        for result in results:
            held_back.add(result)
            if result.digest is not None:
                digests.append(result.digest)
            if watch is not None:
                watch.add(result)
        by_id = {digest.doc_id: digest for digest in digests}
        for result in completed(held_back.results(), cross_document_flags(digests, settings.rulebook)):
            yield CheckedDocument(result.document, result.flags, _names(by_id.get(result.document.doc_id or "")))


def is_at_least(severity: str, least: str) -> bool:
    """Tell whether a severity is as grave as another one, or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(least)


def _names(digest: DocumentDigest | None) -> dict[str, str]:
    return {form.form_id: form.project_name or form.department for form in digest.forms()} if digest else {}
