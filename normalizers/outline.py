"""The parts of a form of unknown family, told from its shape and from the words that other families print.

A guess to be checked by a person: which cells are labels, which rows are the indicator block, what heads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongbiao.extractors.table import Cell
from gongbiao.normalizers.known_words import KnownWords
from gongbiao.normalizers.money import is_amount
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.text import repair

LONGEST = 14
"""Characters of a label; longer texts are values."""
LEAST_COLUMNS = 3
"""Columns of an indicator block at least."""
_VALUE = re.compile(r"[0-9]|[。；;，,]")
"""What labels hardly ever hold."""
_LEVELS = ("level1", "level2")


@dataclass(frozen=True, slots=True)
class OutlinedColumn:
    """A column of the indicator block."""

    text: str
    meaning: str
    """A column of a template, or ``not_kept``."""
    like: str | None
    """The known label that it is like; None for a guess from the column's shape."""


@dataclass(frozen=True, slots=True)
class OutlinedLabel:
    """A label with its value."""

    text: str
    value: str
    meaning: str | None
    """A field of a template; None where nobody knows."""
    like: str | None
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a form."""

    columns: tuple[OutlinedColumn, ...]
    labels: tuple[OutlinedLabel, ...]
    sections: tuple[str, ...]
    money: tuple[tuple[str, str, str], ...]
    """Text, side and item of the money lines that are known, or look like some: ``other_N`` is their item then."""
    money_columns: tuple[tuple[str, str], ...]
    """Text and meaning of the columns of amounts."""


def outline_of(sheet: Sheet, words: KnownWords) -> Outline:
    """Return the parts of a table."""
    header = _indicator_header(sheet, words)
    rows = range(header, sheet.table.rows) if header is not None else range(0)
    columns = tuple(_columns(sheet, header, words)) if header is not None else ()
    outside = [cell for cell in sheet.table.cells if cell.row not in rows and cell.lines]
    sections = [repair(cell.lines) for cell in sheet.table.cells if cell.lines and _is_section(sheet, cell, words)]
    money = list(_money(sheet, outside, words, set(sections)))
    taken = {text for text, _, _ in money} | set(sections)
    return Outline(
        columns,
        tuple(_labels(sheet, outside, words, taken)),
        tuple(dict.fromkeys(sections)),
        tuple(money),
        tuple(
            (repair(cell.lines), words.fund_columns[sheet.key(cell)])
            for cell in outside
            if sheet.key(cell) in words.fund_columns and repair(cell.lines) not in taken
        ),
    )


def _is_label_like(text: str) -> bool:
    return 1 < len(text) <= LONGEST and not _VALUE.search(text)


def _indicator_header(sheet: Sheet, words: KnownWords) -> int | None:
    """Return the row that heads the largest list of the table: known words count most, then rows that follow it."""
    best: tuple[float, int] | None = None
    for row in range(sheet.table.rows - 1):
        cells = [cell for cell in sheet.row(row) if cell.row == row and cell.row_span == 1 and cell.lines]
        texts = [repair(cell.lines) for cell in cells]
        if len(cells) < LEAST_COLUMNS or len(set(texts)) < len(texts) or not all(map(_is_label_like, texts)):
            continue
        known = sum(words.indicator_columns.get(sheet.key(cell)) is not None for cell in cells)
        following = _rows_under(sheet, row, cells)
        score = len(cells) * following * (1 + known)
        if following and (best is None or score > best[0]):
            best = score, row
    return best[1] if best else None


def _rows_under(sheet: Sheet, row: int, header: list[Cell]) -> int:
    """Count the rows below a header whose cells stand in its columns."""
    edges = {cell.column for cell in header} | {cell.column_end for cell in header}
    count = 0
    for below in range(row + 1, sheet.table.rows):
        cells = [cell for cell in sheet.row(below, header[0].column) if cell.row == below]
        if not cells or any(cell.column not in edges for cell in cells):
            break
        count += 1
    return count


def _columns(sheet: Sheet, header: int, words: KnownWords) -> Iterator[OutlinedColumn]:
    """Yield the columns of the block: by their words, else by their shape."""
    cells = [cell for cell in sheet.row(header) if cell.row == header and cell.row_span == 1 and cell.lines]
    meanings = [words.indicator_column(sheet.key(cell)) for cell in cells]
    taken: set[str] = {found[0] for found in meanings if found}
    for cell, found in zip(cells, meanings, strict=True):
        text = repair(cell.lines)
        if found:
            yield OutlinedColumn(text, found[0], found[1])
            continue
        meaning = _by_shape(sheet, cell, taken)
        taken |= {meaning} - {"not_kept"}
        yield OutlinedColumn(text, meaning, None)


def _by_shape(sheet: Sheet, header: Cell, taken: set[str]) -> str:
    """Guess what a column holds: merged cells are levels, words the indicators' names, numbers their targets."""
    below = [
        cell for cell in sheet.table.cells if cell.column == header.column and cell.row > header.row and cell.lines
    ]
    level = next((name for name in _LEVELS if name not in taken), None)
    if level and "level3" not in taken and any(cell.row_span > 1 for cell in below):
        return level
    if "level3" not in taken:
        return "level3"
    numbers = sum(bool(re.search("[0-9]", repair(cell.lines))) for cell in below)
    return "full_year" if "full_year" not in taken and 2 * numbers >= len(below) else "not_kept"


def _is_section(sheet: Sheet, cell: Cell, words: KnownWords) -> bool:
    """Tell whether a tall cell at the left names a block: rows of label and value stand beside it."""
    if cell.column_end >= sheet.table.columns or sheet.key(cell) in words.fields:
        return False
    if sheet.key(cell) in words.sections:
        return True
    beside = [
        other for other in sheet.table.cells if other.column == cell.column_end and cell.row <= other.row < cell.row_end
    ]
    return cell.column == 0 and cell.row_span > 1 and len(beside) > 1 and _is_label_like(repair(cell.lines))


def _money(sheet: Sheet, cells: list[Cell], words: KnownWords, sections: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the money lines: known ones, and labels with an amount to their right beside a section or another line."""
    number = 0
    for cell in cells:
        text, beside = repair(cell.lines), sheet.right_of(cell)
        known = words.item(text)
        if known is not None:
            yield text, *known
        elif (
            text not in sections and _is_label_like(text) and is_amount(beside) and sheet.key(cell) not in words.fields
        ):
            number += 1
            yield text, "income", f"other_{number}"


def _labels(sheet: Sheet, cells: list[Cell], words: KnownWords, taken: set[str]) -> Iterator[OutlinedLabel]:
    """Yield what looks like a label with a value: right of it, behind a colon, or under it."""
    values: set[Cell] = set()
    for cell in cells:
        text, key = repair(cell.lines), sheet.key(cell)
        if cell in values or text in taken or key in words.fund_columns:
            continue
        label, colon, inside = text.partition("：")
        if colon and inside and _is_label_like(label):
            found = words.field(label)
            yield _outlined(label, inside, found, is_below=False)
            continue
        value = sheet.right_of(cell)
        is_below = value is None or repair(value.lines) in taken or words.field(sheet.key(value)) is not None
        if is_below:
            value = sheet.below(cell)
        if value is None or not (_is_label_like(text.rstrip("：")) and cell.column_end <= sheet.table.columns):
            continue
        found = words.field(key)
        if is_below and (found is None or repair(value.lines) in taken or words.is_known(repair(value.lines))):
            continue
        values.add(value)
        yield _outlined(text.rstrip("："), repair(value.lines), found, is_below=is_below)


def _outlined(text: str, value: str, found: tuple[str, str] | None, *, is_below: bool) -> OutlinedLabel:
    meaning, like = found or (None, None)
    return OutlinedLabel(text, value, meaning, like, is_below)
