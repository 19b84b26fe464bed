"""The forms as the files that an office works on: a workbook with numbers and formats, a Word document."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from samples.builders.sheet import Sheet
from samples.builders.word import write_document

_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_NUMBER = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<decimals>[0-9]+))?(?P<percent>%)?")
_CHARACTERS = 2.1
"""Width of an em in a spreadsheet's unit, a digit."""


def write_workbook(sheets: tuple[Sheet, ...], path: Path) -> Path:
    """Write each form on a sheet of its own: numbers as numbers, with the format that shows what the form prints."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, sheet in enumerate(sheets, start=1):
        _fill(workbook.create_sheet(f"表{number}"), sheet)
    workbook.save(path)
    _settle(path)
    return path


def write_word(sheets: tuple[Sheet, ...], path: Path) -> Path:
    """Write the forms one after the other, each on pages of its own."""
    write_document(sheets, path)
    return path


def _fill(page: Worksheet, sheet: Sheet) -> None:
    top = 1
    columns = len(sheet.edges) - 1
    for text in filter(None, (sheet.title, sheet.year_line, sheet.unit_line)):
        page.merge_cells(start_row=top, end_row=top, start_column=1, end_column=columns)
        page.cell(top, 1, text).alignment = Alignment(horizontal="center")
        top += 1
    for column, (left, right) in enumerate(zip(sheet.edges, sheet.edges[1:], strict=False), start=1):
        page.column_dimensions[get_column_letter(column)].width = (right - left) * _CHARACTERS
    for cell in sheet.cells:
        first_row, first_column = top + cell.row, cell.left + 1
        last_row, last_column = first_row + cell.row_span - 1, cell.right
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                page.cell(row, column).border = _BORDER
        if (last_row, last_column) != (first_row, first_column):
            page.merge_cells(start_row=first_row, end_row=last_row, start_column=first_column, end_column=last_column)
        _write(page.cell(first_row, first_column), cell.text)


def _write(cell: Cell, text: str) -> None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        cell.value = text or None
        return
    decimals = len(found["decimals"] or "")
    value = float(found["whole"].replace(",", "") + "." + (found["decimals"] or "0"))
    whole = "#,##0" if "," in found["whole"] else "0"
    cell.value = round(value / 100, decimals + 2) if found["percent"] else value
    cell.number_format = whole + ("." + "0" * decimals if decimals else "") + (found["percent"] or "")


def _settle(path: Path) -> None:
    """Write the package again with fixed dates: the same forms give the same bytes."""
    with zipfile.ZipFile(path) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = re.sub(rb">[0-9T:-]{19}Z<", b">2024-01-15T01:00:00Z<", data)
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
