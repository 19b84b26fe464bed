"""The forms drawn with reportlab: one stroke for each side of a cell, a 宋体 as an embedded TrueType subset."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from samples.builders.fonts import SONG, SONG_BOLD, embed
from samples.builders.pages import PAGE_HEIGHT, PAGE_WIDTH, DrawnPage, PageStyle, break_into_pages
from samples.builders.sheet import Sheet
from samples.builders.text import characters_of, draw_headings, draw_texts

STYLE = PageStyle(
    font_size=9.5,
    title_size=15,
    leading=13,
    padding=4,
    margin_top=62,
    margin_bottom=60,
    table_width=400,
    row_height=19,
)
_BODY, _TITLE = "Body", "Title"
_LINE_WIDTH = 0.5
"""Points."""


def draw_with_strokes(sheets: tuple[Sheet, ...], folder: Path) -> Path:
    """Draw the forms into ``stroked.pdf`` in ``folder`` and return it."""
    characters = characters_of(sheets)
    embed(_BODY, SONG, "Noto Serif CJK SC", characters, folder)
    embed(_TITLE, SONG_BOLD, "Noto Serif CJK SC", characters, folder)
    path = folder / "stroked.pdf"
    canvas = Canvas(str(path), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=True, initialFontName=_BODY)
    canvas.setCreator("")
    for page in break_into_pages(sheets, STYLE, lambda text: stringWidth(text, _BODY, STYLE.font_size)):
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return path


def _draw(canvas: Canvas, page: DrawnPage) -> None:
    draw_headings(canvas, page, STYLE, _TITLE, _BODY)
    canvas.setLineWidth(_LINE_WIDTH)
    for cell in page.cells:
        canvas.rect(cell.x0, PAGE_HEIGHT - cell.bottom, cell.x1 - cell.x0, cell.bottom - cell.top)
    draw_texts(canvas, page, STYLE, _BODY)
