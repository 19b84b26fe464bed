"""The lines of text of a clean, level page: its cells and the bands around its tables are searched for ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gongbiao.extractors.grid import Grid, find_grids
from gongbiao.extractors.page import BoolArray, Rulings
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH, Pixels
from gongbiao.extractors.scans.faint_strokes import faint_strokes
from gongbiao.extractors.scans.pixel_rulings import pixel_rulings
from gongbiao.extractors.scans.specks import specks
from gongbiao.extractors.scans.text_lines import INK, InkLine, Region, find_lines
from gongbiao.extractors.scans.text_strokes import without_strokes

WHITE = np.uint8(255)
CLEARANCE = 1.0
"""Points beside the middle of a ruling that are its own ink."""


@dataclass(frozen=True, slots=True, eq=False)
class SheetLines:
    """A page's rulings and its lines of text, unread."""

    rulings: Rulings
    """Points."""
    lines: tuple[InkLine, ...]
    """By cell, then from top to bottom."""
    crops: tuple[Pixels, ...]
    """The picture of each line."""


def sheet_lines(grey: Pixels, dpi: float) -> SheetLines:
    """Find the rulings and the lines of text of a clean, level page (height, width)."""
    dark = grey < INK
    rulings = without_strokes(pixel_rulings(grey, dpi), dark, dpi)
    ruled = _inked(rulings, grey.shape, dpi)
    ink = dark & ~ruled
    dirt = specks(ink, dpi)
    clean = np.where(dirt, WHITE, grey)
    faint = faint_strokes(np.where(ruled, WHITE, clean), dpi)
    lines = tuple(find_lines(ink & ~dirt, faint, _regions(find_grids(rulings), grey.shape, dpi), dpi))
    return SheetLines(rulings, lines, tuple(clean[_slices(line.box)] for line in lines))


def _slices(box: Region) -> tuple[slice, slice]:
    x0, top, x1, bottom = box
    return slice(top, bottom), slice(x0, x1)


def _inked(rulings: Rulings, shape: tuple[int, ...], dpi: float) -> BoolArray:
    """Tell which pixels of a page of this shape are the rulings' own ink."""
    ink = np.zeros(shape, dtype=np.bool_)
    unit = dpi / POINTS_PER_INCH
    near = CLEARANCE * unit
    for position, start, end in (rulings.horizontal * unit).tolist():
        ink[max(round(position - near), 0) : round(position + near) + 1, max(round(start), 0) : round(end) + 1] = True
    for position, start, end in (rulings.vertical * unit).tolist():
        ink[max(round(start), 0) : round(end) + 1, max(round(position - near), 0) : round(position + near) + 1] = True
    return ink


def _regions(grids: Sequence[Grid], shape: tuple[int, ...], dpi: float) -> list[Region]:
    """Return every cell, and the bands above, between, below and beside the tables (pixels)."""
    height, width = shape[:2]
    unit = dpi / POINTS_PER_INCH
    cells = [
        (box.x0 * unit, box.top * unit, box.x1 * unit, box.bottom * unit)
        for grid in grids
        for box in map(grid.box, grid.cells)
    ]
    frames = [(grid.x[0] * unit, grid.y[0] * unit, grid.x[-1] * unit, grid.y[-1] * unit) for grid in grids]
    edges = np.unique([0.0, height, *(y for _, top, _, bottom in frames for y in (top, bottom))])
    bands: list[tuple[float, float, float, float]] = []
    for top, bottom in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        beside = sorted((x0, x1) for x0, a, x1, b in frames if a < bottom and b > top)
        at = 0.0
        for x0, x1 in [*beside, (width, width)]:
            if x0 > at:
                bands.append((at, top, x0, bottom))
            at = max(at, x1)
    gap = round(CLEARANCE * unit)
    inset = [(round(a) + gap, round(b) + gap, round(c) - gap, round(d) - gap) for a, b, c, d in (*cells, *bands)]
    return [(max(a, 0), max(b, 0), min(c, width), min(d, height)) for a, b, c, d in inset if c > a and d > b]
