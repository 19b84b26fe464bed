"""Glyphs to lines of text, within whatever groups (cells, or the space around tables) they were sorted into."""

from __future__ import annotations

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
    characters: list[str] = text.tolist()
    for index in np.flatnonzero(_spaced(text, gap, sizes, glyphs.space_before[order]) & ~new).tolist():
        characters[index] = " " + characters[index]
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(characters))
    lows = np.minimum.reduceat(boxes[:, :2], starts).tolist()
    highs = np.maximum.reduceat(boxes[:, 2:], starts).tolist()
    confidence = np.minimum.reduceat(glyphs.confidence[order], starts).tolist()
    groups = group[order][starts].tolist()
    lines = [
        Line(number, "".join(characters[start:end]), tuple(low), tuple(high), sure)
        for number, start, end, low, high, sure in zip(
            groups, starts.tolist(), ends.tolist(), lows, highs, confidence, strict=True
        )
    ]
    if glyphs.runner_up is None:
        return lines
    others: list[str] = glyphs.runner_up[order].tolist()
    pieces = [(characters[start:end], others[start:end]) for start, end in zip(starts, ends, strict=True)]
    return [line._replace(alternative=_alternative(*piece)) for line, piece in zip(lines, pieces, strict=True)]


def _alternative(characters: list[str], runners_up: list[str]) -> str | None:
    """Return a line with the runners-up in place of the characters that have one."""
    if not any(runners_up):
        return None
    return "".join(read[:-1] + other if other else read for read, other in zip(characters, runners_up, strict=True))


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
    numbers[order] = np.cumsum(apart)
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
