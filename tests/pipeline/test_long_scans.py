"""A book of scans: read to its end, in its time, in memory that does not grow with its pages."""

from __future__ import annotations

import io
import resource
from pathlib import Path

import pikepdf
import pytest

import gongbiao

SAMPLES = Path(__file__).parents[2] / "samples"
PAGES = 60
MOST_MEMORY = 3 * 1024**2
"""Kilobytes."""


def _book(pages: int) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(SAMPLES / "rugao-2024-scan-150.pdf") as scan, pikepdf.new() as book:
        while len(book.pages) < pages:
            book.pages.extend(scan.pages)
        del book.pages[pages:]
        book.save(buffer)
    return buffer.getvalue()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_book_of_scans_is_read_within_its_memory(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(_book(PAGES))
    summary = gongbiao.run([path], tmp_path / "out", workers=1)
    assert summary.failed == ()
    assert summary.forms >= PAGES // 11 * 5
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_MEMORY
