"""Streaks of a feeder: dust on its glass draws a line over the whole sheet, from edge to edge, as no table's line goes.

They are exactly as upright or level as the picture, so they are taken out before a page is turned.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray
from gongbiao.extractors.pictures.picture import Pixels

LOOKED_AT = 3
"""Along a streak one pixel of so many is looked at."""
BANDS = 48
"""Parts of a sheet's length, each looked at on its own: margins are longer than two of them."""
WHOLE = 0.97
"""Share of the parts that a streak runs through."""
DARKER = 30
"""Of 255: how much darker than the paper beside it a streak is at least at its lightest place in each part."""
BROADEST = 0.003
"""Share of the page's short side (1.8 points on A4): what is broader is no dust."""
SOFT = 1
"""Pixels beside a streak that it darkens too."""


def without_streaks(grey: Pixels) -> Pixels:
    """Return a grey page (height, width), as it was scanned, without lines from edge to edge."""
    upright = _streaks(grey[::LOOKED_AT])
    level = _streaks(np.ascontiguousarray(grey[:, ::LOOKED_AT].T))
    if not upright.any() and not level.any():
        return grey
    clean = grey.copy()
    _fill(clean, upright)
    _fill(clean.T, level)
    return clean


def _streaks(page: Pixels) -> BoolArray:
    """Tell which columns of a page, of which some rows are left out, are streaks or beside one."""
    length, across = page.shape
    broadest = max(round(BROADEST * min(length * LOOKED_AT, across)), 2)
    if length < 4 * BANDS or across <= 4 * broadest:
        return np.zeros(across, dtype=np.bool_)
    edges = np.linspace(0, length, BANDS + 1).astype(int)
    lightest = np.stack([page[a:b].max(axis=0) for a, b in pairwise(edges.tolist())])
    kernel = np.ones((1, 2 * broadest + 1), np.uint8)
    beside = cv2.morphologyEx(lightest, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
    dark = np.asarray(cv2.subtract(beside, lightest) >= DARKER)
    streaks = (dark.mean(axis=0) >= WHOLE).astype(np.uint8)
    streaks[: 2 * broadest] = streaks[-2 * broadest :] = 0  # the sheet's edge is no streak
    return np.asarray(cv2.dilate(streaks[None], np.ones((1, 2 * SOFT + 1), np.uint8))[0] > 0)


def _fill(page: Pixels, streaks: BoolArray) -> None:
    """Give columns, in place, the mean of what stands on both sides of them."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], streaks, [False])).astype(np.int8)))
    for a, b in edges.reshape(-1, 2).tolist():
        sides = page[:, [max(a - 1, 0), min(b, page.shape[1] - 1)]]
        page[:, a:b] = sides.mean(axis=1).astype(np.uint8)[:, None]
