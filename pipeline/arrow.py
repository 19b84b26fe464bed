"""Rows of the dataset as Arrow tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from gongbiao.pipeline.columns import Columns, columns_of
from gongbiao.pipeline.schema import Row, TableSchema

ARROW_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    Decimal: pa.decimal128(18, 4),
    date: pa.date32(),
}


def arrow_schema(table: TableSchema) -> pa.Schema:
    """Return a table's columns as an Arrow schema, with title and unit as the fields' metadata."""
    return pa.schema(
        pa.field(
            field.name,
            ARROW_TYPES[field.type],
            nullable=field.nullable,
            metadata={"title": field.column.title} | ({"unit": field.column.unit} if field.column.unit else {}),
        )
        for field in table.fields
    )


def arrow_table(table: TableSchema, rows: Sequence[Row]) -> pa.Table:
    """Return rows of one table as an Arrow table."""
    return columns_to_arrow(table, columns_of(table, rows))


def columns_to_arrow(table: TableSchema, columns: Columns) -> pa.Table:
    """Return columns of one table as an Arrow table."""
    schema = arrow_schema(table)
    return pa.Table.from_arrays([_array(columns[field.name], field.type) for field in schema], schema=schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return a column as an array; amounts and dates are text until here."""
    if pa.types.is_decimal(kind) or pa.types.is_date(kind):
        return pa.array(values, type=pa.string()).cast(kind)
    return pa.array(values, type=kind)
