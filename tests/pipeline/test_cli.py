"""The command line as scripts and people meet it: outputs, exit codes, one clear line an error."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongbiao.normalizers.match import FORM_TYPES
from tests.pipeline.hostile_files import blank_pdf, encrypted_pdf
from tests.pipeline.unreadable_pages import garbage_pdf, partly_scanned_pdf, scanned_pdf

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "rugao-2024-reportlab.pdf"
COMMAND = str(Path(sys.executable).with_name("gongbiao"))


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
    for word in ("documents   1", "forms       5\n", "indicators  ", "findings    ", str(tmp_path / "out")):
        assert word in ended.stderr
    (first,) = [line.split()[-1] for line in ended.stderr.splitlines() if line.startswith("open first")]
    assert Path(first) == tmp_path / "out" / "indicators.csv"
    assert Path(first).exists()
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


def test_a_form_that_is_published_again_is_counted_once_as_different(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "again.pdf").write_bytes(SAMPLE.read_bytes() + b"\n")
    ended = gongbiao("run", tmp_path, "--out", tmp_path / "out")
    assert "forms       10 (5 different)\n" in ended.stderr


def test_a_run_in_which_every_document_fails_still_writes_the_dataset(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"text")
    (tmp_path / "b.pdf").write_bytes(encrypted_pdf())
    ended = gongbiao("run", tmp_path, "--out", tmp_path / "out")
    assert ended.returncode == 1
    rows = (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8-sig").splitlines()
    assert sum(",failed," in row for row in rows) == 2
    assert (tmp_path / "out" / "datapackage.json").exists()
    assert str(tmp_path / "out" / "documents.csv") in ended.stderr


def test_a_run_names_the_pages_that_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned_pdf())
    ended = gongbiao("run", "scan.pdf", "--out", "out", "--ocr", "none", cwd=tmp_path)
    (line,) = [line for line in ended.stderr.splitlines() if line.startswith("gongbiao: scan.pdf: ")]
    assert "pages 1-2, 4 " in line


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        (("missing.pdf",), "gongbiao: missing.pdf: no such file or directory; check the path"),
        (("empty",), "gongbiao: empty: no document (PDF, PNG, JPEG, TIFF, .xlsx or .docx) in this directory"),
    ],
)
def test_nothing_to_read_is_wrong_usage_and_one_complaint(
    tmp_path: Path, names: tuple[str, ...], complaint: str
) -> None:
    (tmp_path / "empty").mkdir()
    ended = gongbiao("run", *names, "--out", "out", cwd=tmp_path)
    assert ended.returncode == 2
    assert only_line(ended.stderr) == complaint


def test_a_missing_file_does_not_hide_that_a_directory_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = gongbiao("run", "missing.pdf", "empty", "--out", "out", cwd=tmp_path)
    assert ended.returncode == 2
    assert "missing.pdf: no such file" in ended.stderr
    assert "empty: no document" in only_line(ended.stderr)


def test_a_directory_without_documents_is_named_beside_others_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.pdf").write_bytes(blank_pdf())
    ended = gongbiao("run", "empty", "good.pdf", "--out", "out", cwd=tmp_path)
    assert ended.returncode == 1
    assert (
        ended.stderr.splitlines()[0]
        == "gongbiao: empty: no document (PDF, PNG, JPEG, TIFF, .xlsx or .docx) in this directory"
    )
    assert (tmp_path / "out" / "datapackage.json").exists()


@pytest.mark.parametrize(
    "arguments", [("run", "", "--out", "out"), ("run", ".", "--out", ""), ("run", ".", "", "--out=o")]
)
def test_an_empty_name_is_wrong_usage_and_not_the_current_directory(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.pdf").write_bytes(blank_pdf())
    ended = gongbiao(*arguments, cwd=tmp_path)
    assert ended.returncode == 2
    assert "name is empty" in only_line(ended.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX's")
def test_without_room_for_the_dataset_the_place_is_named(tmp_path: Path) -> None:
    import resource

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    command = [COMMAND, "run", str(SAMPLE), "--out", "out"]
    ended = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False, preexec_fn=little_room
    )
    assert ended.returncode != 0
    assert only_line(ended.stderr).startswith("gongbiao: out: cannot write the dataset: ")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".gongbiao"]


def test_without_a_command_the_help_is_shown() -> None:
    ended = gongbiao()
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr == gongbiao("--help").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "x.pdf"),
        ("nonsense",),
        ("run", "x.pdf", "--out", "o", "--workers", "0"),
        ("tables", "x.pdf", "--format", "xml"),
        ("match", "资金到位率", "--form-type", "project"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ended = gongbiao(*arguments, cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "--help" in only_line(ended.stderr)


@pytest.mark.parametrize(
    ("arguments", "choices"),
    [
        (("tables", "x.pdf", "--format", "xml"), ("json", "csv", "markdown")),
        (("match", "资金到位率", "--format", "csv"), ("json", "table")),
        (("match", "资金到位率", "--form-type", "project"), FORM_TYPES),
    ],
)
def test_a_wrong_choice_is_told_what_there_is(arguments: tuple[str, ...], choices: tuple[str, ...]) -> None:
    line = only_line(gongbiao(*arguments).stderr)
    assert f"'{arguments[-1]}' is not one of" in line
    assert f"gongbiao {arguments[0]} --help" in line
    assert "Value error" not in line
    for choice in choices:
        assert f"'{choice}'" in line


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_match_knows_every_form_type_of_the_dataset(form_type: str) -> None:
    assert gongbiao("match", "资金到位率", "--form-type", form_type).returncode == 0


@pytest.mark.parametrize("out", ["out", "out/below"])
def test_an_output_that_is_a_file_is_wrong_usage(tmp_path: Path, out: str) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    ended = gongbiao("run", SAMPLE, "--out", out, cwd=tmp_path)
    assert ended.returncode == 2
    assert only_line(ended.stderr) == "gongbiao: out: is a file, not a directory"


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


@pytest.mark.parametrize("kind", ["page", "table"])
def test_who_asks_beyond_the_last_is_told_how_many_there_are(kind: str) -> None:
    tables = json.loads(gongbiao("tables", SAMPLE, "--format", "json").stdout)
    count = len(tables) if kind == "table" else max(table["page"] for table in tables)
    ended = gongbiao("tables", SAMPLE, f"--{kind}", "99")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert only_line(ended.stderr).endswith(f"there is no {kind} 99, only {count} in all")


def test_tables_says_which_pages_are_pictures_and_shows_the_others(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(partly_scanned_pdf())
    ended = gongbiao("tables", "scan.pdf", "--format", "json", "--ocr", "none", cwd=tmp_path)
    assert ended.returncode == 1
    assert {table["page"] for table in json.loads(ended.stdout)} == {1, 4}
    line = only_line(ended.stderr)
    assert "pages 2-3, 5 " in line
    assert "picture" in line


@pytest.mark.parametrize(("page", "code"), [(4, 0), (5, 1)])
def test_tables_of_one_page_looks_at_that_page_alone(tmp_path: Path, page: int, code: int) -> None:
    (tmp_path / "scan.pdf").write_bytes(partly_scanned_pdf())
    ended = gongbiao("tables", "scan.pdf", "--page", str(page), "--ocr", "none", cwd=tmp_path)
    assert ended.returncode == code
    assert ("picture" in ended.stderr) == bool(code)


def test_tables_says_which_pages_hold_garbage_instead_of_text(tmp_path: Path) -> None:
    (tmp_path / "garbage.pdf").write_bytes(garbage_pdf())
    ended = gongbiao("tables", "garbage.pdf", "--ocr", "none", cwd=tmp_path)
    assert ended.returncode == 1
    line = only_line(ended.stderr)
    assert "page 1 " in line
    assert "garbage" in line.removeprefix("gongbiao: garbage.pdf")


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


def test_match_cuts_and_folds_nothing_in_a_pipe() -> None:
    label = "每年群众来信来访件约1000件，力争群众满意率达95%以上，" * 5
    ended = gongbiao("match", "资金到位律", label)
    assert label in ended.stdout
    assert "process.fund_management.funds_in_place_rate" in ended.stdout


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX's")
@pytest.mark.parametrize("columns", [80, 120])
def test_match_shows_ids_whole_on_a_terminal(columns: int) -> None:
    code, shown = on_a_terminal(columns, "match", "资金到位律", "每年群众来信来访件约1000件，力争群众满意率达95%以上")
    assert code == 0
    assert "process.fund_management.funds_in_place_rate" in shown
    assert "…" not in shown


def test_match_shows_people_no_unlikely_runners_up() -> None:
    labels = ("资金到位律", "完全无关的文字", "项目完成及时律")
    matches = json.loads(gongbiao("match", *labels, "--format", "json").stdout)
    shown = gongbiao("match", *labels).stdout
    others = [one for found in matches for one in found["candidates"] if one["indicator_id"] != found["indicator_id"]]
    assert {one["score"] >= 10 for one in others} == {True, False}
    for one in others:
        assert (f"or {one['indicator_name']} {one['score']:.1f}" in shown) == (one["score"] >= 10)


def test_names_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\nb.pdf").write_bytes(b"text")
    ended = gongbiao("run", ".", "--out", "out", cwd=tmp_path)
    assert ended.returncode == 1
    assert "\x1b" not in ended.stderr
    assert ended.stderr.splitlines()[0].startswith("gongbiao: ./a\\x1b[2J b.pdf: ")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX's")
def test_a_terminal_sees_progress(tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "bad.pdf").write_bytes(b"text")
    code, shown = on_a_terminal(80, "run", str(tmp_path), "--out", str(tmp_path / "out"))
    assert code == 1
    assert re.search(r"reading \S+ 0/2 .*0 failed 0 flagged 0:00:00 -:--:-- left", shown)
    assert re.search(r"reading \S+ 2/2 \d+\.\d/(s|min) 1 failed 0 flagged 0:00:\d\d 0:00:00 left", shown)
    assert "documents   2" in shown


def on_a_terminal(columns: int, *arguments: str) -> tuple[int, str]:
    """Run the command on a terminal of so many columns; return its exit code and what it shows, without colours."""
    import pty

    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": str(columns)}
    with subprocess.Popen([COMMAND, *arguments], stdout=theirs, stderr=theirs, env=environment) as running:
        os.close(theirs)
        shown = b""
        while chunk := _read_some(ours):
            shown += chunk
    os.close(ours)
    return running.returncode, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


def _read_some(terminal: int) -> bytes:
    """What a terminal shows next; nothing when its last writer is gone."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_version_and_help() -> None:
    assert gongbiao("--version").stdout.startswith("gongbiao ")
    assert "run" in gongbiao("--help").stdout


@pytest.mark.parametrize("command", [["--help"], ["run", "--help"]])
def test_help_loads_no_heavy_library(command: list[str]) -> None:
    heavy = "{'pandas', 'pyarrow', 'rapidfuzz', 'pypdfium2', 'pdfplumber', 'pebble', 'rich', 'numpy'}"
    program = (
        f"import sys, atexit; sys.argv = ['gongbiao', *{command}]; "
        f"atexit.register(lambda: print('heavy:', sorted({heavy} & set(sys.modules)))); "
        "from gongbiao.pipeline.entry import main; main()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.splitlines()[-1] == "heavy: []"


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
    log = tmp_path / "log.jsonl"
    command = [COMMAND, "run", str(tmp_path), "--out", str(tmp_path / "out"), "--log", str(log)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while running.poll() is None and not (log.exists() and log.stat().st_size):
            time.sleep(0.05)
        os.killpg(running.pid, number)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == code
    assert "Traceback" not in errors
    if number is signal.SIGINT:
        assert "interrupted" in only_line(errors)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".gongbiao"]
    assert list((tmp_path / "out" / ".gongbiao").glob("part-*")), "what was read is kept for the next run"
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
