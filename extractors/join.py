"""Two pieces of one table, on following pages, to one table.

The pieces agree on their columns first (edges that moved a little are the same edge). Then the page break is undone:
a header that the second page repeats is left out, a merged cell that the break cut is one cell again, and so is a row
that it cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongbiao.extractors.column_edges import common_edges
from gongbiao.extractors.table import Cell, Part, Table

MIN_HEADER_CELLS = 3
"""A repeated row with fewer cells is no header of a table."""

MIN_LEAF_CELLS = 4
"""Cells of one column, the two beside the page break among them, that tell whether the column is ever merged."""

_Pair = tuple[Cell, Cell]
_Extent = tuple[int, int]
_HeaderKey = tuple[str, ...]


def join_tables(above: Table, below: Table) -> Table:
    """Return one table: the rows of ``above``, then those of ``below`` (points; pages as in the pieces)."""
    edges, above_at, below_at = common_edges(above.column_edges, below.column_edges)
    upper = _renumbered(above.cells, above_at)
    lower = _renumbered(below.cells, below_at)
    skipped = _repeated_header(upper, lower, below.rows)
    if skipped:
        lower = _from_row(lower, skipped)
    bottom = {_extent(cell): cell for cell in upper if cell.row + cell.row_span == above.rows}
    top = [cell for cell in lower if cell.row == 0]
    pairs = [(bottom[_extent(cell)], cell) for cell in top if _extent(cell) in bottom]
    aligned = len(pairs) == len(top) == len(bottom)
    cut = aligned and _narrative_is_cut(pairs)
    shift = above.rows - 1 if cut else above.rows
    merged = pairs if cut else _continued_cells(pairs, top, (*upper, *lower))
    part = below.parts[0]
    return Table(
        page=above.page,
        box=above.box,
        rows=shift + below.rows - skipped,
        columns=len(edges) - 1,
        cells=_merged(upper, lower, merged, shift),
        parts=(*above.parts, Part(part.page, part.box, above.rows, part.before)),
        column_edges=edges,
        irregular=(*above.irregular, *below.irregular),
    )


def _placed(cell: Cell, row: int, column: int, row_span: int, column_span: int) -> Cell:
    """Return a cell in another place of the grid; its _replace takes six times as long."""
    return tuple.__new__(Cell, (row, column, row_span, column_span, *cell[4:]))


def _from_row(cells: Sequence[Cell], first: int) -> tuple[Cell, ...]:
    """Return the cells of a table whose rows above ``first`` are left out, by row, then column."""
    kept = [
        _placed(cell, max(cell.row, first) - first, cell.column, cell.row_end - max(cell.row, first), cell.column_span)
        for cell in cells
        if cell.row_end > first
    ]
    return tuple(sorted(kept, key=lambda cell: (cell.row, cell.column)))


def _renumbered(cells: tuple[Cell, ...], at: list[int]) -> tuple[Cell, ...]:
    """Return cells with their columns counted along other edges; ``at`` gives the new index of each old edge."""
    if at == list(range(len(at))):
        return cells
    return tuple(
        _placed(cell, cell.row, at[cell.column], cell.row_span, at[cell.column_end] - at[cell.column])
        for cell in cells
        if at[cell.column_end] > at[cell.column]
    )


def _repeated_header(upper: Sequence[Cell], lower: Sequence[Cell], rows: int) -> int:
    """Return how many rows at the top of the lower piece repeat rows of the upper one.

    A row counts only if nothing but its first cell is merged or empty: a data row that happens to stand twice begins
    with the merged cells of its levels.
    """
    count = 0
    known: set[_HeaderKey] | None = None
    while count < rows - 1 and (key := _header_key(_crossing(lower, count))) is not None:
        if known is None:
            known = _header_keys(upper)
        if key not in known:
            break
        count += 1
    return count


def _header_keys(cells: Sequence[Cell]) -> set[_HeaderKey]:
    """Return the keys of all rows that could be a header."""
    filled = Counter(cell.row for cell in cells if cell.row_span == 1 and cell.lines)
    by_row: dict[int, list[Cell]] = {row: [] for row, count in filled.items() if count >= MIN_HEADER_CELLS}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            if row in by_row:
                by_row[row].append(cell)
    return {key for crossing in by_row.values() if (key := _header_key(crossing)) is not None}


def _crossing(cells: Sequence[Cell], row: int) -> list[Cell]:
    return [cell for cell in cells if cell.row <= row < cell.row_end]


def _header_key(crossing: list[Cell]) -> _HeaderKey | None:
    """Return the texts of a row that could be a header, given the cells that cross it."""
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


def _continued_cells(pairs: list[_Pair], top: list[Cell], pieces: Sequence[Cell]) -> list[_Pair]:
    """Return the cells that the page break cut: merged ones left of the row's own cells, if only one half has text."""
    halves = [(upper, lower) for upper, lower in pairs if not (upper.lines and lower.lines)]
    if not halves:
        return []
    leaves = _never_merged(pieces)
    own = [cell.column for cell in top if _extent(cell) in leaves]
    texts = [cell.column for cell in top if cell.lines and cell.row_span == 1]
    limit = min(own, default=min(texts, default=None))
    return [
        (upper, lower)
        for upper, lower in halves
        if (lower.column < limit if limit is not None else upper.row_span > 1 or lower.row_span > 1)
    ]


def _never_merged(cells: Sequence[Cell]) -> set[_Extent]:
    """Return the columns whose cells are all one row high; a few cells are needed to tell."""
    heights: dict[_Extent, list[int]] = {}
    for cell in cells:
        heights.setdefault((cell.column, cell.column_span), []).append(cell.row_span)
    return {extent for extent, found in heights.items() if len(found) >= MIN_LEAF_CELLS and max(found) == 1}


def _merged(upper: tuple[Cell, ...], lower: Sequence[Cell], pairs: list[_Pair], shift: int) -> tuple[Cell, ...]:
    """Return the cells of both pieces, the lower one's ``shift`` rows further down, each pair as one cell."""
    joined = {(above.row, above.column): _joined(above, below, shift) for above, below in pairs}
    gone = {(below.row, below.column) for _, below in pairs}
    kept = tuple(joined.get((cell.row, cell.column), cell) for cell in upper) if joined else upper
    moved = [
        _placed(cell, cell.row + shift, cell.column, cell.row_span, cell.column_span)
        for cell in lower
        if (cell.row, cell.column) not in gone
    ]
    return (*kept, *moved)


def _joined(above: Cell, below: Cell, shift: int) -> Cell:
    """Return the halves of a cell as one, which stands where its text begins."""
    text = above if above.lines or not below.lines else below
    return above._replace(
        row_span=shift + below.row_end - above.row,
        lines=above.lines + below.lines,
        page=text.page,
        box=text.box,
        confidence=min(above.confidence, below.confidence),
        alternative=_alternative(above, below),
    )


def _alternative(above: Cell, below: Cell) -> tuple[str, ...]:
    if not (above.alternative or below.alternative):
        return ()
    return (above.alternative or above.lines) + (below.alternative or below.lines)


def _extent(cell: Cell) -> _Extent:
    return cell.column, cell.column_span
