"""Rows that no ruling parts: a row of a grid whose cells hold one line of each of several rows.

In such a row the lines of neighbouring cells stand on the same baselines, and no line goes on in the next one: the next
line's first word would have found room. Wrapped text, even side by side, fills its cells' width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gongbiao.extractors.grid import Grid
from gongbiao.extractors.lines import LINE_STEP
from gongbiao.extractors.page import FloatArray, Glyphs
from gongbiao.extractors.regrid import cut_into_rows

MIN_LINES = 3
"""Lines of a cell that look like rows; two are a wrapped line more often than not."""
SHARED = 0.8
"""Share of those lines that must stand on baselines of other cells: some rows hold a second line of their own."""
BESIDE = 0.6
"""Share of the filled cells that have a line on a shared baseline: tables may have empty places."""
WORD_GAP = 0.2
"""Share of the font size by which words are apart at least."""
_MIDDLE = 0.35
"""Share of the font size from the baseline up to the middle of a line."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines of one cell: arrays of shape (lines,), in points."""

    baseline: FloatArray
    size: float
    forced: float
    """Share of its line breaks where the next line's first word had no room; 0 for figures."""


def with_cut_rows(grid: Grid, glyphs: Glyphs) -> Grid:
    """Cut the rows of a grid that hold several rows each."""
    x, y = glyphs.centres()
    for row in reversed(range(len(grid.y) - 1)):
        cells = [cell for cell in grid.cells if cell.row == row and cell.row_span == 1]
        if len(cells) < 2 or sum(cell.column_span for cell in cells) < len(grid.x) - 1:
            continue
        texts = []
        for cell in cells:
            box = grid.box(cell)
            own = np.flatnonzero((x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom))
            if len(own):
                texts.append(_text(glyphs, own, box.width))
        cuts = _cuts(texts)
        if cuts:
            grid = cut_into_rows(grid, row, cuts)
    return grid


def _text(glyphs: Glyphs, own: np.ndarray, width: float) -> _Text:
    own = own[np.argsort(glyphs.baseline[own], kind="stable")]
    baseline, size = glyphs.baseline[own], float(np.median(glyphs.size[own]))
    starts = np.flatnonzero(np.diff(baseline, prepend=-np.inf) > LINE_STEP * size)
    lines = np.split(own, starts[1:])
    breaks = [_is_forced(glyphs, a, b, width, size) for a, b in pairwise(lines)]
    wrapped = sum(breaks) / len(breaks) if breaks else 0.0
    return _Text(baseline[starts], size, wrapped if _has_words(glyphs, own) else 0.0)


def _has_words(glyphs: Glyphs, own: np.ndarray) -> bool:
    """Tell whether a cell holds more letters than figures: columns of figures may be as narrow as their figures."""
    return sum(map(str.isalpha, glyphs.text[own].tolist())) * 2 > len(own)


def _is_forced(glyphs: Glyphs, line: np.ndarray, following: np.ndarray, width: float, size: float) -> bool:
    """Tell whether a line ends because the first word of the one that follows has no room on it."""
    order = following[np.argsort(glyphs.boxes[following, 0])]
    boxes = glyphs.boxes[order]
    gaps = boxes[1:, 0] - boxes[:-1, 2]
    ends = np.flatnonzero((gaps > WORD_GAP * size) | glyphs.space_before[order[1:]])
    last = int(ends[0]) if len(ends) else len(order) - 1
    word = float(boxes[last, 2] - boxes[0, 0])
    taken = float(glyphs.boxes[line, 2].max() - glyphs.boxes[line, 0].min())
    return taken + word + WORD_GAP * size > width - size


def _cuts(texts: Sequence[_Text]) -> list[float]:
    """Return where (y, points) the lines of neighbouring cells part into rows; nothing where they do not."""
    if len(texts) < 2:
        return []
    fullest = max(texts, key=lambda text: len(text.baseline))
    if len(fullest.baseline) < MIN_LINES:
        return []
    several = [text for text in texts if len(text.baseline) > 1]
    if sum(text.forced < 1 - BESIDE for text in several) < len(several) / 2:
        return []
    near = LINE_STEP * fullest.size
    beside = np.array([sum(bool((np.abs(text.baseline - y) < near).any()) for text in texts) for y in fullest.baseline])
    shared = beside >= max(2, BESIDE * len(texts))
    if shared.mean() < SHARED:
        return []
    return [(a + b) / 2 - _MIDDLE * fullest.size for a, b in pairwise(fullest.baseline.tolist())]
