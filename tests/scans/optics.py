"""Where the sheet lies under the glass, and how sharply it is seen."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.scans.leaf import Leaf, Pixels, Step, as_pixels, clouds

_WHITE = (255, 255, 255)
"""The lid of the scanner."""
_DESK = (92, 78, 66)
"""What a photographed sheet lies on."""


def skewed(*degrees: float) -> Step:
    """Turn sheets by a few degrees clockwise, one angle after the other, as they go through a feeder."""

    def step(leaf: Leaf) -> Pixels:
        angle = -degrees[leaf.number % len(degrees)]
        matrix = cv2.getRotationMatrix2D((leaf.width / 2, leaf.height / 2), angle, 1.0)
        size = (leaf.width, leaf.height)
        turned = cv2.warpAffine(leaf.pixels, matrix, size, flags=cv2.INTER_CUBIC, borderValue=_WHITE)
        return turned.astype(np.uint8)

    return step


def turned(*quarters: int) -> Step:
    """Put sheets on the glass sideways or upside down: quarter turns clockwise, one after the other."""

    def step(leaf: Leaf) -> Pixels:
        return np.ascontiguousarray(np.rot90(leaf.pixels, -quarters[leaf.number % len(quarters)]))

    return step


def photographed(*corners: tuple[float, float], margin: float = 0.03) -> Step:
    """See the sheet on a desk from a hand-held camera.

    ``corners`` are by how much its top left, top right, bottom right and bottom left corners move inwards, as shares
    of width and height, beyond the ``margin`` of desk around it.
    """

    def step(leaf: Leaf) -> Pixels:
        width, height = leaf.width, leaf.height
        flat = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
        inwards = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
        seen = flat + inwards * (np.array(corners, np.float32) + margin)
        size = np.array((width, height), np.float32)
        matrix = cv2.getPerspectiveTransform(flat * size, seen * size)
        view = cv2.warpPerspective(leaf.pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=_DESK)
        return view.astype(np.uint8)

    return step


def bowed(points: float) -> Step:
    """Let the sheet bulge, as near the spine of a binder: its middle is ``points`` lower than its sides."""

    def step(leaf: Leaf) -> Pixels:
        across = np.linspace(0, np.pi, leaf.width, dtype=np.float32)
        down = points * leaf.scale * np.sin(across)
        return _moved_down(leaf.pixels, down)

    return step


def opened_book(points: float, reach: float) -> Step:
    """Let the sheet rise towards the spine at its left: there it is ``points`` lower, less over ``reach`` points."""

    def step(leaf: Leaf) -> Pixels:
        x = np.arange(leaf.width, dtype=np.float32) / leaf.scale
        return _moved_down(leaf.pixels, points * leaf.scale * np.exp(-((x / reach) ** 1.5)))

    return step


def on_wood(leaf: Leaf) -> Pixels:
    """See a table's grain instead of an even desk where a photograph shows no sheet."""
    desk = (np.abs(leaf.pixels.astype(np.int16) - np.array(_DESK)).max(axis=2) <= 2)[:, :, None]
    y = np.arange(leaf.height, dtype=np.float32)[:, None] / leaf.scale
    wavy = clouds(leaf, 9) * 9
    grain = 0.75 + 0.35 * np.sin(y / 3 + wavy) * np.sin(y / 17 + wavy / 2)
    return np.where(desk, as_pixels(np.array((150, 110, 74)) * grain[:, :, None]), leaf.pixels)


def unsteady(points: float) -> Step:
    """Let the feeder slip now and then: rows of pixels are ``points`` too far to the right or left."""

    def step(leaf: Leaf) -> Pixels:
        steps = leaf.random.normal(0, 1, 12).astype(np.float32)
        along = cv2.resize(steps[:, None], (1, leaf.height), interpolation=cv2.INTER_CUBIC)[:, 0]
        sideways = points * leaf.scale * along / max(1e-6, float(np.abs(along).max()))
        return np.ascontiguousarray(_moved_down(leaf.pixels.transpose(1, 0, 2), sideways).transpose(1, 0, 2))

    return step


def _moved_down(pixels: Pixels, down: NDArray[np.floating]) -> Pixels:
    """Move every column of pixels down by its own distance."""
    height, width = pixels.shape[:2]
    x = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    y = np.arange(height, dtype=np.float32)[:, None] - down[None, :]
    moved = cv2.remap(
        pixels, np.ascontiguousarray(x), np.ascontiguousarray(y), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return moved.astype(np.uint8)


def blurred(points: float) -> Step:
    """See out of focus: ``points`` is the standard deviation."""

    def step(leaf: Leaf) -> Pixels:
        return cv2.GaussianBlur(leaf.pixels, (0, 0), points * leaf.scale).astype(np.uint8)

    return step


def on_larger_glass(right: float, bottom: float) -> Step:
    """Scan more than the sheet: so many points of the white lid right of it and below."""

    def step(leaf: Leaf) -> Pixels:
        more = (0, round(bottom * leaf.scale), 0, round(right * leaf.scale))
        return cv2.copyMakeBorder(leaf.pixels, *more, cv2.BORDER_CONSTANT, value=_WHITE).astype(np.uint8)

    return step


def trimmed(left: float, top: float, right: float, bottom: float) -> Step:
    """Cut the margins down by so many points."""

    def step(leaf: Leaf) -> Pixels:
        x0, y0, x1, y1 = (round(points * leaf.scale) for points in (left, top, right, bottom))
        return np.ascontiguousarray(leaf.pixels[y0 : leaf.height - y1, x0 : leaf.width - x1])

    return step
