"""How much memory a worker takes for a long document: the samples' pages, over and over, in a worker of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import wait
from itertools import cycle
from pathlib import Path
from time import perf_counter

import pikepdf

from bench.own import SETTINGS, read_rows
from bench.report import Section
from gongbiao.pipeline.guard import outcome, submit, worker_pool

PAGES = 400
"""Of the long document at least: it ends with a form, since the later stages would be asked for a part of one."""
_STATUS = Path("/proc/self/status")
_PEAK = "VmHWM:"
"""The highest resident size of a process so far, in KiB (proc(5)); getrusage's figure may be the parent's."""


def memory_sections(files: Sequence[Path]) -> list[Section]:
    """Measure a fresh worker's peak on a document of :data:`PAGES` pages or more made from those of ``files``."""
    if not _STATUS.exists():
        return [Section("Memory", ("", "figure"), (("not measured: needs Linux", ""),), "")]
    with tempfile.TemporaryDirectory() as folder, worker_pool(SETTINGS, 1) as pool:
        path = Path(folder, "long.pdf")
        pages = _repeat_files(files, path)
        idle = submit(pool, SETTINGS.timeout, peak_size)
        wait([idle])
        future = submit(pool, SETTINGS.timeout, _peak_after_reading, path)
        wait([future])
        peak, seconds = outcome(future, SETTINGS.timeout, SETTINGS)
        start = outcome(idle, SETTINGS.timeout, SETTINGS)
    rows = (
        ("worker before its first document, MiB", f"{start:.0f}"),
        (f"worker after a document of {pages} pages, peak, MiB", f"{peak:.0f}"),
        ("milliseconds a page (by the clock)", f"{1000 * seconds / pages:.2f}"),
    )
    return [Section("Memory", ("", "figure"), rows, "Highest resident size of one worker process.")]


def peak_size() -> float:
    """Return the highest resident size of this process so far, in MiB."""
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(_PEAK):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"{_STATUS} does not say {_PEAK}")


def _peak_after_reading(path: Path) -> tuple[float, float]:
    """Return the peak in MiB after a document was read, and the seconds that it took."""
    start = perf_counter()
    read_rows(path)
    return peak_size(), perf_counter() - start


def _repeat_files(files: Sequence[Path], target: Path) -> int:
    """Write a PDF of whole files, one after another, from the first again when they end; returns its pages."""
    sources = [pikepdf.open(path) for path in files]
    with pikepdf.new() as long:
        for source in cycle(sources):
            if len(long.pages) >= PAGES:
                break
            long.pages.extend(source.pages)
        count = len(long.pages)
        long.save(target)
    for source in sources:
        source.close()
    return count
