"""A page that lies askew to one that is level: by how much do its lines, printed or of text, lean."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray, FloatArray
from gongbiao.extractors.pictures.picture import Pixels

LOOKED_AT = 800
"""Pixels: about the short side of the picture that is measured; more says nothing more."""
STEP = 40
"""Of 255: how much darker than the pixel above it a pixel is that belongs to an edge."""
RUN = 19
"""Pixels of such a picture: longer than strokes of text, not longer than three rows of a line turned by 8.5 degrees."""
LONGEST = 6
"""Short sides of a page that its long side is at most; a longer strip is no page that could lie askew."""
ENOUGH = 1_000
"""Edge pixels of rulings that are enough to tell how a page lies."""
POINTS = 8_000
"""Edge pixels of each direction that are looked at."""
TURNS = (math.tan(math.radians(8.5)), 0.0044, 4)
"""How far from level a page may be laid on a scanner, in which steps its slope is tried, and how many pixels count as
one line while it is: in a coarse pass lines are broad."""
FINER_TURNS = ((0.005, 0.0007, 1), (0.0007, 0.0002, 1))
"""Further passes, around the best slope so far. A slope of 0.0003 is half a pixel across A4 at 200 dpi."""
LEANS = ((0.024, 0.006, 10), (0.0045, 0.0015, 3), (0.001, 0.0005, 1), (0.0003, 0.00015, 1))
"""Likewise for pages photographed, whose rows and columns lean by themselves, at the far edges more than in the
middle: both slopes are tried together."""
CLEARER = 1.1
"""How many times sharper the lines must become for the page to be more than turned."""
REACH = 100
"""Pixels of such a picture over which the middle half of what there is to see of the lines of one direction reaches
where they lean by themselves: a table of a single row tells nothing about its columns."""
LEVEL = 0.0003
"""A slope below which a page is left as it is; turning costs a little sharpness."""


@dataclass(frozen=True, slots=True, eq=False)
class Levelled:
    """A page whose lines are level, and the way back."""

    grey: Pixels
    """Shape (height, width)."""
    to_source: FloatArray
    """Shape (3, 3): from a pixel (x, y, 1) of ``grey`` to that of the picture it was made from, as a homography."""

    def in_source(self, points: FloatArray) -> FloatArray:
        """Return where points of ``grey`` (n, 2), x and y in pixels, lie in the picture it was made from."""
        x, y, w = self.to_source @ np.column_stack((points, np.ones(len(points)))).T
        return np.stack((x / w, y / w), axis=1)


@dataclass(frozen=True, slots=True)
class _Lean:
    """How the lines of one direction lean: ``slope`` in the page's middle, ``change`` more for each pixel across."""

    slope: float
    change: float

    @property
    def is_level(self) -> bool:
        return abs(self.slope) < LEVEL and self.change == 0


def level(grey: Pixels) -> Levelled:
    """Turn and straighten a clean grey page (height, width); a page that lies on its side stays on it."""
    if min(grey.shape) <= RUN or max(grey.shape) > LONGEST * min(grey.shape):
        return Levelled(grey, np.eye(3))
    level_lines, upright_lines = _leans(grey)
    if level_lines.is_level and upright_lines.is_level:
        return Levelled(grey, np.eye(3))
    return _straightened(grey, level_lines, upright_lines)


def moved(mask: BoolArray, levelled: Levelled) -> BoolArray:
    """Return what is true of pixels of the picture (height, width) for those of the page made level from it."""
    height, width = levelled.grey.shape
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpPerspective(mask.view(np.uint8), levelled.to_source, (width, height), flags=flags) > 0)


def _leans(grey: Pixels) -> tuple[_Lean, _Lean]:
    """Return how the lines along a page's rows lean, and those down its columns."""
    scale = max(min(grey.shape) // LOOKED_AT, 1)
    height, width = grey.shape[0] // scale, grey.shape[1] // scale
    whole = grey[: height * scale, : width * scale]
    small = np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    rows, columns = _edges(small), _edges(np.ascontiguousarray(small.T))
    slope = 0.0
    for reach, step, line in (TURNS, *FINER_TURNS):
        near = [(_coarser(edges, line), sign) for edges, sign in ((rows, 1), (columns, -1))]
        tries = [slope + by for by in _steps(reach, step)]
        slope = max(tries, key=lambda tried: sum(_sharpness(edges, sign * tried, 0) for edges, sign in near))
    by_rows, by_columns = _lean(rows, slope, height / 2), _lean(columns, -slope, width / 2)
    return _Lean(by_rows.slope, by_rows.change / scale), _Lean(by_columns.slope, by_columns.change / scale)


def _edges(grey: Pixels) -> FloatArray:
    """Return the places (2, n), along and across from the page's middle, where a line along its rows begins.

    These are edges of rulings if there are any, and of whatever there is if not.
    """
    edges = np.asarray(cv2.subtract(grey[:-1], grey[1:]) > STEP)
    broad = cv2.dilate(edges.view(np.uint8), np.ones((3, 1), np.uint8))
    ruled = edges & (np.asarray(cv2.morphologyEx(broad, cv2.MORPH_OPEN, np.ones((1, RUN), np.uint8))) > 0)
    found = np.flatnonzero(ruled if np.count_nonzero(ruled) > ENOUGH else edges)
    y, x = np.divmod(found[:: max(len(found) // POINTS, 1)], grey.shape[1])
    return np.stack((x - grey.shape[1] / 2, y - grey.shape[0] / 2))


def _lean(edges: FloatArray, slope: float, half: float) -> _Lean:
    """Return how lines lean of a page turned by ``slope``; ``half`` is half the page across them, in pixels."""
    middle, more = slope, 0.0
    if not edges.size or np.ptp(np.quantile(edges[0], (0.25, 0.75))) < REACH:
        return _Lean(slope, 0.0)
    for reach, step, line in LEANS:
        near = _coarser(edges, line)
        steps = _steps(reach, step)
        tries = [(middle + a, more + b) for a in steps for b in steps]
        middle, more = max(tries, key=lambda tried: _sharpness(near, tried[0], tried[1] / half * line))
    best = _sharpness(edges, middle, more / half)
    return _Lean(middle, more / half) if best > CLEARER * _sharpness(edges, slope, 0) else _Lean(slope, 0.0)


def _steps(reach: float, step: float) -> list[float]:
    """Return the steps from none to ``reach`` either way, small ones first: of equals, the least is taken."""
    count = round(reach / step)
    return sorted((step * number for number in range(-count, count + 1)), key=abs)


def _coarser(edges: FloatArray, line: int) -> FloatArray:
    """Return edges where ``line`` pixels are one: fewer of them say as much."""
    return np.ascontiguousarray(edges[:, :: min(line, 4)] / line)


def _sharpness(edges: FloatArray, slope: float, change: float) -> float:
    """Return how much the edges fall on few lines if lines lean so."""
    if not edges.size:
        return 0.0
    along, across = edges
    at = (across - slope * along) / (1 + change * along)
    counts = np.bincount((at - at.min()).astype(np.int64)).astype(np.float64)
    return float(counts @ counts)


def _straightened(grey: Pixels, rows: _Lean, columns: _Lean) -> Levelled:
    """Make lines that lean so level and upright, on a page as large as it takes.

    Lines whose slope changes evenly meet in one point; the two points where the rows' lines and the columns' meet are
    what the homography takes from infinity.
    """
    height, width = grey.shape
    x, y = width / 2, height / 2
    scale = 1 / math.hypot(1, rows.slope)
    meet = np.array(
        (
            (scale * (1 - rows.change * x), scale * (columns.slope - columns.change * x), x),
            (scale * (rows.slope - rows.change * y), scale * (1 - columns.change * y), y),
            (-scale * rows.change, -scale * columns.change, 1.0),
        )
    )
    lean = max(abs(rows.slope), abs(columns.slope)) * scale
    new_width, new_height = math.ceil(width + lean * height), math.ceil(height + lean * width)
    to_source = meet @ np.array(((1, 0, -new_width / 2), (0, 1, -new_height / 2), (0, 0, 1)))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    out = cv2.warpPerspective(grey, to_source, (new_width, new_height), flags=flags, borderValue=255)
    return Levelled(np.asarray(out, dtype=np.uint8), to_source)
