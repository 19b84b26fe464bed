"""Rows of the dataset as CSV (RFC 4180, but with LF), the same for every program that reads them.

UTF-8 with a byte order mark, so that spreadsheet programs open it right; null is empty; amounts have 4 decimals;
floats are the shortest that read back the same.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import IO, Any

from gongbiao.pipeline.columns import Columns, column_types
from gongbiao.pipeline.schema import TableSchema

ENCODING = "utf-8-sig"

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""With which a spreadsheet program takes text for a formula, the full-width ones where Chinese is spoken."""
GUARD = "'"
"""Before a text it keeps spreadsheet programs from evaluating it (OWASP, CSV Injection)."""


class CsvWriter:
    """Writes one table's rows to a text file opened with ``newline=""``."""

    def __init__(self, file: IO[str], table: TableSchema, *, guard_formulas: bool = False) -> None:
        """Write the header; ``guard_formulas`` puts a mark before texts that might be taken for formulas."""
        self._types = column_types(table)
        self._guard_formulas = guard_formulas
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow([name for name, _ in self._types])

    def write(self, columns: Columns) -> None:
        """Append the rows whose columns these are."""
        self._writer.writerows(zip(*(self._written(columns[name], kind) for name, kind in self._types), strict=True))

    def _written(self, values: Sequence[Any], kind: type) -> Sequence[Any]:
        """Return a column so that the csv module writes it right; it writes null as nothing."""
        if kind is float:
            return [None if value is None else repr(value).removesuffix(".0") for value in values]
        if kind is str and self._guard_formulas:
            return [GUARD + value if value and value.startswith(FORMULA_STARTS) else value for value in values]
        return values
