"""The usual memory limit is enough for scans, however many shapes of lines a worker has seen."""

from __future__ import annotations

import sys
from concurrent.futures import wait
from pathlib import Path

import pytest

from gongbiao.pipeline.guard import outcome, submit, worker_pool
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import DEFAULT_MEMORY_LIMIT, Settings
from gongbiao.pipeline.source import Source
from tests.pipeline.worker_sizes import WorkerSizes, data_after_every_shape, process_measured

SAMPLE = Path(__file__).parents[2] / "samples" / "rugao-2024-scan-300.pdf"
MARGIN = 0.7
"""Share of the limit that a usual document takes at most."""
MIB = 1024**2
RESIDENT = 1024
"""MiB that a worker holds at most with a usual document."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the system tells no process's size"),
]


@pytest.mark.parametrize("ocr", ["openvino", "onnxruntime"])
def test_a_scan_of_300_dots_an_inch_is_read_with_a_margin(ocr: str) -> None:
    settings = Settings(workers=1, ocr=ocr)
    with worker_pool(settings, 1) as pool:
        source = Source("scan.pdf", None, SAMPLE.read_bytes())
        future = submit(pool, settings.timeout, process_measured, source, settings)
        wait([future])
        result, sizes = _found(outcome(future, settings.timeout, settings))
    assert result.document.forms == 5
    assert sizes.data < MARGIN * DEFAULT_MEMORY_LIMIT / MIB
    assert sizes.resident < RESIDENT


@pytest.mark.parametrize("ocr", ["openvino", "onnxruntime"])
def test_an_engine_that_has_seen_lines_of_every_shape_leaves_room(ocr: str) -> None:
    settings = Settings(workers=1)
    with worker_pool(settings, 1) as pool:
        future = submit(pool, settings.timeout, data_after_every_shape, ocr)
        wait([future])
        assert float(outcome(future, settings.timeout, settings)) < MARGIN * DEFAULT_MEMORY_LIMIT / MIB


def test_a_scan_that_finds_too_little_memory_fails_in_words_and_gives_no_rows() -> None:
    from gongbiao.pipeline.engine import LocalEngine

    source = Source("scan.pdf", None, SAMPLE.read_bytes()).hashed()
    (result,) = LocalEngine(Settings(workers=1, memory_limit=500 * MIB)).results([source])
    assert result.document.status == "failed"
    assert "0.488 GiB of memory" in str(result.document.error)
    assert result.unpacked().forms == ()


def _found(outcome: tuple[DocumentResult, WorkerSizes]) -> tuple[DocumentResult, WorkerSizes]:
    return outcome
