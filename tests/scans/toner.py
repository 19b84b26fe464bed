"""How much of the print reaches the paper, and how much dirt with it."""

from __future__ import annotations

import cv2
import numpy as np

from tests.scans.leaf import Leaf, Pixels, Step, as_pixels, clouds

_SHORTEST_LINE = 45.0
"""Points: a run of black at least this long is a ruling and no stroke of a character."""


def contrast(black: int, white: int) -> Step:
    """Print and paper as grey as that."""

    def step(leaf: Leaf) -> Pixels:
        return as_pixels(black + leaf.pixels * ((white - black) / 255))

    return step


def faded(depth: float) -> Step:
    """Run out of toner in patches: black loses up to ``depth`` of its darkness."""

    def step(leaf: Leaf) -> Pixels:
        lost = depth * clouds(leaf, 6)[:, :, None]
        return as_pixels(255 - (255 - leaf.pixels) * (1 - lost))

    return step


def faint_lines(depth: float, gaps: float) -> Step:
    """Let rulings fade by ``depth``, and break off on a share ``gaps`` of their length; characters stay."""

    def step(leaf: Leaf) -> Pixels:
        dark = (leaf.pixels.min(axis=2) < 160).astype(np.uint8)
        length = round(_SHORTEST_LINE * leaf.scale)
        across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
        down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
        lines = cv2.dilate(np.maximum(across, down), np.ones((3, 3), np.uint8))
        broken = cv2.resize(
            (leaf.random.random((leaf.height // 8, leaf.width // 8)) < gaps).astype(np.uint8),
            (leaf.width, leaf.height),
            interpolation=cv2.INTER_NEAREST,
        )
        lost = lines[:, :, None] * np.where(broken, 1.0, depth).astype(np.float32)[:, :, None]
        return as_pixels(255 - (255 - leaf.pixels) * (1 - lost))

    return step


def copied(leaf: Leaf) -> Pixels:
    """Photocopy a photocopy: strokes run together and fray, grey is lost."""
    soft = cv2.GaussianBlur(leaf.pixels, (0, 0), 0.28 * leaf.scale).astype(np.float32)
    soft += leaf.random.normal(0, 14, leaf.pixels.shape[:2])[:, :, None]
    return as_pixels((soft - 168) * 3.2 + 150)


def noisy(deviation: float) -> Step:
    """Add the sensor's noise: the standard deviation, of 255."""

    def step(leaf: Leaf) -> Pixels:
        grain = leaf.random.standard_normal(leaf.pixels.shape[:2], dtype=np.float32) * deviation
        return as_pixels(leaf.pixels + grain[:, :, None])

    return step


def speckled(per_square_inch: float) -> Step:
    """Sprinkle dirt: dark specks of up to a point across."""

    def step(leaf: Leaf) -> Pixels:
        pixels = leaf.pixels.copy()
        count = round(per_square_inch * leaf.width * leaf.height / leaf.dpi**2)
        places = leaf.random.random((count, 2)) * (leaf.width, leaf.height)
        radii = leaf.random.uniform(0.15, 0.5, count) * leaf.scale
        greys = leaf.random.integers(20, 130, count)
        for (x, y), radius, grey in zip(places, radii, greys, strict=True):
            shade = (int(grey),) * 3
            cv2.circle(pixels, (int(x), int(y)), round(radius), shade, -1, cv2.LINE_AA)
        return pixels

    return step
