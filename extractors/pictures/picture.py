"""One page as pixels: what a scanner or a camera saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

POINTS_PER_INCH = 72.0

MAX_PIXELS = 10_000_000
"""A page is read at this size at most: 320 dots an inch on A4, sharper than recognition needs."""

IMAGE_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
"""What PNG, JPEG and TIFF files begin with."""

Pixels = NDArray[np.uint8]


def is_image(data: bytes) -> bool:
    """Tell whether a file's first bytes say that it is a picture."""
    return data.startswith(IMAGE_SIGNATURES)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A page's pixels, as displayed."""

    number: int
    """1-based page."""
    pixels: Pixels
    """Shape (height, width, 3) for colour (red, green, blue), (height, width) for grey."""
    dpi: float
    """Pixels an inch: a pixel is ``72 / dpi`` points."""

    @property
    def points_per_pixel(self) -> float:
        """The side of a pixel in points."""
        return POINTS_PER_INCH / self.dpi


class PictureReader(Protocol):
    """Gives the pages of a file as pictures."""

    pages: int
    """How many pages the file has."""

    def picture(self, number: int) -> Picture:
        """Return page ``number`` (1-based); raises PageError."""

    def close(self) -> None:
        """Give back what the reader holds."""
