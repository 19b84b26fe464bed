"""Stamps on the sheet: ink that darkens what is below it, uneven as a hand presses it; black stays black."""

from __future__ import annotations

import cv2
import numpy as np

from tests.scans.leaf import Leaf, Pixels, Step
from tests.scans.seal_faces import Face, Ink

RED = (208, 32, 38)
FRESH_RED = (228, 24, 44)
PALE_RED = (232, 120, 122)
BLUE = (40, 62, 160)
PURPLE = (126, 50, 140)


def stamped(
    face: Face,
    x: float,
    y: float,
    colour: tuple[int, int, int] = RED,
    turn: float = 0,
    on: tuple[int, ...] = (0,),
) -> Step:
    """Stamp the pages ``on`` (from 0), the middle of the face at ``x``, ``y``.

    Points from the page's top left; ``turn`` in degrees counter-clockwise.
    """

    def step(leaf: Leaf) -> Pixels:
        if leaf.number not in on:
            return leaf.pixels
        ink = _pressed(_rotated(face(leaf.scale), turn), leaf)
        pixels = leaf.pixels.copy()
        left, top = round(x * leaf.scale) - ink.shape[1] // 2, round(y * leaf.scale) - ink.shape[0] // 2
        x0, y0 = max(left, 0), max(top, 0)
        below = pixels[y0 : top + ink.shape[0], x0 : left + ink.shape[1]]
        own = ink[y0 - top :, x0 - left :][: below.shape[0], : below.shape[1], None]
        below[:] = (below * (1 - own * (1 - np.array(colour, np.float32) / 255))).astype(np.uint8)
        return pixels

    return step


def _rotated(ink: Ink, degrees: float) -> Ink:
    height, width = ink.shape
    side = round(np.hypot(height, width)) if degrees else 0
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    across, down = max(side, width), max(side, height)
    matrix[:, 2] += ((across - width) / 2, (down - height) / 2)
    turned: Ink = cv2.warpAffine(ink, matrix, (across, down)).astype(np.float32)
    return turned


def _pressed(ink: Ink, leaf: Leaf) -> Ink:
    """Give the ink the patches and the grain that a stamp leaves, soft at its edges."""
    height, width = ink.shape
    patches = cv2.resize(leaf.random.random((5, 5), dtype=np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    fine = (max(1, round(height / leaf.scale)), max(1, round(width / leaf.scale)))
    grain = cv2.resize(leaf.random.random(fine, dtype=np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    soft = cv2.GaussianBlur(ink, (0, 0), 0.22 * leaf.scale)
    pressed: Ink = np.clip(soft * (0.62 + 0.35 * patches) * (0.75 + 0.4 * grain), 0, 1).astype(np.float32)
    return pressed
