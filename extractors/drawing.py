"""What a page draws beside its text, as far as it can be seen: rulings, pictures and coloured areas.

Objects are painted in the file's order. A line that a later area covers is not there for a reader, nor is a white line
on white paper; both are common in prints of spreadsheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from gongbiao.extractors import pdfium
from gongbiao.extractors.displayed import Display
from gongbiao.extractors.page import FloatArray, Rulings
from gongbiao.extractors.paths import IDENTITY, product, read_paths, transform
from gongbiao.extractors.pdfium import Handle
from gongbiao.extractors.rulings import rulings_of_boxes

MAX_FORM_DEPTH = 8
"""Form XObjects within form XObjects: real files nest two or three deep."""
CHARACTERS = (3.0, 40.0)
"""Points: how high characters are, from 一 in small print to a title."""
INSET = 1.0
"""Points: a line on the very edge of an area is its border, not covered by it."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """What is drawn on a page, in points from its top left."""

    rulings: Rulings
    pictures: FloatArray
    """Shape (n, 4): x0, top, x1, bottom."""
    dark: FloatArray
    """Shape (n, 4): filled areas that are not white."""

    @property
    def shapes(self) -> int:
        """How many of the filled areas are as high as characters, or lines of them, drawn as curves."""
        height = self.dark[:, 3] - self.dark[:, 1]
        return int(((height >= CHARACTERS[0]) & (height <= CHARACTERS[1])).sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """The objects of a page, or of one form XObject on it."""

    objects: list[Handle]
    kinds: NDArray[np.int64]
    order: FloatArray
    """When each object is painted; a form's objects are painted between its neighbours."""
    matrix: FloatArray
    """From the objects' coordinates to the page's."""

    def of_kind(self, kind: int) -> tuple[list[Handle], FloatArray]:
        chosen = (self.kinds == kind).nonzero()[0]
        return [self.objects[index] for index in chosen.tolist()], self.order[chosen]


def read_drawing(page: Handle, display: Display) -> Drawing:
    """Return the visible drawing of a pdfium page."""
    objects = pdfium.handles(map(pdfium.page_object, pdfium.same(page), range(pdfium.count_objects(page))))
    layers = list(_layers(objects, IDENTITY, np.array((0.0, 1.0)), depth=0))
    paths = [read_paths(*layer.of_kind(pdfium_c.FPDF_PAGEOBJ_PATH), layer.matrix) for layer in layers]
    lines = display.boxes(np.concatenate([found.lines for found in paths]))
    areas = display.boxes(np.concatenate([found.areas for found in paths]))
    line_order = np.concatenate([found.line_order for found in paths])
    area_order = np.concatenate([found.area_order for found in paths])
    white = np.concatenate([found.line_is_white for found in paths])
    dark = display.boxes(np.concatenate([found.dark for found in paths]))
    width, height = display.size
    seen = (lines[:, 2] > 0) & (lines[:, 0] < width) & (lines[:, 3] > 0) & (lines[:, 1] < height)
    seen[white] &= _within_any(lines[white], dark)
    visible = uncovered(lines[seen], line_order[seen], areas, area_order)
    pictures = [_picture_boxes(layer) for layer in layers]
    return Drawing(rulings_of_boxes(visible), display.boxes(np.concatenate(pictures)), dark)


def uncovered(lines: FloatArray, line_order: FloatArray, areas: FloatArray, area_order: FloatArray) -> FloatArray:
    """Return the boxes of the lines, without the stretches that areas painted later cover."""
    if not len(areas) or not len(lines) or area_order.max() < line_order.min():
        return lines
    x, y = (lines[:, 0] + lines[:, 2]) / 2, (lines[:, 1] + lines[:, 3]) / 2
    flat = lines[:, 2] - lines[:, 0] > lines[:, 3] - lines[:, 1]
    across, low, high = (
        np.where(flat, a, b)[:, None] for a, b in ((y, x), (lines[:, 0], lines[:, 1]), (lines[:, 2], lines[:, 3]))
    )
    near, far, start, end = (
        np.where(flat[:, None], a + inset, b + inset)
        for a, b, inset in (
            (areas[:, 1], areas[:, 0], INSET),
            (areas[:, 3], areas[:, 2], -INSET),
            (areas[:, 0], areas[:, 1], 0),
            (areas[:, 2], areas[:, 3], 0),
        )
    )
    covers = (area_order > line_order[:, None]) & (across > near) & (across < far) & (start < high) & (end > low)
    hit = covers.any(axis=1)
    pieces = [lines[~hit]]
    for index in np.flatnonzero(hit).tolist():
        spans = np.stack((start[index], end[index]), axis=1)[covers[index]]
        pieces.append(_without(lines[index], 0 if flat[index] else 1, spans))
    return np.concatenate(pieces)


def _without(line: FloatArray, axis: int, spans: FloatArray) -> FloatArray:
    """Cut spans (n, 2) out of a line that runs along ``axis``."""
    pieces, at = [], float(line[axis])
    for start, end in sorted(spans.tolist()):
        if start > at:
            pieces.append((at, start))
        at = max(at, end)
    if at < line[axis + 2]:
        pieces.append((at, float(line[axis + 2])))
    out = line[None].repeat(len(pieces), axis=0)
    if pieces:
        out[:, [axis, axis + 2]] = pieces
    return out


def _layers(objects: list[Handle], matrix: FloatArray, painted: FloatArray, depth: int) -> Iterator[_Layer]:
    """Yield the page's own objects, painted within the given interval, then those of each form XObject on it."""
    kinds = np.fromiter(map(pdfium.object_type, objects), dtype=np.int64, count=len(objects))
    first, last = painted.tolist()
    moments = first + (last - first) / max(1, len(objects)) * np.arange(len(objects) + 1)
    layer = _Layer(objects, kinds, moments[:-1], matrix)
    yield layer
    if depth == MAX_FORM_DEPTH:
        return
    for index in (kinds == pdfium_c.FPDF_PAGEOBJ_FORM).nonzero()[0].tolist():
        form = objects[index]
        inner = map(pdfium.form_object, pdfium.same(form), range(pdfium.count_form_objects(form)))
        own = pdfium.matrix_of(form).astype(np.float64)
        inside = moments[index : index + 2]
        yield from _layers(pdfium.handles(filter(None, inner)), product(own, matrix), inside, depth + 1)


def _picture_boxes(layer: _Layer) -> FloatArray:
    images, _ = layer.of_kind(pdfium_c.FPDF_PAGEOBJ_IMAGE)
    bounds = pdfium.fill_float32(pdfium.object_bounds, (images,), len(images), 4)
    return transform(bounds.astype(np.float64), layer.matrix)


def _within_any(boxes: FloatArray, areas: FloatArray) -> NDArray[np.bool_]:
    x, y = ((boxes[:, i] + boxes[:, i + 2])[:, None] / 2 for i in (0, 1))
    inside = (x > areas[:, 0]) & (x < areas[:, 2]) & (y > areas[:, 1]) & (y < areas[:, 3])
    return np.asarray(inside.any(axis=1))
