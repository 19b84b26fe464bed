"""A sheet printed over pages to the right: which pages lie beside each other, by the rows of their tables.

A spreadsheet that is wider than the paper goes on, column by column, on further pages: down, then over (1, 2 and their
right halves 3, 4), or over, then down (1 with 2, 3 with 4). Rows stand at the same height on the pages of a line, and
the columns are others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from gongbiao.extractors.table import Block, Table

SAME_HEIGHT = 2.5
"""Points by which a row's edge may differ from one page to the other."""
SAME_WIDTH = 8.0
"""Points by which a page that begins anew may differ from an earlier one that does."""
MIN_EDGES = 4
"""Edges of rows at the same heights: fewer agree by chance."""
AGREEING = 0.9
"""Share of the edges of the table with fewer rows that the other one has too; merged cells hide others."""


@dataclass(slots=True)
class _Outline:
    """Where the cells of one page begin and end, in points."""

    page: int
    """1-based."""
    x: list[float]
    y: list[float]


def pages_side_by_side(blocks: Iterable[Block], settled: Container[int]) -> list[tuple[int, ...]]:
    """Return the pages (1-based) that lie beside each other, each group from left to right.

    ``settled`` pages have been understood: they are the right half of none.
    """
    groups: list[list[_Outline]] = []
    for outline in _outlines(blocks):
        begins = outline.page in settled or any(_same_columns(group[0], outline) for group in groups)
        left = None if begins else next((group for group in reversed(groups) if _same_rows(group[-1], outline)), None)
        if left is None:
            groups.append([outline])
        else:
            left.append(outline)
    return [tuple(outline.page for outline in group) for group in groups if len(group) > 1]


def _outlines(blocks: Iterable[Block]) -> list[_Outline]:
    x: dict[int, set[float]] = {}
    y: dict[int, set[float]] = {}
    for table in blocks:
        for cell in table.cells if isinstance(table, Table) else ():
            x.setdefault(cell.page, set()).update((cell.box.x0, cell.box.x1))
            y.setdefault(cell.page, set()).update((cell.box.top, cell.box.bottom))
    return [_Outline(page, sorted(x[page]), sorted(y[page])) for page in sorted(x)]


def _same_columns(left: _Outline, other: _Outline) -> bool:
    """Tell whether two pages hold the same columns: the outer sides are the same, whatever is merged between."""
    return all(abs(left.x[i] - other.x[i]) <= SAME_WIDTH for i in (0, -1))


def _same_rows(left: _Outline, right: _Outline) -> bool:
    """Tell whether the rows of two pages stand at the same heights, first, last and those between."""
    if any(abs(left.y[i] - right.y[i]) > SAME_HEIGHT for i in (0, -1)):
        return False
    fewer, more = sorted((left.y, right.y), key=len)
    agreeing = sum(_near(edge, more) for edge in fewer)
    return agreeing >= MIN_EDGES and agreeing >= AGREEING * len(fewer)


def _near(value: float, among: Sequence[float]) -> bool:
    at = bisect_left(among, value - SAME_HEIGHT)
    return at < len(among) and among[at] <= value + SAME_HEIGHT
