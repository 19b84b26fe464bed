"""What is noted of each recognised cell that reaches the dataset, so that doubts can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongbiao.extractors.table import Cell
from gongbiao.normalizers.record import Place, Recognised
from gongbiao.normalizers.text import repair


def recognised_text(cell: Cell, repaired: Callable[[str], str]) -> str:
    """Return a cell's clean text, run through a repair for recognised text if it is such."""
    text = repair(cell.lines)
    return repaired(text) if cell.confidence < 1 else text


def recognised(cell: Cell | None, taken: str | None) -> Recognised | None:
    """Return what is to be noted of a cell that was understood as ``taken``; None for no text, and text of a PDF."""
    if cell is None or not taken or cell.confidence == 1:
        return None
    place = Place(cell.page, cell.box)
    return Recognised(repair(cell.as_read), repair(cell.alternative), taken, cell.confidence, place)


def recognised_columns(columns: Mapping[str, tuple[Cell | None, str | None]]) -> dict[str, Recognised]:
    """Return what is to be noted of a row's cells, given by the column that each fills."""
    notes = {column: recognised(cell, taken) for column, (cell, taken) in columns.items()}
    return {column: note for column, note in notes.items() if note is not None}
