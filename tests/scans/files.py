"""Scans as files: one picture a page in a PDF, compressed the ways that scanners and copiers do."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import pairwise

import cv2
import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from tests.scans.leaf import Leaf

Binding = Callable[[Iterator[Leaf], bytes], bytes]
"""From the scanned sheets, and the PDF that they were printed from, to the bytes of a file."""
Place = tuple[float, float, float, float]
"""x, y, width, height in points, y upwards."""
Pictures = list[tuple[pikepdf.Stream, Place]]
"""The pictures that show a sheet, each with its place, the lowest first."""
Painter = Callable[[pikepdf.Pdf, Leaf], Pictures]

_ROWS_PER_STRIP = 278
"""The TIFF tag: all rows in one strip give one CCITT stream."""
_STRIP_OFFSETS, _STRIP_LENGTHS = 273, 279


def pdf_of(painter: Painter) -> Binding:
    """Bind sheets as the pages of a PDF."""

    def bind(leaves: Iterator[Leaf], _: bytes) -> bytes:
        with pikepdf.new() as document:
            for leaf in leaves:
                add_page(document, leaf, painter)
            return saved(document)

    return bind


def add_page(document: pikepdf.Pdf, leaf: Leaf, painter: Painter) -> pikepdf.Page:
    """Add a page as large as the sheet that shows its pictures; returns it."""
    size = (leaf.width / leaf.scale, leaf.height / leaf.scale)
    page = document.add_blank_page(page_size=size)
    drawing, pictures = [], pikepdf.Dictionary()
    for number, (picture, (x, y, width, height)) in enumerate(painter(document, leaf)):
        pictures[f"/Scan{number}"] = picture
        drawing.append(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /Scan{number} Do Q")
    page.obj.Resources = pikepdf.Dictionary(XObject=pictures)
    page.obj.Contents = pikepdf.Stream(document, "\n".join(drawing).encode())
    return page


def saved(document: pikepdf.Pdf) -> bytes:
    """Return a document's bytes, the same each time."""
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def whole(leaf: Leaf) -> Place:
    """Return the place of a picture that covers its page."""
    return 0, 0, leaf.width / leaf.scale, leaf.height / leaf.scale


def colour(quality: int = 75) -> Painter:
    """Paint a colour JPEG."""

    def paint(document: pikepdf.Pdf, leaf: Leaf) -> Pictures:
        return [(jpeg_stream(document, Image.fromarray(leaf.pixels), quality), whole(leaf))]

    return paint


def grey(quality: int = 75) -> Painter:
    """Paint a grey JPEG."""

    def paint(document: pikepdf.Pdf, leaf: Leaf) -> Pictures:
        return [(jpeg_stream(document, Image.fromarray(grey_of(leaf)), quality), whole(leaf))]

    return paint


def bilevel(document: pikepdf.Pdf, leaf: Leaf) -> Pictures:
    """Paint black and white only, as faxes and copiers send it (CCITT group 4)."""
    return [(fax_stream(document, black_of(leaf)), whole(leaf))]


def in_strips(count: int) -> Painter:
    """Paint a page as bands of grey JPEG below each other, as some drivers send them."""

    def paint(document: pikepdf.Pdf, leaf: Leaf) -> Pictures:
        bands: Pictures = []
        pixels = grey_of(leaf)
        edges = np.linspace(0, leaf.height, count + 1).astype(int).tolist()
        for top, bottom in pairwise(edges):
            place = (0, (leaf.height - bottom) / leaf.scale, leaf.width / leaf.scale, (bottom - top) / leaf.scale)
            bands.append((jpeg_stream(document, Image.fromarray(pixels[top:bottom]), 75), place))
        return bands

    return paint


def layered(document: pikepdf.Pdf, leaf: Leaf) -> Pictures:
    """Paint what "compact PDF" does: a coarse picture of the paper, and above it print as a stencil (MRC).

    Only what is black in every colour is print; seals stay with the paper.
    """
    black = _black(leaf.pixels.max(axis=2), leaf.scale)
    paper = cv2.inpaint(
        cv2.resize(leaf.pixels, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA),
        cv2.dilate(cv2.resize(black, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), np.ones((3, 3), np.uint8)),
        3,
        cv2.INPAINT_TELEA,
    )
    stencil = fax_stream(document, black)
    stencil.ImageMask = True
    del stencil.ColorSpace
    return [(jpeg_stream(document, Image.fromarray(paper.astype(np.uint8)), 40), whole(leaf)), (stencil, whole(leaf))]


def grey_of(leaf: Leaf) -> NDArray[np.uint8]:
    """Return a sheet without colour, shape (height, width)."""
    return cv2.cvtColor(leaf.pixels, cv2.COLOR_RGB2GRAY).astype(np.uint8)


def black_of(leaf: Leaf) -> NDArray[np.uint8]:
    """Return where a sheet is black, as 255, by a threshold that follows the light."""
    return _black(grey_of(leaf), leaf.scale)


def _black(grey_pixels: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    reach = round(20 * scale) * 2 + 1
    black = cv2.adaptiveThreshold(
        cv2.GaussianBlur(grey_pixels, (0, 0), 0.15 * scale),
        255,
        cv2.ADAPTIVE_THRESH_MEAN_C,
        cv2.THRESH_BINARY_INV,
        reach,
        24,
    )
    return black.astype(np.uint8)


def jpeg_stream(document: pikepdf.Pdf, image: Image.Image, quality: int) -> pikepdf.Stream:
    """Return an image as a JPEG in a document."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    space = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
    return _image(document, buffer.getvalue(), image.size, space, 8, pikepdf.Name.DCTDecode)


def fax_stream(document: pikepdf.Pdf, black: NDArray[np.uint8]) -> pikepdf.Stream:
    """Return black and white pixels, black being 255, as a CCITT group 4 stream in a document."""
    buffer = io.BytesIO()
    image = Image.fromarray(255 - black).convert("1", dither=Image.Dither.NONE)
    image.save(buffer, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    tags = Image.open(io.BytesIO(buffer.getvalue())).tag_v2  # type: ignore[attr-defined]
    ((start,), (length,)) = tags[_STRIP_OFFSETS], tags[_STRIP_LENGTHS]
    data = buffer.getvalue()[start : start + length]
    stream = _image(document, data, image.size, pikepdf.Name.DeviceGray, 1, pikepdf.Name.CCITTFaxDecode)
    stream.DecodeParms = pikepdf.Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=True)
    return stream


def _image(
    document: pikepdf.Pdf, data: bytes, size: tuple[int, int], space: pikepdf.Name, bits: int, coding: pikepdf.Name
) -> pikepdf.Stream:
    return pikepdf.Stream(
        document,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=space,
        BitsPerComponent=bits,
        Filter=coding,
    )
