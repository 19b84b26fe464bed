"""The forms as a spreadsheet prints them: lines as thin filled rectangles, a 黑体, numbered pages, denser rows."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from samples.builders.fonts import HEI, embed
from samples.builders.pages import PAGE_HEIGHT, PAGE_WIDTH, DrawnCell, PageStyle, break_into_pages
from samples.builders.sheet import Sheet
from samples.builders.text import characters_of, draw_headings, draw_texts

STYLE = PageStyle(
    font_size=9,
    title_size=14,
    leading=11.5,
    padding=2.5,
    margin_top=54,
    margin_bottom=54,
    table_width=468,
    row_height=15.5,
)
_FONT = "Sheet"
_THICKNESS = 0.72
"""Points: a thin border on a spreadsheet's printer grid of 100 dots an inch."""
_FOOTER_BASELINE = 30
"""Points above the lower edge of the page."""


def draw_with_fills(sheets: tuple[Sheet, ...], folder: Path) -> Path:
    """Draw the forms into ``filled.pdf`` in ``folder`` and return it."""
    embed(_FONT, HEI, "WenQuanYi Zen Hei", characters_of(sheets) + "第页共0123456789", folder)
    pages = break_into_pages(sheets, STYLE, lambda text: stringWidth(text, _FONT, STYLE.font_size))
    path = folder / "filled.pdf"
    canvas = Canvas(str(path), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=True, initialFontName=_FONT)
    canvas.setCreator("")
    for number, page in enumerate(pages, start=1):
        draw_headings(canvas, page, STYLE, _FONT, _FONT)
        for cell in page.cells:
            _border(canvas, cell)
        draw_texts(canvas, page, STYLE, _FONT)
        canvas.setFont(_FONT, STYLE.font_size)
        canvas.drawCentredString(PAGE_WIDTH / 2, _FOOTER_BASELINE, f"第 {number} 页 共 {len(pages)} 页")
        canvas.showPage()
    canvas.save()
    return path


def _border(canvas: Canvas, cell: DrawnCell) -> None:
    """Four bars around the cell, centred on its sides; neighbours draw theirs over them, as spreadsheets do."""
    half = _THICKNESS / 2
    width, height = cell.x1 - cell.x0 + _THICKNESS, cell.bottom - cell.top + _THICKNESS
    for y in (cell.top, cell.bottom):
        canvas.rect(cell.x0 - half, PAGE_HEIGHT - y - half, width, _THICKNESS, stroke=0, fill=1)
    for x in (cell.x0, cell.x1):
        canvas.rect(x - half, PAGE_HEIGHT - cell.bottom - half, _THICKNESS, height, stroke=0, fill=1)
