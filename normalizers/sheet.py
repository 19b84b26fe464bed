"""A table as a reader looks at it: by label, by position, and keeping track of what has been read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from gongbiao.extractors.table import Cell, Table
from gongbiao.normalizers.template import label_key

COLON = re.compile("[:：]")
_NO_CELL = -1


class Sheet:
    """One table, with its cells' label keys and the cells that some field has claimed."""

    def __init__(self, table: Table, renamed: Mapping[str, str] | None = None) -> None:
        """Index the cells of ``table``; ``renamed`` gives the label keys to put in place of others."""
        self.table = table
        keys = (label_key("".join(cell.lines)) for cell in table.cells)
        self.keys = tuple(renamed.get(key, key) for key in keys) if renamed else tuple(keys)
        # the cell at each position: lists, since a look at a few positions is what is asked for all the time
        self._owner = [[_NO_CELL] * table.columns for _ in range(table.rows)]
        for index, (row, column, height, width, *_) in enumerate(table.cells):
            covered = [index] * width
            for positions in self._owner[row : row + height]:
                positions[column : column + width] = covered
        self._at: dict[str, list[int]] = {}
        for index, key in enumerate(self.keys):
            if key:
                self._at.setdefault(key, []).append(index)
        self._claimed: set[int] = set()
        self._set_aside: set[int] = set()

    def labelled(self, keys: Iterable[str]) -> Iterator[tuple[Cell, str]]:
        """Yield the cells whose label key is one of ``keys``, in reading order, with the key."""
        for index in sorted(self._labelled(keys)):
            yield self.table.cells[index], self.keys[index]

    def labelled_or_with_colon(self, keys: Iterable[str]) -> Iterator[tuple[Cell, str]]:
        """Yield those cells, and those that may print a label themselves: with a colon in them."""
        for index in sorted({*self._labelled(keys), *self._colons}):
            yield self.table.cells[index], self.keys[index]

    def _labelled(self, keys: Iterable[str]) -> Iterator[int]:
        for key in self._at.keys() & keys:
            yield from self._at[key]

    def with_colon(self) -> Iterator[Cell]:
        """Yield the cells with a colon in them, in reading order."""
        for index in self._colons:
            yield self.table.cells[index]

    @cached_property
    def _colons(self) -> dict[int, None]:
        """The cells with a colon in them, by index, in reading order."""
        cells = enumerate(self.table.cells)
        return dict.fromkeys(index for index, cell in cells if any(map(COLON.search, cell.lines)))

    def has_colon(self, cell: Cell) -> bool:
        """Tell whether there is a colon in a cell."""
        return self._owner[cell.row][cell.column] in self._colons

    def key(self, cell: Cell) -> str:
        """Return the label key of a cell."""
        return self.keys[self._owner[cell.row][cell.column]]

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a position; None where the table has a hole or ends."""
        if not (0 <= row < self.table.rows and 0 <= column < self.table.columns):
            return None
        index = self._owner[row][column]
        return self.table.cells[index] if index != _NO_CELL else None

    def row(self, row: int, start: int = 0, end: int | None = None) -> list[Cell]:
        """Return the cells that cover ``row`` within columns ``start`` to ``end`` (not included), from the left."""
        indices = dict.fromkeys(self._owner[row][start:end])
        return [self.table.cells[index] for index in indices if index != _NO_CELL]

    def mostly_within(self, row: int, start: int, end: int) -> list[Cell]:
        """Return the cells of ``row`` with half their width in columns ``start`` to ``end``, or filling half of these.

        So a cell keeps its column where inferred edges, or those of another page, differ a little.
        """
        owner = self._owner[row]
        if owner[start] == owner[end - 1] != _NO_CELL:
            return [self.table.cells[owner[start]]]
        edges = self.table.column_edges
        wanted = edges[end] - edges[start]

        def belongs(cell: Cell) -> bool:
            if start <= cell.column and cell.column_end <= end:
                return True
            low, high = max(start, cell.column), min(end, cell.column_end)
            shared = edges[high] - edges[low]
            return 2 * shared > min(wanted, edges[cell.column_end] - edges[cell.column])

        return [cell for cell in self.row(row, start, end) if belongs(cell)]

    def right_of(self, cell: Cell) -> Cell | None:
        """Return the next cell with text to the right, on the first row of ``cell``.

        A value may be set apart by a column that is empty here, where other rows of a table without rules need it.
        """
        beside = (other for other in self.row(cell.row, cell.column_end) if other.lines)
        return next(beside, None)

    def below(self, cell: Cell) -> Cell | None:
        """Return the cell with text under ``cell`` that begins or ends with it; None where there is none."""
        other = self.at(cell.row_end, cell.column)
        if other is None or not other.lines:
            return None
        return other if other.column == cell.column or other.column_end == cell.column_end else None

    def claim(self, *cells: Cell | None) -> None:
        """Note that the cells have been understood."""
        for cell in cells:
            if cell is not None:
                self._claimed.add(self._owner[cell.row][cell.column])

    def is_claimed(self, cell: Cell) -> bool:
        """Tell whether a cell has been understood already."""
        return self._owner[cell.row][cell.column] in self._claimed

    def unclaimed(self) -> list[Cell]:
        """Return the cells with text that nothing has claimed or set aside, in reading order."""
        known = self._claimed | self._set_aside
        return [cell for i, cell in enumerate(self.table.cells) if cell.lines and i not in known]

    def set_aside(self, *cells: Cell) -> None:
        """Note that the cells are known, though the dataset has no place for them."""
        self._set_aside.update(self._owner[cell.row][cell.column] for cell in cells)

    def share_claimed(self) -> float:
        """Return the share of the cells with text that have been claimed; those set aside are left out of it."""
        filled = {i for i, cell in enumerate(self.table.cells) if cell.lines} - (self._set_aside - self._claimed)
        return len(filled & self._claimed) / len(filled) if filled else 0.0
