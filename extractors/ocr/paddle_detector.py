"""The PP-OCR detection model that RapidOCR's wheel ships: where lines of text stand on a page.

Only pages without rulings are shown to it: where cells are known, looking for ink in them is faster and no worse.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.pictures.picture import Pixels

DPI = 120.0
"""Pixels an inch at which the page is shown: text of 9 points is 15 pixels high, as the model has seen it."""
MAX_SIDE = 1_600
"""Pixels of the longer side at most: memory goes with the area."""
STEP = 64
"""Pixels: sides are padded to a multiple; the model wants 32, and few shapes cost the runtime less."""
TEXT = 0.3
"""Probability from which on a pixel belongs to the core of a line of text."""
SURE = 0.5
"""Mean probability of a line's core at least."""
SHRUNK = 1.6
"""The model marks the core of a line; the line is wider all round by this times area by perimeter of the core."""
SMALLEST = 3
"""Pixels: a core that is lower or narrower is none."""

FloatArray = NDArray[np.float32]
Box = tuple[int, int, int, int]


class PaddleDetector:
    """Finds lines of text with PP-OCR."""

    def __init__(self, network: Callable[[Path], Callable[[FloatArray], FloatArray]]) -> None:
        """Load the model; ``network`` is made from its file."""
        self._network = network(detection_model())

    def lines_on(self, grey: Pixels, dpi: float) -> list[Box]:
        """Return the boxes (x0, top, x1, bottom, pixels) of the lines on a level page (height, width)."""
        scale = min(DPI / dpi, MAX_SIDE / max(grey.shape), 1.0)
        width, height = (max(round(side * scale), 1) for side in grey.shape[::-1])
        small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA)
        padded = np.full((1, 1, -(-height // STEP) * STEP, -(-width // STEP) * STEP), 1.0, dtype=np.float32)
        padded[0, 0, :height, :width] = small.astype(np.float32) / 127.5 - 1.0
        probability = self._network(np.repeat(padded, 3, axis=1))[0, 0, :height, :width]
        found = (_grown(box, probability) for box in _cores(probability))
        return [_enlarged(box, scale, grey.shape) for box in found if box is not None]


def detection_model() -> Path:
    """Return the file of the detection model in the installed RapidOCR."""
    import rapidocr

    return next(iter(sorted((Path(rapidocr.__file__).parent / "models").glob("PP-OCR*_det_*.onnx"))))


def _cores(probability: FloatArray) -> list[Box]:
    """Return the boxes around the cores of lines."""
    mask = cv2.dilate((probability > TEXT).view(np.uint8), np.ones((2, 2), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist() if min(w, h) >= SMALLEST]


def _grown(core: Box, probability: FloatArray) -> tuple[float, float, float, float] | None:
    """Return the box of a line from that of its core; None where the model is not sure of it."""
    x0, top, x1, bottom = core
    part = probability[top:bottom, x0:x1]
    marked = part[part > TEXT]
    if not len(marked) or float(marked.mean()) < SURE:
        return None
    width, height = x1 - x0, bottom - top
    by = SHRUNK * width * height / (2 * (width + height))
    return x0 - by, top - by, x1 + by, bottom + by


def _enlarged(box: tuple[float, float, float, float], scale: float, shape: tuple[int, ...]) -> Box:
    height, width = shape[:2]
    x0, top, x1, bottom = (side / scale for side in box)
    return max(round(x0), 0), max(round(top), 0), min(round(x1), width), min(round(bottom), height)
