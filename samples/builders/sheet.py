"""A form laid out on a grid: the source's cells with their rows, spans and column edges, before any renderer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from samples.builders.source import FundSide, SourceForm

Role = Literal["label", "value", "prose"]
"""Labels and values are centred, prose starts at the left."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A printed cell. ``left`` and ``right`` are column edges, counted from 0."""

    row: int
    row_span: int
    left: int
    right: int
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form's table with the lines above it."""

    title: str
    year_line: str
    unit_line: str | None
    edges: tuple[float, ...]
    """Column edges from the table's left side, in em of the body font."""
    row_count: int
    cells: tuple[SheetCell, ...]
    """By row, then column; together they cover the grid."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where columns end, in em from the left. The blocks of a form do not share their columns, as in print."""

    section: float
    side: float
    head_label: float
    fund_group: float
    level1: float
    level2: float
    level3: tuple[float, ...]
    """End of 三级指标, or of 任务, 资金项目 and 三级指标 where duty rows split it."""
    values: tuple[float, ...]
    """Ends of the columns behind 三级指标, the last one being the table's width."""
    second_label: float
    """End of the right-hand label of the head."""
    expenditure: tuple[float, float]
    """Ends of the label and the half-year amount."""

    @property
    def width(self) -> float:
        return self.values[-1]


# One em more than the longest unbroken text of the column: Word pads a cell by half an em on either side.
# 三级指标 of project forms is meant to be too narrow for 指标 2: 资金到位率.
_DEPARTMENT = _Columns(3.2, 5.4, 9.4, 10.6, 8.4, 14.6, (19.6, 24.6, 29.6), (35.4, 41.0), 29.6, (20.0, 31.0))
_PROJECT = _Columns(3.2, 5.4, 9.4, 10.6, 8.4, 14.6, (23.8,), (27.0, 34.4, 41.0), 29.2, (17.0, 29.2))

_Piece = tuple[int, int, float, float, str, Role]
"""row, row span, left and right in em, text, role."""


def lay_out(form: SourceForm) -> Sheet:
    """Place every cell of ``form`` on a grid."""
    columns = _DEPARTMENT if form.form_type == "department_target" else _PROJECT
    pieces: list[_Piece] = []
    row = 0
    for block in (_head, _prose_before, _funds, _prose_after, _indicators):
        pieces.extend(block(form, columns, row))
        row = max(piece[0] + piece[1] for piece in pieces)
    edges = sorted({edge for piece in pieces for edge in piece[2:4]})
    cells = [
        SheetCell(top, span, edges.index(left), edges.index(right), text, role)
        for top, span, left, right, text, role in pieces
    ]
    cells.sort(key=lambda cell: (cell.row, cell.left))
    return Sheet(form.title, form.year_line, form.unit_line, tuple(edges), row, tuple(cells))


def _head(form: SourceForm, columns: _Columns, top: int) -> Iterator[_Piece]:
    middle = columns.level3[-1]
    for row, texts in enumerate(form.head, start=top):
        last = columns.width if len(texts) == 2 else middle
        yield row, 1, 0, columns.head_label, texts[0], "label"
        yield row, 1, columns.head_label, last, texts[1], "value"
        if len(texts) == 3:
            yield row, 1, middle, columns.width, texts[2], "value"
        if len(texts) == 4:
            yield row, 1, middle, columns.second_label, texts[2], "label"
            yield row, 1, columns.second_label, columns.width, texts[3], "value"


def _prose_before(form: SourceForm, columns: _Columns, top: int) -> Iterator[_Piece]:
    return _prose(form.before_funds, columns, top)


def _prose_after(form: SourceForm, columns: _Columns, top: int) -> Iterator[_Piece]:
    return _prose(form.after_funds, columns, top)


def _prose(texts: tuple[tuple[str, str], ...], columns: _Columns, top: int) -> Iterator[_Piece]:
    for row, (label, text) in enumerate(texts, start=top):
        yield row, 1, 0, columns.head_label, label, "label"
        yield row, 1, columns.head_label, columns.width, text, "prose"


def _funds(form: SourceForm, columns: _Columns, top: int) -> Iterator[_Piece]:
    row = top
    for side in form.funds:
        if len(side.header) == 2:
            ends: tuple[float, ...] = (columns.level3[-1], columns.width)
        else:
            ends = (*columns.expenditure, columns.width)
        yield from _fund_side(side, columns, ends, row)
        row += 1 + sum(len(group.lines) for group in side.groups)
    yield top, row - top, 0, columns.section, form.funds_section, "label"


def _fund_side(side: FundSide, columns: _Columns, ends: tuple[float, ...], top: int) -> Iterator[_Piece]:
    yield from _across(top, columns.side, ends, side.header, "label")
    row = top + 1
    for group in side.groups:
        left = columns.side
        if group.label is not None:
            yield row, len(group.lines), columns.side, columns.fund_group, group.label, "label"
            left = columns.fund_group
        for texts in group.lines:
            yield from _across(row, left, ends, texts, "value")
            row += 1
    yield top, row - top, columns.section, columns.side, side.label, "label"


def _indicators(form: SourceForm, columns: _Columns, top: int) -> Iterator[_Piece]:
    ends = (columns.level3[-1], *columns.values)
    yield from _across(top, columns.section, (columns.level1, columns.level2, *ends), form.indicator_header, "label")
    row = top + 1
    for level in form.levels:
        yield row, level.row_count, columns.section, columns.level1, level.name, "label"
        for group in level.groups:
            yield row, len(group.rows), columns.level1, columns.level2, group.name, "label"
            for texts in group.rows:
                split = len(texts) > len(ends)
                row_ends = (*columns.level3, *columns.values) if split else ends
                yield from _across(row, columns.level2, row_ends, texts, "value")
                row += 1
    yield top, row - top, 0, columns.section, form.indicator_section, "label"


def _across(row: int, left: float, ends: tuple[float, ...], texts: tuple[str, ...], role: Role) -> Iterator[_Piece]:
    for right, text in zip(ends, texts, strict=True):
        yield row, 1, left, right, text, role
        left = right
