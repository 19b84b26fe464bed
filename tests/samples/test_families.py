"""The families' samples give the rows that their contents say, and are what the builders write."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from samples.builders.families.samples import FAMILY_SAMPLES, FamilySample, expected_tables
from tests.expected_tables import Record, differences, read_records

import gongbiao
from gongbiao.normalizers.template_files import load_templates
from gongbiao.normalizers.text import squash
from gongbiao.pipeline.schema import FORMS, FUNDS, INDICATORS, FormRow, FundRow, IndicatorRow, TableSchema

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = SAMPLES / "families"
EXPECTED = SAMPLES / "expected" / "families"
OFFICE = [sample for sample in FAMILY_SAMPLES if sample.file.endswith(("docx", "xlsx"))]
NAMES = [sample.file for sample in FAMILY_SAMPLES]
TABLES = {"forms": FORMS, "funds": FUNDS, "indicators": INDICATORS}
KEYS = {"forms": ("form_no",), "funds": ("form_no", "line_no"), "indicators": ("form_no", "row_no")}
RUGAO = {"rugao-department-target", "rugao-project-target"}
"""Templates whose forms the other samples are."""


@cache
def document(name: str) -> gongbiao.Document:
    return gongbiao.read(FILES / name)


def expected(name: str, table: TableSchema) -> list[Record]:
    """The rows of one file; the column that names it is taken off."""
    rows = read_records(EXPECTED / f"{table.name}.csv", table, texts=("file",))
    return [row for row in rows if row.pop("file") == name]


def found(name: str, table: TableSchema) -> list[Record]:
    read = document(name)
    tables: dict[str, tuple[FormRow | FundRow | IndicatorRow, ...]] = {
        "forms": read.forms,
        "funds": read.funds,
        "indicators": read.indicators,
    }
    columns = [field.name for field in table.fields]
    return [{column: getattr(row, column) for column in columns} | {"form_no": 1} for row in tables[table.name]]


def in_one_width(rows: list[Record]) -> list[Record]:
    """A scanned sign may be read in another width than it was printed in."""
    return [{name: squash(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows]


def test_every_packaged_family_has_a_sample() -> None:
    read = {form.template for name in NAMES for form in document(name).forms}
    assert read | RUGAO == {template.id for template in load_templates()}
    assert sorted(path.name for path in FILES.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", [name for name in NAMES if "scan" not in name])
def test_a_sample_gives_exactly_what_its_content_says(name: str, table: str) -> None:
    wanted = expected(name, TABLES[table])
    assert wanted
    assert differences(wanted, found(name, TABLES[table]), KEYS[table]) == []


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", [name for name in NAMES if "scan" in name])
def test_a_scan_gives_it_but_for_the_width_of_signs(name: str, table: str) -> None:
    wanted, got = in_one_width(expected(name, TABLES[table])), in_one_width(found(name, TABLES[table]))
    assert wanted
    assert differences(wanted, got, KEYS[table]) == []


def test_the_expected_rows_are_those_of_the_contents() -> None:
    for name, text in expected_tables().items():
        assert (EXPECTED / f"{name}.csv").read_text(encoding="utf-8-sig") == text


@pytest.mark.parametrize("sample", OFFICE, ids=lambda sample: sample.file)
def test_an_office_file_is_what_its_builder_writes(sample: FamilySample, tmp_path: Path) -> None:
    assert sample.write(tmp_path, tmp_path).read_bytes() == (FILES / sample.file).read_bytes()
