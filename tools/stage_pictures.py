"""Draw over a sample's pages what each step makes of them: glyphs and rulings, cells, the joined table and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont

from gongbiao.extractors.box import Box
from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.document import open_document
from gongbiao.extractors.page import Page
from gongbiao.extractors.stages import page_tables, readings
from gongbiao.extractors.table import Cell, Table
from gongbiao.pipeline.schema import IndicatorRow

SCALE = 1.8
"""Pixels for one point: the smallest print stays legible at the width of a page of documentation."""
MARGIN = 8.0
"""Points of page that are shown around what is of interest."""
TAG_SPACE = 235.0
"""Points to the right of the joined table, for the rows' indicators."""
LINE = 1.0
"""Points: half of the thickest ruling, so that a crop along a ruling keeps it."""
BREAK = 14.0
"""Points between two pages drawn one above the other."""
LETTERING = 15
"""Pixels: the size of what is written over a page (ASCII only: Pillow's own font has no more)."""

Colour = tuple[int, int, int]

RULING: Colour = (214, 39, 40)
GLYPH: Colour = (160, 205, 240)
ROW: Colour = (20, 110, 60)
INK: Colour = (40, 40, 40)
PAPER: Colour = (255, 255, 255)
PLAIN: Colour = (222, 235, 247)
WIDE: Colour = (199, 233, 192)
TALL: Colour = (253, 208, 150)
BOTH: Colour = (214, 196, 236)


@dataclass(frozen=True, slots=True)
class Strip:
    """A horizontal strip of one page, as a picture that can be drawn on."""

    number: int
    """1-based page."""
    box: Box
    """What of the page it shows, in points."""
    picture: Image.Image

    def place(self, box: Box) -> tuple[float, float, float, float]:
        """A box of the page (points) in pixels of the picture."""
        return (
            (box.x0 - self.box.x0) * SCALE,
            (box.top - self.box.top) * SCALE,
            (box.x1 - self.box.x0) * SCALE,
            (box.bottom - self.box.top) * SCALE,
        )


def page_strip(pdf: Path, number: int, box: Box) -> Strip:
    """Render the part ``box`` (points) of page ``number`` (1-based)."""
    document = pypdfium2.PdfDocument(pdf)
    whole = document[number - 1].render(scale=SCALE).to_pil().convert("RGB")
    document.close()
    edges = (round(box.x0 * SCALE), round(box.top * SCALE), round(box.x1 * SCALE), round(box.bottom * SCALE))
    return Strip(number, box, whole.crop(edges))


def glyphs_and_rulings(pdf: Path, number: int, from_top: float) -> Image.Image:
    """Draw what the native reader hands on: every glyph's box, every ruling; the page from ``from_top`` (points) on."""
    page, table = _page_and_table(pdf, number)
    strip = page_strip(pdf, number, _around(table.box, from_top))
    boxes = [strip.place(Box(*sides)) for sides in page.glyphs.boxes.tolist()]
    picture = highlighted(strip.picture, [(box, GLYPH) for box in boxes])
    draw = ImageDraw.Draw(picture)
    for y, start, end in page.rulings.horizontal.tolist():
        draw.line(strip.place(Box(start, y, end, y)), fill=RULING, width=3)
    for x, start, end in page.rulings.vertical.tolist():
        draw.line(strip.place(Box(x, start, x, end)), fill=RULING, width=3)
    return legend(picture, ((GLYPH, "glyph"), (RULING, "ruling")))


def cells_by_span(pdf: Path, number: int, from_top: float) -> Image.Image:
    """Draw the grid's cells, coloured by what they span; the page from ``from_top`` (points) on."""
    _, table = _page_and_table(pdf, number)
    strip = page_strip(pdf, number, _around(table.box, from_top))
    picture = highlighted(strip.picture, [(strip.place(cell.box), _span_colour(cell)) for cell in table.cells])
    draw = ImageDraw.Draw(picture)
    for cell in table.cells:
        draw.rectangle(strip.place(cell.box), outline=INK, width=2)
    colours = ((PLAIN, "one row, one column"), (WIDE, "several columns"), (TALL, "several rows"), (BOTH, "both"))
    return legend(picture, colours)


def joined_rows(pdf: Path, pages: tuple[int, int], tops: tuple[float, float], rows: list[IndicatorRow]) -> Image.Image:
    """Draw one table over a page break, and beside it the dataset's rows that its boxes lead to.

    Of the two pages the parts from ``tops`` (points) on are shown; cells that the break cut share a colour.
    """
    data = pdf.read_bytes()
    with open_document(data) as document:
        pieces = {one.page: table for one in page_tables(document) if one.page in pages for table in one.tables}
        reading = next(iter(readings(document)))
    joined = next(block for block in reading.blocks if isinstance(block, Table) and block.page == pages[0])
    strips = [_joined_strip(pdf, pieces[page], top, joined, rows) for page, top in zip(pages, tops, strict=True)]
    gap = round(BREAK * SCALE)
    height = sum(strip.height for strip in strips) + gap
    canvas = Image.new("RGB", (strips[0].width, height), PAPER)
    canvas.paste(strips[0], (0, 0))
    canvas.paste(strips[1], (0, strips[0].height + gap))
    draw = ImageDraw.Draw(canvas)
    middle = strips[0].height + gap / 2
    for x in range(0, canvas.width, 14):
        draw.line((x, middle, x + 7, middle), fill=INK, width=2)
    return legend(canvas, ((TALL, "one cell, cut by the page break"), (ROW, "a row of indicators: page, box, id")))


def _joined_strip(pdf: Path, piece: Table, top: float, joined: Table, rows: list[IndicatorRow]) -> Image.Image:
    edge = piece.box
    shown = Box(edge.x0 - MARGIN, max(top, edge.top - LINE), edge.x1 + MARGIN, edge.bottom + LINE)
    strip = page_strip(pdf, piece.page, shown)
    picture = Image.new("RGB", (strip.picture.width + round(TAG_SPACE * SCALE), strip.picture.height), PAPER)
    picture.paste(strip.picture, (0, 0))
    cut = [cell for cell in piece.cells if _is_cut(cell, piece, joined)]
    picture = highlighted(picture, [(strip.place(cell.box), TALL) for cell in cut])
    draw = ImageDraw.Draw(picture)
    for row in rows:
        if row.page == piece.page and None not in (row.x0, row.top, row.x1, row.bottom):
            _draw_row(draw, strip, row)
    return picture


def _draw_row(draw: ImageDraw.ImageDraw, strip: Strip, row: IndicatorRow) -> None:
    assert row.x0 is not None and row.top is not None and row.x1 is not None and row.bottom is not None
    x0, top, x1, bottom = strip.place(Box(row.x0, row.top, row.x1, row.bottom))
    draw.rectangle((x0 + 2, top + 3, x1 - 2, bottom - 3), outline=ROW, width=3)
    middle = (top + bottom) / 2
    draw.line((x1 - 2, middle, x1 + 22, middle), fill=ROW, width=3)
    font = ImageFont.load_default(LETTERING)
    draw.text((x1 + 28, middle - LETTERING - 1), f"row {row.row_no}, page {row.page}", fill=ROW, font=font)
    draw.text((x1 + 28, middle + 1), row.indicator_id or "no match", fill=INK, font=font)


def _is_cut(cell: Cell, piece: Table, joined: Table) -> bool:
    """Whether a cell of one page's piece is only a part of a cell of the joined table."""
    down = joined.rows - piece.rows if piece.page != joined.page else 0
    x = (cell.box.x0 + cell.box.x1) / 2
    for whole in joined.cells:
        left, right = joined.column_edges[whole.column], joined.column_edges[whole.column_end]
        if left < x < right and whole.row <= cell.row + down < whole.row_end:
            return whole.row_span > cell.row_span
    return False


def _page_and_table(pdf: Path, number: int) -> tuple[Page, Table]:
    with open_document(pdf.read_bytes()) as document:
        page = document.native.read_page(number)
    return page, next(block for block in blocks_of(page) if isinstance(block, Table))


def _around(box: Box, from_top: float) -> Box:
    return Box(box.x0 - MARGIN, max(from_top, box.top - LINE), box.x1 + MARGIN, box.bottom + MARGIN)


def highlighted(picture: Image.Image, areas: list[tuple[tuple[float, float, float, float], Colour]]) -> Image.Image:
    """Colour areas (pixels) as a marker pen does: the print stays black."""
    marker = Image.new("RGB", picture.size, PAPER)
    draw = ImageDraw.Draw(marker)
    for area, colour in areas:
        draw.rectangle(area, fill=colour)
    return ImageChops.multiply(picture, marker)


def _span_colour(cell: Cell) -> Colour:
    if cell.row_span > 1:
        return BOTH if cell.column_span > 1 else TALL
    return WIDE if cell.column_span > 1 else PLAIN


def legend(picture: Image.Image, colours: tuple[tuple[Colour, str], ...]) -> Image.Image:
    """Write below a picture what its colours say."""
    height = 2 * LETTERING + 8
    canvas = Image.new("RGB", (picture.width, picture.height + height), PAPER)
    canvas.paste(picture, (0, 0))
    draw = ImageDraw.Draw(canvas)
    font = ImageFont.load_default(LETTERING + 2)
    x, y = MARGIN * SCALE, picture.height + 8.0
    for colour, text in colours:
        draw.rectangle((x, y, x + 22, y + LETTERING + 2), fill=colour, outline=INK)
        draw.text((x + 30, y - 2), text, fill=INK, font=font)
        x += 60 + font.getlength(text)
    return canvas
