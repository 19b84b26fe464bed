"""A run of lines to a grid: its lanes are column edges, its lines make rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from gongbiao.extractors.grid import Grid, GridCell, owners
from gongbiao.extractors.lanes import Run
from gongbiao.extractors.print_lines import Piece, PrintLine

ASCENT, DESCENT = 0.85, 0.25
"""Shares of the font size that letters reach above and below the baseline."""
MIDDLE = 0.35
"""Share of the font size from the baseline up to the middle of a line."""
MARGIN = 1.0
"""Points by which an edge keeps from the text beside it."""
TIGHT = 1.5
"""Font sizes from one line of a cell to the next, at most."""
MOST_LETTERS = 4
"""Letters that may stand with a number: a unit."""
_BEFORE, _AFTER = frozenset("$€£¥￥"), frozenset("%‰)*†‡")
"""Signs that are set apart from the figure after them, or before them."""

Row = tuple[PrintLine, ...]


def run_to_grid(run: Run) -> Grid:
    """Return the grid of a run of lines; it may have one column only."""
    edges = _inner_edges(run)
    rows = _rows(run.lines, edges)
    size = float(np.median([line.size for line in run.lines]))
    x = [
        min(line.pieces[0].x0 for line in run.lines) - MARGIN,
        *edges,
        max(line.pieces[-1].x1 for line in run.lines) + MARGIN,
    ]
    between = [(a[-1].baseline + b[0].baseline) / 2 - MIDDLE * size for a, b in pairwise(rows)]
    y = [rows[0][0].baseline - ASCENT * size, *between, rows[-1][-1].baseline + DESCENT * size]
    cells = [cell for number, row in enumerate(rows) for cell in _cells(number, row, x)]
    return Grid(np.array(x), np.array(y), tuple(cells), owners(cells, len(rows), len(x) - 1), ())


def _inner_edges(run: Run) -> list[float]:
    """Return one x in each lane; a column of signs stays with its figures."""
    led = any(line.led for line in run.lines)
    edges = [high - MARGIN if led else (low + high) / 2 for low, high in run.lanes]
    for signs, side in ((_BEFORE, 1), (_AFTER, 0)):
        bounds = [-np.inf, *edges, np.inf]
        of_signs = [_is_of(run, low, high, signs) for low, high in pairwise(bounds)]
        dropped = {column - 1 + side for column, only in enumerate(of_signs) if only}
        edges = [edge for index, edge in enumerate(edges) if index not in dropped]
    return edges


def _is_of(run: Run, low: float, high: float, signs: frozenset[str]) -> bool:
    own = [piece.text for line in run.lines for piece in line.pieces if low < _middle(piece) < high]
    return bool(own) and all(set(text) <= signs for text in own)


def _middle(piece: Piece) -> float:
    return (piece.x0 + piece.x1) / 2


def _rows(lines: Sequence[PrintLine], edges: Sequence[float]) -> list[Row]:
    """Join the lines of one row: those of a header, of a wrapped label, of a cell's text."""
    filled = [_filled(line, edges) for line in lines]
    body = next((i for i, texts in enumerate(filled) if 0 in texts and any(map(is_figure, _others(texts)))), 1)
    rows: list[list[PrintLine]] = []
    for index, line in enumerate(lines):
        close = index > 0 and line.baseline - lines[index - 1].baseline <= TIGHT * line.size
        whole = not any(_crosses(one, edges) for one in lines[max(0, index - 1) : index + 1])
        if close and whole and (_same_header if index < body else _goes_on)(filled[index - 1], filled[index]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(row) for row in rows]


def _same_header(above: dict[int, str], texts: dict[int, str]) -> bool:
    """Tell whether a line belongs to the header above it: a label of its own below the heads of figures does not."""
    return set(texts) != {0} or 0 in above


def _goes_on(above: dict[int, str], texts: dict[int, str]) -> bool:
    """Tell whether a line below the header goes on with the row above it."""
    label = texts.get(0, "")
    if label:
        return label[0].islower() and (len(texts) == 1 or set(above) == {0})
    return not any(map(is_figure, texts.values())) and set(texts) <= set(above)


def _filled(line: PrintLine, edges: Sequence[float]) -> dict[int, str]:
    """Return what a line says in each column."""
    texts: dict[int, str] = {}
    for piece in line.pieces:
        column = int(np.searchsorted(edges, _middle(piece)))
        texts[column] = texts.get(column, "") + piece.text
    return texts


def _others(texts: dict[int, str]) -> list[str]:
    return [text for column, text in texts.items() if column > 0]


def is_figure(text: str) -> bool:
    """Tell whether a text is a number, with its unit at most, or a sign for none."""
    digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    return (digits > 0 and letters <= min(digits, MOST_LETTERS)) or text in ("-", "–", "—", "*", "…")


def column_starts(run: Run, grid: Grid) -> list[list[float]]:
    """Return for each column where the first piece of each line in it begins (points)."""
    starts: list[list[float]] = [[] for _ in range(len(grid.x) - 1)]
    for line in run.lines:
        seen: set[int] = set()
        for piece in line.pieces:
            column = int(np.searchsorted(grid.x, _middle(piece))) - 1
            if column not in seen:
                starts[column].append(piece.x0)
                seen.add(column)
    return starts


def _crosses(line: PrintLine, edges: Sequence[float]) -> bool:
    return any(piece.x0 < edge < piece.x1 for piece in line.pieces for edge in edges)


def _cells(number: int, row: Row, x: Sequence[float]) -> list[GridCell]:
    """Cut a row at the edges that none of its pieces crosses."""
    inner = range(1, len(x) - 1)
    free = [edge for edge in inner if not any(p.x0 < x[edge] < p.x1 for line in row for p in line.pieces)]
    return [GridCell(number, a, 1, b - a) for a, b in pairwise([0, *free, len(x) - 1])]
