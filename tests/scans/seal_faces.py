"""Rubber stamps as they are cut: how much ink each point of the face gives, 0 to 255. All names are invented."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from samples.builders.fonts import SONG_BOLD

Ink = NDArray[np.floating]
"""Shape (height, width): 0 for no ink, 1 for all of it."""
Face = Callable[[float], Ink]
"""The face of a stamp for so many pixels a point."""

_ROUND_RADIUS = 57.0
"""Points: 40 mm across, the size of an office's seal."""
_TEXT_TURN = 240.0
"""Degrees of the ring that the text takes."""


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(SONG_BOLD), size)


def bare_round(scale: float) -> Ink:
    """Cut a ring with a star: the seal of nobody, which needs no font."""
    return _ink(_ring_with_star(_ROUND_RADIUS * scale))


def round_seal(text: str, below: str = "") -> Face:
    """Cut an office's seal: a ring, a star in the middle, the name along the upper half, a line below the star."""

    def face(scale: float) -> Ink:
        radius = _ROUND_RADIUS * scale
        image = _ring_with_star(radius)
        _along_ring(image, text, radius * 0.76, round(radius * 0.27))
        if below:
            middle = image.width / 2
            place = (middle, middle + radius * 0.52)
            ImageDraw.Draw(image).text(place, below, fill=255, font=_font(round(radius * 0.2)), anchor="mm")
        return _ink(image)

    return face


def oval_seal(text: str, middle: str) -> Face:
    """Cut a seal 40 mm by 30 mm with two rims and a number in the middle, as for invoices."""

    def face(scale: float) -> Ink:
        wide, high = 57 * scale, 43 * scale
        image = _ring(wide)
        draw = ImageDraw.Draw(image)
        centre, inner = image.width / 2, wide * 0.9
        draw.ellipse((centre - inner, centre - inner, centre + inner, centre + inner), outline=255, width=2)
        _along_ring(image, text, wide * 0.7, round(wide * 0.24))
        draw.text((centre, centre + wide * 0.2), middle, fill=255, font=_font(round(wide * 0.19)), anchor="mm")
        return _ink(image.resize((image.width, round(image.height * high / wide)), Image.Resampling.BICUBIC))

    return face


def box_stamp(lines: Sequence[str]) -> Face:
    """Cut a rectangular stamp with lines of text and a frame."""

    def face(scale: float) -> Ink:
        size = round(15 * scale)
        width = size * max(map(len, lines)) + round(14 * scale)
        height = round(size * 1.35 * len(lines)) + round(10 * scale)
        image = Image.new("L", (width, height))
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, width - 1, height - 1), outline=255, width=round(1.8 * scale))
        for number, line in enumerate(lines):
            y = height * (number + 0.5) / len(lines)
            draw.text((width / 2, y), line, fill=255, font=_font(size), anchor="mm")
        return _ink(image)

    return face


def name_seal(text: str) -> Face:
    """Cut a person's square seal of 20 mm: two columns of characters, read from the right."""

    def face(scale: float) -> Ink:
        side = round(57 * scale)
        image = Image.new("L", (side, side))
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, side - 1, side - 1), outline=255, width=round(2.6 * scale))
        rows = math.ceil(len(text) / 2)
        for number, character in enumerate(text):
            x = side * (0.72 if number < rows else 0.28)
            y = side * (number % rows + 0.5) / rows
            draw.text((x, y), character, fill=255, font=_font(round(side * 0.4)), anchor="mm")
        return _ink(image)

    return face


def _ring(radius: float) -> Image.Image:
    side = math.ceil(2 * radius) + 4
    middle = side / 2
    image = Image.new("L", (side, side))
    edge = (middle - radius, middle - radius, middle + radius, middle + radius)
    ImageDraw.Draw(image).ellipse(edge, outline=255, width=round(radius * 0.05))
    return image


def _ring_with_star(radius: float) -> Image.Image:
    image = _ring(radius)
    ImageDraw.Draw(image).polygon(_star(image.width / 2, radius * 0.27), fill=255)
    return image


def _star(middle: float, radius: float) -> list[tuple[float, float]]:
    reaches = [radius if corner % 2 == 0 else radius * 0.382 for corner in range(10)]
    angles = [math.pi * corner / 5 for corner in range(10)]
    return [
        (middle + reach * math.sin(angle), middle - reach * math.cos(angle))
        for reach, angle in zip(reaches, angles, strict=True)
    ]


def _along_ring(image: Image.Image, text: str, radius: float, size: int) -> None:
    middle = image.width / 2
    for number, character in enumerate(text):
        turn = (number / max(1, len(text) - 1) - 0.5) * _TEXT_TURN
        tile = Image.new("L", image.size)
        ImageDraw.Draw(tile).text((middle, middle - radius), character, fill=255, font=_font(size), anchor="mm")
        image.paste(255, mask=tile.rotate(-turn, resample=Image.Resampling.BICUBIC))


def _ink(image: Image.Image) -> Ink:
    return np.asarray(image, dtype=np.float32) / 255
