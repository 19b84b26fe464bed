"""What became of one document: rows of the five tables, plain data that goes from a worker to the main process."""

from __future__ import annotations

from dataclasses import dataclass

from gongbiao.pipeline.cross.digest import DocumentDigest
from gongbiao.pipeline.messages import reason_line
from gongbiao.pipeline.schema import DocumentRow, FlagRow, FormRow, FundRow, IndicatorRow
from gongbiao.pipeline.schema.documents import DUPLICATE, FAILED
from gongbiao.pipeline.source import Source

DOC_ID_DIGITS = 16
"""Of the SHA-256: 64 bits, so that even among a hundred million files two equal ids are unlikely."""


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """The rows that one document adds to the dataset."""

    document: DocumentRow
    forms: tuple[FormRow, ...] = ()
    funds: tuple[FundRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    flags: tuple[FlagRow, ...] = ()
    """Of the document by itself; what it has beside others is found when all are read."""
    digest: DocumentDigest | None = None
    """What checks against other documents need; None where nothing was read."""
    stages: tuple[str, ...] = ()
    """Of the extractors, all that were tried."""


def doc_id_of(sha256: str) -> str:
    """Return the id of the document with these bytes."""
    return sha256[:DOC_ID_DIGITS]


def failed(source: Source, reason: str) -> DocumentResult:
    """Return the result of a document that could not be read; ``reason`` becomes one line."""
    return DocumentResult(_row(source.name, source.sha256, status=FAILED, error=reason_line(reason)))


def duplicate(name: str, sha256: str, of: str) -> DocumentResult:
    """Return the result of a document with the same bytes as one already listed."""
    return DocumentResult(_row(name, sha256, status=DUPLICATE, duplicate_of=of))


def _row(
    name: str, sha256: str | None, *, status: str, error: str | None = None, duplicate_of: str | None = None
) -> DocumentRow:
    return DocumentRow(
        doc_id=doc_id_of(sha256) if sha256 else None,
        source=name,
        sha256=sha256,
        pages=None,
        forms=0,
        status=status,
        error=error,
        duplicate_of=duplicate_of,
    )
