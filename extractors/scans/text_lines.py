"""Where the lines of text stand in a picture: in each cell of a table, and in the bands around the tables.

Rows of ink are runs of the ink's profile; what belongs together (the strokes of 三) is joined, lines that touch are
parted, both by the size of the page's characters. A line is cut where it leaves a wide gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gongbiao.extractors.page import BoolArray, IntArray
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH

Region = tuple[int, int, int, int]
"""Pixels: x0, top, x1, bottom."""

INK = 150
"""Grey below which a pixel is ink, on paper that was made white."""
SPECK = 2
"""Pixels of ink in a row or column that may be dirt."""
GAP = 1.8
"""Sizes of a character: a wider gap parts a line into two."""
COLUMN_GAP = 0.6
"""Sizes of a character: a wider gap through all rows of a cell parts it into columns if rows run together."""
WHITE = 0.6
"""Sizes of a character: a wider gap is worth knowing: it may part two columns that nothing else parts."""
JOINED = 1.25
"""Sizes of a character: rows of ink that are together no higher are one line."""
PIECE = 0.6
"""Sizes of a character: a lower run of ink may be a piece of one."""
SLIVER = 0.3
"""Sizes of a character: a run so low, and so close to another, is no line of its own."""
TOUCHING = 1.7
"""Sizes of a character: a higher run of ink holds several lines."""
STRAY = 0.15
"""Sizes of a character: a stray upright line is no thicker."""
MARGIN = 0.12
"""Share of a line's height that is left around its ink."""
SMALLEST = 6.0
"""Points: nobody prints smaller characters; what is lower is part of one, or a stroke."""
USUAL = 10.5
"""Points: the size of text where a page shows no line to measure."""
LARGEST = 40.0
"""Points: what is higher is no character of a form."""


@dataclass(frozen=True, slots=True)
class InkLine:
    """A line of text, or the piece of one between wide gaps."""

    region: int
    """The index of the region that it stands in."""
    box: Region
    """Pixels: its ink, widened to the height of a character."""
    gaps: tuple[tuple[int, int], ...] = ()
    """Pixels: where it shows wide white between characters, x from and to, from left to right."""


def find_lines(
    ink: BoolArray, faint: BoolArray, cells: Sequence[Region], bands: Sequence[Region], dpi: float
) -> list[InkLine]:
    """Return the lines of text in each region of a picture, by region, from top to bottom, then left to right.

    Regions are the cells of tables, of which some may hold several columns that nothing rules, and the bands around
    them.

    ``ink`` (height, width) tells which pixels are dark, ``faint`` which belong to strokes that may be lighter: where
    lines are is told by the first, how far they reach by both. Rulings are taken out of them before. Where regions
    overlap (a table in a cell), the smaller one has the ink.
    """
    inked = ink | faint
    regions = [*cells, *bands]
    free = ink.copy()
    owned: list[BoolArray] = [free[:0]] * len(regions)
    for number in sorted(range(len(regions)), key=lambda number: _area(regions[number])):
        x0, top, x1, bottom = regions[number]
        owned[number] = free[top:bottom, x0:x1].copy()
        free[top:bottom, x0:x1] = False
    runs = [_runs_of_ink(own, region[1]) for own, region in zip(owned, regions, strict=True)]
    size = _character_size(runs, dpi)
    lines: list[InkLine] = []
    for number, (region, own) in enumerate(zip(regions, runs, strict=True)):
        local = _local_size(own, size)
        x0, top, x1, bottom = region
        columns = _columns(owned[number], inked[top:bottom, x0:x1], local) if number < len(cells) else [(0, x1 - x0)]
        for a, b in columns:
            rows = _runs_of_ink(owned[number][:, a:b], top)
            found = _lines_of_column(ink, inked, (x0 + a, top, x0 + b, bottom), rows, local)
            lines.extend(InkLine(number, box, gaps) for box, gaps in found)
    return lines


def _columns(own: BoolArray, inked: BoolArray, size: float) -> Iterable[tuple[int, int]]:
    """Yield the columns of pixels, from and to, into which white from top to bottom parts a cell, or all of them.

    ``own`` and ``inked`` have the shape of the cell. It is parted where its rows of ink run into each other, as those
    of a label do with those of the text beside it; rows that go on from one column to the next are parted later.
    """
    runs = _runs_of_ink(own, 0)
    columns = np.flatnonzero((own | inked).any(axis=0))
    gaps = np.diff(columns)
    if not _run_together(runs, size) or gaps.max(initial=0) <= COLUMN_GAP * size:
        yield 0, own.shape[1]
        return
    widest = int(gaps.argmax())
    cut = int(columns[widest] + columns[widest + 1]) // 2
    yield from _columns(own[:, :cut], inked[:, :cut], size)
    yield from ((cut + a, cut + b) for a, b in _columns(own[:, cut:], inked[:, cut:], size))


def _run_together(runs: Sequence[_Run], size: float) -> bool:
    return any(run.bottom - run.top > TOUCHING * size for run in runs)


def _lines_of_column(
    ink: BoolArray, inked: BoolArray, column: Region, runs: list[_Run], size: float
) -> Iterable[tuple[Region, tuple[tuple[int, int], ...]]]:
    x0, top, x1, bottom = column
    rows = list(_parted(ink[:, x0:x1], _joined(runs, size), size))
    tops = [top, *(b for _, b in rows)]
    bottoms = [*(a for a, _ in rows[1:]), bottom]
    for (a, b), low, high in zip(rows, tops, bottoms, strict=False):
        yield from _pieces(ink, inked, (x0, a, x1, b), size, low, high)


def _area(region: Region) -> int:
    x0, top, x1, bottom = region
    return (x1 - x0) * (bottom - top)


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring rows of pixels that hold ink."""

    top: int
    bottom: int
    width: int
    """Pixels of its columns that hold ink."""


def _runs_of_ink(part: BoolArray, top: int) -> list[_Run]:
    """Return the runs of a part of the page that begins at row ``top``."""
    if not part.size:
        return []
    return [_Run(top + a, top + b, int(part[a:b].any(axis=0).sum())) for a, b in _runs(part.sum(axis=1) >= SPECK)]


def _runs(present: BoolArray) -> list[tuple[int, int]]:
    """Return the runs of true values (n,) as half-open intervals."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], present, [False])).astype(np.int8)))
    return [(a, b) for a, b in edges.reshape(-1, 2).tolist()]


def _character_size(runs: Iterable[list[_Run]], dpi: float) -> float:
    """Return the usual height of a page's lines in pixels: the median, each run counted by the ink that it spans."""
    least, most = SMALLEST * dpi / POINTS_PER_INCH, LARGEST * dpi / POINTS_PER_INCH
    found = [run for own in runs for run in own if least <= run.bottom - run.top <= most]
    return _usual_height(found) if found else USUAL * dpi / POINTS_PER_INCH


def _usual_height(runs: Sequence[_Run]) -> float:
    """Return the median height of some runs, each counted by the ink that it spans: the halves of 号 are narrow."""
    heights, weights = np.array(sorted((run.bottom - run.top, run.width) for run in runs), dtype=np.float64).T
    return float(heights[np.searchsorted(np.cumsum(weights), weights.sum() / 2)])


def _local_size(runs: list[_Run], size: float) -> float:
    """Return the height of a region's own lines, where it shows one: titles are larger, notes smaller."""
    own = [run for run in runs if 0.6 * size <= run.bottom - run.top <= TOUCHING * size]
    return _usual_height(own) if own else size


def _joined(runs: list[_Run], size: float) -> list[_Run]:
    """Join runs that are together no higher than a character: the strokes of 三, the dot above an i."""
    joined: list[_Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _are_one(last, run, size):
            joined[-1] = _Run(last.top, run.bottom, max(last.width, run.width))
        else:
            joined.append(run)
    return joined


def _are_one(above: _Run, below: _Run, size: float) -> bool:
    """Tell whether two runs are pieces of one line: the strokes of 三, or a sliver that touches a character."""
    smaller = min(above.bottom - above.top, below.bottom - below.top)
    together = below.bottom - above.top
    if smaller < PIECE * size and together <= JOINED * size:
        return True
    return smaller < SLIVER * size and below.top - above.bottom < SLIVER * size and together <= TOUCHING * size


def _parted(ink: BoolArray, runs: list[_Run], size: float) -> Iterable[tuple[int, int]]:
    """Yield the rows from and to of each line in a region's ink; runs that are too high for one are parted."""
    for run in runs:
        if run.bottom - run.top <= TOUCHING * size:
            yield run.top, run.bottom
        else:
            yield from _parted_run(ink[run.top : run.bottom].sum(axis=1), run.top, size)


def _parted_run(profile: IntArray, top: int, size: float) -> Iterable[tuple[int, int]]:
    """Yield the lines in a high run of ink, from its rows' ink: without the rows of a stray upright line, then cut.

    What still touches is cut where there is least ink near the places where equally high lines would end.
    """
    dense = [_Run(a, b, 0) for a, b in _runs(profile > STRAY * size)]
    for run in _joined(dense, size):
        height = run.bottom - run.top
        count = max(round(height / size / 1.1), 1) if height > TOUCHING * size else 1
        cuts = [run.top]
        for number in range(1, count):
            expected = run.top + number * height / count
            low, high = int(expected - size / 3), int(expected + size / 3) + 1
            cuts.append(low + int(profile[low:high].argmin()))
        yield from pairwise(top + cut for cut in (*cuts, run.bottom))


def _pieces(
    ink: BoolArray, inked: BoolArray, line: Region, size: float, top: int, bottom: int
) -> Iterable[tuple[Region, tuple[tuple[int, int], ...]]]:
    """Yield the boxes of a line's pieces, as high as characters are within the region's rows, and the gaps in them."""
    x0, a, x1, b = line
    columns = np.flatnonzero(inked[a:b, x0:x1].any(axis=0)) + x0
    if not len(columns):
        return
    middle, half = (a + b) / 2, max(b - a, size) / 2 * (1 + 2 * MARGIN)
    low, high = max(int(middle - half), top), min(int(np.ceil(middle + half)), bottom)
    margin = round(MARGIN * size)
    breaks = np.flatnonzero(np.diff(columns) > GAP * size) + 1
    for piece in np.split(columns, breaks):
        start, end = int(piece[0]), int(piece[-1]) + 1
        if ink[a:b, start:end].sum() > 2 * SPECK:
            wide = np.flatnonzero(np.diff(piece) > WHITE * size)
            gaps = tuple((int(piece[index]) + 1, int(piece[index + 1])) for index in wide)
            yield (max(start - margin, x0), low, min(end + margin, x1), high), gaps
