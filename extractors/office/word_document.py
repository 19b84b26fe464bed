"""A Word document (.docx): its paragraphs as lines, its tables with merged cells, in the order of the text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from gongbiao.extractors.box import NOWHERE
from gongbiao.extractors.errors import SAVE_ANEW, BrokenFileError, NoReaderError
from gongbiao.extractors.table import Block, Cell, Part, Table, TextLine

PAGE = 1
"""A Word document has no pages before somebody prints it."""
TWIPS = 20.0
"""Twentieths of a point, Word's unit of length."""
MOST_COLUMNS = 63
"""Of a table, in Word itself; a cell that says it spans more would take as much memory as it says."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT_BOX, _DELETED, _MOVED = f"{_W}txbxContent", f"{_W}del", f"{_W}moveFrom"
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FC": "√", "F0A8": "□", "F06F": "□", "F0A3": "□", "F072": "□", "F0FD": "☒"}
"""Check boxes in the fonts Wingdings, by the private code that Word writes."""


def read_word(data: bytes) -> list[Block]:
    """Read a .docx file; raises BrokenFileError, or NoReaderError where python-docx is not installed."""
    try:
        from docx import Document
    except ImportError as error:
        raise NoReaderError("reading .docx needs python-docx: install gongbiao[office]") from error
    try:
        return list(_blocks(Document(io.BytesIO(data)).element.body))
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises whatever its parsers run into
        raise BrokenFileError(f"the Word document cannot be opened ({_reason(error)}); {SAVE_ANEW}") from error


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def _blocks(parent: Any) -> Iterator[Block]:  # noqa: ANN401 -- lxml has no types
    for element in parent:
        if element.tag == f"{_W}p":
            yield from (TextLine(line, PAGE, NOWHERE) for line in _lines(element) if line.strip())
        elif element.tag == f"{_W}tbl":
            yield _table(element)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}moveTo"):
            yield from _blocks(element)


def _lines(paragraph: Any) -> list[str]:  # noqa: ANN401
    """Return the lines of a paragraph: with what is inserted, without what is deleted or stands in text boxes."""
    return "".join(_texts(paragraph)).split("\n")


def _texts(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        if child.tag in (_TEXT_BOX, _DELETED, _MOVED) or not isinstance(child.tag, str):
            continue
        name = child.tag.removeprefix(_W)
        if name == "t":
            yield child.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield _SYMBOLS.get((child.get(f"{_W}char") or "").upper(), "")
        elif name not in ("pPr", "rPr", "tbl"):
            yield from _texts(child)


@dataclass(slots=True)
class _Open:
    """A cell that may go on below."""

    row: int
    column: int
    column_span: int
    lines: tuple[str, ...]
    row_span: int = 1


@dataclass(slots=True)
class _Grid:
    cells: list[_Open] = field(default_factory=list)
    above: dict[int, _Open] = field(default_factory=dict)
    """The cells of the row above, by column."""


def _table(table: Any) -> Table:  # noqa: ANN401
    grid = _Grid()
    rows = list(_rows(table))
    for number, row in enumerate(rows):
        _add_row(grid, number, row)
    widths = [int(column.get(f"{_W}w") or 0) for column in table.iterfind(f"{_W}tblGrid/{_W}gridCol")]
    columns = max([len(widths), *(cell.column + cell.column_span for cell in grid.cells)])
    edges = (0.0, *accumulate(width / TWIPS or 1.0 for width in [*widths, *([0] * (columns - len(widths)))]))
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    return Table(
        PAGE,
        NOWHERE,
        len(rows),
        columns,
        tuple(Cell(one.row, one.column, one.row_span, one.column_span, one.lines, PAGE, NOWHERE) for one in cells),
        (Part(PAGE, NOWHERE, row=0),),
        edges,
    )


def _rows(table: Any) -> Iterator[Any]:  # noqa: ANN401
    for element in table:
        if element.tag == f"{_W}tr" and element.find(f"{_W}trPr/{_W}del") is None:
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:  # noqa: ANN401
    for element in row:
        if element.tag == f"{_W}tc":
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _cells(element)


def _add_row(grid: _Grid, number: int, row: Any) -> None:  # noqa: ANN401
    """Add the cells of a row; one that continues a merged cell makes that one taller."""
    column = _number(row, "trPr/gridBefore", 0)
    below: dict[int, _Open] = {}
    for element in _cells(row):
        span = _number(element, "tcPr/gridSpan", 1)
        merge = element.find(f"{_W}tcPr/{_W}vMerge")
        upper = grid.above.get(column)
        if merge is not None and merge.get(f"{_W}val") != "restart" and upper is not None and upper.column_span == span:
            upper.row_span += 1
            below[column] = upper
        else:
            paragraphs = [line for one in element.iterfind(f".//{_W}p") for line in _lines(one)]
            below[column] = _Open(number, column, span, tuple(line for line in paragraphs if line.strip()))
            grid.cells.append(below[column])
        column += span
    grid.above = below


def _number(element: Any, path: str, default: int) -> int:  # noqa: ANN401
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    text = found.get(f"{_W}val") if found is not None else None
    return min(int(text), MOST_COLUMNS) if text and text.isdecimal() else default
