"""Two indicator tables beside each other in one form: those of the medium term, and those of the year.

Their header names the same columns twice (三级指标, 指标值, 三级指标, 指标值); what heads the halves tells the periods.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongbiao.extractors.table import Cell
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import IndicatorColumn

_MEDIUM = re.compile("中期|长期|实施期")
_YEAR = re.compile("年度|当年|本年|全年")
LONGEST_HEADING = 20
"""Characters: longer texts are the goals themselves."""


@dataclass(frozen=True, slots=True)
class Halves:
    """The header cells of an indicator block by what becomes of their columns."""

    kept: tuple[Cell, ...]
    """Those of the year, and those that both halves share."""
    left_out: tuple[Cell, ...] = ()
    """Those of the medium term, for which the dataset has no place."""
    heading: Cell | None = None
    """What says so: 实施期目标, 中期指标."""


def halves_of(sheet: Sheet, cells: Sequence[Cell], known: Mapping[str, IndicatorColumn]) -> Halves:
    """Tell the halves of a header row apart, given its cells from the left; most rows have only one.

    ``known`` names the column of each label key. Where the form does not say which half is the year's, the last is.
    """
    halves: list[list[Cell]] = [[]]
    for cell in cells:
        if sheet.key(cell) in {sheet.key(other) for other in halves[-1]}:
            halves.append([])
        halves[-1].append(cell)
    names = [{known[sheet.key(cell)]: cell for cell in half} for half in halves]
    if len(halves) < 2 or not all("level3" in half and "full_year" in half for half in names):
        return Halves(tuple(cells))
    headings = [_heading(sheet, half["level3"], [other["level3"] for other in names]) for half in names]
    of_year = [at for at, heading in enumerate(headings) if heading is None or not _is_medium(sheet, heading)]
    chosen = of_year[-1] if of_year else len(halves) - 1
    kept = {name: cell for name, cell in names[0].items() if name in ("level1", "level2")} | names[chosen]
    left_out = tuple(cell for cell in cells if cell not in kept.values())
    heading = next((one for one in headings if one is not None and _is_medium(sheet, one)), None)
    return Halves(tuple(kept.values()), left_out, heading)


def _is_medium(sheet: Sheet, heading: Cell) -> bool:
    return _MEDIUM.search(sheet.key(heading)) is not None


def _heading(sheet: Sheet, cell: Cell, all_halves: Sequence[Cell]) -> Cell | None:
    """Return the nearest cell above a half that names its period and stands over no other half."""
    for row in range(cell.row - 1, -1, -1):
        above = sheet.at(row, cell.column)
        if above is None or sum(above.column <= other.column < above.column_end for other in all_halves) > 1:
            continue
        key = sheet.key(above)
        if len(key) <= LONGEST_HEADING and (_MEDIUM.search(key) or _YEAR.search(key)):
            return above
    return None
