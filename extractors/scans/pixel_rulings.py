"""Pixels to rulings: which pieces of lines, found in each direction on its own, are lines of tables.

What is long is a line; what is short, and may be a stroke of text, is one only if it runs from line to line.
"""

from __future__ import annotations

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray, FloatArray, Rulings
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH, Pixels
from gongbiao.extractors.scans.pixel_lines import SQUEEZED, pieces_along_rows
from gongbiao.extractors.scans.ruling_gaps import Strip, closed_gaps

TOUCH = 2.0
"""Points between the end of a line and the line of the other direction that holds it, at most."""
MAX_SHORT = 0.36
"""Share of what a line is longer than :data:`FLAT` by which it may end short of those that hold it."""
FLAT = 8.0
"""Points: a stroke of text between two lines of flat rows is hardly longer, and does not reach them."""
STROKE = 16.0
"""Points by which a stroke of text, in line with a ruling by chance, makes it longer at most."""
OVERHANG = 12.0
"""Points by which a line may go on beyond the line that holds it: a stroke of text, by chance in line."""
FREE = 120.0
"""Points: the length of a line that needs no other to be one."""
MAX_GAP = 6.0
"""Points between the end of a line and the line that goes on in the same direction, at most."""
SAME = 1.2
"""Points across, at most, from a line to one that goes on where it ends."""


def pixel_rulings(grey: Pixels, dpi: float) -> Rulings:
    """Return the rulings, in points, of a levelled clean page (height, width) with ``dpi`` pixels an inch."""
    unit = dpi / POINTS_PER_INCH
    step = max(round(SQUEEZED * unit), 1)
    height, width = (max(length // step, 1) for length in grey.shape)
    flat = cv2.resize(grey[:, : width * step], (width, grey.shape[0]), interpolation=cv2.INTER_AREA)
    tall = cv2.resize(grey[: height * step], (grey.shape[1], height), interpolation=cv2.INTER_AREA)
    across = Strip(np.asarray(flat, dtype=np.uint8), unit, unit / step)
    down = Strip(np.asarray(cv2.transpose(tall), dtype=np.uint8), unit, unit / step)
    horizontal, level = pieces_along_rows(across.pixels, unit, step)
    vertical, upright = pieces_along_rows(down.pixels, unit, step)
    sure_level, sure_upright = horizontal[level], vertical[upright]
    for _ in range(3):
        level |= _held(horizontal, horizontal[level], vertical[upright], sure_level)
        upright |= _held(vertical, vertical[upright], horizontal[level], sure_upright)
    rows, columns = horizontal[level], vertical[upright]
    for _ in range(2):
        before = len(rows) + len(columns)
        rows = closed_gaps(rows, horizontal, columns, across)
        columns = closed_gaps(columns, vertical, rows, down)
        if len(rows) + len(columns) == before:
            break
    return Rulings(_tied(rows, columns), _tied(columns, rows))


def _held(lines: FloatArray, same: FloatArray, crossing: FloatArray, sure: FloatArray) -> BoolArray:
    """Tell which lines are held at both ends: by a line that crosses there, or by one that goes on from there.

    One end may also be where a long line of the same direction, ``sure``, ends: tables are open at page breaks.
    """
    crossed, gone_on = _gaps_at_end(lines, same, crossing)
    crossed_before, gone_on_before = _gaps_at_end(_mirrored(lines), _mirrored(same), _flipped(crossing))
    begins, ends = (np.abs(lines[:, at, None] - sure[:, at]) <= TOUCH for at in (1, 2))
    gap = np.minimum(crossed, np.where(gone_on, 0, np.where(ends.any(axis=1) & (crossed_before <= TOUCH), 0, np.inf)))
    before = np.where(gone_on_before | begins.any(axis=1) & (crossed <= TOUCH), 0, np.inf)
    before = np.minimum(crossed_before, before)
    length = lines[:, 2] - lines[:, 1]
    return np.asarray((np.maximum(gap, before) <= TOUCH) & (gap + before <= MAX_SHORT * np.maximum(length - FLAT, 0)))


def _gaps_at_end(lines: FloatArray, same: FloatArray, crossing: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Return how far the lines end short of one that crosses (points), and which of them are gone on with."""
    position, end = lines[:, 0, None], lines[:, 2, None]
    ahead = (crossing[:, 1] <= position + TOUCH) & (crossing[:, 2] >= position - TOUCH)
    ahead &= crossing[:, 0] >= np.maximum(end - OVERHANG, (lines[:, 1, None] + end) / 2)
    next_crossing = np.where(ahead, crossing[:, 0], np.inf).min(axis=1, initial=np.inf)
    goes_on = (np.abs(same[:, 0] - position) <= SAME) & (same[:, 2] > end)
    next_piece = np.where(goes_on, same[:, 1], np.inf).min(axis=1, initial=np.inf)
    gap = np.maximum(next_crossing - lines[:, 2], 0)
    return gap, np.asarray((next_piece - lines[:, 2] <= MAX_GAP) & (next_piece <= next_crossing))


def _mirrored(lines: FloatArray) -> FloatArray:
    return np.stack((lines[:, 0], -lines[:, 2], -lines[:, 1]), axis=1)


def _flipped(crossing: FloatArray) -> FloatArray:
    return np.stack((-crossing[:, 0], crossing[:, 1], crossing[:, 2]), axis=1)


def _tied(lines: FloatArray, crossing: FloatArray) -> FloatArray:
    """Cut off what hangs over the outermost lines that cross, and leave out what hardly meets any.

    Strokes of text in line with a ruling, and arcs of seals, look so. Where rulings end without a line that crosses, in
    a table that is open at a page break or has no sides, several end alike.
    """
    if not len(lines):
        return lines
    position, start, end = lines.T
    crosses = (crossing[:, 1] <= position[:, None] + TOUCH) & (crossing[:, 2] >= position[:, None] - TOUCH)
    crosses &= (crossing[:, 0] >= start[:, None] - TOUCH) & (crossing[:, 0] <= end[:, None] + TOUCH)
    first = np.where(crosses, crossing[:, 0], np.inf).min(axis=1, initial=np.inf)
    last = np.where(crosses, crossing[:, 0], -np.inf).max(axis=1, initial=-np.inf)
    begins_alone, ends_alone = _alone(start), _alone(end)
    stays = (last - first > TOUCH) | ~(begins_alone & ends_alone) | (end - start >= FREE)
    start = np.where((first - start < STROKE) & begins_alone, np.minimum(first, end), start)
    end = np.where((end - last < STROKE) & ends_alone, np.maximum(last, start), end)
    return np.asarray(np.stack((position, start, end), axis=1)[stays])


def _alone(ends: FloatArray) -> BoolArray:
    return np.asarray((np.abs(ends[:, None] - ends) <= TOUCH).sum(axis=1) <= 2)
