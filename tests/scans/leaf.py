"""One sheet of paper on its way through the scanner: its pixels so far, and what every step may ask about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Shape (height, width, 3): red, green, blue."""

POINTS_PER_INCH = 72
_FINE_DPI = 400
"""Up to here twice the pixels are drawn and averaged, so that lines have the soft edges that optics give them."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A sheet as one step hands it to the next."""

    pixels: Pixels
    number: int
    """From 0, within its document."""
    dpi: int
    random: np.random.Generator
    """Its own: the same recipe gives the same bytes, whichever sheets are made."""

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.dpi / POINTS_PER_INCH

    @property
    def width(self) -> int:
        """Pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels."""
        return int(self.pixels.shape[0])


Step = Callable[[Leaf], Pixels]
"""Something that happens to a sheet."""


def print_leaves(pdf: bytes, dpi: int, seed: int) -> Iterator[Leaf]:
    """Yield the pages of a PDF as clean prints of ``dpi`` pixels an inch."""
    finer = 2 if dpi < _FINE_DPI else 1
    with pdfium.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            drawn = page.render(scale=finer * dpi / POINTS_PER_INCH, rev_byteorder=True).to_numpy()[:, :, :3]
            height, width = drawn.shape[0] // finer, drawn.shape[1] // finer
            pixels = cv2.resize(drawn, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)
            yield Leaf(pixels, number, dpi, np.random.default_rng([seed, number]))


def clouds(leaf: Leaf, cells: int) -> NDArray[np.float32]:
    """Return a smooth random field from 0 to 1, shape (height, width), about ``cells`` hills along the page."""
    coarse = leaf.random.random((cells + 2, cells + 2), dtype=np.float32)
    field = cv2.resize(coarse, (leaf.width, leaf.height), interpolation=cv2.INTER_CUBIC)
    return np.clip(field, 0, 1).astype(np.float32)


def as_pixels(values: NDArray[np.floating]) -> Pixels:
    """Return brightness of any kind as pixels, what is below black or above white cut off."""
    pixels: Pixels = np.clip(values, 0, 255).astype(np.uint8)
    return pixels


def lit(pixels: Pixels, light: NDArray[np.float32] | float) -> Pixels:
    """Return pixels under a light of shape (height, width), 1 being full light."""
    factor = light[:, :, None] if isinstance(light, np.ndarray) else light
    return as_pixels(pixels * factor)
