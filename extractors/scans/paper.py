"""Pixels to clean grey: seals, uneven light and the dark edges of photocopies taken off, ink and paper pulled apart.

Sizes are shares of the page's short side, since a picture may not know how many pixels an inch it has.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray
from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.extractors.scans.dark_areas import find_dark_areas, invert_cells, whiten_edges
from gongbiao.extractors.scans.round_seals import take_out_round_seals
from gongbiao.extractors.scans.screened import without_screen
from gongbiao.extractors.scans.seals import SMALL, grown, is_coloured, shrunk, take_out_grey_seals, without_red_seals
from gongbiao.extractors.scans.streaks import without_streaks

USUAL = 90
"""Percentile of the page's brightness that paper has: most of a page is paper."""
LIGHT = 0.05
"""Share of the page's short side (11 mm on A4): ink is narrower, and light changes more slowly."""
WHITE = 0.94
"""Share of the paper's brightness from which on a pixel is white: paper has grain."""
INK_SHARE = 0.003
"""Share of the pixels that are surely ink on a page with anything on it: their brightness becomes black."""
NOTHING = 1e-3
"""How little the usual brightness counts beside that of the paper around."""
FAINTEST_INK = 0.75
"""Share of the paper's brightness: ink is not pulled to black from beyond, an empty page would show its grain."""

BLURRED = 1_500
"""Pixels: on a page with a shorter short side (180 dpi) seals are as uneven as text; round ones are known by shape."""


@dataclass(frozen=True, slots=True, eq=False)
class CleanPaper:
    """A page in grey: paper 255, ink dark."""

    grey: Pixels
    """Shape (height, width)."""
    guessed: BoolArray | None = None
    """Shape (height, width): where a grey seal was taken out, and strokes under it perhaps too; None if none was."""


def clean_paper(pixels: Pixels) -> CleanPaper:
    """Return a page as ink on white paper.

    ``pixels`` has shape (height, width, 3), red, green and blue, or (height, width), grey.
    """
    pixels = without_screen(pixels)
    grey = without_streaks(without_red_seals(pixels) if pixels.ndim == 3 else pixels)
    small = shrunk(grey)
    usual = float(np.percentile(small, USUAL))
    dark = find_dark_areas(grey, usual)
    light = _light(small, usual, shrunk((dark.edge | dark.cells).view(np.uint8) * np.uint8(255)) if dark else None)
    even = np.asarray(cv2.divide(grey, grown(light, grey), scale=255), dtype=np.uint8)
    whiten_edges(even, dark.edge if dark else None)
    if dark:
        invert_cells(even, dark)
    ink = _ink(even)
    if is_coloured(pixels):
        return CleanPaper(_stretched(even, ink))
    before = even.copy()
    take_out_grey_seals(even, ink)
    if min(even.shape) < BLURRED:
        take_out_round_seals(even, ink)
    lightened = even != before
    return CleanPaper(_stretched(even, ink), lightened if lightened.any() else None)


def _light(small: Pixels, usual: float, dark: Pixels | None) -> Pixels:
    """Return how bright the paper is at each pixel of the small page; dark areas are as bright as the paper around."""
    side = max(round(LIGHT * min(small.shape)), 3) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    if dark is None:
        return np.asarray(cv2.blur(paper, (side, side)), dtype=np.uint8)
    is_paper = cv2.dilate(dark, np.ones((3, 3), np.uint8)) == 0
    known = cv2.blur(is_paper.astype(np.float32), (side, side)) + NOTHING
    seen = cv2.blur(np.where(is_paper, paper, 0).astype(np.float32), (side, side)) + NOTHING * usual
    return np.asarray(cv2.divide(seen, known), dtype=np.float32).clip(1, 255).astype(np.uint8)


def _ink(even: Pixels) -> float:
    """Return how bright ink is."""
    counts = np.cumsum(cv2.calcHist([even[::SMALL]], [0], None, [256], [0, 256]))
    return min(float(np.searchsorted(counts, INK_SHARE * counts[-1])), FAINTEST_INK * 255)


def _stretched(even: Pixels, ink: float) -> Pixels:
    """Return the picture with its ink black and its paper white."""
    table = np.clip((np.arange(256) - ink) * (255 / (WHITE * 255 - ink)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(even, table), dtype=np.uint8)
