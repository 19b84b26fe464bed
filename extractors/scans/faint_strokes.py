"""Thin strokes that print or scan too light to be ink: the level ones of 宋体 (一, 二, the feet of 上), worn toner."""

from __future__ import annotations

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH, Pixels

LENGTH = 3.5
"""Points of a stroke over which its darkness is averaged: longer than dirt, shorter than any character's longest."""
FAINT = 205
"""Mean grey along a stroke below which it is one: grain of 20, averaged so, reaches 6 times its deviation."""


def faint_strokes(grey: Pixels, dpi: float) -> BoolArray:
    """Tell which pixels of a clean page (height, width), its rulings taken off, are strokes, level or upright."""
    length = max(round(LENGTH * dpi / POINTS_PER_INCH), 1)
    level, upright = (cv2.blur(grey, side) for side in ((length, 1), (1, length)))
    return np.asarray(cv2.min(level, upright) < FAINT)
