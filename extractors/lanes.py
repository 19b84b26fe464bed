"""Tables without rulings: runs of lines whose words leave the same lanes white.

Lines are taken from top to bottom. A line joins the run above it as long as the lanes stay white; a line or two that
cross them, as a heading over several columns does, are passed over if the run goes on below.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongbiao.extractors.print_lines import Interval, PrintLine

NARROW = 0.4
"""Share of the font size: the least white that a lane keeps through all lines of its run."""
MOST_CROSSING = 2
"""Lines in a row that may cross the lanes of a run: a heading between its rows is no longer."""
STEP = 2.6
"""Font sizes from one line of a table to the next, at most: two lines and the white between paragraphs."""
HEADER_LINES = 5
"""Lines above the first row that may belong to its header."""


@dataclass(frozen=True, slots=True)
class Run:
    """Following lines that share lanes."""

    lines: tuple[PrintLine, ...]
    """From top to bottom, those that cross the lanes among them."""
    lanes: tuple[Interval, ...]
    """The white between the columns, in points."""


def lane_runs(lines: Sequence[PrintLine]) -> list[Run]:
    """Return the runs of at least two lines with at least one lane, none sharing a line, from top to bottom."""
    runs: list[Run] = []
    start = 0
    free = 0
    while start < len(lines):
        if not lines[start].wide_gaps:
            start += 1
            continue
        end, lanes = _grown(lines, start)
        if end - start > 1 and _fills_shared_columns(lines[start:end], lanes):
            top = _header_start(lines, start, free, lanes)
            runs.append(Run(tuple(lines[top:end]), lanes))
            start = free = end
        else:
            start += 1
    return runs


def _grown(lines: Sequence[PrintLine], start: int) -> tuple[int, tuple[Interval, ...]]:
    """Return the first line after the run that begins with ``lines[start]``, and the run's lanes."""
    ink, lanes = lines[start].ink, lines[start].wide_gaps
    end = start + 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if index - end > MOST_CROSSING or _apart(lines[index - 1], line):
            break
        together = merged((*ink, *_solid(line, lanes)))
        shared = gaps_of(together, NARROW * line.size)
        own = line.wide_gaps
        if index > end and len(own) > len(lanes):
            break
        if _kept(lanes, shared) and _kept(own, shared):
            if own or end == index:
                ink, lanes, end = together, shared, index + 1
        elif own and not _kept(own, lanes):
            break
    return end, lanes


def _solid(line: PrintLine, lanes: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """Return where a line has ink; small white counts where a lane runs, in a line that has wide white, too."""
    wide = line.wide_gaps
    if not wide:
        return ((line.pieces[0].x0, line.pieces[-1].x1),)
    small = (gap for gap in gaps_of(line.ink, NARROW * line.size) if _kept([gap], lanes))
    bounds = [line.pieces[0].x0, *(x for gap in merged((*wide, *small)) for x in gap), line.pieces[-1].x1]
    return tuple(zip(bounds[::2], bounds[1::2], strict=True))


def _fills_shared_columns(lines: Sequence[PrintLine], lanes: tuple[Interval, ...]) -> bool:
    """Tell whether the first line stands in no column alone: the words of justified text leave lanes of their own."""
    edges = [(low + high) / 2 for low, high in lanes]
    columns = [{bisect(edges, (piece.x0 + piece.x1) / 2) for piece in line.pieces} for line in lines]
    return columns[0] <= set().union(*columns[1:])


def _apart(above: PrintLine, below: PrintLine) -> bool:
    return below.baseline - above.baseline > STEP * max(above.size, below.size)


def _header_start(lines: Sequence[PrintLine], start: int, free: int, lanes: tuple[Interval, ...]) -> int:
    """Return the first of the lines above a run that belong to its header.

    Such a line stands over columns, not over the whole table: its own gaps are lanes, or it leaves the first column
    free.
    """
    top = start
    for index in range(start - 1, max(free, start - HEADER_LINES) - 1, -1):
        line = lines[index]
        right_of_first = bool(lanes) and line.pieces[0].x0 > lanes[0][0]
        if _apart(line, lines[index + 1]) or not (right_of_first or (line.wide_gaps and _kept(line.wide_gaps, lanes))):
            break
        top = index
    return top


def merged(intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the union of intervals, from low to high."""
    out: list[Interval] = []
    for low, high in sorted(intervals):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return tuple(out)


def gaps_of(ink: Sequence[Interval], least: float) -> tuple[Interval, ...]:
    """Return the gaps of at least ``least`` points between intervals that run from low to high."""
    return tuple((a[1], b[0]) for a, b in pairwise(ink) if b[0] - a[1] >= least)


def _kept(gaps: Sequence[Interval], shared: Sequence[Interval]) -> bool:
    """Tell whether each gap has a shared gap of its own that it overlaps (both run from left to right)."""
    candidates = iter(shared)
    return all(any(low < gap[1] and high > gap[0] for low, high in candidates) for gap in gaps)
