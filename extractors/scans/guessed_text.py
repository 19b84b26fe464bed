"""Text from under a grey seal: what is left of it is read with much confidence, and often wrong."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray, Glyphs

TOUCHED = 0.04
"""Share of a character's box from which on the seal's marks may have hidden a stroke."""
SUREST = 0.8
"""Confidence of such a character at most: its cell becomes a finding."""


def doubted(glyphs: Glyphs, guessed: BoolArray, unit: float) -> Glyphs:
    """Return a page's glyphs, of less confidence where a seal was taken out; ``unit`` is the side of a pixel in points.

    ``guessed`` (height, width) tells the pixels, of the page as it was read.
    """
    if not len(glyphs):
        return glyphs
    total = cv2.integral(np.ascontiguousarray(guessed).view(np.uint8))
    limits = np.array(guessed.shape[::-1] * 2)
    x0, top, x1, bottom = np.clip(np.round(glyphs.boxes / unit), 0, limits).astype(np.int64).T
    covered = total[bottom, x1] - total[top, x1] - total[bottom, x0] + total[top, x0]
    share = covered / np.maximum((x1 - x0) * (bottom - top), 1)
    return replace(
        glyphs, confidence=np.where(share >= TOUCHED, np.minimum(glyphs.confidence, SUREST), glyphs.confidence)
    )
