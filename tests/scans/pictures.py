"""Scans and photographs that come as picture files, without a PDF around them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any

import numpy as np
from PIL import Image

from tests.scans.files import Binding, black_of, grey_of
from tests.scans.leaf import Leaf

_ORIENTATION = 274
"""The EXIF tag; its values for what must be turned by 0, 90, 180 and 270 degrees clockwise to be upright."""
_FAX = (204, 196)
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


def tiff_fax_machine(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A TIFF as fax machines send it: 204 dots an inch across, 196 down."""
    pages = []
    for leaf in leaves:
        black = Image.fromarray(255 - black_of(leaf))
        size = (round(leaf.width * _FAX[0] / leaf.dpi), round(leaf.height * _FAX[1] / leaf.dpi))
        pages.append(black.resize(size, Image.Resampling.BICUBIC).point(lambda grey: 255 * (grey > 128)).convert("1"))
    first, *others = pages
    return _written(first, "TIFF", save_all=True, append_images=others, compression="group4", dpi=_FAX)


def two_up(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """A grey TIFF in which each picture shows two sheets beside each other, as an A3 scanner sees an open folder."""
    sheets = list(leaves)
    pictures = []
    for left, right in zip_longest(sheets[::2], sheets[1::2]):
        gutter = np.full((left.height, round(4 * left.scale)), 225, np.uint8)
        beside = grey_of(right) if right else np.full((left.height, left.width), 255, np.uint8)
        pictures.append((Image.fromarray(np.hstack((grey_of(left), gutter, beside))), left.dpi))
    return _tiff(pictures, "tiff_lzw")


def _tiff(pages: list[tuple[Image.Image, int]], compression: str) -> bytes:
    (first, dpi), *more = pages
    others = [image for image, _ in more]
    return _written(first, "TIFF", save_all=True, append_images=others, compression=compression, dpi=(dpi, dpi))


def _written(image: Image.Image, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()
