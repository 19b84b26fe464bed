"""Glyphs made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gongbiao.extractors.page import Glyphs

SIZE = 10.0
"""Points: the font size of made glyphs."""


def glyphs_at(
    places: Sequence[tuple[str, float, float]],
    *,
    direction: int = 0,
    fonts: Sequence[int] | None = None,
    spaced: Sequence[int] = (),
) -> Glyphs:
    """Make glyphs of (character, x, baseline), each as wide as high; before those in ``spaced`` stands a space.

    Turned ones (``direction`` 1 or 3 quarter turns) are given by the place of their box's top left.
    """
    n = len(places)
    x = np.array([place[1] for place in places], dtype=float)
    y = np.array([place[2] for place in places], dtype=float)
    upright = direction == 0
    boxes = np.stack((x, y - SIZE if upright else y, x + SIZE, y if upright else y + SIZE), axis=1).reshape(-1, 4)
    baseline = {0: y, 1: -x, 2: -y, 3: x}[direction]
    return Glyphs(
        text=np.array([place[0] for place in places], dtype="<U1"),
        boxes=boxes,
        baseline=baseline,
        size=np.full(n, SIZE),
        direction=np.full(n, direction, dtype=np.int64),
        font=np.array(fonts if fonts is not None else [0] * n, dtype=np.int64),
        space_before=np.isin(np.arange(n), spaced),
        confidence=np.ones(n),
    )


def written(text: str, x: float = 0.0, baseline: float = 100.0) -> list[tuple[str, float, float]]:
    """Return the places of a line of text whose characters stand side by side."""
    return [(letter, x + i * SIZE, baseline) for i, letter in enumerate(text)]
