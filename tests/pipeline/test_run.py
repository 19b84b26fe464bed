"""A run over many files: every file has its row, the same bytes are read once, and workers change nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from gongbiao.pipeline.engine import LocalEngine
from gongbiao.pipeline.errors import ExitCode, NothingToReadError
from gongbiao.pipeline.run import run_documents
from gongbiao.pipeline.settings import GIB, Settings
from gongbiao.pipeline.summary import RunSummary
from tests.pipeline.fake_process import process
from tests.pipeline.watched import dataset


def made(root: Path, files: dict[str, str]) -> Path:
    root.mkdir()
    for name, text in files.items():
        (root / name).write_text(f"%PDF {text}", encoding="utf-8")
    return root


def run(inputs: list[Path], out: Path, workers: int = 2) -> RunSummary:
    settings = Settings(workers=workers, timeout=2, memory_limit=GIB // 2)
    return run_documents(inputs, out, settings, LocalEngine(settings, process))


def documents(out: Path) -> list[tuple[str, str, int]]:
    rows = pq.read_table(out / "documents.parquet").to_pylist()
    return [(Path(row["source"]).name, row["status"], row["forms"]) for row in rows]


FILES = {"a.pdf": "ok 1", "b.pdf": "hang", "c.pdf": "ok 2", "d.pdf": "exit", "e.pdf": "ok 2", "f.pdf": "ok 0"}


def test_bad_files_cost_only_themselves(tmp_path: Path) -> None:
    root = made(tmp_path / "in", FILES)
    summary = run([root], tmp_path / "out")
    assert documents(tmp_path / "out") == [
        ("a.pdf", "flagged", 1),
        ("b.pdf", "failed", 0),
        ("c.pdf", "flagged", 2),
        ("d.pdf", "failed", 0),
        ("e.pdf", "duplicate", 0),
        ("f.pdf", "ok", 0),
    ]
    assert summary.documents == {"duplicate": 1, "failed": 2, "flagged": 2, "ok": 1}
    assert (summary.forms, summary.indicators, summary.matched) == (3, 6, 6)
    assert [source for source, _ in summary.failed] == [f"{root}/b.pdf", f"{root}/d.pdf"]
    assert summary.formless == (f"{root}/f.pdf",)
    assert summary.exit_code is ExitCode.FAILED


def test_of_the_same_bytes_the_first_in_sorted_order_is_read(tmp_path: Path) -> None:
    root = made(tmp_path / "in", {"b.pdf": "ok 1", "a.pdf": "ok 1"})
    run([root / "b.pdf", root / "a.pdf"], tmp_path / "out")
    first, second = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert (first["source"], first["status"]) == (f"{root}/a.pdf", "flagged")
    assert (second["status"], second["duplicate_of"]) == ("duplicate", f"{root}/a.pdf")
    assert second["doc_id"] == first["doc_id"]
    assert len(pq.read_table(tmp_path / "out" / "forms.parquet")) == 1


def test_the_same_bytes_whatever_the_number_of_workers(tmp_path: Path) -> None:
    root = made(tmp_path / "in", {f"{number:02}.pdf": f"ok {number % 4} {number}" for number in range(30)})
    datasets = []
    for workers in (1, 3):
        out = tmp_path / f"out{workers}"
        run([root], out, workers)
        datasets.append(dataset(out))
    assert len(datasets[0]) == 11
    assert datasets[0] == datasets[1]


def test_a_missing_file_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    root = made(tmp_path / "in", {"a.pdf": "ok 1"})
    summary = run([root, tmp_path / "missing.pdf"], tmp_path / "out")
    assert documents(tmp_path / "out") == [("a.pdf", "flagged", 1)]
    assert len(summary.problems) == 1
    assert summary.exit_code is ExitCode.FAILED


@pytest.mark.parametrize("name", ["missing.pdf", "empty"])
def test_nothing_to_read_is_said_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToReadError):
        run([tmp_path / name], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_read_at_all_has_a_row_without_an_id(tmp_path: Path) -> None:
    root = made(tmp_path / "in", {"a.pdf": "ok 1"})
    os.mkfifo(root / "b.pdf")
    summary = run([root / "a.pdf", root / "b.pdf"], tmp_path / "out")
    good, bad = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert good["status"] == "flagged"
    assert (bad["status"], bad["doc_id"], bad["sha256"]) == ("failed", None, None)
    assert "not a regular file" in bad["error"]
    assert summary.exit_code is ExitCode.FAILED
