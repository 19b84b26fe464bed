"""A run goes on where another one stopped, reads only what is new, and gives the bytes of a run from the start."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from gongbiao.pipeline import parts, run
from gongbiao.pipeline.engine import LocalEngine
from gongbiao.pipeline.errors import BusyError, OutputError
from gongbiao.pipeline.local_folder import LocalFolder
from gongbiao.pipeline.settings import GIB, Settings
from tests.pipeline.fake_process import process
from tests.pipeline.watched import StopError, Witness, dataset

LIMITS = Settings(workers=2, timeout=2, memory_limit=GIB // 2)


def made(root: Path, texts: dict[str, str]) -> Path:
    root.mkdir(exist_ok=True)
    for name, text in texts.items():
        (root / name).write_text(f"%PDF {text}", encoding="utf-8")
    return root


def some_documents(root: Path, count: int = 20) -> Path:
    return made(root, {f"{number:03}.pdf": f"ok {number % 3} {'x' * number}" for number in range(count)})


def watched_run(root: Path, out: Path, settings: Settings = LIMITS, *, stop: int | None = None) -> Witness:
    witness = Witness(stop)
    run.run_documents([root], out, settings, LocalEngine(settings, process), [witness])
    return witness


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    root, out = some_documents(tmp_path / "in"), tmp_path / "out"
    assert len(watched_run(root, out).read) == 20
    before = dataset(out)
    again = watched_run(root, out)
    assert (again.read, again.expected, again.skipped) == ([], 0, 0)
    assert [fresh for _, fresh in again.written] == [False] * 20
    assert dataset(out) == before


@pytest.mark.parametrize("batch", [1, 7, 64])
def test_a_run_that_was_ended_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(parts, "BATCH", batch)
    root = some_documents(tmp_path / "in")
    watched_run(root, tmp_path / "whole")
    first = Witness(stop_after=9)
    with pytest.raises(StopError):
        run.run_documents([root], tmp_path / "out", LIMITS, LocalEngine(LIMITS, process), [first])
    assert dataset(tmp_path / "out") == {}
    second = watched_run(root, tmp_path / "out")
    assert sorted(first.read + second.read) == sorted(path.name for path in root.iterdir())
    assert dataset(tmp_path / "out") == dataset(tmp_path / "whole")


def test_new_changed_and_removed_documents(tmp_path: Path) -> None:
    root, out = some_documents(tmp_path / "in"), tmp_path / "out"
    watched_run(root, out)
    (root / "003.pdf").unlink()
    made(root, {"004.pdf": "ok 2 changed", "0045.pdf": "ok 1 new", "005.pdf": "ok 2 xyzzy"})
    assert sorted(watched_run(root, out).read) == ["004.pdf", "0045.pdf", "005.pdf"]
    watched_run(root, tmp_path / "whole")
    assert dataset(out) == dataset(tmp_path / "whole")


def test_a_document_of_the_same_size_and_time_is_seen_to_have_changed(tmp_path: Path) -> None:
    import os

    root, out = made(tmp_path / "in", {"a.pdf": "ok 1", "b.pdf": "ok 2 b"}), tmp_path / "out"
    times = (root / "a.pdf").stat()
    watched_run(root, out)
    made(root, {"a.pdf": "ok 3"})
    os.utime(root / "a.pdf", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert watched_run(root, out).read == ["a.pdf"]


def test_a_document_that_was_renamed_or_touched_is_known_by_its_bytes(tmp_path: Path) -> None:
    root, out = some_documents(tmp_path / "in"), tmp_path / "out"
    watched_run(root, out)
    (root / "007.pdf").rename(root / "z.pdf")
    (root / "008.pdf").touch()
    again = watched_run(root, out)
    assert (again.read, again.expected, again.skipped) == ([], 2, 2)
    watched_run(root, tmp_path / "whole")
    assert dataset(out) == dataset(tmp_path / "whole")


def test_a_duplicate_takes_the_place_of_the_one_that_was_read(tmp_path: Path) -> None:
    root, out = made(tmp_path / "in", {"a.pdf": "ok 1", "b.pdf": "ok 1", "c.pdf": "ok 2"}), tmp_path / "out"
    assert sorted(watched_run(root, out).read) == ["a.pdf", "c.pdf"]
    assert watched_run(root, out).expected == 0
    (root / "a.pdf").unlink()
    assert watched_run(root, out).read == []
    watched_run(root, tmp_path / "whole")
    assert dataset(out) == dataset(tmp_path / "whole")


def test_a_new_program_template_or_catalogue_reads_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = some_documents(tmp_path / "in", 5), tmp_path / "out"
    watched_run(root, out)
    monkeypatch.setattr(run, "reading_version", lambda settings: "another")
    assert len(watched_run(root, out).read) == 5
    assert watched_run(root, out).read == []
    assert len(list((out / ".gongbiao").glob("part-*"))) == 1, "what no run can use any more is removed"


def kept(out: Path) -> int:
    """Bytes of all parts."""
    return sum(path.stat().st_size for path in (out / ".gongbiao").glob("part-*"))


def test_what_documents_left_that_are_gone_or_changed_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "BATCH", 5)
    root, out = some_documents(tmp_path / "in"), tmp_path / "out"
    watched_run(root, out)
    whole = kept(out)
    for number in range(20):
        if number % 5:
            (root / f"{number:03}.pdf").unlink()
    watched_run(root, out)
    assert kept(out) < whole / 3, "a fifth of every part's documents is left"
    for change in range(12):
        made(root, {"000.pdf": f"ok 1 {change}"})
        assert watched_run(root, out).read == ["000.pdf"]
        assert kept(out) < whole / 2, "OUT does not grow with what was read in vain"
    assert watched_run(root, out).read == []
    watched_run(root, tmp_path / "whole")
    assert dataset(out) == dataset(tmp_path / "whole")


def test_parts_of_which_much_is_used_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "BATCH", 5)
    root, out = some_documents(tmp_path / "in"), tmp_path / "out"
    watched_run(root, out)
    before = {path: path.stat().st_mtime_ns for path in (out / ".gongbiao").glob("part-*")}
    (root / "003.pdf").unlink()
    watched_run(root, out)
    assert {path: path.stat().st_mtime_ns for path in (out / ".gongbiao").glob("part-*")} == before


def test_duplicates_and_touched_documents_survive_the_rewriting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "BATCH", 2)
    texts = {f"{number:03}.pdf": f"ok {1 + number % 2} {'x' * (number // 2)}" for number in range(20)}
    twins = {f"{number:03}-again.pdf": texts[f"{number:03}.pdf"] for number in range(0, 20, 4)}
    root, out = made(tmp_path / "in", {**texts, **twins}), tmp_path / "out"
    watched_run(root, out)
    for path in [path for path in root.iterdir() if path.name in twins]:
        path.touch()
    watched_run(root, out)
    for number in range(0, 20, 2):
        (root / f"{number:03}.pdf").unlink()
    assert watched_run(root, out).read == []
    assert watched_run(root, out).expected == 0
    watched_run(root, tmp_path / "whole")
    assert dataset(out) == dataset(tmp_path / "whole")


@pytest.mark.parametrize("moment", range(5))
def test_a_run_that_ends_while_it_rewrites_parts_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    monkeypatch.setattr(parts, "BATCH", 5)
    root, out = some_documents(tmp_path / "in"), tmp_path / "out"
    watched_run(root, out)
    before = kept(out)
    for path in root.glob("*[0-7].pdf"):
        path.unlink()
    with monkeypatch.context() as broken:
        steps = count(0)

        def stops(step: Callable[..., None]) -> Callable[..., None]:
            def do(*arguments: object) -> None:
                if next(steps) == moment:
                    raise StopError
                step(*arguments)

            return do

        for name in ("write_part", "remove_part"):
            broken.setattr(LocalFolder, name, stops(getattr(LocalFolder, name)))
        with suppress(StopError):
            watched_run(root, out)
    assert watched_run(root, out).read == []
    watched_run(root, tmp_path / "whole")
    assert dataset(out) == dataset(tmp_path / "whole")
    assert kept(out) < before / 2


def test_other_limits_matter_only_to_documents_that_met_them(tmp_path: Path) -> None:
    root = made(tmp_path / "in", {"a.pdf": "ok 1", "b.pdf": "hang", "c.pdf": "hang-native 2", "d.pdf": "exit"})
    watched_run(root, tmp_path / "out")
    assert watched_run(root, tmp_path / "out").read == []
    more = Settings(workers=2, timeout=2.5, memory_limit=GIB // 2)
    assert sorted(watched_run(root, tmp_path / "out", more).read) == ["b.pdf", "c.pdf", "d.pdf"]


def test_fresh_reads_everything_again(tmp_path: Path) -> None:
    root, out, witness = some_documents(tmp_path / "in", 5), tmp_path / "out", Witness()
    watched_run(root, out)
    run.run_documents([root], out, LIMITS, LocalEngine(LIMITS, process), [witness], fresh=True)
    assert len(witness.read) == 5


def test_what_could_not_be_reached_is_tried_again(tmp_path: Path) -> None:
    import os

    root, out = made(tmp_path / "in", {"a.pdf": "ok 1"}), tmp_path / "out"
    os.mkfifo(tmp_path / "b.pdf")
    inputs = [root, tmp_path / "b.pdf"]
    run.run_documents(inputs, out, LIMITS, LocalEngine(LIMITS, process))
    (tmp_path / "b.pdf").unlink()
    made(tmp_path, {"b.pdf": "ok 2"})
    again = Witness()
    run.run_documents(inputs, out, LIMITS, LocalEngine(LIMITS, process), [again])
    assert again.read == ["b.pdf"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]\n", b'{"format": 1}\n', b"\x00" * 5000])
def test_a_part_with_a_damaged_index_is_read_anew(tmp_path: Path, damage: bytes) -> None:
    root, out = some_documents(tmp_path / "in", 5), tmp_path / "out"
    watched_run(root, out)
    before = dataset(out)
    (part,) = (out / ".gongbiao").glob("part-*")
    part.write_bytes(damage)
    assert len(watched_run(root, out).read) == 5
    assert dataset(out) == before


def test_a_part_with_damaged_results_is_named_with_what_to_do(tmp_path: Path) -> None:
    root, out = some_documents(tmp_path / "in", 5), tmp_path / "out"
    watched_run(root, out)
    before = dataset(out)
    (part,) = (out / ".gongbiao").glob("part-*")
    content = part.read_bytes()
    part.write_bytes(content[: len(content) // 2 + 200] + bytes(len(content) - len(content) // 2 - 200))
    with pytest.raises(OutputError, match=r"part-00000001 is damaged; start over with --fresh"):
        watched_run(root, out)
    assert dataset(out) == before


def test_a_second_run_into_the_same_directory_is_refused(tmp_path: Path) -> None:
    root, out = some_documents(tmp_path / "in", 2), tmp_path / "out"
    with (
        LocalFolder(out).locked(),
        pytest.raises(BusyError, match=r"out: another run \(process \d+ on .*\) writes here"),
    ):
        watched_run(root, out)
    assert watched_run(root, out).expected == 2


def test_what_a_dead_run_left_is_no_obstacle(tmp_path: Path) -> None:
    root, out = some_documents(tmp_path / "in", 2), tmp_path / "out"
    left = out / ".gongbiao"
    left.mkdir(parents=True)
    (left / "lock").touch()
    (left / "holder.json").write_text(json.dumps({"process": 1, "host": "elsewhere"}))
    (left / "part-00000007.unfinished").write_bytes(b"half")
    (out / ".gongbiao-staged").mkdir()
    watched_run(root, out)
    assert sorted(path.name for path in left.iterdir()) == ["lock", "part-00000001"]
    assert not (out / ".gongbiao-staged").exists()
