"""Tables that draw no inner vertical rules: where their columns, and rows between rules, must be.

Horizontal rules cut such a table into bands. Bands whose text leaves the same white columns free belong to one block,
and each white column becomes a vertical ruling of that block; from there on the table is read like any other. A band
that holds several rows (a table with a rule below its header only) is cut where a white line runs through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

import numpy as np

from gongbiao.extractors.connected import REACH, RuledTable
from gongbiao.extractors.page import FloatArray, Page, Rulings

SAME_EDGE = 8.0
"""Points by which the rules of one table may differ at their ends."""
MIN_RULES = 3
"""A table has a rule above, below and somewhere between; two are a page's header and footer."""
NARROW_GAP = 0.4
"""Share of the font size: the least white between two columns where several bands agree on it."""
WIDE_GAP = 1.0
"""The same where a band stands alone: words are parted by less."""
MIN_CELLS = 5
"""A block of so many cells somewhere is needed to believe that rules on a page are those of a table."""
MIN_SHARED = 2
"""Gaps of a neighbouring block through which a column may go on: a label with its text has one and is no column."""
ROW_GAP = 1.5
"""White between rows is at least this many times the white between the lines of one cell."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Band:
    """The space between two rules, and what of its width is inked."""

    top: float
    bottom: float
    ink: tuple[Interval, ...]
    """From left to right, apart from each other."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Bands that share their columns."""

    top: float
    bottom: float
    gaps: tuple[Interval, ...]
    """The white between its columns."""


def with_inferred_rulings(page: Page, lines: Rulings, tables: Sequence[RuledTable]) -> Rulings | None:
    """Return the page's rulings, and those that tables without inner vertical rules leave out (points).

    ``lines`` are the page's rulings after snapping, ``tables`` those of them that are connected. None where no table
    leaves any out.
    """
    if len(lines.horizontal) < MIN_RULES or not len(page.glyphs):
        return None
    added_h, added_v = [], []
    for rules in _stacks(lines.horizontal, tables):
        rows, columns = _inferred(page, rules)
        added_h.extend(rows)
        added_v.extend(columns)
    if not added_v:
        return None
    return Rulings(
        np.concatenate((page.rulings.horizontal, np.array(added_h).reshape(-1, 3))),
        np.concatenate((page.rulings.vertical, np.array(added_v).reshape(-1, 3))),
    )


def _stacks(horizontal: FloatArray, tables: Sequence[RuledTable]) -> list[FloatArray]:
    """Return groups of rules (n, 3) that lie above each other and have no vertical between their ends."""
    inner = [rules for rules, uprights in tables if _has_inner(rules, uprights)]
    ruled = {tuple(rule) for rules in inner for rule in rules.tolist()}
    free = np.array([rule for rule in horizontal.tolist() if tuple(rule) not in ruled]).reshape(-1, 3)
    stacks = []
    while len(free):
        widest = free[np.argmax(free[:, 2] - free[:, 1])]
        within = (free[:, 1] >= widest[1] - SAME_EDGE) & (free[:, 2] <= widest[2] + SAME_EDGE)
        full = within & (free[:, 1] <= widest[1] + SAME_EDGE) & (free[:, 2] >= widest[2] - SAME_EDGE)
        top, bottom = free[full, 0].min(), free[full, 0].max()
        own = within & (free[:, 0] >= top) & (free[:, 0] <= bottom)
        if own.sum() >= MIN_RULES:
            stacks.append(free[own])
        free = free[~own]
    return stacks


def _has_inner(rules: FloatArray, uprights: FloatArray) -> bool:
    left, right = rules[:, 1].min(), rules[:, 2].max()
    return bool(((uprights[:, 0] > left + SAME_EDGE) & (uprights[:, 0] < right - SAME_EDGE)).any())


def _inferred(page: Page, rules: FloatArray) -> tuple[list[list[float]], list[list[float]]]:
    """Return the horizontal and vertical rulings (position, from, to) that one table leaves out."""
    left, right = float(rules[:, 1].min()), float(rules[:, 2].max())
    bands, rows = _bands(page, rules, left, right)
    size = _font_size(page, rules)
    blocks = _blocks(bands, size)
    if not any(_is_tabular(block, bands) for block in blocks):
        return [], []
    beside = _beside_merged(rules, bands, left, right)
    positions = _common_positions([gap for block in blocks for gap in block.gaps], sorted({x for x, _, _ in beside}))
    columns = []
    for number, block in enumerate(blocks):
        top, bottom = _reach(blocks, number, -1), _reach(blocks, number, 1)
        above = [band for band in reversed(bands) if top <= band.top < block.top]
        below = [band for band in bands if block.bottom <= band.top < bottom]
        for x in (_position(gap, positions) for gap in block.gaps):
            ups, downs = _clear_run(above, x), _clear_run(below, x)
            columns.append([x, ups[-1].top if ups else block.top, downs[-1].bottom if downs else block.bottom])
    return rows, [*columns, *map(list, beside)]


def _reach(blocks: list[_Block], number: int, step: int) -> float:
    """Return how far the columns of a block may go on beyond it: through its neighbours of several columns."""
    while 0 <= number + step < len(blocks) and len(blocks[number + step].gaps) >= MIN_SHARED:
        number += step
    return blocks[number].top if step < 0 else blocks[number].bottom


def _beside_merged(
    rules: FloatArray, bands: list[_Band], left: float, right: float
) -> list[tuple[float, float, float]]:
    """Return the verticals (x, top, bottom) where partial rules begin or end: a merged cell stands beside them.

    Such an edge goes on up and down as long as no text crosses it.
    """
    found = []
    for y, *ends in rules.tolist():
        above = [band for band in reversed(bands) if band.bottom <= y + REACH]
        below = [band for band in bands if band.top >= y - REACH]
        for x in (end for end in ends if left + SAME_EDGE < end < right - SAME_EDGE):
            run = [*_clear_run(above, x), *_clear_run(below, x)]
            if run:
                found.append((x, min(band.top for band in run), max(band.bottom for band in run)))
    return found


def _clear_run(bands: list[_Band], x: float) -> list[_Band]:
    """Return the first bands whose text does not cross ``x``."""
    return list(takewhile(lambda band: not any(a < x < b for a, b in band.ink), bands))


def _is_tabular(block: _Block, bands: list[_Band]) -> bool:
    rows = sum(block.top <= band.top < block.bottom for band in bands)
    return len(block.gaps) > 0 and rows * (len(block.gaps) + 1) >= MIN_CELLS


def _font_size(page: Page, rules: FloatArray) -> float:
    y = page.glyphs.baseline
    inside = (y > rules[:, 0].min()) & (y < rules[:, 0].max())
    return float(np.median(page.glyphs.size[inside])) if inside.any() else 10.0


def _bands(page: Page, rules: FloatArray, left: float, right: float) -> tuple[list[_Band], list[list[float]]]:
    """Cut a table at its rules, and where white lines part the rows of a band; return those rulings too."""
    boxes = page.glyphs.boxes
    x, y = page.glyphs.centres()
    bands: list[_Band] = []
    added: list[list[float]] = []
    for top, bottom in pairwise(np.unique(rules[:, 0]).tolist()):
        own = (x > left) & (x < right) & (y > top) & (y < bottom)
        cuts = _row_cuts(boxes[own], y[own])
        added.extend([cut, left, right] for cut in cuts)
        for a, b in pairwise([top, *cuts, bottom]):
            inked = boxes[own & (y > a) & (y < b)]
            bands.append(_Band(a, b, _union(inked[:, 0], inked[:, 2])))
    return bands, added


def _row_cuts(boxes: FloatArray, y: FloatArray) -> list[float]:
    """Return where white lines part the rows within a band: they are higher than those between a cell's lines.

    ``boxes`` (n, 4) and ``y`` (n,) are the band's characters. Each row must fill half as many columns as the band.
    """
    lines = _union(boxes[:, 1], boxes[:, 3])
    white = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(lines)]
    heights = sorted(height for height, _ in white)
    steps = [b / max(a, 0.5) for a, b in pairwise(heights)]
    if not steps or max(steps) < ROW_GAP:
        return []
    limit = heights[int(np.argmax(steps)) + 1]
    cuts = [at for height, at in white if height >= limit]
    columns = len(_union(boxes[:, 0], boxes[:, 2]))
    rows = [boxes[(y > a) & (y < b)] for a, b in pairwise([-np.inf, *cuts, np.inf])]
    filled = min(len(_union(row[:, 0], row[:, 2])) for row in rows)
    return cuts if filled >= max(2, columns / 2) else []


def _union(low: FloatArray, high: FloatArray) -> tuple[Interval, ...]:
    """Return the union of intervals, from low to high."""
    merged: list[Interval] = []
    for a, b in sorted(zip(low.tolist(), high.tolist(), strict=True)):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], b))
        else:
            merged.append((a, b))
    return tuple(merged)


def _gaps(ink: tuple[Interval, ...], least: float) -> tuple[Interval, ...]:
    return tuple((a[1], b[0]) for a, b in pairwise(ink) if b[0] - a[1] >= least)


def _blocks(bands: list[_Band], size: float) -> list[_Block]:
    """Join following bands as long as their text leaves the same columns white."""
    narrow, wide = NARROW_GAP * size, WIDE_GAP * size
    blocks: list[_Block] = []
    top = bands[0].top if bands else 0.0
    ink: tuple[Interval, ...] = ()
    gaps: tuple[Interval, ...] = ()
    previous: _Band | None = None
    for band in bands:
        own = _gaps(band.ink, wide)
        together = _union(*np.array([*ink, *band.ink]).reshape(-1, 2).T)
        shared = _gaps(together, narrow)
        if previous is not None and not (_kept(gaps, shared) and _kept(own, shared)):
            blocks.append(_Block(top, previous.bottom, gaps))
            top, together, shared = band.top, band.ink, own
        ink, gaps, previous = together, shared if previous is not None else own, band
    if previous is not None:
        blocks.append(_Block(top, previous.bottom, gaps))
    return blocks


def _kept(gaps: tuple[Interval, ...], shared: tuple[Interval, ...]) -> bool:
    """Tell whether each gap has a shared gap of its own that it overlaps (both run from left to right)."""
    candidates = iter(shared)
    return all(any(a < gap[1] and b > gap[0] for a, b in candidates) for gap in gaps)


def _common_positions(gaps: list[Interval], known: list[float]) -> list[float]:
    """Return few positions, the known ones among them, such that every gap holds one.

    So blocks that share a column agree on its edge.
    """
    positions = list(known)
    waiting = sorted((gap for gap in gaps if not _held(gap, positions)), key=lambda gap: gap[1])
    while waiting:
        sharing = [gap for gap in waiting if gap[0] <= waiting[0][1]]
        positions.append((max(gap[0] for gap in sharing) + min(gap[1] for gap in sharing)) / 2)
        waiting = [gap for gap in waiting if gap not in sharing]
    return positions


def _held(gap: Interval, positions: list[float]) -> bool:
    return any(gap[0] - REACH <= x <= gap[1] + REACH for x in positions)


def _position(gap: Interval, positions: list[float]) -> float:
    return next(x for x in positions if gap[0] - REACH <= x <= gap[1] + REACH)
