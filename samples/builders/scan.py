"""A printed rendering as a scanner sees it: a picture of each page, askew, noisy, stamped, without any text."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from samples.builders.fonts import SONG_BOLD
from samples.builders.pages import PAGE_HEIGHT, PAGE_WIDTH

_PAPER = 247
"""Paper is not quite white."""

_SEAL_TEXT = "公表样章仅供测试专用"
"""An invented seal: no office has it."""
_SEAL_RED = (208, 32, 38)
_SEAL_RADIUS = 57.0
"""Points: 40 mm across, the size of an office's seal."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """What a scanner makes of a sheet."""

    dpi: int
    mode: Literal["RGB", "L"]
    """Colour, or shades of grey."""
    skew_degrees: tuple[float, ...]
    """Against the clock, one after the other, as sheets go through a feeder."""
    noise: float
    """Standard deviation of the grey noise, of 255."""
    jpeg_quality: int
    seal_centre: tuple[float, float]
    """Where an office stamped the sheet before: points from the top left."""

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.dpi / 72


_ON_DEPARTMENT = (205.0, 152.0)
"""Over 填报单位(盖章) and the first rows."""

SCANNERS = {
    "scan": Scanner(200, "RGB", (0.6, -0.5, 0.6, 0.4, -0.6), 4.5, 60, _ON_DEPARTMENT),
    "scan-150": Scanner(150, "L", (-0.7, 0.9, -0.4), 5.0, 50, _ON_DEPARTMENT),
    "scan-300": Scanner(300, "RGB", (1.2, -0.3, -0.9, 0.5), 3.0, 35, (400.0, 330.0)),
}
"""By the end of the file's name. The last one finds the seal over amounts."""


def scan(printed: Path, scanner: Scanner, stamped_pages: frozenset[int], folder: Path) -> Path:
    """Turn ``printed`` into ``scan.pdf`` in ``folder``: one JPEG a page, a red seal on ``stamped_pages`` (from 0)."""
    path = folder / "scan.pdf"
    with pikepdf.new() as document:
        for jpeg, size in _pictures(printed, scanner, stamped_pages):
            _add_picture(document, scanner, jpeg, size)
        document.save(path)
    return path


def _add_picture(document: pikepdf.Pdf, scanner: Scanner, jpeg: bytes, size: tuple[int, int]) -> None:
    picture = pikepdf.Stream(
        document,
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name.DeviceRGB if scanner.mode == "RGB" else pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = document.add_blank_page(page_size=(PAGE_WIDTH, PAGE_HEIGHT))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))
    page.obj.Contents = pikepdf.Stream(document, f"q {PAGE_WIDTH} 0 0 {PAGE_HEIGHT} 0 0 cm /Scan Do Q".encode())


def _pictures(
    printed: Path, scanner: Scanner, stamped_pages: frozenset[int]
) -> Iterator[tuple[bytes, tuple[int, int]]]:
    random = np.random.default_rng(seed=2024)
    seal = _seal(scanner.scale)
    with pdfium.PdfDocument(printed) as document:
        for number, page in enumerate(document):
            picture = page.render(scale=scanner.scale).to_pil().convert("RGB")
            if number in stamped_pages:
                picture = _stamp(picture, seal, scanner)
            skew = scanner.skew_degrees[number % len(scanner.skew_degrees)]
            yield _through(scanner, picture, skew, random), picture.size


def _through(scanner: Scanner, picture: Image.Image, skew: float, random: np.random.Generator) -> bytes:
    turned = picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    pixels = np.asarray(turned, dtype=np.float32) * (_PAPER / 255)
    pixels += random.normal(0.0, scanner.noise, pixels.shape[:2])[:, :, None].astype(np.float32)
    stream = io.BytesIO()
    noisy = Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).convert(scanner.mode)
    noisy.save(stream, "JPEG", quality=scanner.jpeg_quality, dpi=(scanner.dpi, scanner.dpi))
    return stream.getvalue()


def _stamp(picture: Image.Image, seal: Image.Image, scanner: Scanner) -> Image.Image:
    """Ink on paper: the seal darkens what is below it, black stays black."""
    layer = Image.new("RGB", picture.size, (255, 255, 255))
    corner = tuple(round(centre * scanner.scale) - seal.width // 2 for centre in scanner.seal_centre)
    layer.paste(seal, (corner[0], corner[1]))
    product = np.asarray(picture, dtype=np.float32) * np.asarray(layer, dtype=np.float32) / 255
    return Image.fromarray(product.astype(np.uint8))


def _seal(scale: float) -> Image.Image:
    """Draw a ring with the text along its upper half and a star in the middle, on white."""
    radius = _SEAL_RADIUS * scale
    side = math.ceil(2 * radius) + 8
    middle = side / 2
    image = Image.new("RGB", (side, side), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    edge = (middle - radius, middle - radius, middle + radius, middle + radius)
    draw.ellipse(edge, outline=_SEAL_RED, width=round(radius * 0.05))
    draw.polygon(_star(middle, radius * 0.27), fill=_SEAL_RED)
    font = ImageFont.truetype(str(SONG_BOLD), round(radius * 0.25))
    for number, character in enumerate(_SEAL_TEXT):
        turn = (number / (len(_SEAL_TEXT) - 1) - 0.5) * 240
        tile = Image.new("RGB", (side, side), (255, 255, 255))
        position = (middle, middle - radius * 0.76)
        ImageDraw.Draw(tile).text(position, character, fill=_SEAL_RED, font=font, anchor="mm")
        turned = tile.rotate(-turn, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        darker = np.minimum(np.asarray(image), np.asarray(turned))
        image = Image.fromarray(darker)
    return image


def _star(middle: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi * corner / 5
        points.append((middle + reach * math.sin(angle), middle - reach * math.cos(angle)))
    return points
