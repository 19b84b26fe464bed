"""The loop by which a user's catalogue grows: open labels out, filled in, given back."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import gongbiao
from gongbiao.normalizers.catalogue import UserTable, default_catalogue, load_catalogue
from gongbiao.pipeline.errors import UnreadableError
from gongbiao.pipeline.intake import Source
from gongbiao.pipeline.loader import DatasetWriter
from gongbiao.pipeline.local_folder import LocalFolder
from gongbiao.pipeline.open_labels import COLUMNS, open_labels
from gongbiao.pipeline.packed import pack
from gongbiao.pipeline.schema import IndicatorRow
from tests.pipeline.made_rows import made_result

SAMPLE = Path(__file__).parents[2] / "samples" / "rugao-2024-excel.pdf"
COMMAND = str(Path(sys.executable).with_name("gongbiao"))
IN_PLACE = "process.fund_management.funds_in_place_rate"
CERTAIN = 85.0


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    called = [COMMAND, *map(str, arguments)]
    return subprocess.run(called, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def written(rows: Sequence[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    made = made_result(Source("a.pdf", None, b"a"), forms=2, indicators=4)

    def row(number: int, line: IndicatorRow) -> IndicatorRow:
        labels = ("疏通渠道长度", "资金到位率", "疏通 渠道长度" if number < 4 else "疏通渠道长度。", "疏浚河道条数")
        level1 = "产出指标" if number != 3 else "没有这样的指标"
        return line._replace(
            level3=labels[number % 4], level1=level1, full_year_unit="公里" if number % 2 == 0 else "%"
        )

    rows = tuple(row(number, line) for number, line in enumerate(made.indicators))
    result = replace(made, indicators=rows)
    with DatasetWriter(LocalFolder(tmp_path)) as writer:
        writer.add(result.document, pack(result).columns())
        writer.publish()
    return tmp_path


def test_open_labels_come_with_candidates_the_most_frequent_first(dataset: Path) -> None:
    rows = list(open_labels(dataset, default_catalogue(), CERTAIN))
    assert [(row["aliases_zh"], row["count"]) for row in rows] == [("疏通渠道长度", "4"), ("疏浚河道条数", "2")]
    first = rows[0]
    assert (first["indicator_id"], first["name_zh"], first["match_method"]) == ("", "", "none")
    assert (first["level1_zh"], first["level2_zh"], first["scope"]) == ("产出指标", "数量指标", "project")
    assert (first["kind"], first["unit"], first["direction"]) == ("count", "公里", "higher_better")
    ids = {one.indicator_id for one in default_catalogue().indicators}
    assert {first["candidate_1"], first["candidate_2"], first["candidate_3"]} <= ids
    assert 0 <= float(first["candidate_1_score"]) <= 100


def test_an_untouched_table_changes_nothing(dataset: Path) -> None:
    rows = list(open_labels(dataset, default_catalogue(), CERTAIN))
    again = load_catalogue([UserTable("labels.csv", written(rows))])
    assert again.indicators == default_catalogue().indicators


@pytest.mark.parametrize("cell", [IN_PLACE, "1", "own.canal_length"])
def test_one_cell_filled_in_settles_the_label(dataset: Path, cell: str) -> None:
    rows = list(open_labels(dataset, default_catalogue(), CERTAIN))
    rows[0]["indicator_id"] = cell
    own = load_catalogue([UserTable("labels.csv", written(rows))])
    expected = rows[0]["candidate_1"] if cell == "1" else cell
    (found,) = gongbiao_match("疏通 渠道长度", written(rows), dataset)
    assert (found.indicator_id, found.score) == (expected, 100)
    assert [row["aliases_zh"] for row in open_labels(dataset, own, CERTAIN)] == ["疏浚河道条数"]


def gongbiao_match(label: str, table: bytes, folder: Path) -> list[gongbiao.Match]:
    path = folder / "own.csv"
    path.write_bytes(table)
    return gongbiao.match(label, catalogue=path)


def test_the_whole_loop_from_the_command_line(tmp_path: Path) -> None:
    out, table = tmp_path / "out", tmp_path / "labels.csv"
    assert command("run", SAMPLE, "--out", out).returncode == 0
    assert command("labels", out, "--to", table).returncode == 0
    assert table.read_text(encoding="utf-8-sig") == command("labels", out).stdout
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert rows
    table.write_bytes(written([{**row, "indicator_id": "1"} for row in rows]))

    ended = command("run", SAMPLE, "--out", tmp_path / "again", "--catalogue", table)
    assert ended.returncode == 0
    assert "100.0% matched" in ended.stderr
    assert command("labels", tmp_path / "again", "--catalogue", table).stdout.count("\n") == 1
    versions = [
        json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["gongbiao"]["catalogue"]
        for folder in (out, tmp_path / "again")
    ]
    assert versions[0] != versions[1]


def test_a_bad_catalogue_file_is_one_line_before_any_work(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(",".join(COLUMNS) + "\nown.x,,,,,,,,,,,,,,,,,,,,,,,\n", encoding="utf-8")
    for arguments in (("match", "资金到位率"), ("run", SAMPLE, "--out", tmp_path / "out")):
        ended = command(*arguments, "--catalogue", table)
        assert ended.returncode == 2
        assert ended.stderr == f"gongbiao: {table}, line 2: a row needs a name (name_zh) or labels (aliases_zh)\n"
    assert not (tmp_path / "out").exists()
    missing = command("match", "资金到位率", "--catalogue", tmp_path / "none.csv")
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)
    assert "none.csv: cannot be read: No such file" in missing.stderr


def test_a_folder_without_a_dataset_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no dataset"):
        list(open_labels(tmp_path, default_catalogue(), CERTAIN))
    ended = command("labels", tmp_path)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)


def test_the_api_takes_a_catalogue(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    row = dict.fromkeys(COLUMNS, "") | {"indicator_id": IN_PLACE, "aliases_zh": "群众满意度"}
    table.write_bytes(written([row]))
    with pytest.raises(gongbiao.CatalogueFileError, match="line 2: 群众满意度 cannot be a label"):
        gongbiao.read(SAMPLE, catalogue=table)
    row["aliases_zh"] = "每年群众来信来访件约1000件，力争群众满意率达95%以上"
    table.write_bytes(written([row]))
    document = gongbiao.read(SAMPLE, catalogue=[table])
    assert sum(line.indicator_id == IN_PLACE for line in document.indicators) > 0
    assert all(line.indicator_id for line in document.indicators)
