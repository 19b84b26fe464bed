"""The raw tables of one document, page by page, before any stitching and whatever they say."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongbiao.extractors.document import open_document
from gongbiao.extractors.ocr.names import AUTO
from gongbiao.extractors.stages import page_tables
from gongbiao.extractors.table import PageTables, Table
from gongbiao.pipeline.beside_pages import require_drawn_pages
from gongbiao.pipeline.document import as_source
from gongbiao.pipeline.errors import UnreadPagesWarning
from gongbiao.pipeline.in_worker import in_worker
from gongbiao.pipeline.messages import named_pages
from gongbiao.pipeline.settings import DEFAULT_MEMORY_LIMIT, DEFAULT_TIMEOUT, Settings
from gongbiao.pipeline.source import Source

CALLER = 3
"""Frames from a warning in ``tables`` up to the line that called ``gongbiao.tables``."""


def tables(
    source: str | Path | bytes,
    *,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO,
) -> list[Table]:
    """Return the tables of a document, given by its path or as bytes, in reading order.

    Limits and errors are those of ``tables_by_page``; warns with UnreadPagesWarning of pages that could not be read.
    """
    pages = tables_by_page(source, timeout=timeout, memory_limit=memory_limit, ocr=ocr)
    for complaint in unread_pages(pages):
        warnings.warn(complaint, UnreadPagesWarning, stacklevel=CALLER)
    return [table for page in pages for table in page.tables]


def tables_by_page(
    source: str | Path | bytes,
    *,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO,
) -> list[PageTables]:
    """Return the tables of every page of a document, and why a page could not be read.

    It is read in a guarded worker process; ``timeout`` is in seconds, ``memory_limit`` in bytes. Raises
    UnreadableError for what is missing, no PDF, encrypted, broken, or beyond these limits.
    """
    settings = Settings(workers=1, timeout=timeout, memory_limit=memory_limit, ocr=ocr)
    return in_worker(read_tables, as_source(source), settings)


def read_tables(source: Source, settings: Settings) -> list[PageTables]:
    """Read a document's tables in this process; raises ExtractionError, OSError or MemoryError."""
    with open_document(source.read(), settings.ocr) as document:
        pages = list(page_tables(document, settings.first_stage))
        if not any(page.tables for page in pages):
            require_drawn_pages(document)
        return pages


def unread_pages(pages: Iterable[PageTables]) -> Iterator[str]:
    """Yield one line for every reason for which some of the pages could not be read."""
    by_reason: dict[str, list[int]] = {}
    for page in pages:
        if page.failure is not None:
            by_reason.setdefault(page.failure.reason_en, []).append(page.page)
    for reason, numbers in by_reason.items():
        because = "because" if len(numbers) == 1 else "each because"
        yield f"{named_pages(numbers)} could not be read, {because} {reason}"
