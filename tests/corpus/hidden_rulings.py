"""Grids with lines that nobody sees, fills that everybody sees, and tables with some of their lines left out."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.corpus.flow import PlacedCell, PlacedPage
from tests.corpus.rulings import HAIR, Side, lines_of, sides, strokes

_LABEL_BLUE = (0.85, 0.91, 0.97)
_BAND = (0.96, 0.96, 0.9)


def under_white_boxes(canvas: Canvas, page: PlacedPage) -> None:
    """All lines through the whole table, then every cell as a white box with its own border over them."""
    height = page.setup.height
    canvas.setLineWidth(HAIR)
    for table in page.tables:
        x0, x1 = min(cell.x0 for cell in table), max(cell.x1 for cell in table)
        top, bottom = (height - value for value in (min(c.top for c in table), max(c.bottom for c in table)))
        for y in {height - cell.top for cell in table}:
            canvas.line(x0, y, x1, y)
        for x in {cell.x0 for cell in table}:
            canvas.line(x, bottom, x, top)
    canvas.setFillGray(1)
    for cell in page.cells:
        canvas.rect(cell.x0, height - cell.bottom, cell.x1 - cell.x0, cell.bottom - cell.top, stroke=1, fill=1)
    canvas.setFillGray(0)


def white_lines(canvas: Canvas, page: PlacedPage) -> None:
    """Strokes, and in the middle of every value cell a cross of white lines, which nobody sees on paper."""
    height = page.setup.height
    canvas.setStrokeGray(1)
    canvas.setLineWidth(HAIR)
    for cell in page.cells:
        if cell.role == "value":
            x, y = (cell.x0 + cell.x1) / 2, height - (cell.top + cell.bottom) / 2
            canvas.line(x, height - cell.bottom, x, height - cell.top)
            canvas.line(cell.x0, y, cell.x1, y)
    canvas.setStrokeGray(0)
    strokes(canvas, page)


def coloured(canvas: Canvas, page: PlacedPage) -> None:
    """Cells with backgrounds: labels blue, values banded by character lines, then strokes."""
    height = page.setup.height
    for cell in page.cells:
        canvas.setFillColorRGB(*(_LABEL_BLUE if cell.role == "label" else _BAND))
        bottom = height - cell.bottom
        canvas.rect(cell.x0, bottom, cell.x1 - cell.x0, cell.bottom - cell.top, stroke=0, fill=1)
        canvas.setFillGray(1)
        for number in range(len(cell.lines)):  # a highlighted line of text, as word processors store it
            band = page.setup.leading
            y = height - (cell.top + cell.bottom) / 2 - (number + 1 - len(cell.lines) / 2) * band
            canvas.rect(cell.x0 + 1, y, cell.x1 - cell.x0 - 2, band, stroke=0, fill=1)
    canvas.setFillGray(0)
    strokes(canvas, page)


def dark_labels(canvas: Canvas, page: PlacedPage) -> None:
    """Labels stand on dark blue, to be printed in white; then strokes."""
    canvas.setFillColorRGB(0.1, 0.2, 0.45)
    for cell in page.cells:
        if cell.role == "label":
            bottom = page.setup.height - cell.bottom
            canvas.rect(cell.x0, bottom, cell.x1 - cell.x0, cell.bottom - cell.top, stroke=0, fill=1)
    canvas.setFillGray(0)
    strokes(canvas, page)


def clipped(canvas: Canvas, page: PlacedPage) -> None:
    """The table's lines, and further lines that a clipping path hides."""
    strokes(canvas, page)
    for table in page.tables:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 0, 30, 30)
        canvas.clipPath(path, stroke=0, fill=0)
        for cell in table:
            middle = (cell.x0 + cell.x1) / 2
            canvas.line(middle, page.setup.height - cell.bottom, middle, page.setup.height - cell.top)
        canvas.restoreState()


def _draw(canvas: Canvas, lines: list[Side]) -> None:
    canvas.setLineWidth(HAIR)
    for line in lines:
        canvas.line(*line)


def _edge_of(table: list[PlacedCell], side: Side, height: float) -> bool:
    x0, y0, x1, _ = side
    if x0 == x1:
        return x0 in (min(cell.x0 for cell in table), max(cell.x1 for cell in table))
    return y0 in (height - min(cell.top for cell in table), height - max(cell.bottom for cell in table))


def horizontal_only(canvas: Canvas, page: PlacedPage) -> None:
    """Horizontal lines and no others; merged cells are not crossed."""
    _draw(canvas, [line for line in lines_of(page) if line[1] == line[3]])


def no_inner_verticals(canvas: Canvas, page: PlacedPage) -> None:
    """Horizontal lines and the table's two sides."""
    height = page.setup.height
    horizontal_only(canvas, page)
    for table in page.tables:
        own = [side for cell in table for side in sides(cell, height)]
        _draw(canvas, [side for side in own if side[0] == side[2] and _edge_of(table, side, height)])


def no_outer_borders(canvas: Canvas, page: PlacedPage) -> None:
    """All lines but those around the table."""
    height = page.setup.height
    for table in page.tables:
        own = [side for cell in table for side in sides(cell, height)]
        _draw(canvas, [side for side in own if not _edge_of(table, side, height)])


def no_outer_verticals(canvas: Canvas, page: PlacedPage) -> None:
    """All lines but the table's two sides."""
    height = page.setup.height
    for table in page.tables:
        own = [side for cell in table for side in sides(cell, height)]
        _draw(canvas, [side for side in own if side[1] == side[3] or not _edge_of(table, side, height)])
