"""How much memory a worker took for a document; importable in workers (Linux only)."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gongbiao.extractors.ocr.engines import load_engine
from gongbiao.extractors.ocr.paddle_ocr import BATCH, HEIGHT, NARROWED, WIDTHS
from gongbiao.pipeline.intake import Source
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import Settings

STATUS = Path("/proc/self/status")
MIB = 1024
"""KiB, in which the system counts."""
_EVERY = 0.02
"""Seconds between two looks at what the system keeps no peak of."""


@dataclass(frozen=True, slots=True)
class WorkerSizes:
    """Of one worker, in MiB."""

    resident: float
    """The highest resident size so far (VmHWM, proc(5))."""
    data: float
    """The highest that was seen of what counts against the memory limit (VmData), above its start."""


def process_measured(source: Source, settings: Settings) -> tuple[DocumentResult, WorkerSizes]:
    """Read a document, and look at the worker's size meanwhile."""
    start, seen, done = _size("VmData"), [0.0], threading.Event()

    def look() -> None:
        while not done.wait(_EVERY):
            seen.append(_size("VmData"))

    watch = threading.Thread(target=look)
    watch.start()
    try:
        result = process_document(source, settings)
    finally:
        done.set()
        watch.join()
    return result, WorkerSizes(_size("VmHWM"), max(seen) - start)


def _size(name: str) -> float:
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / MIB
    raise RuntimeError(f"{STATUS} does not say {name}")


def data_after_every_shape(ocr: str) -> float:
    """Return by how many MiB this process grew after its engine read lines of every width, alone and in batches."""
    start = _size("VmData")
    engine = load_engine(ocr)
    for width in WIDTHS:
        for printed in (width, int(width / NARROWED)):
            line = np.full((HEIGHT, printed), 255, dtype=np.uint8)
            line[10:30, ::5] = 0
            engine.recognise([line] * (BATCH + 1))
    return _size("VmData") - start
