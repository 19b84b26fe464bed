"""A table without outer borders, going on below a page break: its first columns have no line left on the new page.

The cells that stand there (a section, a level, merged over many rows) are then nothing but text beside the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongbiao.extractors.box import Box
from gongbiao.extractors.table import Block, Cell, Table, TextLine

SAME_EDGE = 4.0
"""Points by which an edge may differ from one page to the next."""
MOST_MISSING = 3
"""Columns that may be open at most: a section's name and two levels, or the halves of a block."""


def with_open_side(above: Table, below: Table, page: Sequence[Block]) -> tuple[Table, list[TextLine]] | None:
    """Return ``below`` with the cells that are open on its left, and the lines of ``page`` that are their text.

    None where the tables do not fit so: ``below`` must begin at an inner edge of ``above`` and end with it.
    """
    if abs(above.column_edges[-1] - below.column_edges[-1]) > SAME_EDGE:
        return None
    edges = _missing_edges(above, below.column_edges[0])
    if edges is None:
        return None
    box = Box(edges[0], below.box.top, below.box.x0, below.box.bottom)
    beside = [block for block in page if isinstance(block, TextLine) and _inside(block.box, box)]
    cut = any(cell.row_end == above.rows and above.column_edges[cell.column_end] == edges[-1] for cell in above.cells)
    if not cut and not beside:
        return None
    count = len(edges) - 1
    missing = []
    for column, (low, high) in enumerate(pairwise((*edges[:-1], below.box.x0))):
        place = Box(low, below.box.top, high, below.box.bottom)
        lines = tuple(line.text for line in beside if _inside(line.box, place))
        missing.append(Cell(0, column, below.rows, 1, lines, below.page, place))
    widened = replace(
        below,
        box=Box(edges[0], below.box.top, below.box.x1, below.box.bottom),
        columns=below.columns + count,
        cells=(*missing, *(other._replace(column=other.column + count) for other in below.cells)),
        column_edges=(*edges[:-1], *below.column_edges),
    )
    return widened, beside


def _missing_edges(above: Table, begins: float) -> tuple[float, ...] | None:
    """Return the edges of the columns left of ``begins``, that one included, as the cells at the break have them."""
    inner = above.column_edges[1:-1]
    end = next((i for i, edge in enumerate(inner, 1) if abs(edge - begins) <= SAME_EDGE), None)
    if end is None:
        return None
    left = {cell.column: cell.column_end for cell in above.cells if cell.row_end == above.rows and cell.column < end}
    columns = [0]
    while columns[-1] < end and columns[-1] in left:
        columns.append(left[columns[-1]])
    if columns[-1] != end or len(columns) - 1 > MOST_MISSING:
        columns = [0, end]
        if end >= MOST_MISSING:
            return None
    return tuple(above.column_edges[column] for column in columns)


def _inside(box: Box, area: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom
