"""The indicator block of a form: one record for each line of targets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gongbiao.extractors.box import enclosing
from gongbiao.extractors.table import Cell
from gongbiao.normalizers.catalogue import Catalogue
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import LabelKey, Match, identify, split_label
from gongbiao.normalizers.recognised_cells import recognised_columns, recognised_text
from gongbiao.normalizers.recognised_text import repair_value, without_dirt
from gongbiao.normalizers.record import Indicator, Place, Recognised, Target
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import IndicatorColumn, Template
from gongbiao.normalizers.text import raw
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
    label: tuple[int, int]
    """The columns of level 3, up to the next one: task, project and indicator stand in them."""
    end_column: int


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


@dataclass(frozen=True, slots=True)
class _Line:
    """What the cells of one line say that tells which indicator it is."""

    cells: _Row
    printed: str | None
    """The label with its number."""
    ordinal: int | None
    label: str
    level1: str | None
    level2: str | None

    @classmethod
    def of(cls, cells: _Row) -> _Line:
        printed = _text(cells.label)
        return cls(cells, printed, *split_label(printed or ""), _text(cells.level1), _text(cells.level2))


def read_indicators(
    sheet: Sheet,
    template: Template,
    block_ends: list[int],
    stage_of: Callable[[int], str],
    catalogue: Catalogue | None = None,
) -> tuple[Indicator, ...]:
    """Return the indicator lines of a form in reading order, and claim their cells.

    A block begins with its header row (一级指标 …) and ends before the next row of ``block_ends``. ``stage_of`` names
    the stage that read a page. Labels are mapped to ``catalogue``, by default the packaged one.
    """
    page_starts = frozenset(part.row for part in sheet.table.parts[1:])
    lines: list[_Line] = []
    for block in _blocks(sheet, template, block_ends):
        rows = [cells for row in range(block.first_row, block.end_row) if (cells := _cells(sheet, row, block))]
        for cells in _with_levels_carried_down(rows, page_starts):
            sheet.claim(cells.level1, cells.level2, cells.task, cells.project, cells.label, *cells.values)
            line = _Line.of(cells)
            if _is_indicator(line):
                lines.append(line)
    keys = [LabelKey(line.label, line.level1, line.level2, template.form_type) for line in lines]
    return tuple(_read(line, found, stage_of) for line, found in zip(lines, identify(keys, catalogue), strict=True))


def _with_levels_carried_down(rows: list[_Row], page_starts: frozenset[int]) -> Iterator[_Row]:
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
        yield replace(row, level1=level1, level2=level2) if carried else row


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
            level3 = extents["level3"][0]
            start = max((end for _, end in extents.values() if end <= level3), default=level3)
            beside = (cell.column for cell in sheet.row(row, level3 + 1, sheet.table.columns) if cell.lines)
            end = min((column for column in beside if column >= extents["level3"][1]), default=sheet.table.columns)
            last_column = max(end for _, end in extents.values())
            yield _Block(row, last[row], sheet.table.rows, extents, (start, end), last_column)


def _blocks(sheet: Sheet, template: Template, block_ends: list[int]) -> Iterator[_Block]:
    for block in _headers(sheet, template):
        for start, end in block.columns.values():
            sheet.claim(*sheet.row(block.header_row, start, end))
        end_row = min((row for row in block_ends if row > block.header_row), default=block.end_row)
        yield replace(block, end_row=end_row)


def _cells(sheet: Sheet, row: int, block: _Block) -> _Row | None:
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
    return _Row(
        level1=level1 if level1 is not level2 and level1 is not label else None,
        level2=level2 if level2 is not label else None,
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


def _is_indicator(line: _Line) -> bool:
    """Tell an indicator's line from a blank row of the form, and from its sum."""
    cells = line.cells
    named = _WORD.search(line.label) is not None
    if not named and not any(
        cell is not None and cell.lines for cell in (cells.half_year, cells.full_year, cells.task)
    ):
        return False
    return not {line.printed, line.level1, line.level2} & _TOTALS


def _read(line: _Line, found: Match, stage_of: Callable[[int], str]) -> Indicator:
    """Return the indicator that a line prints; its label has been matched."""
    row = line.cells
    level1_id = match_level1(line.level1) if line.level1 else None
    calc_symbol = _text(row.calc_symbol)
    present = [cell for cell in (row.label, *row.values) if cell is not None]
    anchor = row.label if row.label is not None else present[0]
    half_year = _target(row.half_year, line.label, calc_symbol)
    full_year = _target(row.full_year, line.label, calc_symbol)
    confidence = min(cell.confidence for cell in present)
    return Indicator(
        level1=line.level1,
        level2=line.level2,
        level3=line.label or None,
        level1_id=level1_id,
        level2_id=match_level2(line.level2, level1_id) if line.level2 else None,
        ordinal=line.ordinal,
        task=_text(row.task),
        funding_project=_text(row.project),
        match=found,
        calc_symbol=calc_symbol,
        half_year=half_year,
        full_year=full_year,
        raw_label=raw(row.label.as_read) if row.label is not None and row.label.lines else None,
        place=Place(anchor.page, enclosing(cell.box for cell in present if cell.page == anchor.page)),
        extractor=stage_of(anchor.page),
        confidence=confidence,
        recognised=_recognised(line, half_year, full_year) if confidence < 1 else {},
        cells=_places(row),
    )


def _places(row: _Row) -> dict[str, Place]:
    """Return where the cells of a line stand, by the column of the dataset that they fill."""
    cells = {
        "level1": row.level1,
        "level2": row.level2,
        "level3": row.label,
        "calc_symbol": row.calc_symbol,
        "half_year_value": row.half_year,
        "full_year_value": row.full_year,
    }
    return {name: Place(cell.page, cell.box) for name, cell in cells.items() if cell is not None}


def _recognised(line: _Line, half_year: Target | None, full_year: Target | None) -> dict[str, Recognised]:
    """Return the notes on a recognised line's cells; level cells are noted with each of their lines."""
    row = line.cells
    return recognised_columns(
        {
            "level1": (row.level1, line.level1),
            "level2": (row.level2, line.level2),
            "task": (row.task, _text(row.task)),
            "funding_project": (row.project, _text(row.project)),
            "level3": (row.label, line.printed),
            "calc_symbol": (row.calc_symbol, _text(row.calc_symbol)),
            "half_year_value": (row.half_year, half_year.text if half_year else None),
            "full_year_value": (row.full_year, full_year.text if full_year else None),
        }
    )


def _text(cell: Cell | None) -> str | None:
    return (recognised_text(cell, without_dirt) or None) if cell is not None else None


def _target(cell: Cell | None, label: str, calc_symbol: str | None) -> Target | None:
    text = recognised_text(cell, repair_value) if cell is not None else None
    if cell is None or not text:
        return None
    return Target(text, raw(cell.as_read), parse_value(text, label=label, calc_symbol=calc_symbol))
