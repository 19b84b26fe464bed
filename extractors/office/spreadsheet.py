"""A spreadsheet (.xlsx) as it is seen: every visible sheet a page, its bordered ranges tables, the rest lines of text.

Cells show what their number format makes of the stored value; a formula shows its stored value.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from gongbiao.extractors.box import NOWHERE
from gongbiao.extractors.errors import SAVE_ANEW, BrokenFileError, NoReaderError
from gongbiao.extractors.office.number_format import shown_date, shown_number
from gongbiao.extractors.table import Block, Cell, Part, Table, TextLine, Unevaluated

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CHARACTER = 5.6
"""Points: the width of a column that is one character wide."""
DEFAULT_WIDTH = 8.43
"""Characters: the width of a column that says none."""
LINE_CELLS = 2
"""Cells with text that a line above a table may have: 填报单位 at the left, the unit at the right."""


@dataclass(frozen=True, slots=True)
class _Range:
    """A cell with what is merged into it; rows and columns of the sheet, from 1."""

    row: int
    column: int
    row_end: int
    """The first row below it."""
    column_end: int
    text: str
    has_border: bool


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """What the visible sheets show."""

    pages: list[list[Block]]
    unevaluated: list[Unevaluated]


def read_spreadsheet(data: bytes) -> Spreadsheet:
    """Read an .xlsx file; raises BrokenFileError, or NoReaderError where openpyxl is not installed."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise NoReaderError("reading .xlsx needs openpyxl: install gongbiao[office]") from error
    try:
        shown = load_workbook(io.BytesIO(data), data_only=True)
        stored = load_workbook(io.BytesIO(data))
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers run into
        raise BrokenFileError(f"the spreadsheet cannot be opened ({_reason(error)}); {SAVE_ANEW}") from error
    sheets = [sheet for sheet in shown.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise BrokenFileError(f"the spreadsheet has no sheet with cells that is shown; {SAVE_ANEW}")
    pages = [list(_blocks(sheet, number)) for number, sheet in enumerate(sheets, start=1)]
    missing = [
        one for number, sheet in enumerate(sheets, start=1) for one in _missing(sheet, stored[sheet.title], number)
    ]
    return Spreadsheet(pages, missing)


def _reason(error: BaseException) -> str:
    """Say what was wrong on one line, without openpyxl's advice to look at the exception before it."""
    cause = error.__cause__ or error.__context__ or error
    return f"{type(cause).__name__}: {' '.join(str(cause).split())}"


def _missing(sheet: Worksheet, stored: Worksheet, page: int) -> Iterator[Unevaluated]:
    """Yield the formulas whose value the file does not hold: it was never computed, or computed to nothing."""
    for cell in _cells(stored):
        if cell.data_type == "f" and sheet.cell(cell.row, cell.column).value is None:
            formula = getattr(cell.value, "text", cell.value)
            yield Unevaluated(page, f"{sheet.title}!{cell.coordinate}", str(formula))


def _cells(sheet: Worksheet) -> list[Any]:
    """Return the cells that the file holds, row by row; the rectangle around them may have 17 thousand million."""
    return [cell for _, cell in sorted(sheet._cells.items())]


def _blocks(sheet: Worksheet, page: int) -> Iterator[Block]:
    """Yield lines and tables from top to bottom; blank rows without borders part tables."""
    by_row: dict[int, list[_Range]] = {}
    for one in _ranges(sheet):
        by_row.setdefault(one.row, []).append(one)
    drawn = any(one.has_border for row in by_row.values() for one in row)
    rows: list[_Range] = []
    covered = 0
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    for number in range(1, sheet.max_row + 1):
        if number in hidden:
            continue
        cells = by_row.get(number, [])
        filled = [one for one in cells if one.text]
        in_table = any(one.has_border for one in cells) if drawn else len(filled) > 1 or bool(rows and filled)
        is_line = len(filled) <= LINE_CELLS and not in_table and number >= covered
        if in_table or number < covered or (filled and not is_line):
            rows.extend(cells)
            covered = max([covered, *(one.row_end for one in cells)])
            continue
        if rows:
            yield _table(sheet, rows, page)
            rows = []
        yield from (TextLine(line, page, NOWHERE) for one in filled for line in one.text.splitlines())
    if rows:
        yield _table(sheet, rows, page)


def _ranges(sheet: Worksheet) -> Iterator[_Range]:
    """Yield the cells with text or borders, merged ones once."""
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    inside = {
        (row, column)
        for area in merged.values()
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    } - set(merged)
    for cell in _cells(sheet):
        if (cell.row, cell.column) in inside:
            continue
        area = merged.get((cell.row, cell.column))
        text, border = shown_text(cell), _has_border(cell)
        if area is not None:
            yield _Range(cell.row, cell.column, area.max_row + 1, area.max_col + 1, text, border)
        elif text or border:
            yield _Range(cell.row, cell.column, cell.row + 1, cell.column + 1, text, border)


def _has_border(cell: Any) -> bool:  # noqa: ANN401 -- a cell, or the rest of a merged one
    border = cell.border
    return any(side is not None and side.style for side in (border.top, border.bottom, border.left, border.right))


def shown_text(cell: Any) -> str:  # noqa: ANN401
    """Return what a cell shows; an empty one nothing."""
    value, code = cell.value, cell.number_format or "General"
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown_number(value, code)
    if isinstance(value, date | datetime | time | timedelta):
        return shown_date(value, code)
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip("\n ")


def _table(sheet: Worksheet, ranges: Sequence[_Range], page: int) -> Table:
    """Return a table of the ranges; rows and columns that none of them begins or ends at fall together."""
    rows = sorted({row for one in ranges for row in range(one.row, one.row_end)})
    shown = [row for row in rows if not sheet.row_dimensions[row].hidden]
    row_at = {row: at for at, row in enumerate(shown)}
    first, last = min(one.column for one in ranges), max(one.column_end for one in ranges)
    columns = [column for column in range(first, last) if not _is_hidden(sheet, column)]
    column_at = {column: at for at, column in enumerate(columns)}
    cells = []
    for one in ranges:
        own_rows = [row_at[row] for row in range(one.row, one.row_end) if row in row_at]
        own_columns = [column_at[column] for column in range(one.column, one.column_end) if column in column_at]
        if own_rows and own_columns:
            lines = tuple(line for line in one.text.splitlines() if line.strip())
            cells.append(Cell(own_rows[0], own_columns[0], len(own_rows), len(own_columns), lines, page, NOWHERE))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    edges = (0.0, *accumulate(_width(sheet, column) for column in columns))
    return Table(page, NOWHERE, len(shown), len(columns), tuple(cells), (Part(page, NOWHERE, row=0),), edges)


def _dimension(sheet: Worksheet, column: int) -> Any:  # noqa: ANN401
    """Return the record of a column; one record may stand for several columns."""
    return next((one for one in sheet.column_dimensions.values() if (one.min or 0) <= column <= (one.max or -1)), None)


def _width(sheet: Worksheet, column: int) -> float:
    dimension = _dimension(sheet, column)
    return CHARACTER * float((dimension.width if dimension else None) or DEFAULT_WIDTH)


def _is_hidden(sheet: Worksheet, column: int) -> bool:
    dimension = _dimension(sheet, column)
    return bool(dimension and dimension.hidden)
