"""Rulings to tables: lines that touch each other belong to one table."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.page import BoolArray, FloatArray

RuledTable = tuple[FloatArray, FloatArray]
"""The horizontal and vertical rulings of one table, shapes (n, 3) and (m, 3): position, from, to."""

REACH = 3.0
"""Points: a line may end this far short of (or beyond) the line it meets."""
MIN_UPRIGHTS = 3
"""Verticals that make a table of a single horizontal: the last row of one that goes on from the page before."""


def connected(horizontal: FloatArray, vertical: FloatArray) -> list[RuledTable]:
    """Split rulings into groups that touch each other: one group is one table."""
    if not len(horizontal) or not len(vertical):
        return []
    y, xa, xb = horizontal.T[:, :, None]
    x, ya, yb = vertical.T[:, None, :]
    touch = (x >= xa - REACH) & (x <= xb + REACH) & (y >= ya - REACH) & (y <= yb + REACH)
    groups = []
    free = np.ones(len(horizontal), dtype=np.bool_)
    while free.any():
        rows = np.zeros(len(horizontal), dtype=np.bool_)
        rows[np.argmax(free)] = True
        size = 0
        while size != rows.sum():
            size = int(rows.sum())
            columns = rows @ touch
            rows |= touch @ columns
        free &= ~rows
        if columns.any() if size > 1 else columns.sum() >= MIN_UPRIGHTS:
            groups.append((horizontal[rows], vertical[columns | _beside(horizontal[rows], vertical, touch)]))
    return groups


def _beside(horizontal: FloatArray, vertical: FloatArray, touch: BoolArray) -> BoolArray:
    """Tell which verticals touch nothing but stand beside a table from top to bottom.

    They are the outer side of a merged cell that goes on over both page breaks.
    """
    top, bottom = horizontal[:, 0].min(), horizontal[:, 0].max()
    left, right = horizontal[:, 1].min(), horizontal[:, 2].max()
    outside = (vertical[:, 0] < left) | (vertical[:, 0] > right)
    near = (vertical[:, 0] > left - (right - left) / 4) & (vertical[:, 0] < right + (right - left) / 4)
    as_high = (vertical[:, 1] <= top + REACH) & (vertical[:, 2] >= bottom - REACH)
    return np.asarray(~touch.any(axis=0) & outside & near & as_high)
