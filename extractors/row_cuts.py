"""Rows that no ruling parts: a row of a grid whose cells hold one line of each of several rows.

In such a row the lines of neighbouring cells stand on the same baselines, and no line goes on in the next one: the next
line's first word would have found room. Wrapped text, even side by side, fills its cells' width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.grid import OUTSIDE, Grid, GridCell
from gongbiao.extractors.lines import LINE_STEP
from gongbiao.extractors.page import FloatArray, Glyphs
from gongbiao.extractors.regrid import cell_of_glyphs, cut_into_rows

IndexArray = NDArray[np.intp]

MIN_LINES = 3
"""Lines of a cell that look like rows; two are a wrapped line more often than not, if not of figures."""
MIN_FIGURES = 3
"""Cells of figures with two lines each that make two rows as well: figures are not wrapped."""
SHARED = 0.8
"""Share of those lines that must stand on baselines of other cells: some rows hold a second line of their own."""
MIN_WORDS = 3
"""Cells side by side that make rows where none holds figures: two may be lists of as many points."""
BESIDE = 0.6
"""Share of the filled cells that have a line on a shared baseline: tables may have empty places."""
WORD_GAP = 0.2
"""Share of the font size by which words are apart at least."""
_FIRST_CHINESE = 0x2E80
"""Chinese lines may end after any character."""
_MIDDLE = 0.35
"""Share of the font size from the baseline up to the middle of a line."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines of one cell: arrays of shape (lines,), in points."""

    baseline: FloatArray
    size: float
    forced: float
    """Share of its line breaks where the next line's first word had no room; 0 for figures."""
    of_words: bool
    """Whether it holds more letters than figures: columns of figures may be as narrow as their figures."""


def with_cut_rows(grid: Grid, glyphs: Glyphs) -> Grid:
    """Cut the rows of a grid that hold several rows each."""
    owned = _glyphs_of_cells(grid, glyphs)
    several = _of_several_lines(glyphs, owned)
    for row in reversed([row for row, count in sorted(several.items()) if count > 1]):
        cells = [cell for cell in grid.cells if cell.row == row and cell.row_span == 1]
        if sum(cell.column_span for cell in cells) < len(grid.x) - 1:
            continue
        cuts = _cuts([_text(glyphs, owned[cell], grid.box(cell).width) for cell in cells if cell in owned])
        if cuts:
            grid = cut_into_rows(grid, row, cuts)
    return grid


def _glyphs_of_cells(grid: Grid, glyphs: Glyphs) -> dict[GridCell, IndexArray]:
    """Return the indices of the glyphs of each cell that holds any."""
    cell = cell_of_glyphs(grid, glyphs)
    order = np.argsort(cell, kind="stable")
    starts = np.flatnonzero(np.diff(cell[order], prepend=OUTSIDE))
    return {grid.cells[cell[own[0]]]: own for own in np.split(order, starts)[1:]}


def _of_several_lines(glyphs: Glyphs, owned: Mapping[GridCell, IndexArray]) -> Counter[int]:
    """Count for each row its cells of more than one line."""
    if not owned:
        return Counter()
    order = np.concatenate(list(owned.values()))
    starts = np.cumsum([0, *(len(own) for own in owned.values())])[:-1]
    baseline = glyphs.baseline[order]
    height = np.maximum.reduceat(baseline, starts) - np.minimum.reduceat(baseline, starts)
    several = height > LINE_STEP * np.maximum.reduceat(glyphs.size[order], starts)
    return Counter(cell.row for cell, more in zip(owned, several.tolist(), strict=True) if more and cell.row_span == 1)


def _text(glyphs: Glyphs, own: IndexArray, width: float) -> _Text:
    own = own[np.argsort(glyphs.baseline[own], kind="stable")]
    baseline, size = glyphs.baseline[own], float(np.median(glyphs.size[own]))
    starts = np.flatnonzero(np.diff(baseline, prepend=-np.inf) > LINE_STEP * size)
    lines = np.split(own, starts[1:])
    breaks = [_is_forced(glyphs, a, b, width, size) for a, b in pairwise(lines)]
    of_words = sum(map(str.isalpha, glyphs.text[own].tolist())) * 2 > len(own)
    return _Text(baseline[starts], size, sum(breaks) / len(breaks) if breaks and of_words else 0.0, of_words)


def _is_forced(glyphs: Glyphs, line: IndexArray, following: IndexArray, width: float, size: float) -> bool:
    """Tell whether a line ends because the first word of the one that follows has no room on it."""
    order = following[np.argsort(glyphs.boxes[following, 0])]
    boxes = glyphs.boxes[order]
    gaps = boxes[1:, 0] - boxes[:-1, 2]
    chinese = glyphs.text[order[:-1]].view(np.uint32) >= _FIRST_CHINESE
    ends = np.flatnonzero((gaps > WORD_GAP * size) | glyphs.space_before[order[1:]] | chinese)
    last = int(ends[0]) if len(ends) else len(order) - 1
    word = float(boxes[last, 2] - boxes[0, 0])
    taken = float(glyphs.boxes[line, 2].max() - glyphs.boxes[line, 0].min())
    return taken + word + WORD_GAP * size > width - size


def _cuts(texts: Sequence[_Text]) -> list[float]:
    """Return where (y, points) the lines of neighbouring cells part into rows; nothing where they do not."""
    fullest = max(texts, key=lambda text: len(text.baseline))
    if len(fullest.baseline) < MIN_LINES and not _are_figures(texts):
        return []
    if len(texts) < MIN_WORDS and all(text.of_words for text in texts):
        return []
    several = [text for text in texts if len(text.baseline) > 1]
    if sum(text.forced < 1 - BESIDE for text in several) < len(several) / 2 and not _are_even(texts):
        return []
    near = LINE_STEP * fullest.size
    beside = np.array([sum(bool((np.abs(text.baseline - y) < near).any()) for text in texts) for y in fullest.baseline])
    shared = beside >= max(2, BESIDE * len(texts))
    if shared.mean() < SHARED:
        return []
    return [(a + b) / 2 - _MIDDLE * fullest.size for a, b in pairwise(fullest.baseline.tolist())]


def _are_even(texts: Sequence[_Text]) -> bool:
    """Tell whether many cells hold the same number of lines, more than wrapped text would by chance."""
    counts = {len(text.baseline) for text in texts}
    return len(counts) == 1 and max(counts) > MIN_LINES and len(texts) >= MIN_WORDS


def _are_figures(texts: Sequence[_Text]) -> bool:
    """Tell whether cells of two lines each hold figures for the most part."""
    figures = sum(not text.of_words for text in texts)
    return all(len(text.baseline) == 2 for text in texts) and figures >= max(MIN_FIGURES, len(texts) / 2)
