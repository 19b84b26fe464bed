"""The place of a thing on a page."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in PDF points from the top left corner of the page as displayed (Rotate and CropBox applied)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    def rounded(self) -> Box:
        """The same box with two decimals, as it stands in the dataset."""
        return Box(round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2))

    def sides(self) -> tuple[float | None, float | None, float | None, float | None]:
        """The sides with two decimals as they stand in the dataset, the left one first; None each for NOWHERE."""
        if math.isnan(self.x0):
            return None, None, None, None
        return round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2)


NOWHERE = Box(math.nan, math.nan, math.nan, math.nan)
"""The place of what has none: files that no program has put on pages yet."""


def enclosing(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all of ``boxes`` (at least one)."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))
