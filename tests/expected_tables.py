"""Tables of the dataset as CSV, read back as typed values, and compared cell by cell."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from gongbiao.pipeline.schema import TableSchema

Value = str | int | float | Decimal | date | None
Record = dict[str, Value]

BOX_COLUMNS = ("x0", "top", "x1", "bottom")
BOX_TOLERANCE = 0.5
"""Points: pdfium's releases place rulings and glyphs by a few tenths differently."""

PARSERS: dict[type, Callable[[str], Value]] = {
    str: str,
    int: int,
    float: float,
    Decimal: Decimal,
    date: date.fromisoformat,
}


def read_records(path: Path, table: TableSchema, texts: Iterable[str] = ()) -> list[Record]:
    """Read a CSV of a table; columns that the table lacks are ``texts`` or integers (form_no)."""
    kinds = dict.fromkeys(texts, str) | {field.name: field.type for field in table.fields}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {name: PARSERS[kinds.get(name, int)](text) if text else None for name, text in row.items()}
            for row in csv.DictReader(file)
        ]


def differences(expected: Sequence[Record], found: Sequence[Record], key: Iterable[str]) -> list[str]:
    """Describe every cell that differs, in the expected records' columns; nothing where all agree."""
    lines = []
    if len(expected) != len(found):
        lines.append(f"{len(expected)} rows expected, {len(found)} found")
    for wanted, got in zip(expected, found, strict=False):
        name = " ".join(str(wanted[column]) for column in key)
        lines.extend(
            f"row {name}, {column}: {value!r} expected, {got.get(column)!r} found"
            for column, value in wanted.items()
            if column not in got or not _same(column, value, got[column])
        )
    return lines


def _same(column: str, expected: Value, found: Value) -> bool:
    if column in BOX_COLUMNS and isinstance(expected, float) and isinstance(found, float):
        return math.isclose(expected, found, abs_tol=BOX_TOLERANCE)
    return expected == found
