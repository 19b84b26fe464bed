"""How few shades a machine keeps of what it sees: dots for grey, sixteen steps, edges made harder than they are."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from tests.scans.files import grey_of
from tests.scans.leaf import Leaf, Pixels, Step, as_pixels

_CLUSTER = np.array(((13, 9, 10, 14), (8, 2, 3, 11), (7, 1, 4, 12), (16, 6, 5, 15)), np.float32)
"""The order in which the pixels of a halftone's cell become black, from its middle."""


def halftoned(leaf: Leaf) -> Pixels:
    """Print in black only, grey as dots that grow, four pixels apart, as laser printers copy."""
    down, across = -(-leaf.height // 4), -(-leaf.width // 4)
    thresholds = np.tile(1 - (_CLUSTER - 0.5) / 16, (down, across))[: leaf.height, : leaf.width]
    white = grey_of(leaf) / 255 > 1 - thresholds
    return np.repeat((white * np.uint8(255))[:, :, None], 3, axis=2)


def dithered(leaf: Leaf) -> Pixels:
    """Scan in black and white "for photographs": grey as scattered single pixels."""
    dots = np.asarray(Image.fromarray(grey_of(leaf)).convert("1")).astype(np.uint8) * np.uint8(255)
    return np.repeat(dots[:, :, None], 3, axis=2)


def posterised(levels: int) -> Step:
    """Keep so many shades of grey."""

    def step(leaf: Leaf) -> Pixels:
        shades = np.round(grey_of(leaf) / 255 * (levels - 1)) * (255 / (levels - 1))
        return np.repeat(as_pixels(shades)[:, :, None], 3, axis=2)

    return step


def enhanced(strength: float) -> Step:
    """Make the page whiter and its edges harder, as scanner apps do: halos around strokes."""

    def step(leaf: Leaf) -> Pixels:
        soft = cv2.GaussianBlur(leaf.pixels, (0, 0), 0.5 * leaf.scale).astype(np.float32)
        return as_pixels((leaf.pixels + strength * (leaf.pixels - soft) - 20) * 1.12)

    return step
