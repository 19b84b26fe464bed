"""What hands and machines leave on a sheet beside seals: ticks, staples, creases, streaks, marks of ownership."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from samples.builders.fonts import SONG_BOLD

from tests.scans.leaf import Leaf, Pixels, Step, as_pixels, lit

_PEN = 1.1
"""Points: the width of a ball pen's stroke."""
_TICK = ((0, 6), (4, 11), (15, -4))
"""Points from where a tick begins: down a little, then far up."""
_STAPLE = (14.0, 1.6)
"""Points: 5 mm long, as thick as two wires and their shine."""
_SHADE = 4.0
"""Points over which a staple's shadow fades."""


def ticked(colour: tuple[int, int, int], *places: tuple[float, float]) -> Step:
    """Tick with a pen of this colour, beginning at these places: points from the page's top left."""

    def step(leaf: Leaf) -> Pixels:
        pixels = leaf.pixels.copy()
        for x, y in places:
            shaky = np.add(_TICK, (x, y)) + leaf.random.normal(0, 0.6, (len(_TICK), 2))
            stroke = np.round(shaky * leaf.scale).astype(np.int32)
            cv2.polylines(pixels, [stroke], False, colour, max(round(_PEN * leaf.scale), 1), cv2.LINE_AA)
        return pixels

    return step


def stapled(x: float, y: float, degrees: float) -> Step:
    """Leave a staple with its middle at ``x``, ``y`` (points), dark, with a soft shadow beside it."""

    def step(leaf: Leaf) -> Pixels:
        long, thick = (side * leaf.scale for side in _STAPLE)
        box = cv2.boxPoints(((x * leaf.scale, y * leaf.scale), (long, thick), degrees)).astype(np.int32)
        shape = np.zeros((leaf.height, leaf.width), np.float32)
        cv2.fillPoly(shape, [box], 1.0)
        soft = cv2.GaussianBlur(shape, (0, 0), _SHADE / 2 * leaf.scale)
        shade = np.roll(soft, round(_SHADE / 2 * leaf.scale), 0)
        light = np.minimum(1 - 0.8 * shape, 1 - 1.5 * shade.clip(0, 0.4))
        return lit(leaf.pixels, light.astype(np.float32))

    return step


def dog_eared(points: float) -> Step:
    """Fold the top right corner over: a triangle of the sheet's back, a dark crease along it."""

    def step(leaf: Leaf) -> Pixels:
        side = round(points * leaf.scale)
        pixels = leaf.pixels.copy()
        corner = np.array([(leaf.width - side, 0), (leaf.width, side), (leaf.width - side, side)], np.int32)
        outside = np.array([(leaf.width - side, 0), (leaf.width, 0), (leaf.width, side)], np.int32)
        cv2.fillPoly(pixels, [outside], (40, 40, 42))
        cv2.fillPoly(pixels, [corner], (226, 226, 222))
        cv2.polylines(pixels, [corner], True, (130, 130, 128), max(round(0.8 * leaf.scale), 1), cv2.LINE_AA)
        return pixels

    return step


def creased_down(*shares: float) -> Step:
    """Fold the sheet upright at these shares of its width: the toner is worn there, one side darker."""

    def step(leaf: Leaf) -> Pixels:
        x = np.arange(leaf.width, dtype=np.float32) / leaf.scale
        worn, light = np.zeros_like(x), np.ones_like(x)
        for share in shares:
            away = x - share * leaf.width / leaf.scale
            worn = np.maximum(worn, 0.5 * np.exp(-((away / 0.8) ** 2)))
            light *= 1 - 0.18 * np.exp(-(((away - 2) / 2.5) ** 2))
        kept = leaf.pixels + (255 - leaf.pixels.astype(np.float32)) * worn[None, :, None]
        return as_pixels(kept * light[None, :, None])

    return step


def streaked(*streaks: tuple[float, float, int]) -> Step:
    """Scan over dust on the feeder's glass: upright lines down the whole page.

    Each is where it stands (points), how wide it is (points) and how grey (of 255).
    """

    def step(leaf: Leaf) -> Pixels:
        pixels = leaf.pixels.copy()
        for x, width, grey in streaks:
            left = round(x * leaf.scale)
            part = pixels[:, left : left + max(round(width * leaf.scale), 1)]
            np.minimum(part, grey, out=part)
        return pixels

    return step


def watermarked(text: str, grey: int, size: float) -> Step:
    """Print ``text`` aslant over the whole page, in grey below the form, ``size`` points high."""

    def step(leaf: Leaf) -> Pixels:
        side = leaf.width + leaf.height
        image = Image.new("L", (side, side), 255)
        font = ImageFont.truetype(str(SONG_BOLD), round(size * leaf.scale))
        for y in range(0, side, round(4 * size * leaf.scale)):
            ImageDraw.Draw(image).text((y % 300, y), f"{text}　　" * 12, fill=grey, font=font)
        aslant = np.asarray(image.rotate(30, fillcolor=255))[leaf.width // 2 :, leaf.height // 2 :]
        return as_pixels(np.minimum(leaf.pixels, aslant[: leaf.height, : leaf.width, None]))

    return step
