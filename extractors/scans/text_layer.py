"""The text that lies over or under a full-page picture, held against what the picture shows.

Programs of scanners put their own recognition there, good or bad; other pages are text on a picture of paper. A few
lines are recognised where the page shows them, and compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from gongbiao.extractors.box import Box
from gongbiao.extractors.page import Page

AGREES = 0.9
"""Share of the sample's characters that the text has too, in their order, from which on it is what the page shows."""
ENOUGH = 12
"""Characters of a sample that are needed to tell."""
MIN_RULES = 3
"""Rulings of its own from which on a page is drawn, not scanned: a table's are not in the picture."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a first look at a page's picture shows."""

    lines: tuple[tuple[Box, str], ...]
    """A few lines, recognised, with their places on the page as displayed (points)."""
    has_table: bool
    """Whether there are rulings that make cells."""


def is_layered(page: Page) -> bool:
    """Tell whether a page has text that may be a recognition of its picture: no rulings, and a picture under it all."""
    return page.is_mostly_picture and len(page.rulings.horizontal) < MIN_RULES


def is_enough(page: Page, sample: Sample) -> bool:
    """Tell whether a page's text says what its picture shows: it is the same text, and the picture shows no table.

    Where too little was recognised to tell, it is the same.
    """
    return not sample.has_table and _agrees(page, sample.lines)


def _agrees(page: Page, sample: Iterable[tuple[Box, str]]) -> bool:
    from rapidfuzz.distance import LCSseq

    x, y = page.glyphs.centres()
    same = total = 0
    for box, text in sample:
        inside = np.flatnonzero((x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom))
        carried = "".join(page.glyphs.text[inside[np.argsort(x[inside], kind="stable")]].tolist())
        read = "".join(text.split())
        same += LCSseq.similarity(read, carried)
        total += len(read)
    return total < ENOUGH or same >= AGREES * total
