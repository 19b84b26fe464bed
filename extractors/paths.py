"""pdfium's path objects to lines and areas.

Most paths are one thin stroke or one thin filled rectangle, and their bounds say all. Only a path whose bounds are
wide in both directions (a frame, or a whole grid in one path) is read segment by segment, which costs more than
reading a page's text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import compress

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from gongbiao.extractors import pdfium
from gongbiao.extractors.clips import clip_boxes
from gongbiao.extractors.frames import frame_sides
from gongbiao.extractors.page import BoolArray, FloatArray, IntArray
from gongbiao.extractors.pdfium import Handle
from gongbiao.extractors.rulings import MAX_THICKNESS

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
    dark: FloatArray
    """Shape (k, 4): boxes around all that is filled wide and not white, several rectangles in one path included."""


@dataclass(frozen=True, slots=True, eq=False)
class _Segments:
    """What was found by looking at the segments of some paths, in the coordinates of the paths' layer."""

    count: IntArray
    """Shape (n,): the segments of each path."""
    lines: FloatArray
    """Shape (m, 4): boxes around thin lines."""
    owner: IntArray
    """Shape (m,): the path that each line belongs to, as an index."""


def read_paths(paths: list[Handle], order: FloatArray, matrix: FloatArray) -> Paths:
    """Return what visible paths draw; ``order`` (n,) says when each is painted, ``matrix`` leads to the page."""
    modes = pdfium.fill_int32(pdfium.draw_mode, (paths,), len(paths), 2)
    fill = _colours(pdfium.fill_colour, paths, modes[:, 0] != 0)
    stroke = _colours(pdfium.stroke_colour, paths, modes[:, 1] != 0)
    filled, stroked = fill[:, 3] >= OPAQUE, stroke[:, 3] >= OPAQUE
    bounds = transform(pdfium.fill_float32(pdfium.object_bounds, (paths,), len(paths), 4).astype(np.float64), matrix)
    is_thin = _is_thin(bounds)
    thin = ((filled | stroked) & is_thin).nonzero()[0]
    wide = ((filled | stroked) & ~is_thin).nonzero()[0]
    segments = _read_segments([paths[index] for index in wide.tolist()], filled_only=~stroked[wide])
    owner = np.concatenate((thin, wide[segments.owner]))
    fill_is_white = _is_white(fill)
    white = np.where(stroked, _is_white(stroke), fill_is_white)
    area = wide[filled[wide] & (segments.count <= RECTANGLE_SEGMENTS)]
    lines = np.concatenate((bounds[thin], transform(segments.lines, matrix)))
    clips = clip_boxes(paths)
    if clips is not None:
        lines, owner = _seen_through(lines, owner, transform(clips, matrix))
    return Paths(
        lines=lines,
        line_order=order[owner],
        line_is_white=white[owner],
        areas=bounds[area],
        area_order=order[area],
        dark=bounds[wide[filled[wide] & ~fill_is_white[wide]]],
    )


def _seen_through(lines: FloatArray, owner: IntArray, clips: FloatArray) -> tuple[FloatArray, IntArray]:
    """Return what is seen of lines, with their owners, through the clips (n, 4) of the paths that own them."""
    clips = clips[owner]
    lines = np.concatenate((np.maximum(lines[:, :2], clips[:, :2]), np.minimum(lines[:, 2:], clips[:, 2:])), axis=1)
    seen = (lines[:, 0] <= lines[:, 2]) & (lines[:, 1] <= lines[:, 3])
    return lines[seen], owner[seen]


def _colours(call: Callable[..., int], paths: list[Handle], wanted: BoolArray) -> NDArray[np.uint32]:
    """Return red, green, blue and alpha, shape (n, 4), of the wanted paths; the others are transparent."""
    colours = np.zeros((len(paths), 4), dtype=np.uint32)
    chosen = list(compress(paths, wanted.tolist()))
    colours[wanted] = pdfium.fill_uint32(call, (chosen,), len(chosen), 4)
    return colours


def _is_white(colours: NDArray[np.uint32]) -> BoolArray:
    red, green, blue, _ = colours.T
    return np.asarray((red >= WHITE) & (green >= WHITE) & (blue >= WHITE))


def _is_thin(boxes: FloatArray) -> BoolArray:
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return np.asarray((width <= MAX_THICKNESS) | (height <= MAX_THICKNESS))


def _read_segments(paths: list[Handle], filled_only: BoolArray) -> _Segments:
    """Return the thin lines that wide paths draw: their straight strokes, or the thin subpaths that they fill.

    ``filled_only`` (n,) tells which paths are filled and not stroked; of these a rectangle holds no line.
    """
    count = np.fromiter(map(pdfium.count_segments, paths), dtype=np.int64, count=len(paths))
    read = ((count <= MAX_SEGMENTS) & (~filled_only | (count > RECTANGLE_SEGMENTS))).nonzero()[0]
    chosen = [paths[index] for index in read.tolist()]
    length = count[read]
    segments = pdfium.handles(
        segment
        for path, number in zip(chosen, length.tolist(), strict=True)
        for segment in map(pdfium.path_segment, pdfium.same(path), range(number))
    )
    points = pdfium.fill_float32(pdfium.segment_point, (segments,), len(segments), 2).astype(np.float64)
    matrices = pdfium.fill_struct(pdfium.object_matrix, (chosen,), len(chosen), 6).astype(np.float64)
    x, y = _apply(matrices.repeat(length, axis=0).T, points[:, 0], points[:, 1])
    kinds = np.fromiter(map(pdfium.segment_type, segments), dtype=np.int64, count=len(segments))
    closes = np.fromiter(map(pdfium.segment_closes, segments), dtype=np.bool_, count=len(segments))
    is_first = kinds == pdfium_c.FPDF_SEGMENT_MOVETO
    is_first[length.cumsum() - length] = True
    owner = read.repeat(length)
    stroked = ~filled_only[owner]
    strokes, from_stroke = _strokes(x, y, stroked & (kinds == pdfium_c.FPDF_SEGMENT_LINETO), is_first, stroked & closes)
    fills, from_fill = _filled_subpaths(x, y, is_first, ~stroked)
    frames, inner = frame_sides(fills, owner[from_fill])
    lines = np.concatenate((strokes, fills, frames))
    at = np.concatenate((from_stroke, from_fill, from_fill[inner]))
    thin = _is_thin(lines)
    return _Segments(count, lines[thin], owner[at[thin]])


def _strokes(
    x: FloatArray, y: FloatArray, is_line: BoolArray, is_first: BoolArray, closes: BoolArray
) -> tuple[FloatArray, IntArray]:
    """Return a box around each straight stroke, and the segment that it ends at.

    ``is_first`` tells where subpaths begin; one that closes also strokes from its end to its start.
    """
    index = np.arange(len(x))
    start = np.maximum.accumulate(np.where(is_first, index, 0))
    to, ends = index[is_line & ~is_first], index[closes]
    a, b = np.concatenate((to - 1, start[ends])), np.concatenate((to, ends))
    boxes = np.stack(
        (np.minimum(x[a], x[b]), np.minimum(y[a], y[b]), np.maximum(x[a], x[b]), np.maximum(y[a], y[b])), axis=1
    )
    return boxes, b


def _filled_subpaths(
    x: FloatArray, y: FloatArray, is_first: BoolArray, is_filled: BoolArray
) -> tuple[FloatArray, IntArray]:
    """Return a box around each filled subpath, and the segment that it begins with."""
    first = is_first.nonzero()[0]
    if not is_filled.any():
        return np.zeros((0, 4)), first[:0]
    lows = (np.minimum.reduceat(x, first), np.minimum.reduceat(y, first))
    highs = (np.maximum.reduceat(x, first), np.maximum.reduceat(y, first))
    chosen = is_filled[first]
    return np.stack((*lows, *highs), axis=1)[chosen], first[chosen]


def _apply(matrix: FloatArray, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return points moved by one matrix, shape (6,), or each by its own, shape (6, n)."""
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
