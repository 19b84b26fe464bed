"""How long a document may take: a limit for every one, and more for each page where that may be too short.

A scanned page takes about a second, so a book of scans takes minutes without anything being wrong.
"""

from __future__ import annotations

from gongbiao.extractors.document import open_document
from gongbiao.extractors.errors import ExtractionError
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

COUNTED_FROM = 60_000
"""Bytes: pages are counted in larger files only. A hundred pages that show one picture take about as much."""


def needs_counting(source: Source) -> bool:
    """Tell whether a document may have so many pages that the usual limit is too short."""
    return source.size() > COUNTED_FROM


def count_pages(source: Source) -> int:
    """Return how many pages a document has, 0 where that cannot be told; for a guarded worker."""
    try:
        with open_document(source.read()) as document:
            return document.pages
    except (ExtractionError, OSError):
        return 0


def is_long(settings: Settings, pages: int) -> bool:
    """Tell whether the usual limit may be too short for so many pages."""
    return pages * settings.page_timeout > settings.timeout


def time_limit(settings: Settings, pages: int) -> float:
    """Return the seconds that a document with so many pages may take."""
    return settings.timeout + (pages * settings.page_timeout if is_long(settings, pages) else 0)
