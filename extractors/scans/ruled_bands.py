"""Regions of a page that rules cut although no verticals make cells of them: tables with level rules only.

A rule from side to side cuts a table into an upper and a lower part. One that begins further in leaves a column beside
it (the name of a section, merged over several rows), which is a region of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from gongbiao.extractors.page import FloatArray

MIN_RULES = 3
"""A table has a rule above, below and somewhere between."""
WHOLE = 0.95
"""Share of a table's width that a rule covers which goes from side to side."""
INSIDE = 4.0
"""Points: a rule so near the edge of a region is its edge."""
BESIDE = 8.0
"""Points beside a rule's end in which there may be text."""

Sides = tuple[float, float, float, float]
"""Points: x0, top, x1, bottom."""


def cut_by_rules(page: Sides, rules: FloatArray) -> Iterator[tuple[Sides, bool]]:
    """Yield the parts of a page or band, and whether each is one of a table; ``rules`` are horizontal rulings (n, 3).

    All lengths are points. Above, below and beside the widest table there may be others.
    """
    x0, top, x1, bottom = page
    own = _inside(page, rules)
    left, right = (own[:, 1].min(initial=np.inf), own[:, 2].max(initial=-np.inf)) if len(own) else (x0, x1)
    rows = np.unique(_whole(own, left, right)[:, 0]).tolist()
    if len(own) < MIN_RULES or len(rows) < 2:
        yield page, False
        return
    yield from cut_by_rules((x0, top, x1, rows[0]), rules)
    for a, b in ((x0, left), (right, x1)):
        if b - a > BESIDE:
            yield (a, rows[0], b, rows[-1]), False
    table = (max(left, x0), rows[0], min(right, x1), rows[-1])
    yield from ((part, True) for part in parts_of_table(table, rules))
    yield from cut_by_rules((x0, rows[-1], x1, bottom), rules)


def parts_of_table(table: Sides, rules: FloatArray) -> Iterator[Sides]:
    """Yield the parts that rules cut a table into that has no verticals within."""
    x0, top, x1, bottom = table
    own = _inside(table, rules)
    if not len(own):
        yield table
        return
    rows = np.unique(_whole(own, x0, x1)[:, 0]).tolist()
    inner = [x for x in (own[:, 1].min(), own[:, 2].max()) if x0 + BESIDE < x < x1 - BESIDE]
    if rows:
        for a, b in pairwise([top, *rows, bottom]):
            yield from parts_of_table((x0, a, x1, b), rules)
    elif inner:
        for a, b in pairwise([x0, *inner, x1]):
            yield from parts_of_table((a, top, b, bottom), rules)
    else:
        yield table


def _inside(part: Sides, rules: FloatArray) -> FloatArray:
    x0, top, x1, bottom = part
    within = (rules[:, 0] > top + INSIDE) & (rules[:, 0] < bottom - INSIDE)
    return rules[within & (rules[:, 1] < x1 - INSIDE) & (rules[:, 2] > x0 + INSIDE)]


def _whole(rules: FloatArray, left: float, right: float) -> FloatArray:
    """Return the rules that go from side to side."""
    covered = np.minimum(rules[:, 2], right) - np.maximum(rules[:, 1], left)
    return rules[covered >= WHOLE * (right - left)]
