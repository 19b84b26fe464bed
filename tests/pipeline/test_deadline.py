"""A long document may take longer than a short one; counting its pages is guarded too."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from gongbiao.pipeline.deadline import COUNTED_FROM, count_pages, needs_counting, time_limit
from gongbiao.pipeline.engine import LocalEngine
from gongbiao.pipeline.packed import PackedResult
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source
from tests.pipeline.hostile_files import blank_pdf, encrypted_pdf, saved, truncated
from tests.pipeline.slow_pages import PAGE_SECONDS, process_slowly

SCAN = Path(__file__).parents[2] / "samples" / "rugao-2024-scan-150.pdf"
PAGES = 30
LIMITS = Settings(workers=1, timeout=1.0, page_timeout=4 * PAGE_SECONDS)
"""Too short for all the pages, unless each adds its share."""


def padded(content: bytes) -> bytes:
    """Return a PDF that is large enough for its pages to be counted."""
    return content + b"\n%" + b" " * COUNTED_FROM


def source(content: bytes) -> Source:
    return Source("a.pdf", None, content).hashed()


def numbered(contents: Iterable[bytes]) -> list[Source]:
    return [Source(str(number), None, content).hashed() for number, content in enumerate(contents)]


def in_order(results: Iterable[PackedResult]) -> list[PackedResult]:
    return sorted(results, key=lambda packed: int(packed.document.source))


def read(*contents: bytes, settings: Settings = LIMITS) -> list[PackedResult]:
    return in_order(LocalEngine(settings, process_slowly).results(numbered(contents)))


def test_a_long_document_has_more_time() -> None:
    settings = Settings(timeout=120, page_timeout=5)
    assert time_limit(settings, 0) == time_limit(settings, 24) == 120
    assert time_limit(settings, 25) == 120 + 125
    assert time_limit(settings, 500) == 120 + 2500


def test_pages_are_counted_in_large_files_only() -> None:
    assert not needs_counting(source(blank_pdf(PAGES)))
    assert needs_counting(source(padded(blank_pdf(PAGES))))


def test_the_pages_of_pdfs_and_pictures_are_counted() -> None:
    assert count_pages(source(blank_pdf(7))) == 7
    pages = [Image.fromarray(np.full((9, 9), 255, np.uint8)) for _ in range(3)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    assert count_pages(source(buffer.getvalue())) == 3


@pytest.mark.parametrize("content", [b"", b"text", encrypted_pdf(), b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"])
def test_what_cannot_be_counted_has_no_share(content: bytes) -> None:
    assert count_pages(source(content)) == 0


def test_a_file_that_is_gone_has_no_pages(tmp_path: Path) -> None:
    missing = Source("a.pdf", tmp_path / "gone.pdf")
    assert not needs_counting(missing)
    assert count_pages(missing) == 0


def test_each_page_adds_its_share_to_the_time_limit() -> None:
    long, short = read(padded(blank_pdf(PAGES)), blank_pdf(1))
    assert [one.document.status for one in (long, short)] == ["flagged", "flagged"]


def test_without_its_share_the_same_document_takes_too_long() -> None:
    uncounted, short = read(blank_pdf(PAGES), blank_pdf(1))
    assert (uncounted.document.status, short.document.status) == ("failed", "flagged")
    assert uncounted.document.error == "took longer than 1 s"


def test_the_reason_names_the_time_that_was_given() -> None:
    (failed,) = read(padded(blank_pdf(PAGES)), settings=Settings(workers=1, timeout=0.2, page_timeout=0.02))
    assert failed.document.error == "took longer than 0.8 s"


def test_a_large_file_that_cannot_be_counted_is_told_what_is_wrong_by_reading_it() -> None:
    sources = numbered((padded(truncated(blank_pdf(200))), blank_pdf(1)))
    bad, good = in_order(LocalEngine(Settings(workers=1)).results(sources))
    assert bad.document.status == "failed"
    assert bad.document.error is not None and "\n" not in bad.document.error
    assert good.document.status == "ok"


@pytest.mark.slow
def test_a_long_scan_is_read_though_the_usual_limit_is_too_short() -> None:
    with pikepdf.open(SCAN) as scan, pikepdf.new() as pdf:
        for _ in range(2):
            pdf.pages.extend(scan.pages)
        pages = len(pdf.pages)
        data = padded(saved(pdf))
    (result,) = LocalEngine(Settings(workers=1, timeout=3, page_timeout=30)).results([source(data)])
    assert result.document.error is None
    assert (result.document.pages, result.document.forms) == (pages, 10)
