"""Cells that were read badly are read again; which reading is kept, and what is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import pytest

from gongbiao.extractors.box import Box
from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.page import OtherReading
from gongbiao.extractors.pictures.picture import Picture, Pixels
from gongbiao.extractors.scans.cell_views import views
from gongbiao.extractors.scans.failing_cells import MOST_CELLS, PageText, with_failing_cells_read_again
from gongbiao.extractors.scans.scan import read_scan
from gongbiao.extractors.scans.sheet_lines import SheetLines, sheet_lines
from gongbiao.extractors.table import Table
from tests.extractors.scans import made_pictures as made

DPI = 150
SIZE = 22
"""Pixels: of a character at 10.5 points."""


def _line(text: str, *sure: float) -> RecognisedLine:
    """Return a line whose characters are so sure, the last figure holding for the rest."""
    confidence = np.array([*sure, *[sure[-1]] * (len(text) - len(sure))][: len(text)])
    return RecognisedLine(text, confidence, (np.arange(len(text)) + 0.5) / max(len(text), 1))


@dataclass
class _Seeing:
    """An engine that sees one line in a cell, as large as all its ink, and reads the same everywhere."""

    second: RecognisedLine
    name: str = "seeing"
    asked: list[tuple[int, ...]] = field(default_factory=list)
    blind: bool = False

    def lines_on(self, grey: Pixels, dpi: float) -> list[tuple[int, int, int, int]]:
        """Return the box around all ink."""
        self.asked.append(grey.shape)
        rows, columns = np.nonzero(grey < 150)
        if self.blind or not len(rows):
            return []
        return [(int(columns.min()) - 2, int(rows.min()) - 2, int(columns.max()) + 3, int(rows.max()) + 3)]

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        """Read every line as the same."""
        return [self.second] * len(lines)


class _Blind:
    """An engine that cannot tell where lines stand."""

    name = "blind"

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        """Be asked nothing."""
        raise AssertionError(lines)


SURE = _line("sure", 0.99)


def _page() -> SheetLines:
    """Return a table of 15 cells with a line of text in each, and a title."""
    return sheet_lines(made.form(DPI), DPI)


def _read(found: SheetLines, bad: RecognisedLine, *cells: int) -> list[RecognisedLine]:
    return [bad if line.region in cells else SURE for line in found.lines]


def _text_of(page: PageText, cell: int) -> str:
    return "".join(text.text for line, text in zip(page.lines, page.read, strict=True) if line.region == cell)


def test_a_cell_of_the_table_knows_its_other_reading() -> None:
    page = read_scan(Picture(1, made.form(DPI), DPI), _Seeing(SURE))
    (plain,) = [block for block in blocks_of(page) if isinstance(block, Table)]
    box = plain.cells[4].box
    inside = Box(box.x0 + 2, box.top + 2, box.x1 - 2, box.bottom - 2)
    others = (OtherReading(inside, ("two", "lines")),)
    (table,) = [block for block in blocks_of(replace(page, other_readings=others)) if isinstance(block, Table)]
    told = [number for number, cell in enumerate(table.cells) if cell.alternative]
    assert told == [4]
    assert table.cells[4].alternative == ("two", "lines")
    assert table.cells[4].lines == plain.cells[4].lines


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ("=", "二", "="),  # one lone sign for another
        ("/", "1", "/"),
        ("合计", "合计", "合计"),  # the same text, only surer
        ("合 计", "合计", "合 计"),
        ("/", "12", "12"),
        ("12", "1/2", "1/2"),
    ],
)
def test_a_lone_sign_or_the_same_text_is_never_made_surer(first: str, second: str, taken: str) -> None:
    found = _page()
    page = with_failing_cells_read_again(found, _read(found, _line(first, 0.5), 4), DPI, _Seeing(_line(second, 0.99)))
    assert _text_of(page, 4) == taken
    (sureness,) = [text.confidence.max() for line, text in zip(page.lines, page.read, strict=True) if line.region == 4]
    assert (sureness == 0.99) == (taken == second != first)


def test_a_page_without_failing_cells_costs_nothing() -> None:
    found = _page()
    engine = _Seeing(_line("other", 1.0))
    page = with_failing_cells_read_again(found, _read(found, SURE), DPI, engine)
    assert (engine.asked, page.lines, page.others) == ([], found.lines, ())


def test_one_doubtful_character_in_a_long_line_is_no_failure() -> None:
    found = _page()
    engine = _Seeing(_line("other", 1.0))
    with_failing_cells_read_again(found, _read(found, _line("a long line of text with m2", 0.4, 1.0), 4), DPI, engine)
    assert engine.asked == []


def test_the_surer_reading_is_taken_and_the_other_kept() -> None:
    found = _page()
    page = with_failing_cells_read_again(found, _read(found, _line("12E4", 0.6), 4), DPI, _Seeing(_line("1234", 0.97)))
    assert _text_of(page, 4) == "1234"
    (other,) = page.others
    assert other.lines == ("12E4",)
    x0, top, x1, bottom = found.cells[4]
    assert (other.box.x0, other.box.top, other.box.x1, other.box.bottom) == (x0, top, x1, bottom)
    (line,) = [line for line in page.lines if line.region == 4]
    (first,) = [line for line in found.lines if line.region == 4]
    assert np.abs(np.array(line.box) - first.box).max() < 6


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        (_line("12E4", 0.6), _line("1234", 0.62), "12E4"),  # hardly surer
        (_line("12E4", 0.3), _line("1234", 0.5), "12E4"),  # surer, but poor itself
        (_line("12E4", 0.6), _line("", 1.0), "12E4"),
        (_line("-12.5", 0.4, 1.0), _line("12.5", 1.0), "-12.5"),  # the surer one lost a sign
        (_line("80m2", 1, 1, 1, 0.5), _line("80m", 1.0), "80m2"),
        (_line("1.25", 0.99, 0.4, 0.99), _line("125", 1.0), "1.25"),  # dirt stands at the ends
        (_line(".455.68", 0.5, 1.0), _line("455.68", 1.0), "455.68"),
        (_line("二石目标", 0.3, 0.3, 1.0), _line("目标", 1.0), "目标"),  # two characters would have left ink
        (_line("5人·", 1.0, 1.0, 0.5), _line("5人", 1.0), "5人"),
        (_line("", 1.0), _line("12", 0.7), "12"),
        (_line("", 1.0), _line("12", 0.4), ""),
    ],
)
def test_which_reading_is_taken(first: RecognisedLine, second: RecognisedLine, taken: str) -> None:
    found = _page()
    page = with_failing_cells_read_again(found, _read(found, first, 4), DPI, _Seeing(second))
    assert _text_of(page, 4) == taken
    others = {"".join(other.lines) for other in page.others}
    assert others == {first.text, second.text} - {taken, ""}


def test_a_reading_that_leaves_ink_is_not_taken() -> None:
    found = _page()
    page = with_failing_cells_read_again(
        found, _read(found, _line("12E4", 0.6), 4), DPI, _Seeing(_line("1234", 1.0), blind=True)
    )
    assert _text_of(page, 4) == "12E4"


def test_the_worst_cells_of_a_bad_page_are_read_again_and_no_more() -> None:
    picture = made.blank(DPI)
    tops = range(40, 40 + 16 * 34, 34)
    for y in (*tops, tops[-1] + 34):
        made.draw_line(picture, DPI, (40, y), (380, y))
    for x in (40, 120, 200, 290, 380):
        made.draw_line(picture, DPI, (x, 40), (x, tops[-1] + 34))
    for y in tops:
        for x in (40, 120, 200, 290):
            made.draw_text(picture, DPI, x + 6, y + 22)
    found = sheet_lines(picture, DPI)
    assert len(found.cells) > 2 * MOST_CELLS
    read = [_line("bad", 0.5 + 0.001 * line.region) for line in found.lines]
    engine = _Seeing(_line("good", 1.0))
    page = with_failing_cells_read_again(found, read, DPI, engine)
    mended = [line.region for line, text in zip(page.lines, page.read, strict=True) if text.text == "good"]
    assert sorted(mended) == list(range(MOST_CELLS))
    assert len(engine.asked) == MOST_CELLS


def test_an_engine_that_sees_no_lines_is_not_asked() -> None:
    found = _page()
    read = _read(found, _line("12E4", 0.2), 4)
    page = with_failing_cells_read_again(found, read, DPI, _Blind())
    assert (page.lines, list(page.read)) == (found.lines, read)


def test_a_cell_with_tall_ink_is_turned_both_ways_and_one_with_wide_ink_is_not() -> None:
    cell = np.full((200, 300), 255, np.uint8)
    cell[40:160, 140:160] = 0
    assert [lies for _, lies in views(cell, SIZE)] == [True, False, False]
    assert [lies for _, lies in views(np.ascontiguousarray(cell.T), SIZE)] == [True]


def test_a_single_sign_is_not_turned() -> None:
    cell = np.full((200, 300), 255, np.uint8)
    cv2.line(cell, (140, 110), (152, 84), 0, 2)
    assert [lies for _, lies in views(cell, SIZE)] == [True]


@pytest.mark.parametrize("degrees", [-12, -6, 6, 12])
def test_text_that_leans_is_levelled(degrees: float) -> None:
    cell = np.full((160, 360), 255, np.uint8)
    for y in (60, 90, 120):
        cv2.putText(cell, "PUBLISHED 2024", (40, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 2)
    matrix = cv2.getRotationMatrix2D((180, 80), degrees, 1.0)
    leaning = np.asarray(cv2.warpAffine(cell, matrix, (360, 160), borderValue=255), np.uint8)
    (_, as_printed), (levelled, lies) = views(leaning, SIZE)
    assert as_printed and not lies
    white_rows = np.flatnonzero((levelled < 128).sum(axis=1) == 0)
    inked = np.flatnonzero((levelled < 128).any(axis=1))
    assert ((white_rows > inked[0]) & (white_rows < inked[-1])).sum() >= 4
