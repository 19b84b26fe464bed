"""Whatever the surroundings: streams, languages, room on the disk, where things lie, how long names are."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from gongbiao.pipeline.messages import LONGEST_REASON
from gongbiao.pipeline.result import failed
from gongbiao.pipeline.source import Source
from tests.pipeline.one_form import write_documents
from tests.pipeline.test_cli import COMMAND, SAMPLE, only_line
from tests.pipeline.watched import dataset

NO_LANGUAGE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""What services and containers start programs with, and nothing that Python mends by itself."""


def in_shell(line: str, cwd: Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which ``$G`` is the command."""
    variables = {**os.environ, "G": COMMAND, **(environment or {})}
    return subprocess.run(["bash", "-c", line], capture_output=True, cwd=cwd, env=variables, timeout=120, check=False)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A directory with two forms in ``in``, one of them with a Chinese name, and an archive with one in ``年度``."""
    documents = write_documents(tmp_path / "in", 2)
    (documents / "00001.pdf").rename(documents / "目标表.pdf")
    (tmp_path / "年度").mkdir()
    with zipfile.ZipFile(tmp_path / "年度" / "压缩.zip", "w") as archive:
        archive.write(documents / "目标表.pdf", "目标表.pdf")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$G check in >&-", 0),
        ("$G run in --out out >&- 2>&- <&-", 0),
        ("$G run - --out out <&-", 2),
        ("$G tables in/00000.pdf >&-", 0),
    ],
)
def test_closed_streams_are_nowhere_to_go_and_nothing_to_read(here: Path, line: str, code: int) -> None:
    ended = in_shell(line, here)
    assert (ended.returncode, b"Traceback" in ended.stderr) == (code, False)


@pytest.mark.parametrize(
    "command", ["tables in/00000.pdf", "check in", "check in --format json", "match 资金到位律", "run --help"]
)
def test_a_reader_that_has_had_enough_is_no_error(here: Path, command: str) -> None:
    ended = in_shell(f"$G {command} | head -c 1", here)
    assert len(ended.stdout) == 1
    assert b"Traceback" not in ended.stderr
    assert b"gongbiao: " not in ended.stderr


@pytest.mark.parametrize("environment", [NO_LANGUAGE, {"PYTHONIOENCODING": "ascii"}])
def test_without_a_language_results_are_those_of_utf_8(here: Path, environment: dict[str, str]) -> None:
    commands = ["check in", "check in --format csv", "tables in/目标表.pdf", "match 资金到位率 --format json"]
    for command in commands[: 3 if environment is NO_LANGUAGE else None]:  # there arguments are no text either
        usual, poor = in_shell(f"$G {command}", here), in_shell(f"$G {command}", here, environment)
        assert poor.returncode == usual.returncode == 0
        assert poor.stdout.decode() == usual.stdout.decode()
    for out, given in (("usual", None), ("poor", environment)):
        ended = in_shell(f"$G run in 年度 --out {out}输出", here, given)
        assert ended.returncode == 0
        assert f"dataset     {out}输出\n" in ended.stderr.decode()
    assert dataset(here / "poor输出") == dataset(here / "usual输出")


def test_what_an_encoding_has_no_character_for_is_spelled_out(here: Path) -> None:
    (here / "in" / "目标表.pdf").rename(here / "in" / "𠮷.pdf")
    ended = in_shell("$G check in --format csv", here, {"PYTHONIOENCODING": "gbk"})
    assert ended.returncode == 0
    assert "in/\\U00020bb7.pdf" in ended.stdout.decode("gbk")


def test_a_dataset_inside_its_input_is_no_input(here: Path) -> None:
    for place in ("in/out", "in"):
        first, again = (in_shell(f"$G run in --out {place} --log log", here) for _ in range(2))
        assert first.returncode == again.returncode == 0
        lines = [json.loads(line) for line in (here / "log").read_text().splitlines()]
        assert {line["document"] for line in lines} == {"in/00000.pdf", "in/目标表.pdf"}
        assert [line["read"] for line in lines] == [True, True, False, False]
        (here / "log").unlink()


def test_a_path_too_long_for_the_system_costs_only_itself(here: Path) -> None:
    deep = os.open(here / "in", os.O_RDONLY)
    for _ in range(25):  # 5,000 bytes in all
        os.mkdir("e" * 200, dir_fd=deep)
        deep, above = os.open("e" * 200, os.O_RDONLY, dir_fd=deep), deep
        os.close(above)
    os.close(deep)
    ended = in_shell(f"$G run in {'f' * 300} {'g' * 300}/a.pdf --out out", here)
    assert ended.returncode == 1
    assert b"documents   2 (2 ok)" in ended.stderr
    problems = [line for line in ended.stderr.decode().splitlines() if line.startswith("gongbiao: ")]
    assert [line.rpartition(": ")[2] for line in problems] == ["File name too long"] * 3


def test_an_output_may_have_any_name(here: Path) -> None:
    ended = in_shell("$G run in --out $'o\\xff\\n8'", here)
    assert ended.returncode == 0
    assert (here / os.fsdecode(b"o\xff\n8") / "forms.parquet").is_file()


def test_a_log_without_room_is_named(here: Path) -> None:
    ended = in_shell("$G run in --out out --log /dev/full", here)
    assert ended.returncode == 2
    assert only_line(ended.stderr.decode()) == "gongbiao: /dev/full: cannot write the log: No space left on device"
    assert not (here / "out" / "documents.csv").exists()


@pytest.mark.slow
@pytest.mark.parametrize("room", [1, 12, 30, 90])
def test_a_run_without_room_is_one_line_and_is_taken_up_where_there_is_some(tmp_path: Path, room: int) -> None:
    """``room`` is in KiB a file: parts, or one table of the dataset or another, do not fit."""
    write_documents(tmp_path / "in", 90)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room * 1024, room * 1024))

    command = [COMMAND, "run", "in", "--out", "out", "--workers", "1"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, preexec_fn=limit, check=False)
    assert ended.returncode == 2
    assert only_line(ended.stderr) == "gongbiao: out: cannot write the dataset: File too large"
    assert dataset(tmp_path / "out") == {}
    assert all(".unfinished" not in path.name for path in (tmp_path / "out" / ".gongbiao").iterdir())
    assert in_shell("$G run in --out out", tmp_path).returncode == 0
    assert in_shell("$G run in --out whole", tmp_path).returncode == 0
    assert dataset(tmp_path / "out") == dataset(tmp_path / "whole")


def test_a_reason_is_not_longer_than_anybody_reads() -> None:
    error = failed(Source(str(SAMPLE), SAMPLE), "the server sent " + "%PDF-1.7\n" * 10_000).document.error
    assert error is not None
    assert len(error) == LONGEST_REASON
    assert error.startswith("the server sent %PDF-1.7 %PDF-1.7")
    assert error.endswith("…")
