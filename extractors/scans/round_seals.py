"""Round seals in grey scans, by their ring: where text is as blurred as the seal's marks, only its shape tells it.

Official seals are rings of about 4 cm. The ring is looked for at coarse resolution, where text is a pale veil.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from gongbiao.extractors.page import BoolArray, FloatArray
from gongbiao.extractors.pictures.picture import Pixels

COARSE = 310
"""Pixels: the short side of the picture in which rings are looked for; a ring is a pixel and a half thick."""
RADII = (0.076, 0.112)
"""Shares of the page's short side: radii of official seals, 16 to 23.5 mm on A4."""
NOT_PAPER = 215
"""Of 255: what is darker may be part of a ring."""
STANDS_OUT = 0.4
"""By how much more of a ring is darker than paper than of circles beside it: a seal has 0.55, text by chance 0.25."""
BESIDE = 3
"""Coarse pixels from a ring to the circles within and around it."""
RIM = 0.05
"""Share of its radius by which a seal's marks reach beyond the middle of its ring."""
ON_RING = 0.015
"""Share of its radius by which the middle of a ring's ink may lie off it."""
TONES = (45, 40)
"""Of 255: how much darker and lighter than the ring's usual grey its marks are; text is darker."""
DARKEST = 40
"""Percentile of the ring's greys that counts as its tone: what is darker there is text."""
MIN_TONES = 35
"""Of 255: how much lighter than ink a seal is at least; else they cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle in pixels."""

    x: float
    y: float
    radius: float

    def disc(self, shape: tuple[int, ...]) -> tuple[tuple[slice, slice], BoolArray]:
        """Return the box around the whole seal on a page of this shape, and which of its pixels lie in the seal."""
        reach = self.radius * (1 + RIM)
        rows = slice(max(round(self.y - reach), 0), min(round(self.y + reach) + 1, shape[0]))
        columns = slice(max(round(self.x - reach), 0), min(round(self.x + reach) + 1, shape[1]))
        y, x = np.ogrid[rows, columns]
        return (rows, columns), np.asarray((x - self.x) ** 2 + (y - self.y) ** 2 <= reach**2)


def take_out_round_seals(even: Pixels, ink: float) -> None:
    """Make the marks of round seals on an evenly lit grey page white, in place; ``ink`` is how bright its text is."""
    for ring in find_rings(even):
        box, inside = ring.disc(even.shape)
        part = even[box]
        tone = _tone(part, ring, box)
        if tone - ink >= MIN_TONES:
            _lighten(part, inside, ink, tone)


def find_rings(even: Pixels) -> list[Ring]:
    """Return the rings of seals on an evenly lit grey page (height, width), the clearest first."""
    scale = min(even.shape) / COARSE
    if scale < 1:
        return []
    size = (round(even.shape[1] / scale), round(even.shape[0] / scale))
    dark = cv2.threshold(even, NOT_PAPER, 255, cv2.THRESH_BINARY_INV)[1]
    small = np.asarray(cv2.resize(dark, size, interpolation=cv2.INTER_AREA), dtype=np.float32) / 255
    found: list[tuple[float, Ring]] = []
    for radius in range(round(RADII[0] * COARSE), round(RADII[1] * COARSE) + 1):
        score = cv2.filter2D(small, -1, _ring_and_beside(radius), borderType=cv2.BORDER_CONSTANT)
        y, x = np.unravel_index(int(score.argmax()), score.shape)
        found.append((float(score[y, x]), Ring(float(x) * scale, float(y) * scale, radius * scale)))
    rings: list[Ring] = []
    for score_of_ring, ring in sorted(found, key=lambda pair: -pair[0]):
        is_new = all(np.hypot(ring.x - other.x, ring.y - other.y) > other.radius / 2 for other in rings)
        if score_of_ring >= STANDS_OUT and is_new:
            rings.append(ring)
    return rings


def _ring_and_beside(radius: int) -> FloatArray:
    """Return a kernel that tells how much more of a ring is dark than of the circles beside it."""
    side = 2 * (radius + BESIDE) + 3
    on, beside = np.zeros((side, side), np.float32), np.zeros((side, side), np.float32)
    middle = (side // 2, side // 2)
    cv2.circle(on, middle, radius, 1.0, 1)
    for offset in (-BESIDE, BESIDE):
        cv2.circle(beside, middle, radius + offset, 1.0, 1)
    return np.asarray(on / on.sum() - beside / beside.sum())


def _tone(part: Pixels, ring: Ring, box: tuple[slice, slice]) -> float:
    """Return the usual grey of a ring."""
    y, x = np.ogrid[box]
    off = np.abs(np.hypot(x - ring.x, y - ring.y) - ring.radius)
    values = part[(off <= max(ON_RING * ring.radius, 1.0)) & (part < NOT_PAPER)]
    return float(np.percentile(values, DARKEST)) if len(values) else 0.0


def _lighten(part: Pixels, inside: BoolArray, ink: float, tone: float) -> None:
    """Make what is as light as a seal white where it lies on the seal's marks, in place; text on them stays dark."""
    square = np.ones((3, 3), np.uint8)
    marks = cv2.erode(cv2.inRange(part, tone - TONES[0], tone + TONES[1]), square)
    around = (cv2.dilate(marks, np.ones((7, 7), np.uint8)) > 0) & inside
    table = np.clip((np.arange(256) - ink) * (255 / (tone - ink)), 0, 255)
    part[around] = cv2.LUT(part, np.maximum(table, np.arange(256)).astype(np.uint8))[around]
