"""What came of a run, in numbers."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongbiao.pipeline.checks.extraction import UNREAD_TABLE
from gongbiao.pipeline.columns import Columns
from gongbiao.pipeline.errors import ExitCode
from gongbiao.pipeline.packed import PackedResult
from gongbiao.pipeline.schema import DocumentRow
from gongbiao.pipeline.schema.documents import FAILED

SLOWEST = 3
"""Documents that are named because they took longest."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The numbers of a finished run."""

    out: Path | str
    """The directory that holds the dataset, or the address of the folder."""
    documents: dict[str, int]
    """Number of documents by status."""
    forms: int
    different_forms: int
    """Forms without those that were published again: the number of different ``form_key``."""
    indicators: int
    matched: int
    """Indicators that map to the canonical catalogue."""
    findings: dict[str, int]
    """Number of flags by severity."""
    failed: tuple[tuple[str, str], ...]
    """Source and reason of every failed document."""
    formless: tuple[str, ...]
    """Sources of the documents that were read and hold no form."""
    unread: tuple[tuple[str, tuple[int, ...]], ...]
    """Source of each document that was read in part, and the pages (1-based) that were not, wholly or in part."""
    problems: tuple[str, ...]
    """One line for every input that could not be looked at."""
    read: int
    """Documents that this run read."""
    known: int
    """Documents that an earlier run read."""
    slowest: tuple[tuple[str, float], ...]
    """Source and seconds of the documents that took longest, of those read now."""

    @property
    def first_file(self) -> Path | str:
        """The file that a person opens first: the table that says most."""
        name = "indicators.csv" if self.indicators else "documents.csv"
        return self.out / name if isinstance(self.out, Path) else f"{self.out}/{name}"

    @property
    def exit_code(self) -> ExitCode:
        """The command's exit code."""
        return ExitCode.FAILED if self.failed or self.problems else ExitCode.DONE


@dataclass(slots=True)
class Tally:
    """Counts while results come in."""

    documents: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    forms: int = 0
    form_keys: set[int] = field(default_factory=set)
    """Hashes, since a million keys would take 200 MB; two alike are unlikely among a hundred million."""
    indicators: int = 0
    matched: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    formless: list[str] = field(default_factory=list)
    unread: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    """Sources of the documents that this run read."""
    known: int = 0
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def take(self, packed: PackedResult) -> None:
        """Hear of a document that was read just now."""
        self.read.add(packed.document.source)
        self.slowest = heapq.nlargest(SLOWEST, (*self.slowest, (packed.seconds, packed.document.source)))

    def add(self, document: DocumentRow, tables: Mapping[str, Columns]) -> None:
        """Count one document of the dataset."""
        forms, flags, matches = tables["forms"], tables["flags"], tables["indicators"]["indicator_id"]
        self.documents[document.status] += 1
        if document.sha256 is not None and document.duplicate_of is None and document.source not in self.read:
            self.known += 1
        self.findings.update(flags["severity"])
        self.forms += len(forms["form_key"])
        self.form_keys.update(map(hash, forms["form_key"]))
        self.indicators += len(matches)
        self.matched += len(matches) - matches.count(None)
        if document.status == FAILED:
            self.failed.append((document.source, document.error or "unknown reason"))
        elif unread := _unread_pages(flags):
            self.unread.append((document.source, unread))
        elif document.duplicate_of is None and not document.forms:
            self.formless.append(document.source)

    def summary(self, out: Path | str, problems: tuple[str, ...]) -> RunSummary:
        """Return the numbers of the whole run."""
        return RunSummary(
            out=out,
            documents=dict(sorted(self.documents.items())),
            forms=self.forms,
            different_forms=len(self.form_keys),
            indicators=self.indicators,
            matched=self.matched,
            findings=dict(sorted(self.findings.items())),
            failed=tuple(self.failed),
            formless=tuple(self.formless),
            unread=tuple(self.unread),
            problems=problems,
            read=len(self.read),
            known=self.known,
            slowest=tuple((source, seconds) for seconds, source in self.slowest),
        )


def _unread_pages(flags: Columns) -> tuple[int, ...]:
    found = zip(flags["rule"], flags["page"], strict=True)
    return tuple(sorted({page for rule, page in found if rule == UNREAD_TABLE.id and page is not None}))
