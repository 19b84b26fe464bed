"""The rows of a sheet on pages: how high they are, and where page breaks fall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from samples.builders.sheet import Sheet, SheetCell

Wrapped = Mapping[SheetCell, tuple[str, ...]]


class PageLimits(Protocol):
    """What of a page's setup decides where rows break."""

    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def leading(self) -> float: ...
    @property
    def padding(self) -> float: ...
    @property
    def rows_may_be_cut(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A row, or the part of one that stands on a page, in points from the page's top."""

    row: int
    top: float
    bottom: float
    is_repeated: bool = False


def row_heights(sheet: Sheet, wrapped: Wrapped, leading: float, padding: float, least: float) -> list[float]:
    """Return the heights that let every text fit, merged cells last."""
    heights = [least] * sheet.row_count
    for cell in sorted(sheet.cells, key=lambda cell: cell.row_span):
        needed = len(wrapped[cell]) * leading + 2 * padding
        missing = needed - sum(heights[cell.row : cell.row + cell.row_span])
        heights[cell.row + cell.row_span - 1] += max(0.0, missing)
    return heights


def pieces_of_rows(
    heights: Sequence[float], wrapped: Wrapped, y: float, limits: PageLimits, header_row: int | None
) -> tuple[list[list[RowPiece]], float]:
    """Return the pieces of rows on each page, and where the last one ends; ``y`` is where the first one begins.

    ``header_row`` is repeated at the top of pages that begin below it; None repeats nothing.
    """
    pages: list[list[RowPiece]] = [[]]
    limit = limits.height - limits.bottom
    for row, height in enumerate(heights):
        rest = height
        if y + height > limit:
            here = _cut(row, wrapped, limit - y, limits) if limits.rows_may_be_cut else 0.0
            if here:
                pages[-1].append(RowPiece(row, y, y + here))
                rest = height - here + 2 * limits.padding
            pages.append([])
            y = limits.top
            if header_row is not None and row > header_row:
                pages[-1].append(RowPiece(header_row, y, y + heights[header_row], is_repeated=True))
                y += heights[header_row]
        pages[-1].append(RowPiece(row, y, y + rest))
        y += rest
    return pages, y


def _cut(row: int, wrapped: Wrapped, room: float, limits: PageLimits) -> float:
    """Return how much of a row stays on its page: whole lines of its longest cell, 0 where it must stay whole."""
    most = max(len(lines) for cell, lines in wrapped.items() if cell.row == row and cell.row_span == 1)
    lines = int((room - 2 * limits.padding) // limits.leading)
    return lines * limits.leading + 2 * limits.padding if 0 < lines < most else 0.0
