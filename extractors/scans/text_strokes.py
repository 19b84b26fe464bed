"""Upright strokes of characters that reach from ruling to ruling, where text fills its row: they are no rulings."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.page import BoolArray, FloatArray, Rulings
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH

SHORT = 45.0
"""Points: longer lines are no strokes, whatever stands beside them."""
NEAR = (1.2, 3.5)
"""Points beside the middle of a line: text keeps more distance from a ruling on one side at least."""
INKED = 0.15
"""Share of the rows along a stroke in which there is ink near it, on each side."""


def without_strokes(rulings: Rulings, ink: BoolArray, dpi: float) -> Rulings:
    """Leave out short vertical rulings with ink close to both sides; ``ink`` (height, width) is what is dark."""
    unit = dpi / POINTS_PER_INCH
    kept = [not _is_stroke(line, ink, unit) for line in rulings.vertical]
    return Rulings(rulings.horizontal, rulings.vertical[np.array(kept, dtype=np.bool_)])


def _is_stroke(line: FloatArray, ink: BoolArray, unit: float) -> bool:
    x, start, end = (line * unit).tolist()
    if end - start > SHORT * unit:
        return False
    inset = round(2 * unit)
    near, far = (round(distance * unit) for distance in NEAR)
    rows = slice(max(round(start) + inset, 0), max(round(end) - inset, 0))
    left = ink[rows, max(round(x) - far, 0) : max(round(x) - near, 0)]
    right = ink[rows, round(x) + near : round(x) + far]
    return all(side.size > 0 and float(side.any(axis=1).mean()) >= INKED for side in (left, right))
