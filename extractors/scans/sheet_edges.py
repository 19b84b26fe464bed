"""The edges of the sheet itself, which a copier or an open lid draws as lines around the page: they rule nothing."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.page import BoolArray, FloatArray, Rulings

MARGIN = 0.05
"""Share of a page's side within which the sheet's edge may show."""
TOUCH = 3.0
"""Points between two lines that meet, at most."""


def without_sheet_edges(rulings: Rulings, width: float, height: float) -> Rulings:
    """Leave out lines at the edges of a page (points) that meet nothing but each other.

    The border of a table that reaches the page's edge meets the lines within the table, and stays.
    """
    level, upright = rulings.horizontal, rulings.vertical
    kept_level, kept_upright = ~_at_edge(level, height), ~_at_edge(upright, width)
    y, left, right = level.T[:, :, None]
    x, top, bottom = upright.T[:, None, :]
    meets = (x >= left - TOUCH) & (x <= right + TOUCH) & (y >= top - TOUCH) & (y <= bottom + TOUCH)
    count = -1
    while count != (count := int(kept_level.sum() + kept_upright.sum())):
        kept_level |= meets @ kept_upright
        kept_upright |= kept_level @ meets
    return Rulings(level[kept_level], upright[kept_upright])


def _at_edge(lines: FloatArray, across: float) -> BoolArray:
    """Tell which lines (n, 3) run along an edge of a page that is ``across`` points wide across them."""
    return np.asarray(np.minimum(lines[:, 0], across - lines[:, 0]) <= MARGIN * across)
