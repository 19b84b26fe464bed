"""Borders filled as frames: two rectangles in one path, one within the other, and only what lies between is ink."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.page import FloatArray, IntArray
from gongbiao.extractors.rulings import MAX_THICKNESS

TOUCHING = 0.01
"""Points by which the rectangles may lie nearer: a side of the frame is not drawn then."""


def frame_sides(boxes: FloatArray, paths: IntArray) -> tuple[FloatArray, IntArray]:
    """Return the sides of all frames, and for each the index of the box that is the frame's second rectangle.

    ``boxes`` (n, 4) surround subpaths (left, bottom, right, top; points) in the order of the file, ``paths`` (n,) says
    which path each belongs to. Two that follow each other are a frame if one lies within the other, nowhere further
    from it than a line is thick.
    """
    if len(boxes) < 2:
        return np.zeros((0, 4)), np.zeros(0, dtype=np.int64)
    first, second = boxes[:-1], boxes[1:]
    gaps = (second - first) * np.array((1, 1, -1, -1))
    near = (np.abs(gaps) <= MAX_THICKNESS).all(axis=1)
    nested = ((gaps >= 0).all(axis=1) | (gaps <= 0).all(axis=1)) & (np.abs(gaps) > TOUCHING).any(axis=1)
    wide = ((second[:, 2:] - second[:, :2]) > MAX_THICKNESS).all(axis=1)
    found = np.flatnonzero((paths[:-1] == paths[1:]) & near & nested & wide)
    low = np.minimum(first, second)[found]
    high = np.maximum(first, second)[found]
    outer = np.concatenate((low[:, :2], high[:, 2:]), axis=1)
    inner = np.concatenate((high[:, :2], low[:, 2:]), axis=1)
    sides = np.repeat(outer[:, None], 4, axis=1)
    for side in range(4):
        sides[:, side, (side + 2) % 4] = inner[:, side]
    drawn = np.abs(outer - inner) > TOUCHING
    return sides[drawn], np.repeat(found + 1, 4).reshape(-1, 4)[drawn]
