"""The indicator block of a table as lines of cells: its header, its columns, its rows, each with its levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gongbiao.extractors.table import Cell
from gongbiao.normalizers.periods import halves_of
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import IndicatorColumn, Template
from gongbiao.normalizers.text import repair

_TOTAL = re.compile(
    r"(?:总分|合计|总计|得分合计|合计得分|总得分|自评总分|自评得分|综合得分|指标总分)(?:值|数)?(?:[(（:：].*)?"
)
"""A row of sums, with or without what it is out of: 总分（100分）."""
_DUTY_CELLS = 3
"""A duty row prints task, project and indicator where other rows print the indicator alone."""

_VALUES: tuple[IndicatorColumn, ...] = (
    "calc_symbol",
    "half_year",
    "full_year",
    "actual_value",
    "unit",
    "score_weight",
    "score",
    "deviation_reason",
)
"""The columns that may stand behind the label."""
Extents = dict[IndicatorColumn, tuple[int, int]]
"""The first column and the end of each column of the block."""


@dataclass(frozen=True, slots=True)
class _Block:
    header_row: int
    first_row: int
    end_row: int
    columns: Extents
    not_kept: tuple[tuple[int, int], ...]
    """Columns that are known and have no place in the dataset, like 评分标准."""
    label: tuple[int, int]
    """The columns of level 3, up to the next one: task, project and indicator stand in them."""
    end_column: int


class Row(NamedTuple):
    """The cells of one line."""

    level1: Cell | None
    level2: Cell | None
    task: Cell | None
    project: Cell | None
    label: Cell | None
    others: Mapping[IndicatorColumn, Cell | None]
    """What stands behind the label: values, points, unit …, by column."""

    @property
    def values(self) -> tuple[Cell | None, ...]:
        """The cells behind the label, from the left."""
        return tuple(self.others.values())

    @property
    def is_remark(self) -> bool:
        """A cell that runs over label and values is a remark or a heading."""
        return self.label is not None and any(cell is self.label for cell in self.values)


def is_total(row: Row) -> bool:
    """Tell whether a line is the sum of the points: 总分."""
    cells = (row.label, row.level1, row.level2)
    return any(cell is not None and _TOTAL.fullmatch(repair(cell.lines)) for cell in cells)


def indicator_lines(sheet: Sheet, template: Template, block_ends: list[int]) -> Iterator[Row]:
    """Yield the lines of a form's indicator blocks in reading order, each with the levels that hold for it; claim them.

    A block begins with its header row (一级指标 …) and ends before the next row of ``block_ends``.
    """
    page_starts = frozenset(part.row for part in sheet.table.parts[1:])
    for block in _blocks(sheet, template, block_ends):
        for cells in _with_levels_carried_down(list(_rows(sheet, block)), page_starts):
            sheet.claim(cells.level1, cells.level2, cells.task, cells.project, cells.label, *cells.values)
            yield cells


def indicator_rows(sheet: Sheet, template: Template, block_ends: list[int]) -> Iterator[int]:
    """Yield the rows of the table that the indicator blocks take, headers among them."""
    for header in header_rows(sheet, template):
        yield from range(header, min((row for row in block_ends if row > header), default=sheet.table.rows))


def header_rows(sheet: Sheet, template: Template) -> list[int]:
    """Return the rows that hold an indicator block's header: they name level 3 and at least two more columns."""
    return [block.header_row for block in _headers(sheet, template)]


def _headers(sheet: Sheet, template: Template) -> Iterator[_Block]:
    known = template.labels.indicator_columns
    rows: dict[int, list[Cell]] = {}
    for cell, _ in sheet.labelled(known):
        rows.setdefault(cell.row, []).append(cell)
    for row, cells in rows.items():
        halves = halves_of(sheet, cells, known)
        columns, others = _columns(sheet, halves.kept, template)
        not_kept = others + tuple((cell.column, cell.column_end) for cell in halves.left_out)
        if "level3" in columns and len(columns) > 2:
            level3 = columns["level3"][0]
            extents = (*columns.values(), *not_kept)
            start = max((end for _, end in extents if end <= level3), default=level3)
            beside = (cell.column for cell in sheet.row(row, level3 + 1, sheet.table.columns) if cell.lines)
            end = min((column for column in beside if column >= columns["level3"][1]), default=sheet.table.columns)
            last_column = max(end for _, end in extents)
            first_row = max(cell.row_end for cell in cells)
            yield _Block(row, first_row, sheet.table.rows, columns, not_kept, (start, end), last_column)


def _columns(sheet: Sheet, cells: Sequence[Cell], template: Template) -> tuple[Extents, tuple[tuple[int, int], ...]]:
    """Return the extents of the columns that some header cells name, and of those that are not kept.

    Of two headers for one column (指标性质 and 指标方向) the one that the template lists first is taken.
    """
    known, ranks = template.labels.indicator_columns, template.labels.indicator_ranks
    chosen: dict[IndicatorColumn, Cell] = {}
    for cell in cells:
        name = known[sheet.key(cell)]
        if name not in chosen or ranks[sheet.key(cell)] < ranks[sheet.key(chosen[name])]:
            chosen[name] = cell
    taken: Extents = {name: (cell.column, cell.column_end) for name, cell in chosen.items() if name != "not_kept"}
    others = tuple(
        (cell.column, cell.column_end) for cell in cells if (cell.column, cell.column_end) not in taken.values()
    )
    return taken, others


def _blocks(sheet: Sheet, template: Template, block_ends: list[int]) -> Iterator[_Block]:
    for block in _headers(sheet, template):
        for start, end in (*block.columns.values(), *block.not_kept):
            sheet.claim(*sheet.row(block.header_row, start, end))
        end_row = min((row for row in block_ends if row > block.header_row), default=block.end_row)
        yield replace(block, end_row=end_row)


def _cells(sheet: Sheet, row: int, block: _Block) -> Row | None:
    """Return the cells of the line that begins on ``row``; None where none begins."""
    columns = block.columns
    crossing = sheet.row(row, block.label[0], block.end_column)
    if not any(cell.row == row for cell in crossing):
        return None

    def one(name: IndicatorColumn) -> Cell | None:
        if name not in columns:
            return None
        cells = sheet.mostly_within(row, *columns[name])
        return next((cell for cell in cells if cell.lines), cells[0] if cells else None)

    task, project, label = _label_cells(sheet.mostly_within(row, *block.label))
    level1, level2 = one("level1"), one("level2")
    return Row(
        level1=level1 if level1 is not level2 and level1 is not label else None,
        level2=level2 if level2 is not label else None,
        task=task,
        project=project,
        label=label,
        others={name: one(name) for name in _VALUES if name in columns},
    )


def _label_cells(cells: list[Cell]) -> tuple[Cell | None, Cell | None, Cell | None]:
    """Tell task, project and indicator apart in the cells between level 2 and the values.

    A single cell, or the only one with text, is the indicator.
    """
    filled = [cell for cell in cells if cell.lines]
    if len(filled) < 2:
        return None, None, next(iter(filled or cells), None)
    if len(filled) < _DUTY_CELLS == len(cells):
        filled = cells
    if len(filled) == _DUTY_CELLS:
        return filled[0], filled[1], filled[2]
    return filled[0], None, filled[-1]


def _rows(sheet: Sheet, block: _Block) -> Iterator[Row]:
    """Yield the lines of a block, remarks left out; what stands in columns that are not kept is set aside."""
    for row in range(block.first_row, block.end_row):
        cells = _cells(sheet, row, block)
        if cells is None or (cells.is_remark and not is_total(cells)):
            continue
        for start, end in block.not_kept:
            sheet.set_aside(*sheet.mostly_within(row, start, end))
        yield cells


def _with_levels_carried_down(rows: list[Row], page_starts: frozenset[int]) -> Iterator[Row]:
    """Yield the rows, each with the level cells that hold for it.

    An empty level cell means the one above where the form does not merge them at all, and at the head of a page.
    """
    merges1 = any(row.level1 is not None and row.level1.row_span > 1 for row in rows)
    merges2 = any(row.level2 is not None and row.level2.row_span > 1 for row in rows)
    level1 = level2 = None
    for row in rows:
        begins1 = not _goes_on(row.level1, level1, merges1, page_starts)
        another = begins1 and row.level1 is not level1
        if begins1:
            level1 = row.level1
        if another or not _goes_on(row.level2, level2, merges2, page_starts):
            level2 = row.level2
        carried = row.level1 is not level1 or row.level2 is not level2
        yield row._replace(level1=level1, level2=level2) if carried else row


def _goes_on(cell: Cell | None, above: Cell | None, merges: bool, page_starts: frozenset[int]) -> bool:
    """Tell whether an empty level cell, or none of its own, stands for the one above."""
    if above is None or (cell is not None and cell.lines):
        return False
    return not merges or cell is None or cell.row in page_starts
