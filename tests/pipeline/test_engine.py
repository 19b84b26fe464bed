"""A document can end its reader in many ways; it costs itself, and nothing else."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongbiao.pipeline.engine import LocalEngine
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import GIB, Settings
from gongbiao.pipeline.source import Source
from tests.pipeline.fake_process import process

LIMITS = Settings(workers=2, timeout=2.0, memory_limit=GIB // 2)
UNHURRIED = Settings(workers=2, timeout=60.0, memory_limit=GIB // 2)
"""For what ends by itself: filling half a GiB takes a busy machine seconds."""


def document(name: str, text: str) -> Source:
    return Source(name, None, f"%PDF {text}".encode()).hashed()


def results(texts: list[str], settings: Settings = LIMITS) -> list[DocumentResult]:
    tasks = [document(f"{number}.pdf", text) for number, text in enumerate(texts)]
    found = [packed.unpacked() for packed in LocalEngine(settings, process).results(tasks)]
    return sorted(found, key=lambda result: int(result.document.source.removesuffix(".pdf")))


def stages(result: DocumentResult) -> set[str]:
    return {row.extractor for row in result.indicators}


def test_every_document_has_its_own_result_whatever_takes_long() -> None:
    found = results(["slow 1", "ok 2", "ok 3", "slow 4", "ok 5"], Settings(workers=3))
    assert [result.document.source for result in found] == ["0.pdf", "1.pdf", "2.pdf", "3.pdf", "4.pdf"]
    assert [len(result.forms) for result in found] == [1, 2, 3, 4, 5]


def test_a_slow_document_holds_up_no_other_one() -> None:
    tasks = [document("slow.pdf", "hang"), *(document(f"{number}.pdf", "ok") for number in range(40))]
    running = LocalEngine(Settings(workers=2, timeout=60), process).results(tasks)
    names = {next(running).document.source for _ in range(40)}
    running.close()
    assert names == {f"{number}.pdf" for number in range(40)}


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("hang", "took longer than 2 s"),
        ("exit", "ended unexpectedly (exit code 7)"),
        ("abort", "crashed (SIGABRT)"),
        ("eat", "asked for more than 0.5 GiB of memory"),
    ],
)
def test_a_document_that_ends_its_reader_costs_only_itself(word: str, reason: str) -> None:
    limits = LIMITS if word == "hang" else UNHURRIED
    before, bad, after, last = results(["ok 1", word, "ok 2", "ok 3"], limits)
    assert bad.document.status == "failed"
    assert bad.document.error is not None
    assert reason in bad.document.error
    assert "\n" not in bad.document.error
    assert bad.document.sha256 is not None
    assert [len(result.forms) for result in (before, after, last)] == [1, 2, 3]


@pytest.mark.parametrize("word", ["hang-native", "exit-native", "abort-native", "eat-native"])
def test_what_ends_the_first_stage_is_read_by_the_safer_one(word: str) -> None:
    bad, good = results([word, "ok"], LIMITS if word == "hang-native" else UNHURRIED)
    assert bad.document.status != "failed"
    assert stages(bad) == {"plumber"}
    assert stages(good) == {"native"}


def test_one_worker_reads_in_a_child_process_too() -> None:
    (found,) = results(["exit"], Settings(workers=1, timeout=5))
    assert found.document.status == "failed"


def test_no_tasks_no_results() -> None:
    assert list(LocalEngine(LIMITS, process).results([])) == []


def test_tasks_are_taken_only_a_little_ahead_of_the_results() -> None:
    taken = 0

    def tasks() -> Iterator[Source]:
        nonlocal taken
        for number in range(200):
            taken += 1
            yield document(f"{number}.pdf", "ok")

    settings = Settings(workers=2)
    running = LocalEngine(settings, process).results(tasks())
    for _ in range(3):
        next(running)
    waiting, running_now = 1, 2  # both workers may have ended in the same moment
    assert taken <= 3 + waiting + running_now
    running.close()


def test_leaving_early_ends_workers_at_once_even_hanging_ones() -> None:
    running = LocalEngine(Settings(workers=2), process).results([document("0.pdf", "ok"), document("1.pdf", "hang")])
    next(running)
    began = time.monotonic()
    running.close()
    assert time.monotonic() - began < 5
    assert not [thread for thread in threading.enumerate() if "pebble" in thread.name.lower()]


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    import multiprocessing
    import signal

    (tmp_path / "a.pdf").write_text("%PDF slow 1", encoding="utf-8")
    sources = [Source(str(number), tmp_path / "a.pdf").hashed() for number in range(6)]
    running = LocalEngine(Settings(workers=1), process).results(sources)
    first = next(running)
    (worker,) = multiprocessing.active_children()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    found = [packed.unpacked() for packed in (first, *running)]
    assert [result.document.status for result in found] == ["flagged"] * 6
    assert {stage for result in found for stage in stages(result)} == {"native"}
