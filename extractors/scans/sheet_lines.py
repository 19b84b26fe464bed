"""The lines of text of a clean, level page: its cells and the bands around its tables are searched for ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gongbiao.extractors.grid import Grid, find_grids, snap
from gongbiao.extractors.page import BoolArray, Rulings
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH, Pixels
from gongbiao.extractors.scans.faint_strokes import faint_strokes
from gongbiao.extractors.scans.pixel_rulings import pixel_rulings
from gongbiao.extractors.scans.ruled_bands import BESIDE, Sides, cut_by_rules, parts_of_table
from gongbiao.extractors.scans.sheet_edges import without_sheet_edges
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
    cells: tuple[Region, ...]
    """Pixels: the cells of tables; the first regions of ``lines``."""
    ink: BoolArray
    """Shape (height, width): which pixels are dark, rulings and dirt left out."""
    clean: Pixels
    """Shape (height, width): the page without dirt."""


def sheet_lines(grey: Pixels, dpi: float) -> SheetLines:
    """Find the rulings and the lines of text of a clean, level page (height, width)."""
    return _searched(grey, dpi, None)


def detected_lines(grey: Pixels, dpi: float, boxes: Sequence[Region]) -> SheetLines:
    """Find the lines of text of such a page in boxes (pixels) around one line each, whatever is ruled."""
    return _searched(grey, dpi, boxes)


def _searched(grey: Pixels, dpi: float, boxes: Sequence[Region] | None) -> SheetLines:
    dark = grey < INK
    height, width = (length * POINTS_PER_INCH / dpi for length in grey.shape)
    rulings = without_sheet_edges(without_strokes(pixel_rulings(grey, dpi), dark, dpi), width, height)
    ruled = _inked(rulings, grey.shape, dpi)
    ink = dark & ~ruled
    dirt = specks(ink, dpi)
    clean = np.where(dirt, WHITE, grey)
    faint = faint_strokes(np.where(ruled, WHITE, clean), dpi)
    cells, bands = _regions(rulings, grey.shape, dpi) if boxes is None else ([], boxes)
    ink &= ~dirt
    lines = tuple(find_lines(ink, faint, cells, bands, dpi))
    crops = tuple(clean[_slices(line.box)] for line in lines)
    return SheetLines(rulings, lines, crops, tuple(cells), ink, clean)


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


def _regions(rulings: Rulings, shape: tuple[int, ...], dpi: float) -> tuple[list[Region], list[Region]]:
    """Return the cells of tables, and the bands above, between, below and beside them (pixels)."""
    height, width = shape[:2]
    unit = dpi / POINTS_PER_INCH
    grids = find_grids(rulings)
    frames = [(grid.x.item(0), grid.y.item(0), grid.x.item(-1), grid.y.item(-1)) for grid in grids]
    cells = [cell for grid, frame in zip(grids, frames, strict=True) for cell in _cells_of(grid, frame, rulings)]
    bands: list[Sides] = []
    for band in _bands_around(frames, width / unit, height / unit):
        for part, is_cell in cut_by_rules(band, snap(rulings.horizontal)):
            (cells if is_cell else bands).append(part)
    return _pixels(cells, shape, unit), _pixels(bands, shape, unit)


def _cells_of(grid: Grid, frame: Sides, rulings: Rulings) -> Iterator[Sides]:
    """Yield the cells of a table; of one that rules no columns, what its rows and partial rules part."""
    x0, top, x1, bottom = frame
    x, a, b = rulings.vertical.T
    if not ((x > x0 + BESIDE) & (x < x1 - BESIDE) & (a < bottom) & (b > top)).any():
        yield from parts_of_table(frame, snap(rulings.horizontal))
        return
    for box in map(grid.box, grid.cells):
        yield box.x0, box.top, box.x1, box.bottom


def _bands_around(frames: Sequence[Sides], width: float, height: float) -> Iterator[Sides]:
    """Yield what is above, between, below and beside the tables with these frames."""
    edges = np.unique([0.0, height, *(y for _, top, _, bottom in frames for y in (top, bottom))])
    for top, bottom in pairwise(edges.tolist()):
        beside = sorted((x0, x1) for x0, a, x1, b in frames if a < bottom and b > top)
        at = 0.0
        for x0, x1 in [*beside, (width, width)]:
            if x0 > at:
                yield at, top, x0, bottom
            at = max(at, x1)


def _pixels(regions: Sequence[Sides], shape: tuple[int, ...], unit: float) -> list[Region]:
    """Return regions in pixels, without the ink of the rulings around them; what is left of none is left out."""
    height, width = shape[:2]
    gap = round(CLEARANCE * unit)
    inset = [tuple(round(side * unit) for side in region) for region in regions]
    clear = [(max(a + gap, 0), max(b + gap, 0), min(c - gap, width), min(d - gap, height)) for a, b, c, d in inset]
    return [(a, b, c, d) for a, b, c, d in clear if c > a and d > b]
