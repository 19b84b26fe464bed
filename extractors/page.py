"""One page as every reader hands it on: glyphs and rulings, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.box import Box

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

NOWHERE_CUT = (-1e6, -1e6, 1e6, 1e6)
"""The clip of a character of which nothing is cut away: points, farther than any page is wide."""
_MIDDLE = 0.35
"""Share of the font size from the baseline up to a character's middle."""
_INSIDE = 1.0
"""Points within its clip that a character which is cut away counts as standing."""
_MOSTLY = 0.5
"""Share of a page that its pictures cover at least if it is a scan; a logo covers far less."""
_PARTLY = 0.1
"""Share of a page that a picture of a table covers at least."""
_MANY = 40
"""Shapes from which on they are text drawn as curves; logos and bullets are fewer."""
_FEW = 100
"""Characters of text that a scan may carry beside its picture: a page number, a stamp of the scanner's program."""


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """The ``n`` visible characters of a page, in the order in which the file stores them, white space left out.

    Coordinates are points from the top left of the page as displayed.
    """

    text: NDArray[np.str_]
    """Shape (n,), one character each."""
    boxes: FloatArray
    """Shape (n, 4): x0, top, x1, bottom."""
    baseline: FloatArray
    """Shape (n,): where the baseline stands, across the direction of writing, growing from line to line (y for
    upright text). Lines are built from it, since the boxes of some fonts hug the ink: ``一`` is 1.4 points high."""
    size: FloatArray
    """Shape (n,): the font size in points."""
    direction: NDArray[np.int64]
    """Shape (n,): quarter turns clockwise by which the text is turned as displayed; 0 is upright."""
    font: NDArray[np.int64]
    """Shape (n,): a number for each font of the page; what is garbage is so font by font. All 0 where none
    can be."""
    space_before: NDArray[np.bool_]
    """Shape (n,): whether the file stores white space directly before the character."""
    confidence: FloatArray
    """Shape (n,): 1 for text that the PDF itself carries, less for recognised text."""
    runner_up: NDArray[np.str_] | None = None
    """Shape (n,): of recognised text the next likeliest character, empty where there was no doubt."""
    clips: FloatArray | None = None
    """Shape (n, 4): the box outside which a character is cut away; None where none is. Spreadsheets print text that is
    too long for its cell so."""

    def __len__(self) -> int:
        return len(self.text)

    def centres(self) -> tuple[FloatArray, FloatArray]:
        """Return x and y, shape (n,) each, of where each character belongs: the middle of its body.

        A character that is cut away counts as standing at the edge of what is shown: it belongs to the same cell. But
        beyond the sides of all that the page shows it stays there: the text may go on on the page to the right.
        """
        x, y = self.bodies()
        if self.clips is None:
            return x, y
        left, top, right, bottom = self.clips.T
        cut = left > NOWHERE_CUT[0] / 2
        between = (x > np.where(cut, left, x).min()) & (x < np.where(cut, right, x).max())
        x = np.where(between, np.clip(x, left + _INSIDE, right - _INSIDE), x)
        return x, np.clip(y, top + _INSIDE, bottom - _INSIDE)

    def bodies(self) -> tuple[FloatArray, FloatArray]:
        """Return x and y, shape (n,) each, of the middle of each character's body, whatever its ink looks like."""
        x = (self.boxes[:, 0] + self.boxes[:, 2]) / 2
        y = (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        return x, np.where(self.direction == 0, self.baseline - _MIDDLE * self.size, y)


@dataclass(frozen=True, slots=True, eq=False)
class Rulings:
    """The straight horizontal and vertical lines of a page, in points from its top left."""

    horizontal: FloatArray
    """Shape (n, 3): y, x from, x to."""
    vertical: FloatArray
    """Shape (m, 3): x, y from, y to."""


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What a cell may say instead: the reading of a picture that was the less sure one."""

    box: Box
    """The cell, without its rulings."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What one reader saw on one page."""

    number: int
    """1-based."""
    width: float
    """Points, as displayed."""
    height: float
    """Points, as displayed."""
    glyphs: Glyphs
    rulings: Rulings
    pictures: FloatArray
    """Shape (n, 4): the boxes of the pictures on it, x0, top, x1, bottom."""
    shapes: int = 0
    """How many filled shapes of the size of characters it shows: text may be drawn as curves."""
    placement: FloatArray | None = None
    """Shape (3, 3): from points of this page to those of the page as displayed; None where they are the same.

    A scan is read as if it lay flat, level and upright, and need not be displayed so: a projective map.
    """
    other_readings: tuple[OtherReading, ...] = ()
    """Of cells that were read twice, in different ways; boxes in points."""

    @property
    def is_picture(self) -> bool:
        """Whether pictures cover most of it, or characters are drawn as shapes, with little text beside them."""
        return len(self.glyphs) < _FEW and (self.is_mostly_picture or self.shapes > _MANY)

    @property
    def is_mostly_picture(self) -> bool:
        """Whether pictures cover most of it, whatever text there is."""
        return self._pictured > _MOSTLY

    @property
    def shows_picture(self) -> bool:
        """Whether it shows a picture that may hold a table."""
        return self._pictured > _PARTLY

    @property
    def _pictured(self) -> float:
        """The share of the page that pictures cover."""
        if not len(self.pictures):
            return 0.0
        area = np.prod(self.pictures[:, 2:] - self.pictures[:, :2], axis=1).sum()
        return float(area / (self.width * self.height))


class PageReader(Protocol):
    """Reads one page at a time; opening the file again and again is what it saves."""

    pages: int
    """How many pages the file has."""

    def read_page(self, number: int) -> Page:
        """Read page ``number`` (1-based); raises PageError."""

    def close(self) -> None:
        """Give back what the reader holds."""
