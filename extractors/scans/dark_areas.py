"""Areas too dark to be paper: the edges of a photocopy, which go, and dark cells, on which white text becomes dark.

Sizes are shares of the page's short side, since a picture may not know how many pixels an inch it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.page import BoolArray
from gongbiao.extractors.pictures.picture import Pixels

DARK = 0.45
"""Share of the paper's brightness: what is darker over a whole area is no paper."""
SOLID = 0.0125
"""Share of the page's short side (2.6 mm on A4): a square of ink for which a dark area has room, no stroke of
text has."""
FRAME = 0.005
"""Share of the page's short side (1 mm on A4): thinner ink is a ruling or a stroke of text that touches a dark area."""
LETTERS = 0.1
"""Share of the page's short side (21 mm on A4): a hole in a dark area that is wider and higher is no text on it."""
PARENT = 3
"""Where OpenCV's tree of contours tells in which other one a contour lies."""
RIM = 2
"""Pixels of a dark area's edge that stay dark: they are the cell's sides."""
DARK_LINES = 3
"""How many times the contrast of a black line on a dark area is raised: it is seen, but hardly."""
EDGE = 0.012
"""Share of the page's short side (2.5 mm on A4): the width of dark edges that are too narrow for an area."""
BLURRED = 3
"""Pixels beside a dark edge that are darker than paper."""


@dataclass(frozen=True, slots=True, eq=False)
class DarkAreas:
    """Where a page is dark, shape (height, width) as the page."""

    edge: BoolArray
    """Areas that reach the page's edge, and what is blurred around them."""
    cells: BoolArray
    """Areas that do not."""
    boxes: tuple[tuple[slice, slice], ...]
    """Around each of the cells: rows, columns."""


def find_dark_areas(grey: Pixels, paper: float) -> DarkAreas | None:
    """Return where a grey page is dark if it is anywhere; ``paper`` is how bright it is usually."""
    dark = (grey[::2, ::2] < DARK * paper).view(np.uint8)
    short = min(dark.shape)
    solid = np.asarray(cv2.erode(dark, _square(SOLID * short))) > 0
    if not solid.any():
        return None
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, _square(FRAME * short))
    contours, tree = cv2.findContours(thick, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    edge, cells = np.zeros_like(dark), np.zeros_like(dark)
    boxes = []
    holes = []
    for index, contour in enumerate(contours):
        x, y, width, height = cv2.boundingRect(contour)
        if int(tree[0, index, PARENT]) >= 0:
            holes += [index] if min(width, height) > LETTERS * short else []
        elif not solid[y : y + height, x : x + width].any():
            continue
        elif min(x, y, dark.shape[1] - x - width, dark.shape[0] - y - height) <= 0:
            cv2.drawContours(edge, contours, index, 1, cv2.FILLED, hierarchy=tree, maxLevel=1)
        else:
            cv2.drawContours(cells, contours, index, 1, cv2.FILLED)
            boxes.append((slice(2 * y, 2 * (y + height)), slice(2 * x, 2 * (x + width))))
    for index in holes:
        cv2.drawContours(cells, contours, index, 0, cv2.FILLED)
    return DarkAreas(_doubled(cv2.dilate(edge, _square(BLURRED)), grey), _doubled(cells, grey), tuple(boxes))


def _square(side: float) -> Pixels:
    """Return a square kernel of odd side: one of even side moves what it opens."""
    count = max(round(side), 1) | 1
    return np.ones((count, count), np.uint8)


def _doubled(half: NDArray[np.integer | np.floating], like: Pixels) -> BoolArray:
    height, width = like.shape
    return np.asarray(half.repeat(2, axis=0)[:height].repeat(2, axis=1)[:, :width] > 0)


def invert_cells(even: Pixels, areas: DarkAreas) -> None:
    """Make dark cells of an evenly lit page white and the white text on them dark, in place; their rim stays."""
    inner = np.asarray(cv2.erode(areas.cells.view(np.uint8), np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8))) > 0
    for box in areas.boxes:
        part, inside = even[box], inner[box]
        ground = part[inside & (part < DARK * 255)]
        if len(ground):
            brighter = part.astype(np.int16) - np.int16(np.median(ground))
            ink = np.where(brighter > 0, brighter, -DARK_LINES * brighter)
            part[inside] = 255 - np.minimum(ink, 255)[inside]
            inner[box] = False


def whiten_edges(even: Pixels, edge: BoolArray | None) -> None:
    """Make dark edges of an evenly lit page white, in place: areas, if there are any, and narrow strips."""
    if edge is not None:
        even[edge] = 255
    width = max(round(EDGE * min(even.shape)), 1)
    for side in _sides(even, width):
        dark = np.logical_and.accumulate(side < DARK * 255, axis=0).astype(np.uint8)
        if dark.any():
            side[cv2.dilate(dark, np.ones((2 * BLURRED + 1, 2 * BLURRED + 1), np.uint8)) > 0] = 255


def _sides(page: Pixels, width: int) -> Sequence[Pixels]:
    """Return views of the page's four margins, the page's edge as their first row."""
    return page[:width], page[::-1][:width], page.T[:width], page.T[::-1][:width]
