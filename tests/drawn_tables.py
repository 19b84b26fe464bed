"""Tables drawn in a test's text: ``a|b|c`` rows, ``^`` continues the cell above, ``<`` the cell to the left."""

from __future__ import annotations

from gongbiao.extractors.box import Box
from gongbiao.extractors.table import Cell, Part, Table

COLUMN = 40.0
"""Points: the width of a drawn column."""
ROW = 20.0
"""Points: the height of a drawn row."""


def draw_table(page: int, *rows: str, shift: float = 0.0) -> Table:
    """Make the table that the rows draw; ``¶`` in a cell begins a new line; ``shift`` moves it right (points)."""
    grid = [[text.strip() for text in row.split("|")] for row in rows]
    columns = len(grid[0])
    cells = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            width = next((k for k in range(1, columns - c) if grid[r][c + k] != "<"), columns - c)
            height = next((k for k in range(1, len(grid) - r) if grid[r + k][c] != "^"), len(grid) - r)
            box = Box(50 + c * COLUMN, 100 + r * ROW, 50 + (c + width) * COLUMN, 100 + (r + height) * ROW)
            lines = tuple(text.split("¶")) if text else ()
            cells.append(Cell(r, c, height, width, lines, page, box))
    box = Box(50 + shift, 100, 50 + shift + columns * COLUMN, 100 + len(grid) * ROW)
    edges = tuple(50 + shift + i * COLUMN for i in range(columns + 1))
    return Table(page, box, len(grid), columns, tuple(cells), (Part(page, box, 0),), edges)
