"""Glyphs to lines of text, within whatever groups (cells, or the space around tables) they were sorted into."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.box import Box
from gongbiao.extractors.page import Glyphs

LINE_STEP = 0.4
"""Share of the font size by which baselines of different lines differ at least; subscripts stay in their line."""
LATIN_GAP = 0.12
"""Share of the font size: a wider gap between Latin letters or digits reads as a space that the file left out."""
MIXED_GAP = 0.215
"""The same between Latin and Chinese, which word processors set apart by a fifth where no space is printed; a printed
space is wider."""
CJK_GAP = 1.0
"""The same between two Chinese characters, which justified text spreads by up to half their size."""
_FIRST_GENERAL_PUNCTUATION = 0x2000
"""The first code point set as Chinese: quotation marks, dashes and … are as wide as characters in Chinese fonts."""

_Number = TypeVar("_Number", np.int64, np.float64)


class Line(NamedTuple):
    """One line of text within its group."""

    group: int
    text: str
    low: tuple[float, float]
    """x0 and top."""
    high: tuple[float, float]
    """x1 and bottom."""
    confidence: float
    """That of its least certain character."""
    alternative: str | None = None
    """How it reads with the runners-up of its doubtful characters; None where there are none."""

    @property
    def box(self) -> Box:
        """Its place; few of the lines in cells are ever asked for it."""
        return Box(*self.low, *self.high)


def build_lines(glyphs: Glyphs, group: NDArray[np.int64]) -> list[Line]:
    """Return the lines of all groups: by group, then from top to bottom, each read from left to right.

    ``group`` has shape (n,), one number for each glyph.
    """
    if not len(glyphs):
        return []
    line = _line_numbers(glyphs, group)
    start, end = _extent_along(glyphs)
    order = np.lexsort((start, line))
    line, boxes, sizes = line[order], glyphs.boxes[order], glyphs.size[order]
    new = _changes(line)
    text = glyphs.text[order]
    gap = start[order] - _before(end[order])
    spaced = _spaced(text, gap, sizes, glyphs.space_before[order]) & ~new
    starts = new.nonzero()[0]
    x0, top = np.minimum.reduceat(boxes[:, :2], starts).T.tolist()
    x1, bottom = np.maximum.reduceat(boxes[:, 2:], starts).T.tolist()
    confidence = np.minimum.reduceat(glyphs.confidence[order], starts).tolist()
    groups = group[order][starts].tolist()
    texts = _texts(text, spaced, starts)
    lows, highs = zip(x0, top, strict=True), zip(x1, bottom, strict=True)
    lines = list(map(Line, groups, texts, lows, highs, confidence))
    if glyphs.runner_up is None:
        return lines
    others = glyphs.runner_up[order]
    doubtful = others != ""
    alternatives = _texts(np.where(doubtful, others, text), spaced, starts)
    return [
        line._replace(alternative=other) if doubt else line
        for line, other, doubt in zip(lines, alternatives, np.logical_or.reduceat(doubtful, starts), strict=True)
    ]


def _texts(text: NDArray[np.str_], spaced: NDArray[np.bool_], starts: NDArray[np.intp]) -> list[str]:
    """Return the characters of each line, which begin at ``starts``, with a space before each one of ``spaced``."""
    at = np.arange(len(text)) + spaced.cumsum()
    codes = np.full(at[-1] + 1, ord(" "), dtype=np.uint32)
    codes[at] = text.view(np.uint32)
    whole = codes.tobytes().decode("utf-32-le", "surrogatepass")
    bounds = at[starts].tolist()
    return [whole[start:end] for start, end in pairwise((*bounds, len(whole)))]


def _extent_along(glyphs: Glyphs) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where each glyph begins and ends along its direction of writing."""
    x0, top, x1, bottom = glyphs.boxes.T
    if not glyphs.direction.any():
        return x0, x1
    return np.choose(glyphs.direction, (x0, top, -x1, -bottom)), np.choose(glyphs.direction, (x1, bottom, -x0, -top))


def _line_numbers(glyphs: Glyphs, group: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the line that each glyph stands on, counting through the groups from top to bottom."""
    order = np.lexsort((glyphs.baseline, glyphs.direction, group))
    baseline, size, direction = glyphs.baseline[order], glyphs.size[order], glyphs.direction[order]
    apart = baseline - _before(baseline) > LINE_STEP * np.minimum(size, _before(size))
    apart |= _changes(group[order]) | _changes(direction)
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = apart.cumsum()
    return numbers


def _spaced(
    text: NDArray[np.str_], gap: NDArray[np.float64], sizes: NDArray[np.float64], printed: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell before which glyphs (in reading order) a space stands, printed or left as a gap."""
    chinese = (text.view(np.uint32) >= _FIRST_GENERAL_PUNCTUATION).astype(np.int64)
    limits = np.array((LATIN_GAP, MIXED_GAP, CJK_GAP))
    limit = limits[chinese + _before(chinese)] * sizes
    return np.asarray(printed | (gap > limit))


def _before(values: NDArray[_Number]) -> NDArray[_Number]:
    """Return for each item the one before it; the first has itself."""
    return np.concatenate((values[:1], values[:-1]))


def _changes(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which items differ from the one before; the first counts as one that does."""
    return np.concatenate(([True], values[1:] != values[:-1]))
