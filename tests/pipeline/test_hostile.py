"""Hostile files, read for real: each gets its row, the good ones beside them are complete, and the run ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from gongbiao.pipeline.cluster import LOCAL, ClusterEngine
from gongbiao.pipeline.engine import Engine, LocalEngine
from gongbiao.pipeline.run import run_documents
from gongbiao.pipeline.settings import GIB, Settings
from tests.pipeline.hostile_files import self_drawing_pdf, write_hostile_folder
from tests.pipeline.hostile_folder import write_everything_hostile

GOOD = Path(__file__).parents[2] / "samples" / "rugao-2024-reportlab.pdf"
FORMS_IN_GOOD = 5


def documents(out: Path) -> dict[str, dict[str, object]]:
    return {Path(row["source"]).name: row for row in pq.read_table(out / "documents.parquet").to_pylist()}


def test_every_hostile_file_has_its_row_and_the_good_ones_are_complete(tmp_path: Path) -> None:
    root = tmp_path / "in"
    root.mkdir()
    right = write_hostile_folder(root, GOOD.read_bytes())
    (root / "a-good.pdf").write_bytes(GOOD.read_bytes())
    (root / "z-good.pdf").write_bytes(GOOD.read_bytes() + b"\n")
    summary = run_documents([root], tmp_path / "out", Settings(workers=2, timeout=60))
    found = documents(tmp_path / "out")
    assert set(found) == {*right, "a-good.pdf", "z-good.pdf"}
    for name, statuses in right.items():
        assert found[name]["status"] in statuses, (name, found[name])
        assert (found[name]["error"] is not None) == (found[name]["status"] == "failed")
        assert "\n" not in str(found[name]["error"])
        assert "internal error" not in str(found[name]["error"]), (name, found[name]["error"])
    assert [found[name]["forms"] for name in ("a-good.pdf", "z-good.pdf")] == [FORMS_IN_GOOD] * 2
    assert len(summary.failed) == sum(row["status"] == "failed" for row in found.values())


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="such names cannot be had")
@pytest.mark.parametrize("make_engine", [LocalEngine, partial(ClusterEngine, scheduler=LOCAL)])
def test_everything_hostile_at_once(tmp_path: Path, make_engine: Callable[[Settings], Engine]) -> None:
    root = tmp_path / "in"
    root.mkdir()
    right = write_everything_hostile(root, GOOD.read_bytes())
    settings = Settings(workers=2, timeout=10, page_timeout=0.02, memory_limit=GIB)
    run_documents([root], tmp_path / "out", settings, make_engine(settings), guard_formulas=True)
    rows = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    found = {row["source"].removeprefix(f"{root}/"): row for row in rows}
    assert set(found) == set(right)
    for name, statuses in right.items():
        row = found[name]
        assert row["status"] in statuses, (name, row)
        assert (row["error"] is not None) == (row["status"] == "failed"), (name, row)
        assert "internal error" not in str(row["error"]), (name, row)
        if statuses == {"ok"} and name not in ("no-forms.pdf", "pages.pdf"):
            assert row["forms"] == FORMS_IN_GOOD, (name, row)
    assert found["pages.pdf"]["pages"] == 3000
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("in", "out")] == []


@pytest.mark.slow
@pytest.mark.parametrize("branches", [1, 2, 8])
def test_a_page_that_draws_itself_is_ended_by_the_limits(tmp_path: Path, branches: int) -> None:
    root = tmp_path / "in"
    root.mkdir()
    (root / "a-good.pdf").write_bytes(GOOD.read_bytes())
    (root / "self-drawing.pdf").write_bytes(self_drawing_pdf(branches))
    (root / "z-good.pdf").write_bytes(GOOD.read_bytes() + b"\n")
    run_documents([root], tmp_path / "out", Settings(workers=2, timeout=10, memory_limit=GIB))
    found = documents(tmp_path / "out")
    assert [found[name]["forms"] for name in ("a-good.pdf", "z-good.pdf")] == [FORMS_IN_GOOD] * 2
    hostile = found["self-drawing.pdf"]
    assert hostile["status"] != "failed" or hostile["error"]
