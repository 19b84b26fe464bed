"""Two pieces of one table, on following pages, to one table.

The pieces agree on their columns first (edges that moved a little are the same edge). Then the page break is undone:
a header that the second page repeats is left out, a merged cell that the break cut is one cell again, and so is a row
that it cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from gongbiao.extractors.column_edges import common_edges
from gongbiao.extractors.table import Cell, Part, Table

MIN_HEADER_CELLS = 3
"""A repeated row with fewer cells is no header of a table."""

MIN_LEAF_CELLS = 4
"""Cells of one column, the two beside the page break among them, that tell whether the column is ever merged."""

_Pair = tuple[Cell, Cell]
_Extent = tuple[int, int]


def join_tables(above: Table, below: Table) -> Table:
    """Return one table: the rows of ``above``, then those of ``below`` (points; pages as in the pieces)."""
    edges, above_at, below_at = common_edges(above.column_edges, below.column_edges)
    upper = _renumbered(above.cells, above_at)
    lower = _renumbered(below.cells, below_at)
    skipped = _repeated_header(upper, lower, below.rows)
    lower = [_from_row(cell, skipped) for cell in lower if cell.row_end > skipped]
    bottom = {_extent(cell): cell for cell in upper if cell.row_end == above.rows}
    top = [cell for cell in lower if cell.row == 0]
    pairs = [(bottom[_extent(cell)], cell) for cell in top if _extent(cell) in bottom]
    aligned = len(pairs) == len(top) == len(bottom)
    cut = aligned and _narrative_is_cut(pairs)
    shift = above.rows - 1 if cut else above.rows
    merged = pairs if cut else _continued_cells(pairs, top, upper + lower)
    cells = _merge(upper, lower, merged, shift)
    part = below.parts[0]
    return Table(
        page=above.page,
        box=above.box,
        rows=shift + below.rows - skipped,
        columns=len(edges) - 1,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        parts=(*above.parts, Part(part.page, part.box, above.rows, part.before)),
        column_edges=edges,
        irregular=(*above.irregular, *below.irregular),
    )


def _from_row(cell: Cell, first: int) -> Cell:
    """Return a cell of a table whose rows above ``first`` are left out."""
    row = max(cell.row, first)
    return replace(cell, row=row - first, row_span=cell.row_end - row)


def _renumbered(cells: Iterable[Cell], at: list[int]) -> list[Cell]:
    """Return cells with their columns counted along other edges; ``at`` gives the new index of each old edge."""
    if at == list(range(len(at))):
        return list(cells)
    return [
        replace(cell, column=at[cell.column], column_span=at[cell.column_end] - at[cell.column])
        for cell in cells
        if at[cell.column_end] > at[cell.column]
    ]


def _repeated_header(upper: list[Cell], lower: list[Cell], rows: int) -> int:
    """Return how many rows at the top of the lower piece repeat rows of the upper one.

    A row counts only if nothing but its first cell is merged or empty: a data row that happens to stand twice begins
    with the merged cells of its levels.
    """
    known = {_header_key(upper, row) for row in {cell.row for cell in upper}} - {None}
    count = 0
    while count < rows - 1 and (key := _header_key(lower, count)) is not None and key in known:
        count += 1
    return count


def _header_key(cells: list[Cell], row: int) -> tuple[str, ...] | None:
    crossing = [cell for cell in cells if cell.row <= row < cell.row_end]
    own = [cell for cell in crossing if cell.row_span == 1 and cell.lines]
    if len(own) < MIN_HEADER_CELLS or len(crossing) - len(own) > 1:
        return None
    return tuple("".join(cell.text.split()) for cell in sorted(own, key=lambda cell: cell.column))


def _narrative_is_cut(pairs: list[_Pair]) -> bool:
    """Tell whether the first row of a page is the rest of a label with its text, of which one half lacks the label.

    Rows of more cells are left apart: only who knows their meaning can tell a cut row from one with empty cells.
    """
    if len(pairs) != 2:
        return False
    (label_above, label_below), (text_above, text_below) = pairs
    return bool(text_above.lines and text_below.lines and bool(label_above.lines) != bool(label_below.lines))


def _continued_cells(pairs: list[_Pair], top: list[Cell], pieces: list[Cell]) -> list[_Pair]:
    """Return the cells that the page break cut: merged ones left of the row's own cells, if only one half has text."""
    leaves = _never_merged(pieces)
    own = [cell.column for cell in top if _extent(cell) in leaves]
    texts = [cell.column for cell in top if cell.lines and cell.row_span == 1]
    limit = min(own, default=min(texts, default=None))
    return [
        (upper, lower)
        for upper, lower in pairs
        if not (upper.lines and lower.lines)
        and (lower.column < limit if limit is not None else upper.row_span > 1 or lower.row_span > 1)
    ]


def _never_merged(cells: list[Cell]) -> set[_Extent]:
    """Return the columns whose cells are all one row high; a few cells are needed to tell."""
    tallest: dict[_Extent, int] = {}
    seen: Counter[_Extent] = Counter()
    for cell in cells:
        tallest[_extent(cell)] = max(cell.row_span, tallest.get(_extent(cell), 0))
        seen[_extent(cell)] += 1
    return {extent for extent, height in tallest.items() if height == 1 and seen[extent] >= MIN_LEAF_CELLS}


def _merge(upper: list[Cell], lower: list[Cell], merged: list[_Pair], shift: int) -> list[Cell]:
    halves = {(a.row, a.column): b for a, b in merged}
    gone = {(b.row, b.column) for _, b in merged}
    out = []
    for cell in upper:
        other = halves.get((cell.row, cell.column))
        if other is None:
            out.append(cell)
            continue
        text = cell if cell.lines or not other.lines else other
        out.append(
            replace(
                cell,
                row_span=shift + other.row_end - cell.row,
                lines=cell.lines + other.lines,
                page=text.page,
                box=text.box,
                confidence=min(cell.confidence, other.confidence),
            )
        )
    out.extend(replace(cell, row=cell.row + shift) for cell in lower if (cell.row, cell.column) not in gone)
    return out


def _extent(cell: Cell) -> _Extent:
    return cell.column, cell.column_span
