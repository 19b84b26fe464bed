"""Text that hangs out of its cell: the last line of a merged label that the page's end cut off from its box."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.grid import Grid
from gongbiao.extractors.lines import Line

NEAR = 2.0
"""Line heights between the middles of two lines of one cell at most; a note below the table stands farther off."""
SAME_AXIS = 0.5
"""Line heights by which the middles of two centred lines of one cell may differ sideways."""
LEAST_HEIGHT = 6.0
"""Points: the ink of 一 or of a comma is no measure of a line."""


def take_back_overhang(lines: dict[int, list[Line]], grids: list[Grid], offsets: list[int]) -> None:
    """Move lines outside the tables (negative groups), in place, to the cells whose text they go on with.

    Such a line stands just below its table's last row, or just above the first, on the axis of the cell's own text.
    """
    for outside in [group for group in lines if group < 0]:
        kept = []
        for line in lines[outside]:
            home = next(
                (found for pair in zip(grids, offsets, strict=True) if (found := _home(line, lines, *pair))), None
            )
            if home is None:
                kept.append(line)
                continue
            group, below = home
            lines[group] = [*lines[group], line] if below else [line, *lines[group]]
        lines[outside] = kept


def _home(line: Line, lines: dict[int, list[Line]], grid: Grid, offset: int) -> tuple[int, bool] | None:
    """Return the group of the cell that a line hangs out of, and whether it does so below."""
    box = line.box
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    if not grid.x[0] < x < grid.x[-1] or grid.y[0] <= y <= grid.y[-1]:
        return None
    below = bool(y > grid.y[-1])
    column = int(np.searchsorted(grid.x, x, side="right")) - 1
    index = int(grid.owner[-1 if below else 0, column])
    own = lines.get(offset + index) if index >= 0 else None
    if not own:
        return None
    beside = own[-1 if below else 0].box
    height = max(beside.height, LEAST_HEIGHT)
    near = abs((beside.top + beside.bottom) / 2 - y) <= NEAR * height
    same_axis = abs((beside.x0 + beside.x1) / 2 - x) <= SAME_AXIS * height
    return (offset + index, below) if near and same_axis else None
