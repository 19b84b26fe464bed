"""Seals and stamps off a page: what large red, or grey, round or square marks lie over its text.

A red seal is nearly as bright as paper in a scan's red channel, where black text under it stays. In a grey scan a seal
is lighter than ink: what is thick and neither ink nor paper, and stands in a box of a seal's size, is made paper.
Sizes are shares of the page's short side, since a picture may not know how many pixels an inch it has.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray
from gongbiao.extractors.pictures.picture import Pixels

Part = tuple[slice, slice]

SMALL = 8
"""Pixels that are looked at as one where seals, light and dark areas are found."""
RED = 36
"""Of 255: how much redder than the paper a pixel is at least that shows red ink."""
COLOURLESS = 12
"""Of 255: how much red, green and blue differ at most in a grey picture stored as a colour one."""
SEAL_SIDES = (0.06, 0.6)
"""Shares of the page's short side: the shorter side of a seal at least (12 mm on A4), the longer one of several seals
over each other at most."""
SEAL_ASPECT = 2.5
"""A seal is at most so much longer than high, even if the page's edge cuts it; a red heading is longer."""
SEAL_GAP = 0.016
"""Share of the page's short side: between two marks of one seal at most (3.4 mm on A4)."""
GREY = (0.22, 0.8)
"""How far from ink to paper the grey of a seal in a grey scan lies: text is darker, shaded cells are lighter."""
MARKED = 8
"""Of 255: share of a small pixel that the thick grey of a seal fills at least."""
FULLEST = 0.6
"""Share of a seal's box that its marks fill at most: a shaded cell is fuller."""
THICK = 0.0026
"""Share of the page's short side: the lines of a seal are thicker (0.5 mm on A4)."""
COARSE = 1_100
"""Pixels: a page whose short side is shorter (130 dpi) has blurred text that looks as a grey seal does."""
FLAT = 17
"""Of 255: how much a seal's grey varies from pixel to pixel at most; blurred strokes of text are nowhere so even."""
MIN_TONES = 75
"""Of 255: how much lighter than ink a grey seal is at least; else they cannot be told apart."""

SQUARE = np.ones((3, 3), np.uint8)
"""A pixel and its neighbours."""


def shrunk(grey: Pixels) -> Pixels:
    """Return a page (height, width) or (height, width, 3) with :data:`SMALL` pixels as one."""
    height, width = (max(length // SMALL, 1) for length in grey.shape[:2])
    part = grey[: height * SMALL, : width * SMALL]
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def grown(small: Pixels, like: Pixels) -> Pixels:
    """Return a small page as large as ``like``, whose last rows and columns may not fill a small pixel."""
    height, width = small.shape
    large = cv2.resize(small, (width * SMALL, height * SMALL), interpolation=cv2.INTER_LINEAR)
    missing = (max(like.shape[0] - height * SMALL, 0), max(like.shape[1] - width * SMALL, 0))
    if any(missing):
        large = cv2.copyMakeBorder(large, 0, missing[0], 0, missing[1], cv2.BORDER_REPLICATE)
    return np.asarray(large[: like.shape[0], : like.shape[1]], dtype=np.uint8)


def is_coloured(pixels: Pixels) -> bool:
    """Tell whether a page shows colours, be it that of its paper: a seal on it would be red."""
    if pixels.ndim == 2:
        return False
    sample = pixels[::SMALL, ::SMALL].astype(np.int16)
    return bool(np.percentile(np.ptp(sample, axis=2), 99) > COLOURLESS)


def without_red_seals(pixels: Pixels) -> Pixels:
    """Return a page in colour (height, width, 3) as grey; seals are as bright as the paper, other red ink is dark."""
    red, green = (np.ascontiguousarray(pixels[..., channel]) for channel in (0, 1))
    redness = shrunk(red).astype(np.int16) - shrunk(green)
    mask = redness > np.median(redness) + RED / 2
    grey = red.copy() if mask.any() else red
    for part, is_seal in _marks(mask):
        if not is_seal:
            grey[part] = cv2.min(red[part], green[part])
    for part, is_seal in _marks(mask):
        if is_seal:
            grey[part] = _lifted(red[part], green[part])
    return grey


def take_out_grey_seals(even: Pixels, ink: float) -> None:
    """Make grey seals of an evenly lit page white, in place; ``ink`` is how bright its text is."""
    if min(even.shape) < COARSE:
        return
    low, high = (ink + share * (255 - ink) for share in GREY)
    grey = np.asarray(cv2.inRange(even, low, high), dtype=np.uint8)
    side = round(THICK * min(even.shape)) | 1
    thick = np.asarray(cv2.erode(grey, np.ones((side, side), np.uint8)), dtype=np.uint8)
    thick[cv2.morphologyEx(even, cv2.MORPH_GRADIENT, SQUARE) > FLAT] = 0
    mask = shrunk(thick) >= MARKED
    for part, is_seal in _marks(mask):
        if is_seal and shrunk(thick[part]).mean() < FULLEST * 255:
            tone = float(np.percentile(even[part][thick[part] > 0], 10))
            if tone - ink > MIN_TONES:
                _lighten(even[part], grey[part], ink, tone)


def _marks(mask: BoolArray) -> Iterator[tuple[Part, bool]]:
    """Yield where the marks of a small page stand on the large one, and whether each looks like a seal."""
    short = min(mask.shape)
    reach = max(round(SEAL_GAP * short), 1)
    near = cv2.dilate(mask.astype(np.uint8), np.ones((reach, reach), np.uint8))
    if not mask.any():
        return
    _, _, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    for x, y, width, height, _ in stats[1:].tolist():
        low, high = sorted((width, height))
        is_seal = low >= SEAL_SIDES[0] * short and high <= SEAL_SIDES[1] * short and high <= SEAL_ASPECT * low
        rows = slice(max(y - 1, 0) * SMALL, (y + height + 1) * SMALL)
        yield (rows, slice(max(x - 1, 0) * SMALL, (x + width + 1) * SMALL)), is_seal


def _lifted(red: Pixels, green: Pixels) -> Pixels:
    """Return the red channel of a part with a seal, its red pixels as bright as the paper is there."""
    excess = cv2.subtract(red, green)
    ink = excess > max(RED, int(np.percentile(excess, 90)) // 2)
    if not ink.any():
        return red
    missing = max(float(np.percentile(red, 95)) - float(np.median(red[ink])), 0.0)
    factor = missing / float(np.median(excess[ink]))
    return np.asarray(cv2.addWeighted(red, 1.0, excess, factor, 0.0), dtype=np.uint8)


def _lighten(part: Pixels, grey: Pixels, ink: float, tone: float) -> None:
    """Make what is lighter than ``tone`` white around all that is grey over more than a blurred edge, in place."""
    table = np.clip((np.arange(256) - ink) * (255 / (tone - ink)), 0, 255)
    marked = cv2.dilate(cv2.erode(grey, SQUARE), np.ones((7, 7), np.uint8)) > 0
    part[marked] = cv2.LUT(part, np.maximum(table, np.arange(256)).astype(np.uint8))[marked]
