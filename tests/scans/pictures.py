"""Scans and photographs that come as picture files, without a PDF around them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image

from tests.scans.files import Binding, black_of, grey_of
from tests.scans.leaf import Leaf

_ORIENTATION = 274
"""The EXIF tag; its values for what must be turned by 0, 90, 180 and 270 degrees clockwise to be upright."""
_ORIENTATIONS = (1, 6, 3, 8)


def png(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A colour PNG that says how many dots an inch has."""
    (leaf,) = leaves
    return _written(Image.fromarray(leaf.pixels), "PNG", dpi=(leaf.dpi, leaf.dpi))


def png_without_dpi(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A grey PNG that does not."""
    (leaf,) = leaves
    return _written(Image.fromarray(grey_of(leaf)), "PNG")


def jpeg(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A colour JPEG that says how many dots an inch has."""
    (leaf,) = leaves
    return _written(Image.fromarray(leaf.pixels), "JPEG", quality=80, dpi=(leaf.dpi, leaf.dpi))


def jpeg_without_dpi(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A colour JPEG that does not."""
    (leaf,) = leaves
    return _written(Image.fromarray(leaf.pixels), "JPEG", quality=80)


def jpeg_wrong_dpi(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A colour JPEG that says 72, as telephones write into every photograph."""
    (leaf,) = leaves
    return _written(Image.fromarray(leaf.pixels), "JPEG", quality=80, dpi=(72, 72))


def jpeg_held(quarters: int) -> Binding:
    """A JPEG stored as the camera was held, so many quarter turns off, with the EXIF orientation that rights it."""

    def bind(leaves: Iterator[Leaf], _: bytes) -> bytes:
        (leaf,) = leaves
        stored = replace(leaf, pixels=np.ascontiguousarray(np.rot90(leaf.pixels, quarters)))
        exif = Image.Exif()
        exif[_ORIENTATION] = _ORIENTATIONS[quarters % 4]
        return _written(Image.fromarray(stored.pixels), "JPEG", quality=80, exif=exif)

    return bind


def tiff_grey(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A TIFF of many pages, grey, LZW."""
    return _tiff([(Image.fromarray(grey_of(leaf)), leaf.dpi) for leaf in leaves], "tiff_lzw")


def tiff_fax(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A TIFF of many pages, black and white, CCITT group 4."""
    return _tiff([(Image.fromarray(255 - black_of(leaf)).convert("1"), leaf.dpi) for leaf in leaves], "group4")


def _tiff(pages: list[tuple[Image.Image, int]], compression: str) -> bytes:
    (first, dpi), *more = pages
    others = [image for image, _ in more]
    return _written(first, "TIFF", save_all=True, append_images=others, compression=compression, dpi=(dpi, dpi))


def _written(image: Image.Image, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()
