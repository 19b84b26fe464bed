"""The command line as scripts and people meet it: outputs, exit codes, one clear line an error."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pipeline.hostile_files import blank_pdf, encrypted_pdf

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "rugao-2024-reportlab.pdf"
COMMAND = str(Path(sys.executable).with_name("gongbiao"))
HELP_WITHIN = 0.5
"""Seconds in which ``--help`` shall answer; the best of several tries, since machines are noisy."""


def gongbiao(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=120, check=False)


def only_line(text: str) -> str:
    (line,) = text.splitlines()
    assert line.startswith("gongbiao: ")
    return line


def test_run_writes_the_dataset_and_a_summary_on_stderr(tmp_path: Path) -> None:
    ended = gongbiao("run", SAMPLE, "--out", tmp_path / "out")
    assert ended.returncode == 0
    assert ended.stdout == ""
    assert (tmp_path / "out" / "datapackage.json").exists()
    for word in ("documents   1", "forms       5", "indicators  ", "findings    ", str(tmp_path / "out")):
        assert word in ended.stderr
    assert "\x1b" not in ended.stderr


def test_run_says_in_one_line_each_what_could_not_be_read(tmp_path: Path) -> None:
    files = {"a.pdf": encrypted_pdf(), "b.pdf": b"text", "c.pdf": blank_pdf(), "d.pdf": b""}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    ended = gongbiao("run", *files, "missing.pdf", "--out", "out", cwd=tmp_path)
    assert ended.returncode == 1
    lines = [line for line in ended.stderr.splitlines() if line.startswith("gongbiao: ")]
    assert [line.split(": ")[1] for line in lines] == ["missing.pdf", "a.pdf", "b.pdf", "d.pdf", "c.pdf"]
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8-sig").count("\n") == 5


@pytest.mark.parametrize("name", ["missing.pdf", "empty"])
def test_nothing_to_read_is_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    ended = gongbiao("run", name, "--out", "out", cwd=tmp_path)
    assert ended.returncode == 2
    assert "no PDF document to read" in only_line(ended.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("run",),
        ("run", "x.pdf"),
        ("nonsense",),
        ("run", "x.pdf", "--out", "o", "--workers", "0"),
        ("tables", "x.pdf", "--format", "xml"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ended = gongbiao(*arguments, cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "--help" in only_line(ended.stderr)


def test_an_output_that_is_a_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    ended = gongbiao("run", SAMPLE, "--out", tmp_path / "out")
    assert ended.returncode == 2
    assert "cannot write the dataset here" in only_line(ended.stderr)


def test_tables_as_json_have_spans_and_boxes() -> None:
    ended = gongbiao("tables", SAMPLE, "--format", "json")
    assert ended.returncode == 0
    tables = json.loads(ended.stdout)
    assert [table["page"] for table in tables] == sorted(table["page"] for table in tables)
    first = tables[0]
    assert set(first) == {"page", "box", "rows", "columns", "cells"}
    assert set(first["cells"][0]) == {"row", "column", "row_span", "column_span", "text", "box"}
    assert (first["cells"][0]["row"], first["cells"][0]["column"], first["cells"][0]["text"]) == (0, 0, "单位名称")
    assert any(cell["row_span"] > 1 for cell in first["cells"])
    x0, top, x1, bottom = first["box"]
    assert x0 < x1
    assert top < bottom


def test_tables_of_one_page_as_csv_and_markdown() -> None:
    as_csv = gongbiao("tables", SAMPLE, "--format", "csv", "--page", "1")
    assert as_csv.stdout.startswith("单位名称,")
    assert "\n\n" not in as_csv.stdout
    as_markdown = gongbiao("tables", SAMPLE, "--page", "1")
    assert as_markdown.stdout.startswith("## Table 1, page 1\n\n| 单位名称 |")


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.pdf", "No such file"), ("text.pdf", "no PDF"), ("locked.pdf", "password")]
)
def test_tables_of_what_cannot_be_read_is_one_line_and_exit_code_1(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "text.pdf").write_bytes(b"text")
    (tmp_path / "locked.pdf").write_bytes(encrypted_pdf())
    ended = gongbiao("tables", name, cwd=tmp_path)
    assert ended.returncode == 1
    assert reason in only_line(ended.stderr)


def test_match_as_json_is_one_object_a_label() -> None:
    ended = gongbiao("match", "指标 1：资金到位 率", "完全无关的文字", "--format", "json")
    assert ended.returncode == 0
    known, unknown = json.loads(ended.stdout)
    assert set(known) == {"label", "indicator_id", "indicator_name", "method", "score", "candidates"}
    assert (known["label"], known["indicator_name"]) == ("指标 1：资金到位 率", "资金到位率")
    assert (unknown["indicator_id"], unknown["method"]) == (None, "none")
    assert all(set(one) == {"indicator_id", "indicator_name", "score"} for one in known["candidates"])


def test_match_as_a_table_names_the_indicator() -> None:
    ended = gongbiao("match", "资金到位律")
    assert ended.returncode == 0
    assert "资金到位率" in ended.stdout


def test_names_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\nb.pdf").write_bytes(b"text")
    ended = gongbiao("run", ".", "--out", "out", cwd=tmp_path)
    assert ended.returncode == 1
    assert "\x1b" not in ended.stderr
    assert ended.stderr.splitlines()[0].startswith("gongbiao: ./a\\x1b[2J b.pdf: ")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX's")
def test_a_terminal_sees_progress(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [COMMAND, "run", str(SAMPLE), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=theirs, env=os.environ | {"TERM": "xterm"}) as running:
        os.close(theirs)
        shown = b""
        while chunk := _read_some(ours):
            shown += chunk
    os.close(ours)
    assert running.returncode == 0
    assert b"reading" in shown
    assert b"1/1" in shown
    assert b"documents   1" in shown


def _read_some(terminal: int) -> bytes:
    """What a terminal shows next; nothing when its last writer is gone."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_version_and_help() -> None:
    assert gongbiao("--version").stdout.startswith("gongbiao ")
    assert "run" in gongbiao("--help").stdout


def test_help_answers_at_once() -> None:
    def seconds() -> float:
        began = time.perf_counter()
        gongbiao("--help")
        return time.perf_counter() - began

    assert min(seconds() for _ in range(5)) < HELP_WITHIN


@pytest.mark.parametrize("statement", ["import gongbiao", "from gongbiao.pipeline.cli import main"])
def test_importing_loads_no_heavy_library(statement: str) -> None:
    heavy = "{'pandas', 'pyarrow', 'rapidfuzz', 'pypdfium2', 'pdfplumber', 'pydantic', 'pebble', 'rich', 'numpy'}"
    program = f"import sys; {statement}; print(sorted({heavy} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.strip() == "[]"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into Linux's /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_cleanly(tmp_path: Path, number: signal.Signals, code: int) -> None:
    for copy in range(200):
        (tmp_path / f"{copy}.pdf").write_bytes(SAMPLE.read_bytes() + b"\n" * copy)
    command = [COMMAND, "run", str(tmp_path), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while running.poll() is None and not list(tmp_path.glob("out/.gongbiao-*/*.csv")):
            time.sleep(0.05)
        time.sleep(1.0)
        os.killpg(running.pid, number)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == code
    assert "Traceback" not in errors
    if number is signal.SIGINT:
        assert "interrupted" in only_line(errors)
    assert list((tmp_path / "out").iterdir()) == []
    time.sleep(0.5)
    assert alive_in_group(running.pid) == []


def alive_in_group(group: int) -> list[str]:
    """Commands of the processes of a group which have not ended, from /proc (Linux)."""
    alive = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            command, _, rest = status.read_text(encoding="utf-8").partition(") ")
        except OSError:
            continue
        state, _, process_group = rest.split()[:3]
        if int(process_group) == group and state != "Z":
            alive.append(command)
    return alive
