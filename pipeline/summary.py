"""What came of a run, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gongbiao.pipeline.checks.extraction import UNREAD_TABLE
from gongbiao.pipeline.errors import ExitCode
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.schema import FlagRow
from gongbiao.pipeline.schema.documents import FAILED


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The numbers of a finished run."""

    out: Path
    """The directory that holds the dataset."""
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

    @property
    def first_file(self) -> Path:
        """The file that a person opens first: the table that says most."""
        return self.out / ("indicators.csv" if self.indicators else "documents.csv")

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

    def add_contents(self, result: DocumentResult) -> None:
        """Count the rows of one document."""
        self.forms += len(result.forms)
        self.form_keys.update(hash(form.form_key) for form in result.forms)
        self.indicators += len(result.indicators)
        self.matched += sum(indicator.indicator_id is not None for indicator in result.indicators)

    def add_findings(self, result: DocumentResult) -> None:
        """Count one document by what became of it, and its flags."""
        document = result.document
        self.documents[document.status] += 1
        self.findings.update(flag.severity for flag in result.flags)
        if document.status == FAILED:
            self.failed.append((document.source, document.error or "unknown reason"))
        elif unread := _pages_of(flag for flag in result.flags if flag.rule == UNREAD_TABLE.id):
            self.unread.append((document.source, unread))
        elif document.duplicate_of is None and not document.forms:
            self.formless.append(document.source)

    def summary(self, out: Path, problems: tuple[str, ...]) -> RunSummary:
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
        )


def _pages_of(flags: Iterable[FlagRow]) -> tuple[int, ...]:
    return tuple(sorted({flag.page for flag in flags if flag.page is not None}))
