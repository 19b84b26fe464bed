"""Is what looks like columns a table? Prose, lists and tables of contents leave white lanes, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

from gongbiao.extractors.lane_table import is_figure
from gongbiao.extractors.table import Cell, Table

MIN_ROWS = 3
"""Rows with text in several columns."""
MIN_FILLED = 0.45
"""Share of the cells of these rows that hold text."""
MIN_COLUMN = 0.2
"""The same of each column: the axes of charts beside each other leave the space between them nearly empty."""
MIN_FIGURES = 0.3
"""Share of figures among the texts right of the first column, in tables of three columns and more."""
SURE_FIGURES = 0.7
"""The same in tables of two columns: a list has text behind its marks."""
LONG = 40
"""Characters a line: longer lines are running text."""
WORDS_ROWS, WORDS_COLUMNS, WORDS_FILLED, WORDS_LENGTH = 4, 4, 0.75, 20
"""A table without figures has so many rows and columns, so many of its cells filled, so few characters a line; lists
are set in three columns."""
ALIGNED = 0.8
"""Share of a column's texts, in a table without figures, that begin at the same x; words of justified text do not."""
SAME_START = 1.5
"""Points by which the starts of aligned texts differ at most."""


def is_evident(table: Table, starts: Sequence[Sequence[float]]) -> bool:
    """Tell whether a table that no ruling draws is one by what stands in it.

    ``starts`` lists for each column where the text of each line begins (points).
    """
    rows = [row for row in _rows(table) if len(row) > 1]
    if table.columns < 2 or len(rows) < MIN_ROWS:
        return False
    cells = [cell for row in rows for cell in row]
    filled = len(cells) / (len(rows) * table.columns)
    length = fmean(_length(cell) for cell in cells)
    by_column = Counter(column for cell in cells for column in range(cell.column, cell.column_end))
    if any(by_column[column] < MIN_COLUMN * len(rows) for column in range(table.columns)):
        return False
    if filled < MIN_FILLED or length > LONG or _is_contents(rows):
        return False
    right = [cell for cell in cells if cell.column > 0]
    figures = [cell for cell in right if is_figure(cell.text)]
    share = len(figures) / len(right)
    if len({cell.row for cell in figures}) < MIN_ROWS:
        share = 0.0
    if table.columns == 2:
        return share >= SURE_FIGURES and len(rows) > MIN_ROWS
    return share >= MIN_FIGURES or (
        len(rows) >= WORDS_ROWS
        and table.columns >= WORDS_COLUMNS
        and filled >= WORDS_FILLED
        and length <= WORDS_LENGTH
        and all(map(_are_aligned, starts))
    )


def _are_aligned(starts: Sequence[float]) -> bool:
    """Tell whether the texts of a column begin at the same x."""
    return sum(abs(x - median(starts)) <= SAME_START for x in starts) >= ALIGNED * len(starts)


def _length(cell: Cell) -> int:
    """Return how many letters and digits the longest line of a cell has: dots that lead to a figure do not count."""
    return max(sum(map(str.isalnum, line)) for line in cell.lines)


def _rows(table: Table) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if cell.lines:
            rows[cell.row].append(cell)
    return rows


def _is_contents(rows: list[list[Cell]]) -> bool:
    """Tell whether the last texts are page numbers (or numbers of equations, of lines) and nothing else is a figure."""
    last = [row[-1].text.strip("() .") for row in rows]
    numbers = [int(text) for text in last if text.isdecimal()]
    growing = len(numbers) >= 0.8 * len(last) and all(a <= b for a, b in pairwise(numbers))
    inner = [cell for row in rows for cell in row[1:-1]]
    return growing and sum(is_figure(cell.text) for cell in inner) <= len(inner) / 2
