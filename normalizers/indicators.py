"""The indicator block of a form: one record for each line of targets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from gongbiao.extractors.box import enclosing
from gongbiao.extractors.table import Cell
from gongbiao.normalizers.catalogue import Catalogue
from gongbiao.normalizers.indicator_block import Row, indicator_lines, is_total
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import LabelKey, Match, identify, split_label
from gongbiao.normalizers.money import read_points
from gongbiao.normalizers.recognised_cells import recognised_columns, recognised_text
from gongbiao.normalizers.recognised_text import repair_value, without_dirt
from gongbiao.normalizers.record import Indicator, Place, Recognised, Target
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import IndicatorColumn, Template
from gongbiao.normalizers.text import raw
from gongbiao.normalizers.value import parse_value

_WORD = re.compile(r"\w")
_POINTS: tuple[IndicatorColumn, ...] = ("score_weight", "score")
_COLUMNS: dict[IndicatorColumn, str] = {"half_year": "half_year_value", "full_year": "full_year_value"}
"""Columns of the dataset that are named otherwise than in templates."""
_AS_PRINTED: tuple[IndicatorColumn, ...] = ("calc_symbol", "actual_value", "deviation_reason", "unit")


class _Line(NamedTuple):
    """What the cells of one line say that tells which indicator it is."""

    cells: Row
    printed: str | None
    """The label with its number."""
    ordinal: int | None
    label: str
    level1: str | None
    level2: str | None
    is_total: bool
    """Whether it is the sum of the points."""

    @classmethod
    def of(cls, cells: Row) -> _Line:
        printed = _text(cells.label)
        levels = _text(cells.level1), _text(cells.level2)
        return cls(cells, printed, *split_label(printed or ""), *levels, is_total(cells))


def read_indicators(
    sheet: Sheet,
    template: Template,
    block_ends: list[int],
    stage_of: Callable[[int], str],
    catalogue: Catalogue | None = None,
) -> tuple[tuple[Indicator, ...], dict[str, float]]:
    """Return the indicator lines of a form in reading order, and what its line 总分 prints; claim their cells.

    ``block_ends`` are the rows where another block begins; ``stage_of`` names the stage that read a page. Labels are
    mapped to ``catalogue``, by default the packaged one.
    """
    printed = [_Line.of(row) for row in indicator_lines(sheet, template, block_ends)]
    lines = [line for line in printed if _is_indicator(line)]
    keys = [LabelKey(line.label, line.level1, line.level2, template.form_type) for line in lines]
    found = zip(lines, identify(keys, catalogue), strict=True)
    return tuple(_read(line, match, stage_of) for line, match in found), _totals(printed)


def _totals(lines: Iterable[_Line]) -> dict[str, float]:
    """Return the points of the line 总分, as score_weight and score."""
    sums = (line.cells.others for line in lines if line.is_total)
    cells = next(sums, {})
    points = {name: read_points(cells.get(name)) for name in _POINTS}
    return {str(name): value for name, value in points.items() if value is not None}


def _is_indicator(line: _Line) -> bool:
    """Tell an indicator's line from a blank row of the form, and from its sum."""
    if line.is_total:
        return False
    if _WORD.search(line.label) is not None:
        return True
    cells = line.cells
    said = (cells.task, *(cells.others.get(name) for name in ("half_year", "full_year", "actual_value")))
    return any(cell is not None and cell.lines for cell in said)


def _read(line: _Line, found: Match, stage_of: Callable[[int], str]) -> Indicator:
    """Return the indicator that a line prints; its label has been matched."""
    row = line.cells
    level1_id = match_level1(line.level1) if line.level1 else None
    calc_symbol, unit = (_text(row.others.get(name)) for name in ("calc_symbol", "unit"))
    present = [cell for cell in (row.label, *row.values) if cell is not None]
    anchor = row.label if row.label is not None else present[0]
    half_year, full_year = (
        _target(row.others.get(name), line.label, calc_symbol, unit) for name in ("half_year", "full_year")
    )
    actual = row.others.get("actual_value")
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
        actual_value=(recognised_text(actual, repair_value) or None) if actual is not None else None,
        score_weight=read_points(row.others.get("score_weight")),
        score=read_points(row.others.get("score")),
        deviation_reason=_text(row.others.get("deviation_reason")),
        unit=unit,
        recognised=_recognised(line, half_year, full_year) if confidence < 1 else {},
        cells=_places(row),
    )


def _places(row: Row) -> dict[str, Place]:
    """Return where the cells of a line stand, by the column of the dataset that they fill."""
    values = {_COLUMNS.get(name, str(name)): cell for name, cell in row.others.items()}
    cells = {"level1": row.level1, "level2": row.level2, "level3": row.label, **values}
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
            "half_year_value": (row.others.get("half_year"), half_year.text if half_year else None),
            "full_year_value": (row.others.get("full_year"), full_year.text if full_year else None),
            **{name: (row.others.get(name), _text(row.others.get(name))) for name in _AS_PRINTED},
        }
    )


def _text(cell: Cell | None) -> str | None:
    return (recognised_text(cell, without_dirt) or None) if cell is not None and cell.lines else None


def _target(cell: Cell | None, label: str, calc_symbol: str | None, unit: str | None) -> Target | None:
    text = recognised_text(cell, repair_value) if cell is not None else None
    if cell is None or not text:
        return None
    return Target(text, raw(cell.as_read), parse_value(text, label=label, calc_symbol=calc_symbol, unit=unit))
