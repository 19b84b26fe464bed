"""Pages printed in two columns, as articles are: each column is read for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from gongbiao.extractors.print_lines import PrintLine

MIN_PROSE = 12
"""Lines of running text on either side of a gutter; the cells of a table are shorter texts."""
FULL = 0.75
"""Share of its column that a line of running text fills."""


def streams(lines: Sequence[PrintLine]) -> list[list[PrintLine]]:
    """Part the lines of a page printed in two columns: those across, left and right; one stream for other pages."""
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)]
    across: list[PrintLine] = []
    left: list[PrintLine] = []
    right: list[PrintLine] = []
    for line in lines:
        if any(a < gutter < b for a, b in line.ink):
            across.append(line)
            continue
        sides = (
            tuple(piece for piece in line.pieces if piece.x1 <= gutter),
            tuple(piece for piece in line.pieces if piece.x0 >= gutter),
        )
        for stream, pieces in zip((left, right), sides, strict=True):
            if pieces:
                stream.append(replace(line, pieces=pieces))
    return [across, left, right]


def _gutter(lines: Sequence[PrintLine]) -> float | None:
    """Return the x of the white between two columns of running text; None where the page has none."""
    if not lines:
        return None
    left = min(line.pieces[0].x0 for line in lines)
    right = max(line.pieces[-1].x1 for line in lines)
    middle = np.linspace(left + 0.4 * (right - left), left + 0.6 * (right - left), 21).tolist()
    best: tuple[int, float] | None = None
    for x in middle:
        sides = (_full_lines(lines, left, x), _full_lines(lines, x, right))
        if min(sides) >= MIN_PROSE and (best is None or min(sides) > best[0]):
            best = (min(sides), x)
    return best[1] if best else None


def _full_lines(lines: Sequence[PrintLine], low: float, high: float) -> int:
    """Count the lines whose text between ``low`` and ``high`` (points) fills the space in one go."""
    count = 0
    for line in lines:
        own = [piece for piece in line.pieces if piece.x0 >= low and piece.x1 <= high]
        crossing = any(piece.x0 < edge < piece.x1 for piece in line.pieces for edge in (low, high))
        wide = any(b.x0 - a.x1 >= 2 * line.size for a, b in pairwise(own))
        count += bool(own) and not crossing and not wide and own[-1].x1 - own[0].x0 >= FULL * (high - low)
    return count
