"""Rows of the dataset as CSV (RFC 4180, but with LF), the same for every program that reads them.

UTF-8 with a byte order mark, so that spreadsheet programs open it right; null is empty; amounts have 4 decimals;
floats are the shortest that read back the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import IO

from gongbiao.pipeline.schema import Row, TableSchema

ENCODING = "utf-8-sig"

Value = str | int | float | Decimal | date | None


class CsvWriter:
    """Writes one table's rows to a text file opened with ``newline=""``."""

    def __init__(self, file: IO[str], table: TableSchema) -> None:
        self._names = [field.name for field in table.fields]
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(self._names)

    def write(self, rows: Iterable[Row]) -> None:
        """Append rows."""
        self._writer.writerows([csv_text(getattr(row, name)) for name in self._names] for row in rows)


def csv_text(value: Value) -> str:
    """Return a value as it stands in the CSV."""
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, Decimal):
        return f"{value:.4f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
