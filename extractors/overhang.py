"""Text that hangs out of its cell: the last line of a merged label that the page's end cut off from its box."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.grid import Grid
from gongbiao.extractors.lines import Line

NEAR = 1.6
"""Line heights between the middles of two lines of one cell at most; a note below the table stands farther off."""
FILLED = 0.6
"""Line heights that a cell out of which text hangs leaves free below its own last line at most."""
SAME_AXIS = 0.5
"""Line heights by which the middles of two centred lines of one cell may differ sideways."""
LEAST_HEIGHT = 6.0
"""Points: the ink of 一 or of a comma is no measure of a line."""


def take_back_overhang(lines: dict[int, list[Line]], grids: list[Grid], offsets: list[int]) -> None:
    """Move lines outside the tables (negative groups), in place, to the cells whose text they go on with.

    Such a line stands just below its table's last row, between the sides of its cell and on the axis of its text.
    """
    for outside in [group for group in lines if group < 0]:
        kept = []
        for line in lines[outside]:
            homes = (_home(line, lines, grid, offset) for grid, offset in zip(grids, offsets, strict=True))
            home = next((group for group in homes if group is not None), None)
            if home is None:
                kept.append(line)
            else:
                lines[home] = [*lines[home], line]
        lines[outside] = kept


def _home(line: Line, lines: dict[int, list[Line]], grid: Grid, offset: int) -> int | None:
    """Return the group of the cell that a line hangs out of, None where it hangs out of none."""
    box = line.box
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    if not grid.x[0] < x < grid.x[-1] or y <= grid.y[-1]:
        return None
    index = int(grid.owner[-1, int(np.searchsorted(grid.x, x, side="right")) - 1])
    own = lines.get(offset + index) if index >= 0 else None
    if not own:
        return None
    last, cell = own[-1].box, grid.box(grid.cells[index])
    height = max(last.height, LEAST_HEIGHT)
    near = y - (last.top + last.bottom) / 2 <= NEAR * height and cell.bottom - last.bottom <= FILLED * height
    same_axis = abs((last.x0 + last.x1) / 2 - x) <= SAME_AXIS * height
    inside = cell.x0 <= box.x0 and box.x1 <= cell.x1
    return offset + index if near and same_axis and inside else None
