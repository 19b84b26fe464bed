"""Every born-digital sample gives the dataset that a reader transcribed by hand, cell by cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import gongbiao
from gongbiao.pipeline.schema import FORMS, FUNDS, INDICATORS, FormRow, FundRow, IndicatorRow, TableSchema
from tests.expected_tables import Record, differences, read_records

SAMPLES = Path(__file__).parents[1] / "samples"
BORN_DIGITAL = sorted(path.name for path in SAMPLES.glob("*.pdf") if "-scan" not in path.stem)


@cache
def document(name: str) -> gongbiao.Document:
    return gongbiao.read(SAMPLES / name)


def found(name: str, table: TableSchema) -> list[Record]:
    """The rows of one table, with ``form_no`` beside ``form_id``."""
    read = document(name)
    numbers = {form.form_id: form.form_no for form in read.forms}
    tables: dict[str, tuple[FormRow | FundRow | IndicatorRow, ...]] = {
        "forms": read.forms,
        "funds": read.funds,
        "indicators": read.indicators,
    }
    columns = [field.name for field in table.fields]
    return [
        {column: getattr(row, column) for column in columns} | {"form_no": numbers[row.form_id]}
        for row in tables[table.name]
    ]


def test_there_are_three_renderings_at_least() -> None:
    assert len(BORN_DIGITAL) >= 3


@pytest.mark.parametrize("name", BORN_DIGITAL)
@pytest.mark.parametrize(
    ("table", "key"),
    [(FORMS, ("form_no",)), (FUNDS, ("form_no", "line_no")), (INDICATORS, ("form_no", "row_no"))],
    ids=lambda value: value.name if isinstance(value, TableSchema) else "",
)
def test_the_dataset_is_the_transcribed_one(name: str, table: TableSchema, key: tuple[str, ...]) -> None:
    expected = read_records(SAMPLES / "expected" / f"{table.name}.csv", table)
    assert expected
    assert differences(expected, found(name, table), key) == []


@pytest.mark.parametrize("name", BORN_DIGITAL)
def test_the_documents_are_read_whole(name: str) -> None:
    row = document(name).document
    assert (row.forms, row.status, row.error) == (5, "ok", None)
