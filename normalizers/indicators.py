"""The indicator block of a form: one record for each line of targets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gongbiao.extractors.box import enclosing
from gongbiao.extractors.table import Cell
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import LabelKey, Match, identify, split_label
from gongbiao.normalizers.record import Indicator, Place, Target
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import IndicatorColumn, Template
from gongbiao.normalizers.text import raw, repair
from gongbiao.normalizers.value import parse_value

_WORD = re.compile(r"\w")
_TOTALS = frozenset({"总分", "合计", "总计", "得分合计"})
_DUTY_CELLS = 3
"""A duty row prints task, project and indicator where other rows print the indicator alone."""

Extents = dict[IndicatorColumn, tuple[int, int]]
"""The first column and the end of each column of the block."""


@dataclass(frozen=True, slots=True)
class _Block:
    header_row: int
    first_row: int
    end_row: int
    columns: Extents
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one line."""

    level1: Cell | None
    level2: Cell | None
    task: Cell | None
    project: Cell | None
    label: Cell | None
    calc_symbol: Cell | None
    half_year: Cell | None
    full_year: Cell | None

    @property
    def values(self) -> tuple[Cell | None, ...]:
        return self.calc_symbol, self.half_year, self.full_year


def read_indicators(
    sheet: Sheet, template: Template, block_ends: list[int], stage_of: Callable[[int], str]
) -> tuple[Indicator, ...]:
    """Return the indicator lines of a form in reading order, and claim their cells.

    A block begins with its header row (一级指标 …) and ends before the next row of ``block_ends``. ``stage_of`` names
    the stage that read a page.
    """
    page_starts = frozenset(part.row for part in sheet.table.parts[1:])
    lines: list[_Row] = []
    for block in _blocks(sheet, template, block_ends):
        rows = [cells for row in range(block.first_row, block.end_row) if (cells := _cells(sheet, row, block))]
        for cells in _with_levels_carried_down(rows, page_starts):
            sheet.claim(cells.level1, cells.level2, cells.task, cells.project, cells.label, *cells.values)
            if _is_indicator(cells):
                lines.append(cells)
    keys = [_label_key(cells, template.form_type) for cells in lines]
    return tuple(_read(cells, found, stage_of) for cells, found in zip(lines, identify(keys), strict=True))


def _with_levels_carried_down(rows: list[_Row], page_starts: frozenset[int]) -> Iterator[_Row]:
    """Yield the rows, each with the level cells that hold for it.

    An empty level cell means the one above where the form does not merge them at all, and at the head of a page.
    """
    merges1 = any(row.level1 is not None and row.level1.row_span > 1 for row in rows)
    merges2 = any(row.level2 is not None and row.level2.row_span > 1 for row in rows)
    level1 = level2 = None
    for row in rows:
        begins1 = not _goes_on(row.level1, level1, merges1, page_starts)
        another = begins1 and row.level1 != level1
        if begins1:
            level1 = row.level1
        if another or not _goes_on(row.level2, level2, merges2, page_starts):
            level2 = row.level2
        yield replace(row, level1=level1, level2=level2)


def _goes_on(cell: Cell | None, above: Cell | None, merges: bool, page_starts: frozenset[int]) -> bool:
    """Tell whether an empty level cell, or none of its own, stands for the one above."""
    if above is None or (cell is not None and cell.lines):
        return False
    return not merges or cell is None or cell.row in page_starts


def header_rows(sheet: Sheet, template: Template) -> list[int]:
    """Return the rows that hold an indicator block's header: they name level 3 and at least two more columns."""
    return [block.header_row for block in _headers(sheet, template)]


def _headers(sheet: Sheet, template: Template) -> Iterator[_Block]:
    known = template.labels.indicator_columns
    rows: dict[int, Extents] = {}
    last: dict[int, int] = {}
    for cell, key in sheet.labelled(known):
        extents = rows.setdefault(cell.row, {})
        extents.setdefault(known[key], (cell.column, cell.column_end))
        last[cell.row] = max(last.get(cell.row, 0), cell.row_end)
    for row, extents in rows.items():
        if "level3" in extents and len(extents) > 2:
            keys = tuple(sheet.key(cell) for cell in sheet.row(row))
            yield _Block(row, last[row], sheet.table.rows, extents, keys)


def _blocks(sheet: Sheet, template: Template, block_ends: list[int]) -> Iterator[_Block]:
    for block in _headers(sheet, template):
        for start, end in block.columns.values():
            sheet.claim(*sheet.row(block.header_row, start, end))
        end_row = min((row for row in block_ends if row > block.header_row), default=block.end_row)
        yield _Block(block.header_row, block.first_row, end_row, block.columns, block.header)


def _cells(sheet: Sheet, row: int, block: _Block) -> _Row | None:
    """Return the cells of the line that begins on ``row``; None where none begins."""
    columns = block.columns
    level3 = columns["level3"][0]
    label_start = max((end for _, end in columns.values() if end <= level3), default=level3)
    label_end = min((start for start, _ in columns.values() if start > level3), default=sheet.table.columns)
    crossing = sheet.row(row, label_start, max(end for _, end in columns.values()))
    if not any(cell.row == row for cell in crossing):
        return None

    def one(name: IndicatorColumn) -> Cell | None:
        if name not in columns:
            return None
        cells = sheet.mostly_within(row, *columns[name])
        return next((cell for cell in cells if cell.lines), cells[0] if cells else None)

    task, project, label = _label_cells(sheet.mostly_within(row, label_start, label_end))
    level1, level2 = one("level1"), one("level2")
    return _Row(
        level1=level1 if level1 not in (level2, label) else None,
        level2=level2 if level2 != label else None,
        task=task,
        project=project,
        label=label,
        calc_symbol=one("calc_symbol"),
        half_year=one("half_year"),
        full_year=one("full_year"),
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


def _is_indicator(row: _Row) -> bool:
    """Tell an indicator's line from a blank row of the form, and from its sum."""
    printed = _text(row.label)
    named = _WORD.search(split_label(printed or "")[1]) is not None
    if not named and not any(cell is not None and cell.lines for cell in (row.half_year, row.full_year, row.task)):
        return False
    return not {printed, _text(row.level1), _text(row.level2)} & _TOTALS


def _label_key(row: _Row, form_type: str) -> LabelKey:
    """Return the label by which the line is matched, with its context."""
    return LabelKey(split_label(_text(row.label) or "")[1], _text(row.level1), _text(row.level2), form_type)


def _read(row: _Row, found: Match, stage_of: Callable[[int], str]) -> Indicator:
    """Return the indicator that a line prints; its label has been matched."""
    ordinal, label = split_label(_text(row.label) or "")
    level1, level2 = _text(row.level1), _text(row.level2)
    level1_id = match_level1(level1) if level1 else None
    calc_symbol = _text(row.calc_symbol)
    present = [cell for cell in (row.label, *row.values) if cell is not None]
    anchor = row.label if row.label is not None else present[0]
    return Indicator(
        level1=level1,
        level2=level2,
        level3=label or None,
        level1_id=level1_id,
        level2_id=match_level2(level2, level1_id) if level2 else None,
        ordinal=ordinal,
        task=_text(row.task),
        funding_project=_text(row.project),
        match=found,
        calc_symbol=calc_symbol,
        half_year=_target(row.half_year, label, calc_symbol),
        full_year=_target(row.full_year, label, calc_symbol),
        raw_label=raw(row.label.lines) if row.label is not None and row.label.lines else None,
        place=Place(anchor.page, enclosing(cell.box for cell in present if cell.page == anchor.page)),
        extractor=stage_of(anchor.page),
        confidence=min(cell.confidence for cell in present),
    )


def _text(cell: Cell | None) -> str | None:
    return (repair(cell.lines) or None) if cell is not None else None


def _target(cell: Cell | None, label: str, calc_symbol: str | None) -> Target | None:
    text = _text(cell)
    if cell is None or text is None:
        return None
    return Target(text, raw(cell.lines), parse_value(text, label=label, calc_symbol=calc_symbol))
