"""Tables beside each other: where a page is parted into columns that are read one after another."""

from __future__ import annotations

from itertools import combinations

from gongbiao.extractors.box import Box

BESIDE = 0.5
"""Share of the lower table's height that two tables have in common if they stand beside each other."""


def column_borders(tables: list[Box]) -> list[float]:
    """Return the x positions (points, ascending) that part tables standing beside each other, crossed by no table."""
    borders = []
    for a, b in combinations(tables, 2):
        left, right = (a, b) if a.x0 < b.x0 else (b, a)
        common = min(left.bottom, right.bottom) - max(left.top, right.top)
        if left.x1 <= right.x0 and common > BESIDE * min(left.height, right.height):
            borders.append((left.x1 + right.x0) / 2)
    return sorted(x for x in set(borders) if not any(table.x0 < x < table.x1 for table in tables))
