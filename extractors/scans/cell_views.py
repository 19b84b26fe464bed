"""Ways to look at the cell of a table that could not be read as its rows of ink: as it is, levelled, turned."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.extractors.scans.text_lines import INK

WHITE = 255
ROOM = 0.6
"""Sizes of a character: white around a cell's picture, which the detection model needs at the ends of lines."""
TALL = 1.3
"""Widths of a cell's ink: where it is higher, text may stand on its side."""
SEVERAL = 1.6
"""Sizes of a character: smaller ink is a single one, which is another one when turned: ≥ an N, / a dash."""
STEEPEST = 20
"""Degrees by which text in a cell is looked for to lean: what a hand stamp or a label glued on may."""
STEP = 2
"""Degrees between the slopes that are tried: the model reads lines that lean by one."""
CLEARLY = 1.1
"""By so much the rows of ink stand out better where text leans, than as it is."""

Levelled = tuple[Pixels, bool]
"""A picture, and whether its lines lie as they do on the page."""


def views(cell: Pixels, size: float) -> Iterator[Levelled]:
    """Yield a cell's picture (height, width) with white around it, then other ways in which text may stand in it.

    ``size`` is that of the page's characters in pixels. A way that is not asked for is not made.
    """
    room = round(ROOM * size)
    framed = np.asarray(cv2.copyMakeBorder(cell, room, room, room, room, cv2.BORDER_CONSTANT, value=WHITE), np.uint8)
    yield framed, True
    _, _, width, height = cv2.boundingRect((cell < INK).view(np.uint8))
    if max(width, height) <= SEVERAL * size:
        return
    if slope := _slope(framed):
        yield _turned_by(framed, slope), False
    if height > TALL * width:
        yield np.ascontiguousarray(np.rot90(framed, -1)), False
        yield np.ascontiguousarray(np.rot90(framed)), False


def _slope(picture: Pixels) -> int:
    """Return by how many degrees the lines of a picture fall, 0 where that is not clear."""
    sharpest = {degrees: _sharpness(_turned_by(picture, degrees)) for degrees in range(-STEEPEST, STEEPEST + 1, STEP)}
    best = max(sharpest, key=lambda degrees: sharpest[degrees])
    return best if sharpest[best] > CLEARLY * sharpest[0] and abs(best) < STEEPEST else 0


def _sharpness(picture: Pixels) -> float:
    """Tell how much the rows of a picture differ in ink: most where lines of text lie level."""
    profile = (picture < INK).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(profile)).sum())


def _turned_by(picture: Pixels, degrees: int) -> Pixels:
    """Return a picture turned about its middle against the clock, large enough for all of it."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    wider, higher = round(height * sine + width * cosine), round(height * cosine + width * sine)
    matrix[:, 2] += ((wider - width) / 2, (higher - height) / 2)
    turned = cv2.warpAffine(picture, matrix, (wider, higher), borderMode=cv2.BORDER_CONSTANT, borderValue=WHITE)
    return np.asarray(turned, dtype=np.uint8)
