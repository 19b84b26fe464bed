"""A page to its tables and the lines around them: grids get their text."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.box import Box
from gongbiao.extractors.connected import connected
from gongbiao.extractors.grid import Grid, find_grids, grids_of_tables, snap
from gongbiao.extractors.lines import Line, build_lines
from gongbiao.extractors.overhang import take_back_overhang
from gongbiao.extractors.page import Glyphs, OtherReading, Page, Rulings
from gongbiao.extractors.page_columns import column_borders
from gongbiao.extractors.regrid import cell_of_glyphs
from gongbiao.extractors.shared_edges import with_shared_edges
from gongbiao.extractors.table import Block, Cell, Part, Table, TextLine
from gongbiao.extractors.unruled import with_inferred_rulings


def blocks_of(page: Page) -> list[Block]:
    """Return the tables of a page and the lines of text outside them, from top to bottom.

    No text is dropped: a word that stands in no cell is part of a line.
    """
    return filled(page, grids_of(page))


def grids_of(page: Page) -> list[Grid]:
    """Return the grids that a page draws, with the lines that it leaves to the eye, from top to bottom."""
    lines = Rulings(snap(page.rulings.horizontal), snap(page.rulings.vertical))
    tables = connected(lines.horizontal, lines.vertical)
    completed = with_inferred_rulings(page, lines, tables)
    grids = find_grids(completed) if completed else grids_of_tables(tables)
    return [with_shared_edges(grid, page.glyphs) for grid in grids]


def filled(page: Page, grids: list[Grid]) -> list[Block]:
    """Return the grids as tables with their text, and the lines of text outside them, in reading order.

    That is from top to bottom; where tables stand beside each other, the left one with its lines comes first.
    """
    borders = column_borders([_box(grid) for grid in grids])
    group, offsets = _groups(page.glyphs, grids, borders)
    lines: dict[int, list[Line]] = {}
    for line in build_lines(page.glyphs, group):
        lines.setdefault(line.group, []).append(line)
    take_back_overhang(lines, grids, offsets)
    blocks: list[Block] = [
        _with_other_readings(_table(grid, page.number, lines, offset), page.other_readings)
        for grid, offset in zip(grids, offsets, strict=True)
    ]
    for outside in (group for group in lines if group < 0):
        blocks.extend(TextLine(line.text, page.number, line.box, line.confidence) for line in lines[outside])
    return sorted(blocks, key=lambda block: (bisect(borders, block.box.x0), block.box.top, block.box.x0))


def _groups(glyphs: Glyphs, grids: list[Grid], borders: list[float]) -> tuple[NDArray[np.int64], list[int]]:
    """Return each glyph's group (a grid's offset plus its cell's index) and the grids' offsets.

    Outside the tables it is a negative number, one for each column into which ``borders`` part the page.
    The grid of a table that stands in a cell of another one takes the text: the larger grids are asked first.
    """
    group = np.full(len(glyphs), -1)
    if borders:
        group -= np.searchsorted(borders, glyphs.centres()[0])
    offsets = np.cumsum([0] + [len(grid.cells) for grid in grids]).tolist()[:-1]
    for grid, offset in sorted(zip(grids, offsets, strict=True), key=lambda pair: -_area(pair[0])):
        owner = cell_of_glyphs(grid, glyphs)
        group = np.where(owner >= 0, offset + owner, group)
    return group, offsets


def _box(grid: Grid) -> Box:
    return Box(float(grid.x[0]), float(grid.y[0]), float(grid.x[-1]), float(grid.y[-1]))


def _area(grid: Grid) -> float:
    return _box(grid).width * _box(grid).height


def _table(grid: Grid, page: int, lines: dict[int, list[Line]], offset: int) -> Table:
    """Return a grid with its text; ``lines`` are by group, the grid's first cell being group ``offset``."""
    cells = []
    x, y = grid.x.tolist(), grid.y.tolist()
    for index, (row, column, row_span, column_span) in enumerate(grid.cells, start=offset):
        box = Box(x[column], y[row], x[column + column_span], y[row + row_span])
        own = lines.get(index)
        if own is None:
            cells.append(Cell(row, column, row_span, column_span, (), page, box))
        elif len(own) == 1:
            (line,) = own
            other = (line.alternative,) if line.alternative else ()
            cells.append(Cell(row, column, row_span, column_span, (line.text,), page, box, line.confidence, other))
        else:
            text = tuple([line.text for line in own])
            confidence = min([line.confidence for line in own])
            cells.append(Cell(row, column, row_span, column_span, text, page, box, confidence, _alternative(own)))
    rows, columns = grid.owner.shape
    box = _box(grid)
    return Table(page, box, rows, columns, tuple(cells), (Part(page, box, row=0),), tuple(x), grid.irregular)


def _with_other_readings(table: Table, others: Sequence[OtherReading]) -> Table:
    """Return a table whose cells know how else they were read."""
    if not others:
        return table
    cells = list(table.cells)
    for other in others:
        x, y = (other.box.x0 + other.box.x1) / 2, (other.box.top + other.box.bottom) / 2
        for index, cell in enumerate(cells):
            if cell.lines and cell.box.x0 <= x <= cell.box.x1 and cell.box.top <= y <= cell.box.bottom:
                cells[index] = cell._replace(alternative=other.lines)
    return replace(table, cells=tuple(cells))


def _alternative(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return how a cell's lines may also read; empty where there is no doubt."""
    for line in lines:
        if line.alternative:
            return tuple([line.alternative or line.text for line in lines])
    return ()
