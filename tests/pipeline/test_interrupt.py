"""Ctrl-C at any moment of a start: one line, exit code 130, and no process stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pipeline.test_cli import COMMAND, SAMPLE, alive_in_group

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into Linux's /proc")

TRACE = "import time:"
"""What Python prints before the name of each module that it has loaded, under -X importtime: a clock for tests."""


@pytest.mark.parametrize(
    "loaded",
    [
        "typer.models",
        "gongbiao.pipeline.cli",
        "pyarrow.lib",
        "gongbiao.pipeline.run",
        "multiprocessing.forkserver",  # loaded by the main process, and again by the fork server
        "multiprocessing.popen_forkserver",
        "pypdfium2_raw.bindings",
        "gongbiao.pipeline.process",
    ],
)
def test_ctrl_c_while_modules_load(tmp_path: Path, loaded: str) -> None:
    command = [sys.executable, "-X", "importtime", COMMAND, "run", str(SAMPLE), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.rpartition("|")[2].strip() == loaded:
                break
        else:
            pytest.fail(f"{loaded} is never loaded")
        os.killpg(running.pid, signal.SIGINT)
        rest = [line for line in running.stderr if not line.startswith(TRACE)]
    assert rest == ["gongbiao: interrupted; no dataset was written\n"]
    assert running.returncode == 130
    assert_all_gone(running.pid)


START = """
from gongbiao.pipeline.entry import main
print("loaded", flush=True)
main()
"""
"""Begins as the command does, and says when it is the program's turn: until then Python itself answers Ctrl-C."""


@pytest.mark.slow
@pytest.mark.parametrize("hundredths", [1, *range(5, 100, 5)])
def test_ctrl_c_at_any_time(tmp_path: Path, hundredths: int) -> None:
    for copy in range(200):
        (tmp_path / f"{copy}.pdf").write_bytes(SAMPLE.read_bytes() + b"\n" * copy)
    command = [sys.executable, "-c", START, "run", str(tmp_path), "--out", str(tmp_path / "out")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "loaded\n"
        time.sleep(hundredths / 100)
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    assert errors == "gongbiao: interrupted; no dataset was written\n"
    assert running.returncode == 130
    assert_all_gone(running.pid)


def test_a_job_in_the_background_does_not_heed_ctrl_c(tmp_path: Path) -> None:
    shell = 'trap "" INT; exec "$0" run "$1" --out "$2"'
    command = ["/bin/sh", "-c", shell, COMMAND, str(SAMPLE), str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as running:
        time.sleep(0.2)
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(60) == 0
    assert (tmp_path / "out" / "datapackage.json").exists()


def assert_all_gone(group: int) -> None:
    """Fail unless every process of the group ends within a few seconds."""
    deadline = time.monotonic() + 5
    while alive_in_group(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert alive_in_group(group) == []
