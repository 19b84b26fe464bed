"""Raw tables as text: JSON for programs, CSV for spreadsheets, Markdown for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from gongbiao.extractors.box import Box
from gongbiao.extractors.table import Table


def tables_json(tables: Iterable[Table]) -> str:
    """Return tables as a JSON list, with the cells' spans and boxes."""
    return json.dumps([_as_json(table) for table in tables], ensure_ascii=False, indent=1) + "\n"


def tables_csv(tables: Sequence[Table]) -> str:
    """Return tables as CSV, an empty line between two; a merged cell's text stands in its first place."""
    return "\n".join(_as_csv(table) for table in tables)


def tables_markdown(tables: Iterable[Table]) -> str:
    """Return tables as Markdown, each under a heading; a merged cell's text stands in its first place."""
    return "\n".join(_as_markdown(number, table) for number, table in enumerate(tables, start=1))


def _as_json(table: Table) -> dict[str, Any]:
    return {
        "page": table.page,
        "box": _sides(table.box),
        "rows": table.rows,
        "columns": table.columns,
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "text": cell.text,
                "box": _sides(cell.box),
            }
            for cell in table.cells
        ],
    }


def _as_csv(table: Table) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(_grid(table))
    return text.getvalue()


def _as_markdown(number: int, table: Table) -> str:
    first, *others = [[_markdown_cell(text) for text in row] for row in _grid(table)]
    lines = [first, ["---"] * table.columns, *others]
    rows = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"## Table {number}, page {table.page}\n\n{rows}\n"


def _markdown_cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return escaped.replace("\n", "<br>")


def _grid(table: Table) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def _sides(box: Box) -> list[float | None] | None:
    sides = box.sides()
    return None if None in sides else list(sides)
