"""How well was a table's structure read? The measure of the ICDAR 2013 table competition (Göbel et al. 2013).

A table is turned into its adjacency relations: each cell with text, paired with the nearest cell with text to its
right and below it, blank cells skipped. Two tables agree as far as their relations do. Regions play no part: the
relations of all tables of a document are pooled, so that a table found where none is costs precision, and a table
that was not found costs recall.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

RIGHT, BELOW = "right", "below"

Relation = tuple[str, str, str]
"""A cell's text, its neighbour's text, and where the neighbour stands."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell of any reader's table; rows and columns count from 0, the last ones belong to the cell."""

    row: int
    column: int
    last_row: int
    last_column: int
    text: str


TextTable = Sequence[TextCell]


@dataclass(frozen=True, slots=True)
class Score:
    """What was read against what is there, counted in relations."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Share of the relations found that are right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the relations expected that were found; 0 where there are none."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic_mean(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Summary:
    """Many documents' scores as one."""

    precision: float
    """Mean over the documents."""
    recall: float
    """Mean over the documents."""
    mean_f1: float
    """Mean of the documents' own F1."""
    pooled: Score
    """All relations of all documents counted together."""

    @property
    def f1(self) -> float:
        """The competition's figure: F1 of the documents' mean precision and mean recall."""
        return harmonic_mean(self.precision, self.recall)


def score(found: Iterable[TextTable], expected: Iterable[TextTable]) -> Score:
    """Compare the tables of one document with the true ones."""
    ours, theirs = _pooled(found), _pooled(expected)
    return Score((ours & theirs).total(), ours.total(), theirs.total())


def summary(scores: Sequence[Score]) -> Summary:
    """Average the scores of at least one document."""
    return Summary(
        precision=fmean(one.precision for one in scores),
        recall=fmean(one.recall for one in scores),
        mean_f1=fmean(one.f1 for one in scores),
        pooled=Score(
            sum(one.right for one in scores), sum(one.found for one in scores), sum(one.expected for one in scores)
        ),
    )


def relations(table: TextTable) -> Counter[Relation]:
    """Return a table's adjacency relations.

    A cell over several rows has a neighbour to its right in each of them; the same neighbour counts once.
    """
    cells = [(cell, normalised(cell.text)) for cell in table]
    filled = {
        (row, column): index
        for index, (cell, text) in enumerate(cells)
        if text
        for row in range(cell.row, cell.last_row + 1)
        for column in range(cell.column, cell.last_column + 1)
    }
    rows = 1 + max((row for row, _ in filled), default=-1)
    columns = 1 + max((column for _, column in filled), default=-1)
    pairs: set[tuple[int, int, str]] = set()
    for (row, column), index in filled.items():
        cell = cells[index][0]
        if column == cell.last_column:
            beside = (filled.get((row, other)) for other in range(column + 1, columns))
            pairs.update((index, other, RIGHT) for other in _first(beside))
        if row == cell.last_row:
            below = (filled.get((other, column)) for other in range(row + 1, rows))
            pairs.update((index, other, BELOW) for other in _first(below))
    return Counter((cells[index][1], cells[other][1], where) for index, other, where in pairs)


def normalised(text: str) -> str:
    """Return what the competition compares: the text's letters and digits, without case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def harmonic_mean(a: float, b: float) -> float:
    """Return the harmonic mean of two shares; 0 where both are 0."""
    return 2 * a * b / (a + b) if a + b else 0.0


def _pooled(tables: Iterable[TextTable]) -> Counter[Relation]:
    total: Counter[Relation] = Counter()
    for table in tables:
        total.update(relations(table))
    return total


def _first(cells: Iterable[int | None]) -> tuple[int, ...]:
    """Return the first cell with text as a tuple of one, or an empty tuple."""
    return next(((cell,) for cell in cells if cell is not None), ())
