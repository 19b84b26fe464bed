"""Lines as programs really draw them, one way a function: a page's cells in, marks on the canvas out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas

from tests.corpus.flow import PlacedCell, PlacedPage

Rulings = Callable[[Canvas, PlacedPage], None]
Side = tuple[float, float, float, float]
"""x from, y from, x to, y to; y upwards; from left to right or from bottom to top."""

HAIR = 0.5
"""Points: the width of a usual line."""


def sides(cell: PlacedCell, height: float) -> tuple[Side, Side, Side, Side]:
    """Return top, bottom, left and right of a cell on a page ``height`` points high."""
    x0, x1, top, bottom = cell.x0, cell.x1, height - cell.top, height - cell.bottom
    return (x0, top, x1, top), (x0, bottom, x1, bottom), (x0, bottom, x0, top), (x1, bottom, x1, top)


def lines_of(page: PlacedPage) -> Iterator[Side]:
    """Yield every line of a page once, pieces that continue each other joined."""
    every = {side for cell in page.cells for side in sides(cell, page.setup.height)}
    for horizontal in (True, False):
        own = sorted(_flat(side) for side in every if (side[1] == side[3]) is horizontal)
        yield from (_unflat(line, horizontal) for line in _joined(own))


def _flat(side: Side) -> tuple[float, float, float]:
    x0, y0, x1, y1 = side
    return (round(y0, 3), x0, x1) if y0 == y1 else (round(x0, 3), y0, y1)


def _unflat(line: tuple[float, float, float], horizontal: bool) -> Side:
    at, start, end = line
    return (start, at, end, at) if horizontal else (at, start, at, end)


def _joined(lines: list[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    current: tuple[float, float, float] | None = None
    for at, start, end in lines:
        if current and current[0] == at and start <= current[2] + 0.01:
            current = (at, current[1], max(end, current[2]))
            continue
        if current:
            yield current
        current = (at, start, end)
    if current:
        yield current


def strokes(canvas: Canvas, page: PlacedPage) -> None:
    """One stroke for each side of each cell."""
    canvas.setLineWidth(HAIR)
    for cell in page.cells:
        for side in sides(cell, page.setup.height):
            canvas.line(*side)


def open_breaks(canvas: Canvas, page: PlacedPage) -> None:
    """Strokes, but no line where the page break cuts a cell, as browsers do."""
    canvas.setLineWidth(HAIR)
    for cell in page.cells:
        top, bottom, left, right = sides(cell, page.setup.height)
        for side in (left, right, *([top] if cell.begins else []), *([bottom] if cell.ends else [])):
            canvas.line(*side)


def dashed(canvas: Canvas, page: PlacedPage) -> None:
    """Dashed strokes from end to end of each line."""
    canvas.setLineWidth(HAIR)
    canvas.setDash(3, 2)
    for line in lines_of(page):
        canvas.line(*line)
    canvas.setDash()


def dash_pieces(canvas: Canvas, page: PlacedPage) -> None:
    """Dashes that are strokes of their own, 4 points long and 2 apart."""
    canvas.setLineWidth(HAIR)
    for x0, y0, x1, y1 in lines_of(page):
        length = (x1 - x0) + (y1 - y0)
        at = 0.0
        while at < length:
            end = min(at + 4, length)
            canvas.line(*((x0 + at, y0, x0 + end, y0) if y0 == y1 else (x0, y0 + at, x0, y0 + end)))
            at += 6


def dotted(canvas: Canvas, page: PlacedPage) -> None:
    """Squares of 0.75 points, 2 points from one to the next."""
    for x0, y0, x1, y1 in lines_of(page):
        for number in range(int(((x1 - x0) + (y1 - y0)) / 2) + 1):
            x, y = (x0 + 2 * number, y0) if y0 == y1 else (x0, y0 + 2 * number)
            canvas.rect(x - 0.375, y - 0.375, 0.75, 0.75, stroke=0, fill=1)


def filled_bars(canvas: Canvas, page: PlacedPage) -> None:
    """Thin filled rectangles for each side of each cell, as spreadsheets do."""
    for cell in page.cells:
        for x0, y0, x1, y1 in sides(cell, page.setup.height):
            canvas.rect(x0 - 0.36, y0 - 0.36, x1 - x0 + 0.72, y1 - y0 + 0.72, stroke=0, fill=1)


def cell_rectangles(canvas: Canvas, page: PlacedPage) -> None:
    """One stroked rectangle for each cell."""
    canvas.setLineWidth(HAIR)
    for cell in page.cells:
        canvas.rect(cell.x0, page.setup.height - cell.bottom, cell.x1 - cell.x0, cell.bottom - cell.top)


def double(canvas: Canvas, page: PlacedPage) -> None:
    """Every line twice, 2 points apart."""
    canvas.setLineWidth(0.4)
    for x0, y0, x1, y1 in lines_of(page):
        for by in (-1.0, 1.0):
            across, along = (0, by) if y0 == y1 else (by, 0)
            canvas.line(x0 + across, y0 + along, x1 + across, y1 + along)


def inset(canvas: Canvas, page: PlacedPage) -> None:
    """Every cell has a frame of its own, half a point inside its place: neighbours' lines are a point apart."""
    canvas.setLineWidth(0.3)
    for cell in page.cells:
        bottom = page.setup.height - cell.bottom
        canvas.rect(cell.x0 + 0.5, bottom + 0.5, cell.x1 - cell.x0 - 1, cell.bottom - cell.top - 1)


def short(canvas: Canvas, page: PlacedPage) -> None:
    """Every side of every cell ends 1.4 points short of its corners."""
    canvas.setLineWidth(HAIR)
    for cell in page.cells:
        for x0, y0, x1, y1 in sides(cell, page.setup.height):
            if y0 == y1:
                canvas.line(x0 + 1.4, y0, x1 - 1.4, y1)
            else:
                canvas.line(x0, y0 + 1.4, x1, y1 - 1.4)


def thick_frame(canvas: Canvas, page: PlacedPage) -> None:
    """Thin lines within, a frame of 2.25 points around each table."""
    strokes(canvas, page)
    canvas.setLineWidth(2.25)
    for table in page.tables:
        x0, x1 = min(cell.x0 for cell in table), max(cell.x1 for cell in table)
        top, bottom = min(cell.top for cell in table), max(cell.bottom for cell in table)
        canvas.rect(x0, page.setup.height - bottom, x1 - x0, bottom - top)


def one_path(canvas: Canvas, page: PlacedPage) -> None:
    """The whole grid as the strokes of a single path."""
    canvas.setLineWidth(HAIR)
    path = canvas.beginPath()
    for x0, y0, x1, y1 in lines_of(page):
        path.moveTo(x0, y0)
        path.lineTo(x1, y1)
    canvas.drawPath(path)


def one_filled_path(canvas: Canvas, page: PlacedPage) -> None:
    """The whole grid as thin rectangles of a single filled path."""
    path = canvas.beginPath()
    for x0, y0, x1, y1 in lines_of(page):
        path.rect(x0 - 0.3, y0 - 0.3, x1 - x0 + 0.6, y1 - y0 + 0.6)
    canvas.drawPath(path, stroke=0, fill=1)


def nested_forms(canvas: Canvas, page: PlacedPage) -> None:
    """The grid in a form XObject within another one, at twice its size, shifted and scaled back from outside."""
    name = f"grid{canvas.getPageNumber()}"
    height, width = page.setup.height, page.setup.width
    canvas.beginForm(f"{name}inner", 0, 0, 2 * width + 80, 2 * height + 80)
    canvas.setLineWidth(2 * HAIR)
    for line in lines_of(page):
        canvas.line(*(2 * value + 40 for value in line))
    canvas.endForm()
    canvas.beginForm(f"{name}outer", 0, 0, 2 * width + 80, 2 * height + 80)
    canvas.translate(-40, -40)
    canvas.doForm(f"{name}inner")
    canvas.endForm()
    canvas.saveState()
    canvas.scale(0.5, 0.5)
    canvas.doForm(f"{name}outer")
    canvas.restoreState()


def frames(canvas: Canvas, page: PlacedPage) -> None:
    """A filled frame for each cell: two rectangles in one path, of which only what lies between is ink."""
    for cell in page.cells:
        x, y = cell.x0, page.setup.height - cell.bottom
        width, height = cell.x1 - cell.x0, cell.bottom - cell.top
        path = canvas.beginPath()
        path.rect(x, y, width, height)
        path.rect(x + HAIR, y + HAIR, width - 2 * HAIR, height - 2 * HAIR)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)
