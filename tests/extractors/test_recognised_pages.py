"""Which pages are recognised is decided page by page: pictures and garbage are, text is not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest

from gongbiao.extractors.document import open_document
from gongbiao.extractors.errors import NoEngineError
from gongbiao.extractors.ocr import engines
from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.extractors.stages import MORE_TEXT, page_tables, readings
from gongbiao.extractors.table import PageTables, Reading, Table
from tests.pipeline.hostile_files import saved
from tests.pipeline.unreadable_pages import garbage_pdf, partly_scanned_pdf

SAMPLES = Path(__file__).parents[2] / "samples"
Engine = Callable[[float], None]


class Reads:
    """Reads any line as so many characters."""

    name = "reads"

    def __init__(self, sure: float) -> None:
        """Be so sure of each."""
        self._sure = sure

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        """Return six characters a line."""
        return [RecognisedLine("甲" * 6, np.full(6, self._sure), (np.arange(6) + 0.5) / 6) for _ in lines]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    def take(sure: float) -> None:
        monkeypatch.setattr(engines, "load_engine", lambda _name: Reads(sure))

    return take


def read(data: bytes, ocr: str = "auto", first: str = "native") -> Reading:
    with open_document(data, ocr) as document:
        return next(readings(document, first))


def tables_by_page(data: bytes, ocr: str = "auto") -> list[PageTables]:
    with open_document(data, ocr) as document:
        return list(page_tables(document))


def text_on(reading: Reading, page: int) -> str:
    """Return what stands on a page, without white space."""
    return "".join("".join(_texts(reading, page)).split())


def _texts(reading: Reading, page: int) -> Iterator[str]:
    for block in reading.blocks:
        if isinstance(block, Table):
            yield from (cell.text for cell in block.cells if cell.page == page)
        elif block.page == page:
            yield block.text


def scan_with(drawn: str = "", width: float = 595, printed: bytes | None = None) -> bytes:
    """Return the first page of the scanned sample, so wide, with a few letters drawn over it or a page under it."""
    with (
        pikepdf.open(SAMPLES / "rugao-2024-scan-150.pdf") as scan,
        pikepdf.open(io.BytesIO(printed)) if printed else pikepdf.new() as pdf,
    ):
        if not printed:
            pdf.add_blank_page(page_size=(595, 842))
        del pdf.pages[1:]
        (page,) = pdf.pages
        (picture,) = scan.pages[0].get_images().values()
        page.add_resource(pdf.copy_foreign(picture), pikepdf.Name.XObject, pikepdf.Name.Scan)
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.Plain)
        text = f"BT /Plain 9 Tf 40 20 Td ({drawn}) Tj ET" if drawn else ""
        page.contents_add(f"q {width} 0 0 {width * 1.41} 0 0 cm /Scan Do Q {text}".encode())
        return saved(pdf)


def test_of_a_mixed_file_only_the_pictures_are_recognised(engine: Engine) -> None:
    engine(0.95)
    reading = read(partly_scanned_pdf())
    assert reading.stage == "native"
    assert reading.other_stages == {2: "ocr", 3: "ocr", 5: "ocr"}
    assert set(reading.placements) == {2, 3, 5}
    assert reading.failures == ()
    assert "单位名称" in text_on(reading, 1)
    assert set(text_on(reading, 2)) == {"甲"}
    confidences = {
        cell.page: cell.confidence
        for block in reading.blocks
        if isinstance(block, Table)
        for cell in block.cells
        if cell.lines
    }
    assert confidences[1] == 1 and confidences[2] < 1


def test_tables_come_from_the_same_pages(engine: Engine) -> None:
    engine(0.95)
    pages = tables_by_page(partly_scanned_pdf())
    assert [page.page for page in pages] == [1, 2, 3, 4, 5]
    assert all(page.tables and page.failure is None for page in pages)


def test_a_page_of_garbage_is_recognised(engine: Engine) -> None:
    engine(0.95)
    reading = read(garbage_pdf())
    assert reading.other_stages == {1: "ocr"}
    assert set(text_on(reading, 1)) == {"甲"}


def test_a_scan_with_a_little_text_of_its_own_is_recognised(engine: Engine) -> None:
    engine(0.95)
    assert read(scan_with("Page 1 of 12")).other_stages == {1: "ocr"}


def test_a_picture_that_shows_no_more_than_its_text_keeps_the_text(
    engine: Engine,
) -> None:
    engine(0.95)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        white = pdf.make_stream(b"\xff" * 100)
        white.Type, white.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        white.Width = white.Height = 10
        white.ColorSpace, white.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page.add_resource(white, pikepdf.Name.XObject, pikepdf.Name.White)
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.Plain)
        page.contents_add(b"q 595 0 0 842 0 0 cm /White Do Q BT /Plain 20 Tf 40 500 Td (Contents) Tj ET")
        data = saved(pdf)
    assert MORE_TEXT * len("Contents") > 6
    reading = read(data)
    assert (reading.other_stages, text_on(reading, 1)) == ({}, "Contents")
    assert reading.failures == ()


def test_a_page_of_text_with_a_pasted_picture_is_read_as_text_and_its_picture_named(engine: Engine) -> None:
    engine(0.95)
    data = scan_with(width=330, printed=(SAMPLES / "rugao-2024-reportlab.pdf").read_bytes())
    reading = read(data)
    assert reading.other_stages == {}
    assert reading.pictured == {1}
    assert "单位名称" in text_on(reading, 1)
    with open_document(data) as document:
        (again,) = readings(document, "ocr", frozenset({1}))
    assert set(text_on(again, 1)) == {"甲"}


def test_a_logo_is_no_picture_of_a_table(engine: Engine) -> None:
    engine(0.95)
    reading = read(scan_with(width=60, printed=(SAMPLES / "rugao-2024-reportlab.pdf").read_bytes()))
    assert reading.pictured == frozenset()


def test_what_is_read_with_little_certainty_is_a_failure_and_no_text(engine: Engine) -> None:
    engine(0.3)
    reading = read(scan_with())
    (failure,) = reading.failures
    assert failure.page == 1 and "cannot be recognised" in failure.reason_en
    assert failure.box is not None and failure.box.x1 == pytest.approx(595, abs=30)
    assert text_on(reading, 1) == ""


@pytest.mark.parametrize("data", [scan_with, garbage_pdf])
def test_without_an_engine_pictures_and_garbage_are_named(data: Callable[[], bytes]) -> None:
    reading = read(data(), "none")
    (failure,) = reading.failures
    assert failure.page == 1
    assert "--ocr none" in failure.reason_en
    assert reading.other_stages == {}


def test_without_an_engine_pages_with_text_are_read_all_the_same() -> None:
    reading = read(partly_scanned_pdf(), "none")
    assert [failure.page for failure in reading.failures] == [2, 3, 5]
    assert "单位名称" in text_on(reading, 1)


def test_a_picture_file_without_an_engine_is_refused() -> None:
    data = cv2.imencode(".png", np.full((100, 100), 255, np.uint8))[1].tobytes()
    with open_document(data, "none") as document, pytest.raises(NoEngineError):
        next(readings(document))
    with open_document(data, "none") as document, pytest.raises(NoEngineError):
        list(page_tables(document))


def test_the_stage_of_a_picture_file_is_recognition(engine: Engine) -> None:
    engine(0.95)
    page = np.full((1000, 700), 255, np.uint8)
    cv2.putText(page, "SOME TEXT", (100, 200), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    reading = read(cv2.imencode(".png", page)[1].tobytes())
    assert (reading.stage, reading.pages, reading.other_stages) == ("ocr", 1, {})
    assert set(text_on(reading, 1)) == {"甲"}


@pytest.mark.parametrize("first", ["native", "plumber"])
def test_pictures_are_recognised_whatever_the_stage(engine: Engine, first: str) -> None:
    engine(0.95)
    assert read(scan_with(), first=first).other_stages == {1: "ocr"}
