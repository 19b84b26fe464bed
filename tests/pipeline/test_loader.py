"""What is written: the same rows give the same bytes, any program reads them, and a failed run leaves nothing."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from gongbiao.pipeline import loader
from gongbiao.pipeline.errors import OutputError
from gongbiao.pipeline.intake import Source
from gongbiao.pipeline.loader import DatasetWriter
from gongbiao.pipeline.result import DocumentResult, duplicate, failed
from gongbiao.pipeline.schema import TABLES
from tests.pipeline.made_rows import made_result

NAMES = sorted([f"{table.name}.{suffix}" for table in TABLES for suffix in ("csv", "parquet")] + ["datapackage.json"])


def source(name: str) -> Source:
    return Source(name, None, name.encode()).hashed()


def written(out: Path, results: list[DocumentResult]) -> dict[str, bytes]:
    with DatasetWriter(out) as writer:
        for result in results:
            writer.add_contents(result)
            writer.add_findings(result)
        writer.publish()
    return {path.name: path.read_bytes() for path in out.iterdir()}


def some_results() -> list[DocumentResult]:
    one = source('甲,"乙".pdf')
    return [
        made_result(one, forms=2, indicators=3),
        duplicate(source("b.pdf"), of=one),
        failed(source("c.pdf"), "no PDF\nat all"),
        made_result(source("d.pdf"), forms=0),
    ]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(keepends=True)))


def test_the_dataset_is_five_tables_twice_and_a_descriptor_and_nothing_else(tmp_path: Path) -> None:
    assert sorted(written(tmp_path / "new" / "out", some_results())) == NAMES


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path / "a", some_results()) == written(tmp_path / "b", some_results())


def test_bytes_do_not_depend_on_how_rows_came_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "ROW_GROUP", 2)
    files = written(tmp_path, some_results())
    table = pq.read_table(tmp_path / "indicators.parquet")
    assert table.num_rows == 6
    assert pq.ParquetFile(tmp_path / "indicators.parquet").num_row_groups == 3
    assert [row["row_no"] for row in rows(files["indicators.csv"])] == ["1", "2", "3"] * 2


def test_parquet_holds_typed_values(tmp_path: Path) -> None:
    written(tmp_path, some_results())
    forms = pq.read_table(tmp_path / "forms.parquet").to_pylist()
    funds = pq.read_table(tmp_path / "funds.parquet").to_pylist()
    assert forms[0]["start_date"] == date(2024, 1, 1)
    assert forms[0]["supervising_department"] is None
    assert funds[0]["full_year"] == Decimal("10.0000")
    assert funds[1]["full_year"] is None


def test_csv_is_what_every_program_reads(tmp_path: Path) -> None:
    files = written(tmp_path, some_results())
    assert files["documents.csv"].startswith(b"\xef\xbb\xbfdoc_id,source,")
    assert b"\r" not in files["forms.csv"]
    documents, funds, forms = (rows(files[f"{name}.csv"]) for name in ("documents", "funds", "forms"))
    assert documents[0]["source"] == '甲,"乙".pdf'
    assert [row["status"] for row in documents] == ["flagged", "duplicate", "failed", "ok"]
    assert [row["pages"] for row in documents] == ["3", "", "", "3"]
    assert documents[1]["duplicate_of"] == '甲,"乙".pdf'
    assert documents[2]["error"] == "no PDF at all"
    assert [row["full_year"] for row in funds[:2]] == ["10.0000", ""]
    assert funds[0]["x0"] == "10.25"
    assert forms[0]["necessity"] == "一、必要\n二、可行"
    assert forms[0]["year"] == "2024"
    assert forms[0]["start_date"] == "2024-01-01"
    assert rows(files["indicators.csv"])[0]["full_year_number"] == "95.5"


def test_a_run_without_any_form_still_gives_every_table(tmp_path: Path) -> None:
    files = written(tmp_path, [failed(source("a.pdf"), "broken")])
    assert sorted(files) == NAMES
    assert pq.read_table(tmp_path / "indicators.parquet").num_rows == 0
    assert files["indicators.csv"].count(b"\n") == 1


def test_a_failed_run_leaves_the_old_dataset_alone(tmp_path: Path) -> None:
    before = written(tmp_path, some_results())
    with pytest.raises(RuntimeError, match="midway"), DatasetWriter(tmp_path) as writer:
        writer.add_contents(made_result(source("e.pdf")))
        writer.add_findings(made_result(source("e.pdf")))
        raise RuntimeError("midway")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", NAMES)
def test_a_directory_in_the_way_is_named_and_no_file_is_touched(tmp_path: Path, name: str) -> None:
    before = written(tmp_path, some_results())
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    with pytest.raises(OutputError, match=rf"{name}: a directory is in the way"):
        written(tmp_path, some_results()[:1])
    (tmp_path / name).rmdir()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        k: v for k, v in before.items() if k != name
    }


@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("moves", range(1, 2 * len(NAMES)))
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_move_that_fails_midway_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, older: bool, moves: int, error: BaseException
) -> None:
    before = written(tmp_path, some_results()) if older else {}
    move = Path.replace
    asked = 0

    def failing_move(self: Path, target: Path) -> Path:
        nonlocal asked
        asked += 1
        if asked == moves:
            raise error
        return move(self, target)

    monkeypatch.setattr(Path, "replace", failing_move)
    with pytest.raises(OutputError if isinstance(error, OSError) else KeyboardInterrupt):
        written(tmp_path, some_results()[:1])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file, not a directory"):
        DatasetWriter(tmp_path / "out")


def test_the_descriptor_names_versions_keys_and_units_and_no_time(tmp_path: Path) -> None:
    package = json.loads(written(tmp_path, some_results())["datapackage.json"])
    assert set(package["gongbiao"]) >= {"program", "schema", "templates", "catalogue"}
    assert "created" not in package
    by_name = {resource["name"]: resource for resource in package["resources"]}
    funds = by_name["funds"]["schema"]
    assert funds["primaryKey"] == ["form_id", "line_no"]
    (amount,) = [field for field in funds["fields"] if field["name"] == "full_year"]
    assert amount["unit"] == "万元"
    assert amount["title"] == "全年预算数"


def test_frictionless_finds_the_package_valid(tmp_path: Path) -> None:
    from frictionless import Package

    written(tmp_path, some_results())
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("indicators.csv", b"exact", b"guess"),
        ("indicators.csv", b"95.5,95.5", b"95.5,many"),
        ("forms.parquet", b"PAR1", b"PAR2"),
    ],
)
def test_frictionless_notices_a_changed_file(tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    from frictionless import Package

    files = written(tmp_path, some_results())
    assert old in files[name]
    (tmp_path / name).write_bytes(files[name].replace(old, new))
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid
