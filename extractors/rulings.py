"""Thin boxes to rulings: which of the things that a page draws are straight lines."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.page import FloatArray, Rulings

MAX_THICKNESS = 3.0
"""Points: the thickest stroke or filled rectangle that is still a line; double borders are about 2.5."""


def rulings_of_boxes(boxes: FloatArray) -> Rulings:
    """Sort boxes (n, 4) into horizontal and vertical rulings; what is thin in no direction is left out.

    A dot, as thick as it is long, may be part of a dotted line in either direction, so it is both.
    """
    w, h = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    dot = (w <= MAX_THICKNESS) & (h <= MAX_THICKNESS)
    a = boxes[(h <= MAX_THICKNESS) & (w > h) | dot]
    b = boxes[(w <= MAX_THICKNESS) & (h > w) | dot]
    return Rulings(
        horizontal=np.stack(((a[:, 1] + a[:, 3]) / 2, a[:, 0], a[:, 2]), axis=1),
        vertical=np.stack(((b[:, 0] + b[:, 2]) / 2, b[:, 1], b[:, 3]), axis=1),
    )
