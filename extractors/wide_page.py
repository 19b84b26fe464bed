"""Pages that lie beside each other as one wide page, and what was read on it back to the pages as printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gongbiao.extractors.box import Box
from gongbiao.extractors.page import NOWHERE_CUT, BoolArray, FloatArray, Glyphs, Page, Rulings
from gongbiao.extractors.table import Block, Cell, Table, TextLine

BORDER = 3.0
"""Points from the end of level rulings within which an upright one is the border where they end."""
SEAM = 2.0
"""Points beside the edge within which a character's middle may seem to be on both pages, or on neither."""


@dataclass(frozen=True, slots=True)
class WidePage:
    """Some pages as one."""

    page: Page
    pages: tuple[int, ...]
    """The pages (1-based) that it is made of, from the left."""
    starts: tuple[float, ...]
    """Points: where each of them begins on it."""
    shifts: tuple[float, ...]
    """Points by which each of them was moved right."""

    def printed(self, box: Box) -> tuple[int, Box]:
        """Return the page on which a box begins, and what of it stands there."""
        at = max(bisect_right(self.starts, box.x0 + BORDER) - 1, 0)
        end = self.starts[at + 1] if at + 1 < len(self.starts) else box.x1
        by = self.shifts[at]
        return self.pages[at], Box(box.x0 - by, box.top, min(box.x1, end) - by, box.bottom)


def wide_page(number: int, pages: Sequence[Page]) -> WidePage:
    """Return pages, given from left to right, as one page with the number ``number``.

    Each is cut where its level rulings begin and end: a text that runs over the edge is printed on both pages, and of
    each character the half that is within counts.
    """
    starts, shifts = [0.0], [0.0]
    glyphs: list[Glyphs] = []
    level: list[FloatArray] = []
    upright: list[FloatArray] = []
    for at, page in enumerate(pages):
        low, high = _printed_width(page)
        if at == 0:
            low = -np.inf
        else:
            shifts.append(starts[-1] - low)
        if at == len(pages) - 1:
            high = np.inf
        by = shifts[-1]
        own = _within(page.glyphs, low - SEAM, high + SEAM, by)
        glyphs.append(_without_twins(own, glyphs[-1], starts[-1]) if glyphs else own)
        level.append(_level_within(page.rulings.horizontal, low, high) + np.array((0.0, by, by)))
        inside = (page.rulings.vertical[:, 0] >= low - BORDER) & (page.rulings.vertical[:, 0] <= high + BORDER)
        upright.append(page.rulings.vertical[inside] + (by, 0.0, 0.0))
        if at < len(pages) - 1:
            starts.append(high + by)
    whole = replace(
        pages[0],
        number=number,
        width=pages[-1].width + shifts[-1],
        glyphs=_together(glyphs),
        rulings=Rulings(np.concatenate(level), np.concatenate(upright)),
        pictures=np.zeros((0, 4)),
        shapes=0,
    )
    return WidePage(whole, tuple(page.number for page in pages), tuple(starts), tuple(shifts))


def placed_back(blocks: Sequence[Block], wide: Sequence[WidePage]) -> list[Block]:
    """Return what was read on wide pages, the first of them numbered 1, on the pages as printed.

    What runs over several pages stands on the first of them. The tables' column edges stay those of the wide pages.
    """
    return [_table(block, wide) if isinstance(block, Table) else _line(block, wide) for block in blocks]


def _table(table: Table, wide: Sequence[WidePage]) -> Table:
    page, box = wide[table.page - 1].printed(table.box)
    parts = []
    for part in table.parts:
        number, place = wide[part.page - 1].printed(part.box)
        parts.append(replace(part, page=number, box=place, before=tuple(_line(line, wide) for line in part.before)))
    cells = tuple(_cell(cell, wide) for cell in table.cells)
    return replace(table, page=page, box=box, cells=cells, parts=tuple(parts))


def _cell(cell: Cell, wide: Sequence[WidePage]) -> Cell:
    page, box = wide[cell.page - 1].printed(cell.box)
    return cell._replace(page=page, box=box)


def _line(line: TextLine, wide: Sequence[WidePage]) -> TextLine:
    page, box = wide[line.page - 1].printed(line.box)
    return replace(line, page=page, box=box)


def _printed_width(page: Page) -> tuple[float, float]:
    """Return where the level rulings of a page begin and end: at upright ones, where some are near."""
    level, upright = page.rulings.horizontal, page.rulings.vertical[:, 0]
    low, high = float(level[:, 1].min()), float(level[:, 2].max())
    return _nearest(upright, low), _nearest(upright, high)


def _nearest(upright: FloatArray, end: float) -> float:
    away = np.abs(upright - end)
    return float(upright[away.argmin()]) if len(upright) and away.min() <= BORDER else end


def _level_within(level: FloatArray, low: float, high: float) -> FloatArray:
    cut = np.stack((level[:, 0], np.maximum(level[:, 1], low), np.minimum(level[:, 2], high)), axis=1)
    return cut[cut[:, 2] > cut[:, 1]]


def _within(glyphs: Glyphs, low: float, high: float, by: float) -> Glyphs:
    """Return the characters whose middle is within, moved right."""
    x, _ = glyphs.bodies()
    kept = _chosen(glyphs, (x >= low) & (x < high))
    right = np.array((by, 0.0, by, 0.0))
    return replace(kept, boxes=kept.boxes + right, clips=None if kept.clips is None else kept.clips + right)


def _without_twins(right: Glyphs, left: Glyphs, seam: float) -> Glyphs:
    """Return the characters of a page without those at its edge that the page left of it shows as well."""
    (x, y), (other_x, other_y) = right.bodies(), left.bodies()
    kept = np.ones(len(right), dtype=np.bool_)
    for index in np.flatnonzero(np.abs(x - seam) <= 2 * SEAM).tolist():
        same = (np.abs(other_x - x[index]) <= SEAM) & (np.abs(other_y - y[index]) <= SEAM)
        kept[index] = not (left.text[same] == right.text[index]).any()
    return _chosen(right, kept)


def _chosen(glyphs: Glyphs, kept: BoolArray) -> Glyphs:
    return Glyphs(
        text=glyphs.text[kept],
        boxes=glyphs.boxes[kept],
        baseline=glyphs.baseline[kept],
        size=glyphs.size[kept],
        direction=glyphs.direction[kept],
        font=glyphs.font[kept],
        space_before=glyphs.space_before[kept],
        confidence=glyphs.confidence[kept],
        clips=None if glyphs.clips is None else glyphs.clips[kept],
    )


def _together(glyphs: Sequence[Glyphs]) -> Glyphs:
    clips = [np.tile(NOWHERE_CUT, (len(one), 1)) if one.clips is None else one.clips for one in glyphs]
    return Glyphs(
        text=np.concatenate([one.text for one in glyphs]),
        boxes=np.concatenate([one.boxes for one in glyphs]),
        baseline=np.concatenate([one.baseline for one in glyphs]),
        size=np.concatenate([one.size for one in glyphs]),
        direction=np.concatenate([one.direction for one in glyphs]),
        font=np.concatenate([one.font for one in glyphs]),
        space_before=np.concatenate([one.space_before for one in glyphs]),
        confidence=np.concatenate([one.confidence for one in glyphs]),
        clips=np.concatenate(clips) if any(one.clips is not None for one in glyphs) else None,
    )
