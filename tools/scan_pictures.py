"""Draw a scanned page as it is displayed, and as it is read: clean, level, its rulings and lines of text found."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PIL import Image, ImageDraw
from tools.stage_pictures import GLYPH, RULING, highlighted, legend

from gongbiao.extractors.box import Box
from gongbiao.extractors.pictures.picture import Picture
from gongbiao.extractors.pictures.rendered import RenderedPages
from gongbiao.extractors.scans.level import level
from gongbiao.extractors.scans.paper import clean_paper
from gongbiao.extractors.scans.sheet_lines import sheet_lines

SCALE = 1.2
"""Pixels for one point: two pages stand side by side."""


def as_displayed(pdf: Path, number: int, shown: Box) -> Image.Image:
    """Draw the part ``shown`` (points) of page ``number`` (1-based) as the file shows it."""
    return _part(Image.fromarray(_picture(pdf, number).pixels).convert("RGB"), _picture(pdf, number).dpi, shown)


def as_read(pdf: Path, number: int, shown: Box) -> Image.Image:
    """Draw the same part of a page that stands upright as its lines are read; ``shown`` in points of the level page."""
    picture = _picture(pdf, number)
    grey = level(clean_paper(picture.pixels).grey).grey
    found = sheet_lines(grey, picture.dpi)
    strip = _part(Image.fromarray(grey).convert("RGB"), picture.dpi, shown)
    unit = picture.points_per_pixel
    lines = [_place(Box(*(side * unit for side in line.box)), shown) for line in found.lines]
    drawn = highlighted(strip, [(line, GLYPH) for line in lines])
    draw = ImageDraw.Draw(drawn)
    for y, start, end in found.rulings.horizontal.tolist():
        draw.line(_place(Box(start, y, end, y), shown), fill=RULING, width=2)
    for x, start, end in found.rulings.vertical.tolist():
        draw.line(_place(Box(x, start, x, end), shown), fill=RULING, width=2)
    return legend(drawn, ((GLYPH, "line of text"), (RULING, "ruling")))


def _picture(pdf: Path, number: int) -> Picture:
    with closing(RenderedPages(pdf.read_bytes())) as pages:
        return pages.picture(number)


def _part(whole: Image.Image, dpi: float, shown: Box) -> Image.Image:
    unit = dpi / 72
    edges = (shown.x0 * unit, shown.top * unit, shown.x1 * unit, shown.bottom * unit)
    size = (round((shown.x1 - shown.x0) * SCALE), round((shown.bottom - shown.top) * SCALE))
    return whole.resize(size, Image.Resampling.LANCZOS, box=edges)


def _place(box: Box, shown: Box) -> tuple[float, float, float, float]:
    return (
        (box.x0 - shown.x0) * SCALE,
        (box.top - shown.top) * SCALE,
        (box.x1 - shown.x0) * SCALE,
        (box.bottom - shown.top) * SCALE,
    )
