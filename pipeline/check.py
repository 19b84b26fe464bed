"""Checks documents without writing a dataset: what is found about each, one after another."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongbiao.pipeline.assembly import final_results
from gongbiao.pipeline.cross.digest import DocumentDigest
from gongbiao.pipeline.engine import Engine, LocalEngine
from gongbiao.pipeline.errors import NothingToReadError
from gongbiao.pipeline.intake import find_sources
from gongbiao.pipeline.local_folder import LocalFolder
from gongbiao.pipeline.parts import PartStore
from gongbiao.pipeline.reading_list import ReadingList
from gongbiao.pipeline.reading_version import limits_version, reading_version
from gongbiao.pipeline.run import Watcher, read_unknown
from gongbiao.pipeline.schema import DocumentRow, FlagRow
from gongbiao.pipeline.schema.documents import FAILED
from gongbiao.pipeline.schema.flags import SEVERITIES
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source


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
    sources: tuple[Source, ...], settings: Settings, engine: Engine | None = None, watchers: Iterable[Watcher] = ()
) -> Iterator[CheckedDocument]:
    """Yield what is found about each document, in their order, when all of them are read.

    The results rest on disk until then, in a directory of the system's for temporary files.
    """
    with tempfile.TemporaryDirectory(prefix="gongbiao-check-") as place:
        folder = LocalFolder(Path(place))
        with folder.locked(), PartStore(folder, reading_version(settings), limits_version(settings)) as store:
            listed = ReadingList(sources, store)
            for _ in read_unknown(listed, engine or LocalEngine(settings), watchers):
                pass
            store.flush()
            for final in final_results(listed, store, settings.rulebook):
                yield CheckedDocument(final.packed.document, final.flags(), _names(final.packed.document_digest()))


def is_at_least(severity: str, least: str) -> bool:
    """Tell whether a severity is as grave as another one, or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(least)


def _names(digest: DocumentDigest | None) -> dict[str, str]:
    return {form.form_id: form.project_name or form.department for form in digest.forms()} if digest else {}
