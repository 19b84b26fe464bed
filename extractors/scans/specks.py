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
FINE_ENOUGH = 150.0
"""Pixels an inch at which specks are looked for: finer pictures are reduced, not below it."""
MOST = 2_000
"""Specks on a page: with more of them some would stand above each other by chance."""


def specks(ink: BoolArray, dpi: float) -> BoolArray:
    """Tell which pixels of the ink, shape (height, width), without its rulings, belong to specks."""
    finer = max(int(dpi / FINE_ENOUGH), 1)
    dirt = _specks(_reduced(ink, finer), dpi / finer / POINTS_PER_INCH)
    if finer > 1:
        dirt = dirt.repeat(finer, axis=0).repeat(finer, axis=1)[: ink.shape[0], : ink.shape[1]]
    return np.asarray(ink & dirt)


def _reduced(ink: BoolArray, by: int) -> BoolArray:
    """Return ink with ``by`` pixels as one in each direction, dark where one of them is."""
    if by == 1:
        return ink
    height, width = (-(-side // by) for side in ink.shape)
    whole = np.zeros((height * by, width * by), dtype=np.bool_)
    whole[: ink.shape[0], : ink.shape[1]] = ink
    rows = np.logical_or.reduce([whole[row::by] for row in range(by)])
    return np.asarray(np.logical_or.reduce([rows[:, column::by] for column in range(by)]))


def _specks(ink: BoolArray, unit: float) -> BoolArray:
    """Tell where specks are, and around them as far as ink counts as one; ``unit`` is pixels a point."""
    things = cv2.dilate(ink.view(np.uint8), _box(TOGETHER * unit, TOGETHER * unit))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(things, connectivity=8)
    sides = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    small = sides <= (LARGEST + 2 * TOGETHER) * unit
    small[_colons(np.asarray(stats, dtype=np.float64), small, unit)] = False
    at = np.flatnonzero(things.view(np.bool_))
    label = labels.ravel()[at]
    at, label = at[small[label]], label[small[label]]
    things.ravel()[at] = 0
    near = cv2.dilate(things, _box(ALONE[0] * unit, ALONE[1] * unit)).view(np.bool_)
    small[label[near.ravel()[at]]] = False
    dirt = np.zeros(ink.shape, dtype=np.bool_)
    dirt.ravel()[at[small[label]]] = True
    return dirt


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
