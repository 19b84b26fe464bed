"""Sheets broken into pages by our own rules, for the renderers that draw every line themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from samples.builders.sheet import Role, Sheet, SheetCell

Measure = Callable[[str], float]
"""The width of a text in points."""

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4 in points."""

# A run of Latin letters and digits stays whole; closing marks stay with what is before them, opening ones with
# what follows.
_UNBREAKABLE = re.compile(r"[（《〈“‘(\[]*(?:[0-9A-Za-z.%/≤≥]+|.)[，。、；：）》〉”’,.;:)\]]*")


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Sizes in points."""

    font_size: float
    title_size: float
    leading: float
    padding: float
    """Between a cell's border and its text, on every side."""
    margin_top: float
    margin_bottom: float
    table_width: float
    row_height: float
    """The least height of a row."""

    @property
    def left(self) -> float:
        """The x of the table's left side."""
        return (PAGE_WIDTH - self.table_width) / 2


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A piece of a cell on one page; a cell cut by the page has one piece on each."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A paragraph outside the table."""

    text: str
    baseline: float
    kind: str
    """``title``, ``year`` or ``unit``."""


@dataclass(slots=True)
class DrawnPage:
    """What stands on one page."""

    lines: list[DrawnLine] = field(default_factory=list)
    cells: list[DrawnCell] = field(default_factory=list)


def break_into_pages(sheets: tuple[Sheet, ...], style: PageStyle, measure: Measure) -> list[DrawnPage]:
    """Lay the sheets out, each beginning on a new page; table headers are not repeated."""
    return [page for sheet in sheets for page in _sheet_pages(sheet, style, measure)]


def _sheet_pages(sheet: Sheet, style: PageStyle, measure: Measure) -> Iterator[DrawnPage]:
    wrapped = {cell: wrap(cell.text, _inner_width(sheet, cell, style), measure) for cell in sheet.cells}
    heights = _row_heights(sheet, wrapped, style)
    first_page = DrawnPage()
    slices = _slices(heights, _headings(sheet, style, first_page), style)
    pages = [first_page, *(DrawnPage() for _ in slices[1:])]
    for cell in sheet.cells:
        x0, x1 = (_position(sheet, edge, style) for edge in (cell.left, cell.right))
        pieces = _pieces(cell, slices)
        printed_on = _page_for_text(pieces, len(wrapped[cell]) * style.leading)
        for number, (top, bottom) in pieces.items():
            lines = wrapped[cell] if number == printed_on else ()
            pages[number].cells.append(DrawnCell(x0, top, x1, bottom, lines, cell.role))
    yield from pages


def _slices(heights: list[float], y: float, style: PageStyle) -> list[dict[int, tuple[float, float]]]:
    """Top and bottom of every row, one dict a page; rows stay whole. ``y`` is where the first page's table begins."""
    slices: list[dict[int, tuple[float, float]]] = [{}]
    for row, height in enumerate(heights):
        if y + height > PAGE_HEIGHT - style.margin_bottom:
            slices.append({})
            y = style.margin_top
        slices[-1][row] = (y, y + height)
        y += height
    return slices


def _pieces(cell: SheetCell, slices: list[dict[int, tuple[float, float]]]) -> dict[int, tuple[float, float]]:
    """Top and bottom of the cell on each page that it stands on, by the page's number from 0."""
    pieces = {}
    for number, rows in enumerate(slices):
        own = [rows[row] for row in range(cell.row, cell.row + cell.row_span) if row in rows]
        if own:
            pieces[number] = (own[0][0], own[-1][1])
    return pieces


def _page_for_text(pieces: dict[int, tuple[float, float]], needed: float) -> int:
    """Choose the first piece of a cut cell that holds the whole text, else the highest."""
    for number, (top, bottom) in pieces.items():
        if bottom - top >= needed:
            return number
    return max(pieces, key=lambda number: pieces[number][1] - pieces[number][0])


def _headings(sheet: Sheet, style: PageStyle, page: DrawnPage) -> float:
    y = style.margin_top + style.title_size
    page.lines.append(DrawnLine(sheet.title, y, "title"))
    y += style.leading * 1.6
    page.lines.append(DrawnLine(sheet.year_line, y, "year"))
    if sheet.unit_line is not None:
        y += style.leading * 1.4
        page.lines.append(DrawnLine(sheet.unit_line, y, "unit"))
    return y + style.leading * 0.6


def _inner_width(sheet: Sheet, cell: SheetCell, style: PageStyle) -> float:
    return _position(sheet, cell.right, style) - _position(sheet, cell.left, style) - 2 * style.padding


def _row_heights(sheet: Sheet, wrapped: dict[SheetCell, tuple[str, ...]], style: PageStyle) -> list[float]:
    heights = [style.row_height] * sheet.row_count
    for cell in sorted(sheet.cells, key=lambda cell: cell.row_span):
        needed = len(wrapped[cell]) * style.leading + 2 * style.padding
        rows = slice(cell.row, cell.row + cell.row_span)
        heights[cell.row + cell.row_span - 1] += max(0.0, needed - sum(heights[rows]))
    return heights


def _position(sheet: Sheet, edge: int, style: PageStyle) -> float:
    return style.left + sheet.edges[edge] / sheet.edges[-1] * style.table_width


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Break ``text`` into lines of at most ``width`` points, as forms do: anywhere between Chinese characters."""
    lines: list[str] = []
    line = ""
    for piece in _UNBREAKABLE.findall(text):
        for part in (piece,) if measure(piece) <= width else tuple(piece):
            if line and measure((line + part).rstrip()) > width:
                lines.append(line.rstrip())
                line = part.lstrip()
            else:
                line += part
    return (*lines, line) if line else tuple(lines)
