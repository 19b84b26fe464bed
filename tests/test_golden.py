"""The whole dataset of the samples is the golden one: a change in output is a diff that a person has read.

Scans are left unread here: what is recognised differs in its last digits from processor to processor. Their rows are
held against the expected ones (tests/scans, tests/test_samples_expected.py).

``make bless`` shows such a diff and takes the new dataset as golden.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import gongbiao
from gongbiao.pipeline.schema import TABLES, TableSchema
from tests.expected_tables import BOX_TOLERANCE, Record, differences, read_records

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset")
    before = Path.cwd()
    os.chdir(ROOT)  # so that `source` is the same on every machine
    try:
        gongbiao.run("samples", out, ocr="none")
    finally:
        os.chdir(before)
    return out


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_dataset_of_the_samples_is_the_golden_one(dataset: Path, table: TableSchema) -> None:
    golden = read_records(GOLDEN / f"{table.name}.csv", table)
    found = read_records(dataset / f"{table.name}.csv", table)
    assert [list(row) for row in found[:1]] == [list(row) for row in golden[:1]]
    assert differences(golden, found, table.key) == []


def test_only_boxes_may_differ_and_only_by_the_tolerance() -> None:
    row: Record = {"form_id": "a", "x0": 10.0, "page": 1, "confidence": 1.0}
    assert differences([row], [row | {"x0": 10.0 + BOX_TOLERANCE * 0.9}], ["form_id"]) == []
    assert differences([row], [row | {"x0": 10.0 + BOX_TOLERANCE * 1.1}], ["form_id"])
    assert differences([row], [row | {"x0": None}], ["form_id"])
    assert differences([row], [row | {"confidence": 0.9}], ["form_id"])
    assert differences([row], [row | {"page": 2}], ["form_id"])
    assert differences([row], [], ["form_id"])
