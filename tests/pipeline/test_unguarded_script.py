"""A user's plain script, without ``if __name__ == "__main__"``, reads documents and ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
print("the script runs")
sys.path.insert(0, {root!r})
from gongbiao.pipeline.engine import LocalEngine
from gongbiao.pipeline.source import Source
from gongbiao.pipeline.settings import Settings
from tests.pipeline.fake_process import process

source = Source("a.pdf", None, b"%PDF ok 3").hashed()
(result,) = LocalEngine(Settings(workers=2, timeout=30), process).results([source])
print(len(result.unpacked().forms), "forms", __file__ is not None)
"""


def test_an_unguarded_script_runs_once_and_gets_its_result(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(root=str(root)), encoding="utf-8")
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert ended.stderr == ""
    assert ended.stdout.splitlines() == ["the script runs", "3 forms True"]
    assert ended.returncode == 0
