"""Rulings that print or scan broken: between two lines that cross it, a ruling stands or does not.

Where each ruling lies is known from its better pieces, and where it may begin and end from the lines that cross it. So
every side of a cell that is not ruled yet is looked at along its whole length: much less ink is needed there than to
find a ruling from nothing. A page is looked at squeezed along the direction, as in ``pixel_lines.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gongbiao.extractors.connected import REACH
from gongbiao.extractors.grid import COVERED, snap
from gongbiao.extractors.page import BoolArray, FloatArray, IntArray
from gongbiao.extractors.pictures.picture import Pixels

HALF_BAND = 0.9
"""Points by which a ruling's pieces lie off its position at most: paper that does not lie flat."""
BESIDE = (1.5, 2.8)
"""Points on both sides of a ruling, from and to, where there is paper."""
PAPER = 215
"""Of 255: how bright it is there at least; beside a stroke of a character there is another, and nothing is told."""
DARKER = 9
"""Of 255: how much darker than that paper a step of a faint ruling is at least; the grain of clean paper is white."""
AS_DARK = 0.3
"""Share of the usual ruling's darkness that it has too: folds and shadows are fainter."""
INKED = 0.55
"""Share of a side's steps that are darker at least."""
SHORT = 45.0
"""Points: a stroke of a character may be as long as a shorter side."""
INKED_SHORT = 0.7
"""Share of a shorter side that is darker at least …"""
ENDS = 2.5
"""Points before its corners …"""
TO_CORNERS = 0.8
"""… and the share of them that is inked at both: a character keeps more distance from the lines …"""
INKED_AMONG = 0.35
"""… or the share that is enough if the ruling stands on both sides of it …"""
INKED_LAST = 0.45
"""… or if it ends there, …"""
FREE = 0.8
"""… no text (share of the steps beside which there is paper), and a corner is inked, or more than …"""
STROKE = 13.0
"""… points of it: no character in a cell is so large."""
ALONE = 0.95
"""The same share where no corner need be inked: strokes of characters are hardly ever so much alone."""
CORNER = 1.5
"""Points at a side's ends that the crossing lines' own ink covers."""
MAX_BLANK = 20.0
"""Points without ink that a broken ruling shows at most: where more is missing, it ends there."""
FULL = 0.98
"""Share of a side that is ruled where nothing is left out."""
SAME = 2.5
"""Points across, at most, between two pieces of one ruling."""
LEAST = 20.0
"""Points: a piece that is no ruling's for sure is at least so long to be looked at: strokes of text are shorter."""
OFF = 30.0
"""Points by which a line that crosses may itself be too short to be seen crossing."""


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A page squeezed along one direction."""

    pixels: Pixels
    """Shape (positions, steps)."""
    unit: float
    """Pixels a point, across the rulings."""
    along: float
    """Steps a point, along them."""


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What there is to see along one ruling, step by step."""

    position: float
    darkness: FloatArray
    """Shape (steps,): how much darker it is than the paper beside it, of 255."""
    paper: BoolArray
    """Shape (steps,): whether there is paper on both sides."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """The ``n`` sides of cells along one ruling, from crossing to crossing."""

    ends: FloatArray
    """Shape (n + 1,): points."""
    is_met: BoolArray
    """Shape (n + 1,): whether a line is seen to cross there."""
    ruled: FloatArray
    """Shape (n,): share of each that is ruled already."""
    inked: FloatArray
    """Shape (n,): share of the steps with ink between paper."""
    to_corners: FloatArray
    """Shape (2, n): the same before either corner, the one where it is less first."""
    ink: BoolArray
    """Where there is ink between paper, step by step along the whole ruling."""
    steps: IntArray
    """Shape (n, 2): each one's first step, and that after its last."""
    free: FloatArray
    """Shape (n,): share of the steps beside which there is paper."""


def closed_gaps(lines: FloatArray, candidates: FloatArray, crossing: FloatArray, strip: Strip) -> FloatArray:
    """Return the rulings of one direction (n, 3), in points, and the sides of cells that they leave out in places.

    ``candidates`` are pieces that may be parts of rulings, ``lines`` those that are; ``crossing`` are the rulings of
    the other direction.
    """
    if not len(candidates) or len(crossing) < 2:
        return lines
    known, crossing = snap(lines), snap(crossing)
    seen = [_seen(position, pieces, strip) for position, pieces in _by_position(known, candidates)]
    darker = max(DARKER, AS_DARK * _usual_darkness([one for one in seen if one.position in known[:, 0]]))
    found: list[tuple[float, float, float]] = []
    for one in seen:
        position = one.position
        off = np.maximum(crossing[:, 1] - position, position - crossing[:, 2])
        if (off <= OFF).sum() < 2:
            continue
        sides = _sides(one, known, crossing[off <= OFF], darker, strip.along)
        missing = np.flatnonzero(_stands(sides) & (sides.ruled < FULL))
        found.extend(
            (position, *sides.ends[index : index + 2].tolist())
            for index in missing.tolist()
            if _longest_blank(sides.ink[slice(*sides.steps[index])]) <= MAX_BLANK * strip.along
        )
    return np.concatenate((lines, np.array(found).reshape(-1, 3)))


def _by_position(known: FloatArray, candidates: FloatArray) -> Iterator[tuple[float, FloatArray]]:
    """Yield the position of each ruling that there may be, those known first, and its pieces (n, 3)."""
    sure = np.unique(known[:, 0])
    far = np.abs(candidates[:, 0, None] - sure).min(axis=1, initial=np.inf) > SAME
    others = snap(candidates[far & (candidates[:, 2] - candidates[:, 1] >= LEAST)])
    for position in (*sure.tolist(), *np.unique(others[:, 0]).tolist()):
        near = candidates[np.abs(candidates[:, 0] - position) <= SAME]
        yield position, near[np.argsort(near[:, 1], kind="stable")]


def _sides(seen: _Seen, known: FloatArray, crossing: FloatArray, darker: float, along: float) -> _Sides:
    position = seen.position
    ends = np.unique(crossing[:, 0])
    meets = (crossing[:, 1] <= position + REACH) & (crossing[:, 2] >= position - REACH)
    own = known[np.abs(known[:, 0] - position) <= SAME, 1:]
    starts, stops = ends[:-1, None] + CORNER, ends[1:, None] - CORNER
    overlap = np.clip(np.minimum(own[:, 1], stops) - np.maximum(own[:, 0], starts), 0, None).sum(axis=1)
    ink = seen.paper & (seen.darkness > darker)
    steps = np.round(np.concatenate((starts, stops), axis=1) * along).astype(np.int64).clip(0, len(ink))
    corner = max(round(ENDS * along), 1)
    first, last = steps.T
    before, after = np.minimum(first + corner, last), np.maximum(last - corner, first)
    return _Sides(
        ends,
        np.isin(ends, crossing[meets, 0]),
        np.minimum(overlap / np.maximum(stops - starts, CORNER)[:, 0], 1.0),
        _share(ink, first, last),
        np.sort(np.stack((_share(ink, first, before), _share(ink, after, last))), axis=0),
        ink,
        steps,
        _share(seen.paper, first, last),
    )


def _longest_blank(ink: BoolArray) -> int:
    inked = np.flatnonzero(np.concatenate(([True], ink, [True])))
    return int(np.diff(inked).max()) - 1


def _share(present: BoolArray, first: IntArray, last: IntArray) -> FloatArray:
    """Return the share of true steps in each stretch from ``first`` to ``last``."""
    total = np.concatenate(([0], np.cumsum(present)))
    return np.asarray((total[last] - total[first]) / np.maximum(last - first, 1))


def _usual_darkness(seen: Sequence[_Seen]) -> float:
    """Return how much darker than paper rulings are where they are seen well; 0 where none is."""
    well = [one.darkness[one.paper & (one.darkness > DARKER)] for one in seen]
    return float(np.median(np.concatenate(well))) if sum(map(len, well)) else 0.0


def _seen(position: float, pieces: FloatArray, strip: Strip) -> _Seen:
    """Look along a ruling; it follows its pieces."""
    steps = np.arange(strip.pixels.shape[1])
    band = round(HALF_BAND * strip.unit)
    near, far = (round(distance * strip.unit) for distance in BESIDE)
    middle = np.full(len(steps), position)
    if len(pieces):
        middle = np.interp(steps / strip.along, (pieces[:, 1] + pieces[:, 2]) / 2, pieces[:, 0])
    rows = np.round(middle * strip.unit).astype(np.int64).clip(far, len(strip.pixels) - far - 1)
    around = strip.pixels[rows + np.arange(-far, far + 1)[:, None], steps]
    brightness = np.minimum(around[: far - near + 1].mean(axis=0), around[far + near :].mean(axis=0))
    ink = around[far - band : far + band + 1].min(axis=0)
    return _Seen(position, np.asarray(brightness - ink), np.asarray(brightness >= PAPER))


def _stands(sides: _Sides) -> BoolArray:
    """Tell which sides are ruled, however faintly."""
    length = np.diff(sides.ends)
    whole = (sides.inked >= INKED_SHORT) & (sides.to_corners[0] >= TO_CORNERS)
    stands = (sides.ruled >= COVERED) | np.where(length < SHORT, whole, sides.inked >= INKED)
    met = np.flatnonzero(sides.is_met)
    inked = np.diff(np.concatenate(([0], np.cumsum(sides.inked * length)))[met])
    reach = np.diff(sides.ends[met])
    for index in np.flatnonzero((reach >= SHORT) & (inked >= INKED * reach)).tolist():
        stands[met[index] : met[index + 1]] = True
    among = np.logical_or.accumulate(stands) & np.logical_or.accumulate(stands[::-1])[::-1]
    goes_on = np.append(False, stands[:-1]) | np.append(stands[1:], False)
    enough = np.where(among, INKED_AMONG, np.where(goes_on, INKED_LAST, np.inf))
    no_stroke = (sides.to_corners[1] > 1 / 2) | (sides.inked * (length - 2 * CORNER) > STROKE)
    is_line = (sides.free >= ALONE) | ((sides.free >= FREE) & no_stroke)
    return np.asarray(stands | ((sides.inked >= enough) & is_line))
