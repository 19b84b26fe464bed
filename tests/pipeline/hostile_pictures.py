"""Pictures that are larger than any sheet of paper, as files and within PDFs, made from scratch."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Literal

import pikepdf
from PIL import Image

from tests.pipeline.hostile_files import saved

GIANT = 20_000
"""Pixels: the side of a square picture of 400 million."""
BOMB = 60_000
"""Pixels: the side of a square that 3,600 million would fill."""
HUGE_PAGE = 200 * 72
"""Points: the side of a square page of 200 inches, as large as PDF 1.4 allows."""
Mode = Literal["1", "L", "RGB"]
_COLOUR_TYPE: dict[Mode, tuple[int, int, int]] = {"1": (1, 0, 1), "L": (8, 0, 8), "RGB": (8, 2, 24)}
"""Of a PNG: bits a sample, its colour type, bits a pixel."""
_SPACE: dict[Mode, pikepdf.Name] = {
    "1": pikepdf.Name.DeviceGray,
    "L": pikepdf.Name.DeviceGray,
    "RGB": pikepdf.Name.DeviceRGB,
}


def white_png(side: int, mode: Mode) -> bytes:
    """A square PNG, packed row by row: nothing of it is ever unpacked here."""
    bits, kind, _ = _COLOUR_TYPE[mode]
    header = struct.pack(">IIBBBBB", side, side, bits, kind, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", _packed_rows(side, mode, filtered=True)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def white_jpeg(side: int, *, progressive: bool = False) -> bytes:
    """A square grey JPEG."""
    buffer = io.BytesIO()
    Image.new("L", (side, side), 255).save(buffer, "JPEG", quality=20, progressive=progressive)
    return buffer.getvalue()


def bomb_tiff() -> bytes:
    """A TIFF of some hundred bytes that says it unpacks to 450 MB (deflate, 1 bit a pixel)."""
    entries = (
        (256, 4, 1, BOMB),
        (257, 4, 1, BOMB),
        (258, 3, 1, 1),
        (259, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (278, 4, 1, BOMB),
        (279, 4, 1, 100),
    )
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    strip = zlib.compress(b"\xff" * 10_000)[:100].ljust(100, b"\0")
    return struct.pack("<2sHI", b"II", 42, 8 + len(strip)) + strip + directory + b"\0" * 4


def pdf_with_picture(side: int, mode: Mode, page_side: float = 595) -> bytes:
    """A square page that a square picture covers (deflate)."""
    with pikepdf.new() as pdf:
        packed = _packed_rows(side, mode, filtered=False)
        return _covered_page(pdf, _picture(pdf, packed, side, mode, pikepdf.Name.FlateDecode), page_side)


def pdf_with_jpeg(side: int) -> bytes:
    """A square page that a square grey JPEG covers."""
    with pikepdf.new() as pdf:
        return _covered_page(pdf, _picture(pdf, white_jpeg(side), side, "L", pikepdf.Name.DCTDecode), 595)


def huge_page_with_text(good: bytes) -> bytes:
    """The first page of a good PDF, on a sheet of 200 x 200 inches."""
    with pikepdf.open(io.BytesIO(good)) as pdf:
        del pdf.pages[1:]
        pdf.pages[0].mediabox = pikepdf.Array([0, 0, HUGE_PAGE, HUGE_PAGE])
        return saved(pdf)


def _covered_page(pdf: pikepdf.Pdf, picture: pikepdf.Stream, side: float) -> bytes:
    page = pdf.add_blank_page(page_size=(side, side))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    page.Contents = pdf.make_stream(f"q {side} 0 0 {side} 0 0 cm /P Do Q".encode())
    return saved(pdf)


def _picture(pdf: pikepdf.Pdf, data: bytes, side: int, mode: Mode, coding: pikepdf.Name) -> pikepdf.Stream:
    return pikepdf.Stream(
        pdf,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=side,
        Height=side,
        ColorSpace=_SPACE[mode],
        BitsPerComponent=_COLOUR_TYPE[mode][0],
        Filter=coding,
    )


def _packed_rows(side: int, mode: Mode, *, filtered: bool) -> bytes:
    """White rows, deflated; a PNG's begin with the number of their filter."""
    width = -(-side * _COLOUR_TYPE[mode][2] // 8)
    row = (b"\0" if filtered else b"") + b"\xff" * width
    packer = zlib.compressobj(1)
    return b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
