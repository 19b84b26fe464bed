"""Pages in black dots for grey: halftones, and scans in black and white "for photographs". Dots are made grey again."""

from __future__ import annotations

import cv2
import numpy as np

from gongbiao.extractors.pictures.picture import Pixels

BANDS = (24, 12)
"""Bands of the page that are looked at, and the rows of pixels in each."""
TILES = 24
"""Parts of each band."""
APART = 100
"""Of 255: how much a pixel differs from the median of those around it that is a dot, or a corner of a stroke."""
DOTS = 0.02
"""Share of such pixels in a tile with a screen at least: paper of 245 of 255 has as much, text seldom more."""
SCREENED = 0.8
"""Share of the page's tiles that have a screen where the page has: text leaves margins and cells white."""
BLUR = 1.4
"""Pixels, standard deviation: dots stand about four pixels apart, since a screen is made of the machine's pixels."""


def without_screen(pixels: Pixels) -> Pixels:
    """Return a page (height, width) or (height, width, 3) whose screen, if it has one, is smooth grey."""
    if min(pixels.shape[:2]) < BANDS[0] * BANDS[1] or not _is_screened(pixels if pixels.ndim == 2 else pixels[..., 1]):
        return pixels
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), BLUR), dtype=np.uint8)


def _is_screened(grey: Pixels) -> bool:
    count, rows = BANDS
    tops = np.linspace(0, len(grey) - rows, count + 2).astype(int)[1:-1]
    shares = []
    for top in tops.tolist():
        band = np.ascontiguousarray(grey[top : top + rows])
        dots = np.asarray(cv2.absdiff(band, cv2.medianBlur(band, 3)) > APART)
        shares += [float(tile.mean()) for tile in np.array_split(dots, TILES, axis=1)]
    return float(np.mean(np.array(shares) >= DOTS)) >= SCREENED
