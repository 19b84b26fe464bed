"""The lines of a page as they are printed: where each has ink, and what its pieces say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.lines import LINE_STEP
from gongbiao.extractors.page import FloatArray, Glyphs, IntArray

WORD_GAP = 0.35
"""Share of the font size: white from here on parts pieces; most words of one text are nearer."""
WIDE_GAP = 0.8
"""Share of the font size: white from here on looks like that between two columns."""
LEADER = 4
"""Dots one after another, at least, that lead the eye from a label to its figure; an ellipsis has three."""

_DOTS = tuple(".·…_․‥")
_FAR = 1e6
"""Points: farther than any page is wide."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that stand close together."""

    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class PrintLine:
    """What stands on one baseline; coordinates in points, pieces from left to right."""

    baseline: float
    size: float
    pieces: tuple[Piece, ...]
    led: bool
    """Whether dots lead from one piece to another; the dots are no pieces."""

    @property
    def ink(self) -> tuple[Interval, ...]:
        """Where the pieces stand."""
        return tuple((piece.x0, piece.x1) for piece in self.pieces)

    @property
    def wide_gaps(self) -> tuple[Interval, ...]:
        """The white in which a column may end."""
        least = WIDE_GAP * self.size
        return tuple((a.x1, b.x0) for a, b in pairwise(self.pieces) if b.x0 - a.x1 >= least)


def print_lines(glyphs: Glyphs, group: IntArray) -> dict[int, list[PrintLine]]:
    """Return the lines of upright text of each group, from top to bottom.

    ``group`` has shape (n,), one number for each glyph; what is in a group below 0 is left out.
    """
    chosen = np.flatnonzero((group >= 0) & (glyphs.direction == 0))
    if not len(chosen):
        return {}
    chosen = chosen[np.lexsort((glyphs.baseline[chosen], group[chosen]))]
    baseline, size = glyphs.baseline[chosen], glyphs.size[chosen]
    new = np.diff(baseline, prepend=-np.inf) > LINE_STEP * np.minimum(size, np.roll(size, 1))
    new |= np.diff(group[chosen], prepend=-1) != 0
    line = np.cumsum(new) - 1
    order = np.lexsort((glyphs.boxes[chosen, 0], line))
    chosen, line = chosen[order], line[order]
    count = np.bincount(line)
    sizes = np.bincount(line, glyphs.size[chosen]) / count
    baselines = np.bincount(line, glyphs.baseline[chosen]) / count
    leader = _leaders(glyphs.text[chosen], line)
    led = np.bincount(line, leader) > 0
    pieces = _pieces(glyphs, chosen[~leader], line[~leader], sizes)
    groups = group[chosen[np.searchsorted(line, np.arange(len(count)))]]
    out: dict[int, list[PrintLine]] = {}
    for number, own, *facts in zip(
        groups.tolist(), pieces, baselines.tolist(), sizes.tolist(), led.tolist(), strict=True
    ):
        if own:
            out.setdefault(number, []).append(PrintLine(facts[0], facts[1], tuple(own), facts[2]))
    return out


def _pieces(glyphs: Glyphs, chosen: IntArray, line: IntArray, sizes: FloatArray) -> list[list[Piece]]:
    """Return the pieces of each line; ``chosen`` are glyphs by line, then x."""
    pieces: list[list[Piece]] = [[] for _ in sizes]
    if not len(chosen):
        return pieces
    x0, x1 = glyphs.boxes[chosen, 0], glyphs.boxes[chosen, 2]
    reached = np.maximum.accumulate(x1 + line * _FAR) - line * _FAR
    new = np.diff(line, prepend=-1) > 0
    new[1:] |= x0[1:] - reached[:-1] >= WORD_GAP * sizes[line[1:]]
    starts = np.flatnonzero(new)
    ends = [*starts[1:].tolist(), len(chosen)]
    text = "".join(glyphs.text[chosen].tolist())
    rights = np.maximum.reduceat(x1, starts).tolist()
    for number, start, end, left, right in zip(
        line[starts].tolist(), starts.tolist(), ends, x0[starts].tolist(), rights, strict=True
    ):
        pieces[number].append(Piece(left, right, text[start:end]))
    return pieces


def _leaders(text: NDArray[np.str_], line: IntArray) -> NDArray[np.bool_]:
    """Tell which characters, by line, then x, are dots that lead from one text to another."""
    dots = np.isin(text, _DOTS)
    run = np.cumsum((np.diff(dots, prepend=False) != 0) | (np.diff(line, prepend=-1) != 0))
    return np.asarray(dots & (np.bincount(run)[run] >= LEADER))
