"""Dirt on a scanned page: dots that stand alone. A dot beside a character may be a full stop and is kept."""

from __future__ import annotations

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray, FloatArray, IntArray
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH, Pixels

LARGEST = 2.2
"""Points: the side of a speck at most; a hyphen is longer."""
TOGETHER = 0.7
"""Points: half of the gap over which pieces of ink are one thing: strokes of a faint character, a word and its stop."""
ALONE = (5.5, 2.5)
"""Points, across and down, within which there is nothing larger beside a speck; colons stand 4 from others."""

ALIKE = 0.5
"""Points by which the dots of a colon differ in size, and in how far right they stand."""
STACKED = (2.5, 7.0)
"""Points between the middles of the dots of a colon."""
MOST = 2_000
"""Specks on a page: with more of them some would stand above each other by chance."""


def specks(ink: BoolArray, dpi: float) -> BoolArray:
    """Tell which pixels of the ink, shape (height, width), without its rulings, belong to specks."""
    unit = dpi / POINTS_PER_INCH
    things = cv2.dilate(ink.view(np.uint8), _box(TOGETHER * unit, TOGETHER * unit))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(things, connectivity=8)
    sides = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    small = sides <= (LARGEST + 2 * TOGETHER) * unit
    small[_colons(np.asarray(stats, dtype=np.float64), small, unit)] = False
    near = cv2.dilate((~small[labels] & (things > 0)).view(np.uint8), _box(ALONE[0] * unit, ALONE[1] * unit)) > 0
    small[labels[near]] = False
    return np.asarray(ink & small[labels])


def _colons(stats: FloatArray, small: BoolArray, unit: float) -> IntArray:
    """Return which specks are the dots of colons: two alike, one above the other, as no dirt falls."""
    dots = np.flatnonzero(small)
    if len(dots) > MOST:
        return dots[:0]
    left, top, width, height = stats[dots, : cv2.CC_STAT_AREA].T / unit
    across, down = (np.abs(at[:, None] - at) for at in (left + width / 2, top + height / 2))
    alike = (np.abs(width[:, None] - width) <= ALIKE) & (np.abs(height[:, None] - height) <= ALIKE)
    pairs = (across <= ALIKE) & (down >= STACKED[0]) & (down <= STACKED[1]) & alike
    return np.asarray(dots[pairs.any(axis=1)])


def _box(across: float, down: float) -> Pixels:
    return np.ones((2 * round(down) + 1, 2 * round(across) + 1), np.uint8)
