"""kill -9, of workers and of the main process, at any moment: started again, a run gives the bytes of a whole one."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongbiao.pipeline.packed import PackedResult
from gongbiao.pipeline.run import run_documents
from gongbiao.pipeline.settings import Settings
from tests.pipeline.one_form import write_documents
from tests.pipeline.test_cli import COMMAND
from tests.pipeline.watched import Witness, dataset

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")]

DOCUMENTS = 500
KILLS = 5
SETTINGS = Settings(workers=2)


class Killer(Witness):
    """Kills a worker now and then."""

    killed = 0

    def add(self, packed: PackedResult) -> None:
        super().add(packed)
        if len(self.read) % (DOCUMENTS // (KILLS + 1)) == 0 and self.killed < KILLS:
            victim = random.choice(multiprocessing.active_children())
            assert victim.pid is not None
            os.kill(victim.pid, signal.SIGKILL)
            self.killed += 1


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_documents(tmp_path_factory.mktemp("many") / "in", DOCUMENTS)


@pytest.fixture(scope="module")
def whole(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The dataset of a run that nothing interrupts."""
    out = tmp_path_factory.mktemp("whole")
    summary = run_documents([documents], out, SETTINGS)
    assert summary.documents == {"ok": DOCUMENTS}
    return dataset(out)


def test_workers_that_are_killed_change_nothing(documents: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    killer = Killer()
    run_documents([documents], tmp_path, SETTINGS, watchers=[killer])
    assert killer.killed == KILLS
    assert dataset(tmp_path) == whole


def test_a_run_that_is_killed_again_and_again_ends_with_the_same_bytes(
    documents: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    out, log = tmp_path / "out", tmp_path / "log.jsonl"
    command = [COMMAND, "run", str(documents), "--out", str(out), "--workers", "2", "--log", str(log)]
    log.touch()
    moments = sorted(random.sample(range(1, DOCUMENTS - 30), KILLS))
    for moment in moments:
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
            while running.poll() is None and lines(log) < moment:
                time.sleep(0.01)
            assert running.poll() is None, f"the run ended before document {moment}"
            running.kill()
        assert dataset(out) == {}
    subprocess.run(command, stderr=subprocess.DEVNULL, check=True)
    assert dataset(out) == whole
    read = lines(log)
    assert read < DOCUMENTS * (1 + KILLS) / 2, f"moments {moments}: {read} lines for {DOCUMENTS} documents"


KILLED_AT = """
import itertools, os, signal, sys
from gongbiao.pipeline.local_folder import LocalFolder
from gongbiao.pipeline.run import run_documents

steps = itertools.count()


def killed(step):
    def do(*arguments):
        if next(steps) == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        step(*arguments)

    return do


LocalFolder.write_part = killed(LocalFolder.write_part)
LocalFolder.remove_part = killed(LocalFolder.remove_part)
run_documents([sys.argv[1]], sys.argv[2])
"""


def test_a_run_that_is_killed_again_and_again_while_it_rewrites_parts_loses_nothing(
    documents: Path, tmp_path: Path
) -> None:
    some, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(documents, some)
    run_documents([some], out, SETTINGS)
    for number, path in enumerate(sorted(some.iterdir())):
        if number % 3:
            path.unlink()
    for moment in range(20):
        ended = subprocess.run([sys.executable, "-c", KILLED_AT, some, out, str(moment)], check=False)
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL
    assert moment > 2, "each run gets a step further than the one before"
    witness = Witness()
    run_documents([some], out, SETTINGS, watchers=[witness])
    assert witness.read == []
    run_documents([some], tmp_path / "whole", SETTINGS)
    assert dataset(out) == dataset(tmp_path / "whole")


def lines(log: Path) -> int:
    return log.read_bytes().count(b"\n")
