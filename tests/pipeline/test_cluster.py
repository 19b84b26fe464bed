"""The same guarantees on a Dask cluster: two worker processes, documents that kill, workers that are killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongbiao.pipeline import cluster as cluster_module
from gongbiao.pipeline.cluster import ClusterEngine
from gongbiao.pipeline.engine import LocalEngine
from gongbiao.pipeline.errors import EngineError
from gongbiao.pipeline.packed import PackedResult
from gongbiao.pipeline.run import run_documents
from gongbiao.pipeline.settings import GIB, Settings
from tests.pipeline.fake_process import process
from tests.pipeline.one_form import write_documents
from tests.pipeline.watched import Witness, dataset

LIMITS = Settings(workers=2, timeout=6, memory_limit=GIB // 2)
FILES = {
    "a.pdf": "ok 1",
    "b.pdf": "hang",
    "c.pdf": "ok 2",
    "d.pdf": "exit",
    "e.pdf": "abort",
    "f.pdf": "eat",
    "g.pdf": "abort-native 3",
    "h.pdf": "ok 1",
    "i.pdf": "ok 0",
}
KILLS = 3
DOCUMENTS = 500

pytestmark = pytest.mark.slow


class Killer(Witness):
    """Kills a worker of the cluster now and then."""

    def __init__(self, address: str) -> None:
        from distributed import Client

        super().__init__()
        self.killed: list[int] = []
        self._client = Client(address, set_as_default=False)

    def add(self, packed: PackedResult) -> None:
        super().add(packed)
        if len(self.read) % (DOCUMENTS // (KILLS + 1)) == 0 and len(self.killed) < KILLS:
            victim = next(iter(self._client.run(os.getpid).values()))
            os.kill(victim, signal.SIGKILL)
            self.killed.append(victim)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a scheduler with two worker processes, as on machines of their own."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=None) as running:
        yield running.scheduler_address


def test_bad_documents_cost_only_themselves_and_the_dataset_is_that_of_one_machine(
    tmp_path: Path, address: str
) -> None:
    root = tmp_path / "in"
    root.mkdir()
    for name, text in FILES.items():
        (root / name).write_text(f"%PDF {text}", encoding="utf-8")
    summary = run_documents([root], tmp_path / "cluster", LIMITS, ClusterEngine(LIMITS, address, process))
    assert summary.documents == {"duplicate": 1, "failed": 4, "flagged": 3, "ok": 1}
    run_documents([root], tmp_path / "local", LIMITS, LocalEngine(LIMITS, process))
    assert dataset(tmp_path / "cluster") == dataset(tmp_path / "local")


def test_workers_that_are_killed_change_nothing(tmp_path: Path, address: str) -> None:
    root = write_documents(tmp_path / "in", DOCUMENTS)
    settings = Settings(workers=2)
    killer = Killer(address)
    run_documents([root], tmp_path / "killed", settings, ClusterEngine(settings, address), [killer])
    assert len(set(killer.killed)) == KILLS
    run_documents([root], tmp_path / "whole", settings, LocalEngine(settings))
    assert dataset(tmp_path / "killed") == dataset(tmp_path / "whole")


def test_workers_with_another_program_are_refused(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_text("%PDF ok 1")
    monkeypatch.setattr(cluster_module, "reading_version", lambda settings: "another")
    with pytest.raises(EngineError, match="another version of gongbiao"):
        run_documents([tmp_path / "a.pdf"], tmp_path / "out", LIMITS, ClusterEngine(LIMITS, address, process))


def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_text("%PDF ok 1")
    monkeypatch.setattr(cluster_module, "CONNECT_SECONDS", 0.5)
    engine = ClusterEngine(LIMITS, "tcp://127.0.0.1:9", process)
    with pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9; start one by `dask sched"):
        run_documents([tmp_path / "a.pdf"], tmp_path / "out", LIMITS, engine)
