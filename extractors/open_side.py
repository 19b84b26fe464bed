"""A table without outer borders, going on below a page break: its first column has no line left on the new page.

The cell that stands there (a section's name, merged over many rows) is then nothing but text beside the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongbiao.extractors.box import Box
from gongbiao.extractors.table import Block, Cell, Table, TextLine

SAME_EDGE = 4.0
"""Points by which an edge may differ from one page to the next."""
MOST_MISSING = 2
"""Columns that may be open at most: a section's name, and the halves of its block."""


def with_open_side(above: Table, below: Table, page: Sequence[Block]) -> tuple[Table, list[TextLine]] | None:
    """Return ``below`` with the cell that is open on its left, and the lines of ``page`` that are its text.

    None where the tables do not fit so: ``below`` must begin at an inner edge of ``above`` and end with it.
    """
    if abs(above.column_edges[-1] - below.column_edges[-1]) > SAME_EDGE:
        return None
    inner = above.column_edges[1 : 1 + MOST_MISSING]
    begins = next((i for i, edge in enumerate(inner, 1) if abs(edge - below.column_edges[0]) <= SAME_EDGE), None)
    if begins is None:
        return None
    left = above.column_edges[0]
    box = Box(left, below.box.top, below.box.x0, below.box.bottom)
    beside = [block for block in page if isinstance(block, TextLine) and _inside(block.box, box)]
    cut = any(cell.row_end == above.rows and cell.column_end == begins for cell in above.cells)
    if not cut and not beside:
        return None
    cell = Cell(0, 0, below.rows, 1, tuple(line.text for line in beside), below.page, box)
    widened = replace(
        below,
        box=Box(left, below.box.top, below.box.x1, below.box.bottom),
        columns=below.columns + 1,
        cells=(cell, *(other._replace(column=other.column + 1) for other in below.cells)),
        column_edges=(left, *below.column_edges),
    )
    return widened, beside


def _inside(box: Box, area: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom
