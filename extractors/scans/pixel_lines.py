"""Pixels to pieces of lines along one direction: which runs of dark pixels are straight, thin and no strokes of text.

A page is looked at squeezed along the direction: a line stays as sharp across as it was and gains against grain, text
blurs.
"""

from __future__ import annotations

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray, FloatArray, IntArray
from gongbiao.extractors.pictures.picture import Pixels

SQUEEZED = 1.0
"""Points along a line that are looked at as one."""
MAX_THICKNESS = 3.2
"""Points: thicker is no line."""
MAX_BEND = 0.01
"""Share of its length by which a line may bend: paper that does not lie flat."""
MIN_CONTRAST = 26
"""Of 255: how much darker than the paper beside it a line is at least."""
MIN_RUN = 8.0
"""Points: what is shorter in one piece is no part of a solid line; the flattest rows are about 9 high."""
PINHOLE = 1.6
"""Points: a gap in a solid line at most; strokes of text above each other are farther apart."""
LONG = 45.0
"""Points: no stroke of text is so long. What is shorter is a line if both its ends are held."""
MAX_DASH_GAP = 3.0
"""Points between two dashes or dots, or the pieces of a line printed badly, at most."""
MIN_DASHED = 15.0
"""Points: a dashed line is at least so long."""
LONG_DASHED = 90.0
"""Points: strokes of text, one behind the other, do not look like a dashed line over such a length."""
MIN_FILLED = 0.45
"""Share of a dashed line that is ink at least."""
DASH_FREE = 1.6
"""Points beside a dashed line where there is hardly any ink."""
MAX_BESIDE = 0.18
"""Share of ink beside a dashed line at most: in a row of text there is as much as on it."""


def pieces_along_rows(squeezed: Pixels, unit: float, step: int) -> tuple[FloatArray, BoolArray]:
    """Return the straight pieces along the rows of a squeezed picture, and which are lines whatever holds them.

    A piece is position, start, end in points, shape (n, 3); ``unit`` is pixels a point across, ``step`` how many pixels
    were squeezed into one.
    """
    along = unit / step
    mask = _lines(squeezed, unit)
    window = round(MIN_DASHED * along) | 1
    filled = np.asarray(cv2.blur(mask * np.uint8(255), (window, 1)), dtype=np.uint8)
    solid = _closed(_opened(mask, MIN_RUN * along), PINHOLE * along)
    dashes = _closed(_ridges(mask, filled, unit, window), MAX_DASH_GAP * along)
    dashed = _opened(dashes, MIN_DASHED * along)
    pieces, unbroken = (_straight_parts(lines, unit, along) for lines in (np.maximum(solid, dashed), solid))
    unbroken = unbroken[unbroken[:, 2] - unbroken[:, 1] >= LONG]
    sure = (pieces[:, 2] - pieces[:, 1] >= LONG_DASHED) | _parts_of(unbroken, pieces)
    likely = sure | ~_crowded(pieces, filled, unit, along)
    return pieces[likely], sure[likely]


def _crowded(pieces: FloatArray, filled: Pixels, unit: float, along: float) -> BoolArray:
    """Tell which pieces have ink on both sides, as strokes of text have."""
    away = round(DASH_FREE * unit)
    row = (pieces[:, 0] * unit).astype(np.int64)
    column = ((pieces[:, 1] + pieces[:, 2]) / 2 * along).astype(np.int64)
    sides = (filled[(row + by).clip(0, len(filled) - 1), column.clip(0, filled.shape[1] - 1)] for by in (-away, away))
    return np.asarray(np.minimum(*sides) > MAX_BESIDE * 255)


def _parts_of(lines: FloatArray, pieces: FloatArray) -> BoolArray:
    """Tell which pieces contain one of the lines."""
    position, start, end = (column[:, None] for column in pieces.T)
    inside = (np.abs(lines[:, 0] - position) <= MAX_THICKNESS) & (lines[:, 1] >= start) & (lines[:, 2] <= end)
    return np.asarray(inside.any(axis=1))


def _lines(squeezed: Pixels, unit: float) -> Pixels:
    """Return 1 where a pixel is darker than what lies above and below it."""
    thickest = round(MAX_THICKNESS * unit) | 1
    contrast = cv2.morphologyEx(squeezed, cv2.MORPH_BLACKHAT, np.ones((thickest, 1), np.uint8))
    return np.asarray(contrast > MIN_CONTRAST).view(np.uint8)


def _ridges(mask: Pixels, filled: Pixels, unit: float, window: int) -> Pixels:
    """Return the part of a mask where there is much ink along the row and little beside it: dashes, but not text.

    ``filled`` is how much ink, of 255, there is in the ``window`` pixels of the row around each.
    """
    away = round(DASH_FREE * unit)
    beside = cv2.max(np.roll(filled, away, axis=0), np.roll(filled, -away, axis=0))
    ridge = (filled >= MIN_FILLED * 255) & (beside <= MAX_BESIDE * 255)
    around = np.asarray(cv2.dilate(ridge.view(np.uint8), np.ones((1, window), np.uint8)), dtype=np.uint8)
    return mask & around


def _straight_parts(lines: Pixels, unit: float, along: float) -> FloatArray:
    """Return position, start and end in points, shape (n, 3), of the straight lines in a mask."""
    runs = _runs(lines)
    if not runs.size:
        return np.empty((0, 3))
    label = _connected(runs, lines.shape[1])
    order = np.argsort(label, kind="stable")
    runs, label = runs[:, order], label[order]
    starts = np.flatnonzero(np.diff(label, prepend=-1))
    height = np.maximum.reduceat(runs[0], starts) - np.minimum.reduceat(runs[0], starts)
    length = np.maximum.reduceat(runs[2], starts) - np.minimum.reduceat(runs[1], starts)
    band = max(round(MAX_THICKNESS * unit), 1)
    for part in np.flatnonzero(height >= band + MAX_BEND * length * unit / along).tolist():
        first, last = starts[part], starts[part + 1] if part + 1 < len(starts) else len(label)
        label[first:last] = label[-1] + 1 + part * lines.shape[0] + _bands(runs[:, first:last], band)
    return np.asarray(_extents(runs, label) / np.array((unit, along, along)))


def _bands(runs: IntArray, band: int) -> IntArray:
    """Return a number for the band, ``band`` pixels high, to which each of some connected runs belongs.

    The fullest band comes first: a line that a slanted stroke touches remains one, a slanted stroke or an arc becomes
    short pieces.
    """
    row, ink = runs[0] - runs[0].min(), runs[2] - runs[1]
    number = np.full(len(row), -1)
    count = 0
    while (free := number < 0).any():
        sums = np.convolve(np.bincount(row[free], ink[free]), np.ones(band))
        last = int(np.argmax(sums))
        number[free & (row <= last) & (row > last - band)] = count
        count += 1
    return number


def _extents(runs: IntArray, label: IntArray) -> FloatArray:
    """Return the mean row, first start and last end, in pixels, of the runs that share a label."""
    order = np.argsort(label, kind="stable")
    row, start, end = runs[:, order]
    starts = np.flatnonzero(np.diff(label[order], prepend=-1))
    ink = end - start
    middle: FloatArray = np.add.reduceat((row + 0.5) * ink, starts) / np.add.reduceat(ink, starts)
    return np.stack((middle, np.minimum.reduceat(start, starts), np.maximum.reduceat(end, starts)), axis=1)


def _runs(lines: Pixels) -> IntArray:
    """Return row, start and end of the runs of a mask, shape (3, n), row by row."""
    padded = np.zeros((lines.shape[0], lines.shape[1] + 2), dtype=np.uint8)
    padded[:, 1:-1] = lines
    row, column = np.divmod(np.flatnonzero(padded[:, 1:] != padded[:, :-1]), lines.shape[1] + 1)
    return np.stack((row[::2], column[::2], column[1::2]))


def _connected(runs: IntArray, width: int) -> IntArray:
    """Return a label for each run; runs of following rows that touch, be it at their corners, share one."""
    row, start, end = runs
    far = width + 2
    first = np.searchsorted(row * far + end, (row + 1) * far + start)
    last = np.searchsorted(row * far + start, (row + 1) * far + end, side="right")
    count = np.maximum(last - first, 0)
    upper = np.repeat(np.arange(len(row)), count)
    lower = np.arange(len(upper)) + np.repeat(first - np.cumsum(count) + count, count)
    label = np.arange(len(row))
    while (label[upper] != label[lower]).any():
        least = np.minimum(label[upper], label[lower])
        np.minimum.at(label, upper, least)
        np.minimum.at(label, lower, least)
    return label


def _opened(mask: Pixels, length: float) -> Pixels:
    """Return the runs of a mask that are at least so long."""
    kernel, near, far = _along(length)
    return np.asarray(cv2.dilate(cv2.erode(mask, kernel, anchor=near), kernel, anchor=far), dtype=np.uint8)


def _closed(mask: Pixels, length: float) -> Pixels:
    """Return a mask with the gaps closed that are at most so long."""
    kernel, near, far = _along(length + 1)
    return np.asarray(cv2.erode(cv2.dilate(mask, kernel, anchor=near), kernel, anchor=far), dtype=np.uint8)


def _along(length: float) -> tuple[Pixels, tuple[int, int], tuple[int, int]]:
    """Return a flat kernel and its two anchors, which undo each other's shift if its length is even."""
    count = max(round(length), 1)
    return np.ones((1, count), np.uint8), (count // 2, 0), ((count - 1) // 2, 0)
