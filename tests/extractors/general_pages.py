"""Pages with general tables and with what only looks like tables, drawn with reportlab's own fonts."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from gongbiao.extractors.native import NativeReader
from gongbiao.extractors.page_tables import tables_of
from gongbiao.extractors.table import Table

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 60.0, 535.0
FONT, SIZE, STEP = "Helvetica", 9.0, 13.0

_WORDS = [
    "budget",
    "report",
    "energy",
    "market",
    "regional",
    "policy",
    "during",
    "period",
    "annual",
    "growth",
    "public",
    "services",
    "average",
    "household",
    "fiscal",
    "measures",
    "survey",
    "respondents",
    "states",
    "framework",
    "quarter",
    "between",
    "results",
    "significant",
    "however",
]

Row = Sequence[str]


class DrawnPage:
    """One page, written from the top down; all places in points from its top left."""

    def __init__(self, seed: int = 1) -> None:
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=(WIDTH, HEIGHT))
        self.random = random.Random(seed)
        self.y = 60.0

    def text(self, x: float, text: str, *, align: str = "left") -> None:
        """Write on the current line, from ``x`` or up to it."""
        self._canvas.setFont(FONT, SIZE)
        draw = self._canvas.drawString if align == "left" else self._canvas.drawRightString
        draw(x, HEIGHT - self.y, text)

    def rule(self, x0: float, x1: float, dy: float = 3.5) -> None:
        """Draw a line below the current line of text."""
        self._canvas.line(x0, HEIGHT - self.y - dy, x1, HEIGHT - self.y - dy)

    def upright(self, x: float, top: float, bottom: float) -> None:
        self._canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self._canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top)

    def down(self, lines: float = 1.0) -> None:
        self.y += lines * STEP

    def words(self, count: int) -> list[str]:
        return self.random.choices(_WORDS, k=count)

    def prose(self, lines: int, x0: float = LEFT, x1: float = RIGHT) -> None:
        """Write justified text."""
        for _ in range(lines):
            self._justified(x0, x1)
            self.down()
        self.down()

    def _justified(self, x0: float, x1: float) -> None:
        words: list[str] = []
        while sum(stringWidth(word, FONT, SIZE) + 3 for word in words) < x1 - x0 - 20:
            words.extend(self.words(1))
        white = (x1 - x0 - sum(stringWidth(word, FONT, SIZE) for word in words)) / (len(words) - 1)
        x = x0
        for word in words:
            self.text(x, word)
            x += stringWidth(word, FONT, SIZE) + white

    def rows(self, rows: Iterable[Row], edges: Sequence[float]) -> None:
        """Write rows: the first column from the first edge on, each further one up to its edge."""
        for row in rows:
            for column, (text, x) in enumerate(zip(row, edges, strict=True)):
                self.text(x, text, align="right" if column else "left")
            self.down()

    def tables(self) -> list[Table]:
        """Return what the program sees."""
        self._canvas.showPage()
        self._canvas.save()
        reader = NativeReader(self._out.getvalue())
        try:
            return tables_of(reader.read_page(1))
        finally:
            reader.close()


def grid_of(table: Table) -> list[list[str]]:
    """Return the table's texts by row and column, lines joined by spaces; a cell over several columns stands first."""
    grid = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = " ".join(cell.lines)
    return grid
