"""Labels that a page break cut in two.

The extractors join a cell cut by a page break only if one half is empty. Where both halves have text (绩效目标 at the
foot of a page, 指标 at the head of the next) only their meaning tells: together they are a known label, the second half
alone is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gongbiao.extractors.table import Cell, Table
from gongbiao.normalizers.template import label_key


def mend_cut_labels(table: Table, is_label: Callable[[str], bool]) -> Table:
    """Return the table with the halves of cut labels joined; ``is_label`` knows the labels by their key."""
    firsts = {part.row for part in table.parts[1:]}
    below = {(cell.row, cell.column, cell.column_span): cell for cell in table.cells if cell.row in firsts}
    mended: dict[Cell, Cell] = {}
    gone: set[Cell] = set()
    for upper in table.cells:
        lower = below.get((upper.row_end, upper.column, upper.column_span))
        if lower is not None and _are_halves(upper, lower, is_label):
            lines, height = upper.lines + lower.lines, upper.row_span + lower.row_span
            mended[upper] = replace(upper, lines=lines, row_span=height)
            gone.add(lower)
    if not mended:
        return table
    return replace(table, cells=tuple(mended.get(cell, cell) for cell in table.cells if cell not in gone))


def _are_halves(upper: Cell, lower: Cell, is_label: Callable[[str], bool]) -> bool:
    if not (upper.lines and lower.lines):
        return False
    return is_label(_key(upper.lines + lower.lines)) and not is_label(_key(lower.lines))


def _key(lines: tuple[str, ...]) -> str:
    return label_key("".join(lines))
