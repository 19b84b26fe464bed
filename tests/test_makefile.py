"""The Makefile on a bare machine: a list of its targets, and a Python that cannot be used is blamed itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def make(*arguments: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    command = [shutil.which("make") or "make", *arguments]
    environment = {"PATH": path}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60, check=False)


def test_help_lists_every_target_that_says_what_it_does(tmp_path: Path) -> None:
    for name in ("sh", "grep"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    ended = make("help", path=str(tmp_path))
    described = re.findall(r"^([a-z-]+):.*## (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [line.split(maxsplit=2)[1:] for line in ended.stdout.splitlines()] == [list(one) for one in described]
    assert ended.stderr == ""


def test_a_python_that_cannot_be_run_is_named(tmp_path: Path) -> None:
    ended = make("run", f"VENV={tmp_path / 'venv'}", "PYTHON=/nonexistent")
    assert ended.returncode != 0
    assert "'/nonexistent' cannot be run" in ended.stderr
    assert "python3-venv" not in ended.stderr


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit\n[ -z "$2" ]\n', encoding="utf-8")
    old.chmod(0o755)
    ended = make("run", f"VENV={tmp_path / 'venv'}", f"PYTHON={old}")
    assert ended.returncode != 0
    assert "needs Python 3.11 or newer" in ended.stderr
    assert "Python 3.9.2" in ended.stderr
