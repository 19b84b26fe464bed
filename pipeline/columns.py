"""Rows of the dataset as plain columns of text, numbers and nulls: how they travel, rest in parts and are written.

Amounts and dates are text here, as they stand in the CSV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from gongbiao.pipeline.schema import Row, TableSchema

Columns = Mapping[str, Sequence[Any]]
"""By the column's name, as many values as there are rows: str, int, float or None."""


def columns_of(table: TableSchema, rows: Iterable[Row]) -> dict[str, list[Any]]:
    """Return the columns of some rows of a table."""
    kinds = column_types(table)
    values = tuple(zip(*map(attrgetter(*(name for name, _ in kinds)), rows), strict=True)) or ((),) * len(kinds)
    columns: dict[str, list[Any]] = {}
    for (name, kind), column in zip(kinds, values, strict=True):
        written = _WRITTEN.get(kind)
        if written is None:
            columns[name] = list(column)
        else:
            columns[name] = [None if value is None else written(value) for value in column]
    return columns


def rows_of(table: TableSchema, columns: Columns) -> tuple[Any, ...]:
    """Return the rows whose columns these are."""
    values: list[Sequence[Any]] = []
    for name, kind in column_types(table):
        column = columns[name]
        read = _READ.get(kind)
        values.append(column if read is None else [None if value is None else read(value) for value in column])
    names = [name for name, _ in column_types(table)]
    return tuple(table.row(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True))


@cache
def column_types(table: TableSchema) -> tuple[tuple[str, type], ...]:
    """Return names and types of a table's columns, in order."""
    return tuple((field.name, field.type) for field in table.fields)


def _amount_text(amount: Decimal) -> str:
    return f"{amount:.4f}"


_WRITTEN: dict[type, Callable[[Any], str]] = {Decimal: _amount_text, date: date.isoformat}
_READ: dict[type, Callable[[str], Any]] = {Decimal: Decimal, date: date.fromisoformat}
