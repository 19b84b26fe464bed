"""A reading to the pieces that can be a form: a table with the lines of text around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongbiao.extractors.box import Box, enclosing
from gongbiao.extractors.table import Cell, Part, Reading, Table, TextLine
from gongbiao.normalizers.template import Template, label_key
from gongbiao.normalizers.title import is_form_title


@dataclass(frozen=True, slots=True)
class Segment:
    """A table, or the rows of one that hold a single form."""

    table: Table
    before: tuple[TextLine, ...]
    """The lines above it, from the end of the table before."""
    after: tuple[TextLine, ...]
    """The lines below it, up to the next table."""


def segments_of(reading: Reading, templates: Sequence[Template]) -> Iterator[Segment]:
    """Yield the segments of a document in reading order.

    A table that holds several forms one after another (published without titles between them, or stitched over a page
    break) is cut where a form's first label comes again.
    """
    starts = {
        label_key(label)
        for template in templates
        for rule in template.fields.values()
        if rule.starts_form
        for label in rule.labels
    }
    lines: list[TextLine] = []
    waiting: list[Segment] = []
    for block in reading.blocks:
        if isinstance(block, TextLine):
            lines.append(block)
            continue
        yield from _with_after(waiting, lines)
        waiting = _cut(block, tuple(lines), starts)
        lines = []
    yield from _with_after(waiting, lines)


def _with_after(waiting: list[Segment], lines: list[TextLine]) -> Iterator[Segment]:
    """The lines below a table are those of its last segment."""
    yield from waiting[:-1]
    for last in waiting[-1:]:
        yield replace(last, after=tuple(lines))


def _cut(table: Table, before: tuple[TextLine, ...], starts: set[str]) -> list[Segment]:
    found = [cell for cell in table.cells if cell.lines and label_key("".join(cell.lines)) in starts]
    # a first label stands where that of the form before it stood; elsewhere it may head a column of a list
    rows = {cell.row for cell in found if cell.column == found[0].column}
    cuts = [_with_heading(table, row) for row in sorted(rows)[1:]]
    cuts = [row for row in cuts if row > 0 and not any(cell.row < row < cell.row_end for cell in table.cells)]
    bounds = [0, *dict.fromkeys(cuts), table.rows]
    segments = []
    for start, end in pairwise(bounds):
        piece = _rows_of(table, start, end)
        above = before if start == 0 else next((part.before for part in table.parts if part.row == start), ())
        segments.append(Segment(piece, above, ()))
    return segments


def _with_heading(table: Table, row: int) -> int:
    """Step up over the full-width rows above ``row`` if one of them is a form's title."""
    top = row
    title = row
    while top > 0:
        above = [cell for cell in table.cells if cell.row < top <= cell.row_end]
        if len(above) != 1:
            break
        top = above[0].row
        if is_form_title("".join(above[0].lines)):
            title = top
    return title


def _rows_of(table: Table, start: int, end: int) -> Table:
    """Return the rows from ``start`` to ``end`` (not included) as a table of their own."""
    if (start, end) == (0, table.rows):
        return table
    cells = tuple(cell._replace(row=cell.row - start) for cell in table.cells if start <= cell.row < end)
    parts = [part for part, next_row in _with_next_rows(table) if part.row < end and next_row > start]
    first = parts[0]
    rebased = tuple(replace(part, row=max(0, part.row - start)) for part in parts)
    return replace(
        table,
        page=first.page,
        box=_box_of(cells, first),
        rows=end - start,
        cells=cells,
        parts=rebased,
    )


def _with_next_rows(table: Table) -> Iterator[tuple[Part, int]]:
    for part, following in zip(table.parts, (*table.parts[1:], None), strict=True):
        yield part, following.row if following is not None else table.rows


def _box_of(cells: Sequence[Cell], part: Part) -> Box:
    own = [cell.box for cell in cells if cell.page == part.page]
    return enclosing(own) if own else part.box
