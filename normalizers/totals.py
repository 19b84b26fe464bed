"""The line of an evaluation form that sums up its points: 总分."""

from __future__ import annotations

import re

from gongbiao.extractors.table import Cell
from gongbiao.normalizers.indicator_rows import rows_with_columns
from gongbiao.normalizers.money import read_points
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import IndicatorColumn, Template
from gongbiao.normalizers.text import repair

SUMMED: tuple[IndicatorColumn, ...] = ("score_weight", "score")
"""The columns that the line sums up."""
_TOTAL = re.compile(
    r"(?:总分|合计|总计|得分合计|合计得分|总得分|自评总分|自评得分|综合得分|指标总分)(?:值|数)?(?:[(（:：].*)?"
)
"""A row of sums, with or without what it is out of: 总分（100分）."""


def is_total(text: str) -> bool:
    """Tell whether a repaired label is that of a line of sums."""
    return _TOTAL.fullmatch(text) is not None


def read_totals(sheet: Sheet, template: Template, block_ends: list[int]) -> dict[str, float]:
    """Return what the line of sums prints, as ``score_weight`` and ``score``, and claim its cells.

    Of several lines the last one counts. Forms without a column for scores have none.
    """
    totals: dict[str, float] = {}
    if "score" not in template.indicators.columns:
        return totals
    for row, columns in rows_with_columns(sheet, template, block_ends):
        begun = [cell for cell in sheet.row(row) if cell.row == row and cell.lines]
        label = next((cell for cell in begun if is_total(repair(cell.lines))), None)
        if label is None or "score" not in columns:
            continue
        sheet.claim(label)
        for name in (name for name in SUMMED if name in columns):
            cell = _other(sheet.mostly_within(row, *columns[name]), label)
            number = read_points(cell)
            if number is not None:
                sheet.claim(cell)
                totals[name] = number
    return totals


def _other(cells: list[Cell], label: Cell) -> Cell | None:
    """Return the cell with text beside the label; None where the label's own cell takes the column."""
    return next((cell for cell in cells if cell.lines and cell is not label), None)
