"""From a page's own coordinates to those of the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gongbiao.extractors.page import FloatArray


@dataclass(frozen=True, slots=True)
class Display:
    """How a page is shown: the visible box in PDF user space (points, y upwards), turned by ``rotation``."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    """Quarter turns clockwise, 0 to 3."""
    unit: float = 1.0
    """Points in one unit of user space (/UserUnit)."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as displayed."""
        width, height = (self.right - self.left) * self.unit, (self.top - self.bottom) * self.unit
        return (height, width) if self.rotation % 2 else (width, height)

    def points(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Turn user-space coordinates into points from the displayed page's top left."""
        if self.rotation == 1:
            x, y = y - self.bottom, x - self.left
        elif self.rotation == 2:
            x, y = self.right - x, y - self.bottom
        elif self.rotation == 3:
            x, y = self.top - y, self.right - x
        else:
            x, y = x - self.left, self.top - y
        return (x, y) if self.unit == 1 else (x * self.unit, y * self.unit)

    def boxes(self, boxes: FloatArray) -> FloatArray:
        """Turn boxes of shape (n, 4), as (left, bottom, right, top), into (x0, top, x1, bottom)."""
        xa, ya = self.points(boxes[:, 0], boxes[:, 1])
        xb, yb = self.points(boxes[:, 2], boxes[:, 3])
        out = np.empty(boxes.shape)
        np.minimum(xa, xb, out=out[:, 0])
        np.minimum(ya, yb, out=out[:, 1])
        np.maximum(xa, xb, out=out[:, 2])
        np.maximum(ya, yb, out=out[:, 3])
        return out
