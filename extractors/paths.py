"""pdfium's path objects to lines and areas.

Most paths are one thin stroke or one thin filled rectangle, and their bounds say all. Only a path whose bounds are
wide in both directions (a frame, or a whole grid in one path) is read segment by segment, which costs more than
reading a page's text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from gongbiao.extractors import pdfium
from gongbiao.extractors.page import FloatArray
from gongbiao.extractors.pdfium import Handle
from gongbiao.extractors.rulings import MAX_THICKNESS

BoolArray = NDArray[np.bool_]

MAX_SEGMENTS = 20_000
"""Segments of one path: beyond it the path is a drawing, not a grid."""
WHITE = 250
"""Of 255: red, green and blue from which on a colour cannot be told from paper."""
OPAQUE = 10
"""Of 255: below this alpha paint cannot be seen."""
RECTANGLE_SEGMENTS = 6
"""A rectangle is a move, three or four lines, and sometimes a close of its own."""

IDENTITY = np.array([1, 0, 0, 1, 0, 0], dtype=np.float64)
"""The matrix that moves nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Lines and areas of one layer, in the page's user space: boxes are left, bottom, right, top."""

    lines: FloatArray
    """Shape (n, 4)."""
    line_order: FloatArray
    line_is_white: BoolArray
    areas: FloatArray
    """Shape (m, 4): filled rectangles that are wide in both directions."""
    area_order: FloatArray
    area_is_white: BoolArray


def read_paths(paths: list[Handle], order: FloatArray, matrix: FloatArray) -> Paths:
    """Return what visible paths draw; ``order`` (n,) says when each is painted, ``matrix`` leads to the page."""
    count = len(paths)
    modes = pdfium.fill_int32(pdfium.draw_mode, (paths,), count, 2)
    fill, stroke = (pdfium.fill_uint32(call, (paths,), count, 4) for call in (pdfium.fill_colour, pdfium.stroke_colour))
    filled = (modes[:, 0] != 0) & (fill[:, 3] >= OPAQUE)
    stroked = (modes[:, 1] != 0) & (stroke[:, 3] >= OPAQUE)
    bounds = transform(pdfium.fill_float32(pdfium.object_bounds, (paths,), count, 4).astype(np.float64), matrix)
    w, h = bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]
    thin = (filled | stroked) & ((w <= MAX_THICKNESS) | (h <= MAX_THICKNESS))
    white = np.where(stroked, _is_white(stroke), _is_white(fill))
    lines, owners = [bounds[thin]], [np.flatnonzero(thin)]
    wide = np.flatnonzero((filled | stroked) & ~thin)
    segments = np.fromiter((pdfium.count_segments(paths[i]) for i in wide), dtype=np.int64, count=len(wide))
    for index, length in zip(wide.tolist(), segments.tolist(), strict=True):
        if stroked[index] or RECTANGLE_SEGMENTS < length <= MAX_SEGMENTS:
            found = transform(_lines_of(paths[index], length, bool(stroked[index])), matrix)
            lines.append(found)
            owners.append(np.full(len(found), index))
    area = wide[filled[wide] & (segments <= RECTANGLE_SEGMENTS)]
    owner = np.concatenate(owners)
    return Paths(
        lines=np.concatenate(lines),
        line_order=order[owner],
        line_is_white=white[owner],
        areas=bounds[area],
        area_order=order[area],
        area_is_white=_is_white(fill)[area],
    )


def _is_white(colours: NDArray[np.uint32]) -> BoolArray:
    return np.asarray((colours[:, :3] >= WHITE).all(axis=1))


def _lines_of(path: Handle, count: int, stroked: bool) -> FloatArray:
    """Return boxes around the straight strokes of a wide path, or around its thin filled subpaths."""
    segments = list(map(pdfium.path_segment, pdfium.same(path), range(count)))
    kinds = np.fromiter(map(pdfium.segment_type, segments), dtype=np.int64, count=count)
    points = pdfium.fill_float32(pdfium.segment_point, (segments,), count, 2).astype(np.float64)
    x, y = _apply(pdfium.matrix_of(path).astype(np.float64), points[:, 0], points[:, 1])
    if not stroked:
        return _filled_subpaths(x, y, kinds)
    closes = np.fromiter(map(pdfium.segment_closes, segments), dtype=np.int64, count=count)
    return _strokes(x, y, kinds, closes)


def _strokes(x: FloatArray, y: FloatArray, kinds: NDArray[np.int64], closes: NDArray[np.int64]) -> FloatArray:
    """Return a box around each straight stroke; a closed subpath also strokes from its end to its start."""
    starts = np.maximum.accumulate(np.where(kinds == pdfium_c.FPDF_SEGMENT_MOVETO, np.arange(len(kinds)), 0))
    to = np.flatnonzero(kinds == pdfium_c.FPDF_SEGMENT_LINETO)
    ends = np.flatnonzero(closes)
    a = np.concatenate((to - 1, ends))
    b = np.concatenate((to, starts[ends]))
    boxes = np.stack(
        (np.minimum(x[a], x[b]), np.minimum(y[a], y[b]), np.maximum(x[a], x[b]), np.maximum(y[a], y[b])), axis=1
    )
    return _thin(boxes)


def _filled_subpaths(x: FloatArray, y: FloatArray, kinds: NDArray[np.int64]) -> FloatArray:
    """Return a box around each thin filled subpath."""
    first = np.flatnonzero(kinds == pdfium_c.FPDF_SEGMENT_MOVETO)
    if not len(first) or first[0] != 0:
        return np.zeros((0, 4))
    lows = (np.minimum.reduceat(x, first), np.minimum.reduceat(y, first))
    highs = (np.maximum.reduceat(x, first), np.maximum.reduceat(y, first))
    return _thin(np.stack((*lows, *highs), axis=1))


def _thin(boxes: FloatArray) -> FloatArray:
    return boxes[((boxes[:, 2:] - boxes[:, :2]) <= MAX_THICKNESS).any(axis=1)]


def _apply(matrix: FloatArray, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def transform(boxes: FloatArray, matrix: FloatArray) -> FloatArray:
    """Return boxes (n, 4) of left, bottom, right, top in the space that ``matrix`` leads to."""
    if matrix is IDENTITY or not len(boxes):
        return boxes
    xa, ya = _apply(matrix, boxes[:, 0], boxes[:, 1])
    xb, yb = _apply(matrix, boxes[:, 2], boxes[:, 3])
    return np.stack((np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)), axis=1)


def product(inner: FloatArray, outer: FloatArray) -> FloatArray:
    """Return the matrix that applies ``inner`` first, then ``outer``."""
    a, b, c, d, e, f = inner
    x, y = _apply(outer, np.array([a, c, e]), np.array([b, d, f]))
    ox, oy = outer[4], outer[5]
    return np.array([x[0] - ox, y[0] - oy, x[1] - ox, y[1] - oy, x[2], y[2]])
