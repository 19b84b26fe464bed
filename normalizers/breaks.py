"""What a page break cut in two and only meaning can put together again: labels, and rows of several cells.

The extractors join a cell cut by a page break if one half is empty. Where both halves have text (绩效目标 at the foot
of a page, 指标 at the head of the next) the label tells: together they are a known one.
A row is the rest of the one before if it lacks what a row of its own has: a label that can stand alone, and values.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from unicodedata import east_asian_width

from gongbiao.extractors.table import Cell, Part, Table
from gongbiao.normalizers.known_labels import KnownLabels
from gongbiao.normalizers.template import label_key

SHORTEST_NAME = 2
"""Characters: a single one below a name is that name's end."""
SHORT_LINE = 2
"""Half-width characters by which a line that goes on may be shorter than others: what stands next did not fit."""


def mend_cut_labels(table: Table, labels: KnownLabels) -> Table:
    """Return the table with the halves of cut labels joined."""
    firsts = {part.row for part in table.parts[1:]}
    if not firsts:
        return table
    below = {(cell.row, cell.column, cell.column_span): cell for cell in table.cells if cell.row in firsts}
    mended: dict[Cell, Cell] = {}
    gone: set[Cell] = set()
    for upper in (cell for cell in table.cells if cell.row_end in firsts):
        lower = below.get((upper.row_end, upper.column, upper.column_span))
        if lower is not None and _are_halves(upper, lower, labels):
            mended[upper] = _joined(upper, lower, upper.row_span + lower.row_span)
            gone.add(lower)
    if not mended:
        return table
    return replace(table, cells=tuple(mended.get(cell, cell) for cell in table.cells if cell not in gone))


def _are_halves(upper: Cell, lower: Cell, labels: KnownLabels) -> bool:
    return bool(upper.lines and lower.lines) and labels.is_label(_key(upper.lines + lower.lines))


def mend_cut_rows(table: Table, labels: KnownLabels) -> Table:
    """Return the table with each row joined that a page break cut."""
    for part in reversed(table.parts[1:]):
        table = _mend_row(table, part.row, labels)
    return table


def _mend_row(table: Table, row: int, labels: KnownLabels) -> Table:
    """Join ``row``, the first of its page, to the one above if it is the rest of it."""
    lower = [cell for cell in table.cells if cell.row == row]
    upper = {(cell.column, cell.column_span): cell for cell in table.cells if cell.row_end == row}
    halves = [(upper[extent], cell) for cell in lower if (extent := (cell.column, cell.column_span)) in upper]
    whole = len(halves) == len(lower) and all(cell.row_span == 1 for cell in lower)
    if not halves or not whole:
        return table
    if not (_is_rest(halves, labels) or _is_second_line(table, halves, labels)):
        return table
    rest, gone = dict(halves), set(lower)
    cells = [
        _joined(cell, rest[cell], cell.row_span + 1) if cell in rest else cell
        for cell in table.cells
        if cell not in gone
    ]
    return _without_row(table, row, cells)


def _is_rest(halves: list[tuple[Cell, Cell]], labels: KnownLabels) -> bool:
    """Tell whether the lower halves of a row's cells, its label first, cannot be a row of their own."""
    (label_above, label_below), *values = halves
    if not label_below.lines:
        return bool(label_above.lines) and any(below.lines for _, below in values)
    if not label_above.lines:
        return any(above.lines for above, _ in values) and not any(below.lines for _, below in values)
    if _ends_name(_key(label_below.lines)):
        return True
    if all(above.lines and below.lines for above, below in values):
        return False
    texts_below = [_key(below.lines) for _, below in halves if below.lines]
    if any(map(labels.begins_row, texts_below)) or (len(texts_below) > 1 and labels.is_label(texts_below[0])):
        return False
    if labels.names_row(_key(label_above.lines + label_below.lines)):
        return True
    if labels.names_row(_key(label_above.lines)):
        return False
    lacking = [(above, below) for above, below in halves if above.lines and not below.lines]
    return halves[-1] in lacking and 2 * len(lacking) >= sum(bool(above.lines) for above, _ in halves)


def _ends_name(key: str) -> bool:
    """Tell whether a text is too short for a name; a single digit may number a row."""
    return len(key) < SHORTEST_NAME and key.isalpha() and not key.isnumeric()


def _is_second_line(table: Table, halves: list[tuple[Cell, Cell]], labels: KnownLabels) -> bool:
    """Tell whether the lower halves of a row can be what did not fit on the last line above.

    So it is if each name above fills its line, none below is known to stand alone, and no value stands twice.
    """
    names = list(takewhile(lambda half: half[0].lines and half[1].lines, halves))
    values = halves[len(names) :]
    if not names or any(above.lines and below.lines for above, below in values):
        return False
    if not any(above.lines or below.lines for above, below in values):
        return False
    keys = [_key(below.lines) for _, below in names]
    if any(labels.is_label(key) or labels.is_numbered(key) for key in keys):
        return False
    return all(_is_full(table, above) for above, _ in names)


def _is_full(table: Table, cell: Cell) -> bool:
    """Tell whether the last line of a cell is as long as lines of its column are that go on in the next line."""
    wrapped = [
        _width(line)
        for other in table.cells
        if (other.column, other.column_span) == (cell.column, cell.column_span)
        for line in other.lines[:-1]
    ]
    return bool(wrapped) and _width(cell.lines[-1]) >= max(wrapped) - SHORT_LINE


def _width(line: str) -> int:
    """Return the width of a line in half-width characters."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def _without_row(table: Table, row: int, cells: list[Cell]) -> Table:
    """Return a table of ``cells`` from which ``row`` has gone: taller cells shrink, the ones below move up."""

    def shifted(cell: Cell) -> Cell:
        if cell.row >= row:
            return cell._replace(row=cell.row - 1)
        return cell._replace(row_span=cell.row_span - 1) if cell.row_end > row else cell

    parts = tuple(Part(p.page, p.box, p.row - (p.row > row), p.before) for p in table.parts)
    return replace(table, rows=table.rows - 1, cells=tuple(map(shifted, cells)), parts=parts)


def _joined(upper: Cell, lower: Cell, row_span: int) -> Cell:
    return upper._replace(
        lines=upper.lines + lower.lines,
        row_span=row_span,
        confidence=min(upper.confidence, lower.confidence),
        alternative=_both(upper, lower, upper.alternative, lower.alternative),
        recognised=_both(upper, lower, upper.recognised, lower.recognised),
    )


def _both(upper: Cell, lower: Cell, of_upper: tuple[str, ...], of_lower: tuple[str, ...]) -> tuple[str, ...]:
    """Return other lines for a joined cell: those of one half stand beside the printed ones of the other."""
    return (of_upper or upper.lines) + (of_lower or lower.lines) if of_upper or of_lower else ()


def _key(lines: tuple[str, ...]) -> str:
    return label_key("".join(lines))
