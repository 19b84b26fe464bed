"""Text that is cut away at the edge of its cell, as spreadsheets print what is too long, stays that cell's text."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

import gongbiao

LEFT, MIDDLE, RIGHT = 100, 250, 400
TOP, BETWEEN, BOTTOM = 700, 680, 660
SIZE = 10


def page_with(*texts: tuple[float, float, str, tuple[float, float, float, float] | None]) -> bytes:
    """Print a table of two rows and two columns, and texts: x, y, text, what is shown (left, bottom, right, top)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.grid((LEFT, MIDDLE, RIGHT), (BOTTOM, BETWEEN, TOP))
    for x, y, text, shown in texts:
        canvas.saveState()
        if shown is not None:
            left, bottom, right, top = shown
            clip = canvas.beginPath()
            clip.rect(left, bottom, right - left, top - bottom)
            canvas.clipPath(clip, stroke=0, fill=0)
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(x, y, text)
        canvas.restoreState()
    canvas.save()
    return buffer.getvalue()


def cells(data: bytes) -> list[tuple[str, ...]]:
    (table,) = gongbiao.tables(data)
    return [cell.lines for cell in table.cells]


UPPER_LEFT = (LEFT, BETWEEN, MIDDLE, TOP)
LOWER_LEFT = (LEFT, BOTTOM, MIDDLE, BETWEEN)
EVERYTHING = (0, 0, 595, 842)


def test_lines_below_a_low_row_belong_to_the_cell_that_cuts_them_away() -> None:
    data = page_with(
        (105, 690, "first", UPPER_LEFT),
        (105, 678, "second", UPPER_LEFT),
        (105, 666, "third", UPPER_LEFT),
        (105, 668, "below", LOWER_LEFT),
        (255, 690, "right", None),
    )
    assert cells(data) == [("first", "second", "third"), ("right",), ("below",), ()]


def test_what_is_cut_away_at_a_side_belongs_to_the_cell_that_cuts_it_away() -> None:
    data = page_with(
        (205, 690, "too long a text", UPPER_LEFT),
        (300, 690, "right", None),
        (MIDDLE - 20, 668, "goes on", (LEFT, BOTTOM, RIGHT, BETWEEN)),
    )
    assert cells(data) == [("too long a text",), ("right",), ("goes",), ("on",)]


def test_what_is_cut_away_beyond_the_table_stays_outside() -> None:
    data = page_with(
        (105, 690, "left", UPPER_LEFT),
        (RIGHT - 24, 690, "seen unseen", (MIDDLE, BETWEEN, RIGHT, TOP)),
        (105, 668, "below", None),
    )
    assert cells(data) == [("left",), ("seen",), ("below",), ()]


def test_a_clip_around_the_whole_page_changes_nothing() -> None:
    texts = ((105, 690, "a", None), (255, 690, "b", None), (105, 668, "c", None), (255, 668, "d", None))
    clipped = tuple((x, y, text, EVERYTHING) for x, y, text, _ in texts)
    assert cells(page_with(*clipped)) == cells(page_with(*texts)) == [("a",), ("b",), ("c",), ("d",)]


def test_a_clip_that_shows_nothing_of_its_text_says_nothing() -> None:
    data = page_with(
        (105, 690, "first", None),
        (255, 690, "second", None),
        (105, 668, "third", None),
        (255, 668, "fourth", UPPER_LEFT),
    )
    assert cells(data) == [("first",), ("second",), ("third",), ("fourth",)]
