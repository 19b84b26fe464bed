"""The dataset's descriptor: a Frictionless Data Package that says what every column means.

No time of creation stands in it: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from gongbiao.normalizers.template_files import TemplateText, templates_version
from gongbiao.pipeline.schema import TABLES, Field, TableSchema
from gongbiao.pipeline.version import VERSION

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

SCHEMA_VERSION = "1.0.0"
"""Of the tables' columns: a new column at a table's end is a minor version, anything else a major one."""

GUARDED = "guarded: in the CSV files, an apostrophe stands before text that a spreadsheet would take for a formula"

FIELD_TYPES = {"decimal(18,4)": "number", "int": "integer", "float": "number"}
"""Names of our types in Table Schema, where they differ."""


def descriptor_text(
    directory: Path,
    catalogue_version: str,
    templates: tuple[TemplateText, ...] = (),
    *,
    guarded_formulas: bool = False,
) -> str:
    """Return the descriptor of the dataset whose files stand in ``directory``, as JSON text.

    ``catalogue_version`` is that of the catalogue to which the indicators were mapped; ``templates`` are those that
    were added to the packaged ones. Where texts in the CSV are guarded against being taken for formulas, and so not
    what the forms print, it says so.
    """
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "gongbiao-dataset",
        "title": "预算绩效目标公开表数据集 / Published budget-performance forms",
        "description": (
            "由公开的预算绩效目标表读出的数据，保留原文与出处。"
            "Read from published Chinese budget-performance forms; every value keeps its printed text and its place."
        ),
        "version": SCHEMA_VERSION,
        "keywords": ["预算绩效", "绩效目标", "预算公开", "budget", "performance", "open data"],
        "gongbiao": {
            "program": VERSION,
            "schema": SCHEMA_VERSION,
            "templates": templates_version(templates),
            "catalogue": catalogue_version,
            **({"csv_formulas": GUARDED} if guarded_formulas else {}),
        },
        "resources": [
            resource
            for table in TABLES
            for resource in (_csv_resource(table, directory), _parquet_resource(table, directory))
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _csv_resource(table: TableSchema, directory: Path) -> dict[str, Any]:
    path = f"{table.name}.csv"
    return {
        "name": table.name,
        "title": table.title,
        "description": f"{table.zh}{table.en}",
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\n"},
        **_size_and_hash(directory / path),
        "schema": _table_schema(table),
    }


def _parquet_resource(table: TableSchema, directory: Path) -> dict[str, Any]:
    path = f"{table.name}.parquet"
    return {
        "name": f"{table.name}-parquet",
        "title": f"{table.title}（Parquet）",
        "description": f"The same rows as {table.name}.csv, with the columns' types.",
        "type": "file",
        "path": path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **_size_and_hash(directory / path),
    }


def _table_schema(table: TableSchema) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.target]}}
            for key in table.foreign_keys
        ]
    return schema


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": FIELD_TYPES.get(field.kind, field.kind),
        "title": field.column.title,
        "description": f"{field.column.zh} / {field.column.en}",
    }
    if field.column.unit:
        described["unit"] = field.column.unit
    constraints: dict[str, Any] = {} if field.nullable else {"required": True}
    if field.column.values:
        constraints["enum"] = list(field.column.values)
    if constraints:
        described["constraints"] = constraints
    return described


def _size_and_hash(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "hash": f"sha256:{digest}"}
