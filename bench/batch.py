"""Many documents: how fast the engines read them beside a bare loop, and how much memory the main process takes.

``python -m bench.batch`` measures this part alone. Times are those of the clock, since waiting is what an engine may
add; everybody takes turns, and medians are given.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

import pikepdf

from bench.memory import peak_size
from bench.report import Section, show
from gongbiao.pipeline.cluster import LOCAL, ClusterEngine
from gongbiao.pipeline.engine import Engine, LocalEngine
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.run import run_documents
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

DOCUMENTS = 120
"""Of one round: copies of the samples, which have 9 or 10 pages. So many that the end of a round, in which one of two
workers has nothing left to do for half a document's time, weighs less than 1%."""
WARM_UP = 8
"""Documents of a round that are read before the clock starts: processes are up and have loaded all they need."""
ROUNDS = 5
MANY, MORE = 1_000, 5_000
"""Documents of one form each, for the main process's memory."""
PAGES = 2
"""Of such a document."""
TARGET_OVERHEAD, TARGET_SPEED_UP = 0.05, 0.9
CORES = (8, 64, 512)
"""For which the documents an hour of a cluster are worked out."""

LOOP, LOOPS = "bare loop", "two bare loops side by side"
LOCAL_1, LOCAL_2 = "local engine, 1 worker", "local engine, 2 workers"
DASK_1, DASK_2 = "Dask, 1 worker", "Dask, 2 workers"

_CONTEXT = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody who reads documents."""

    name: str
    turn: Callable[[Sequence[Path]], Turn]


class Turn(NamedTuple):
    """How long somebody took for the documents of a round."""

    documents_a_second: float
    """Once warm, and until the last document is there."""
    beside: float
    """Seconds for starting, the documents of the warm-up, and ending."""


def batch_sections(files: Sequence[Path]) -> list[Section]:
    """Measure engines and memory on documents made from ``files``."""
    with tempfile.TemporaryDirectory(prefix="gongbiao-bench-") as folder:
        rates = _rates(_copies(files, Path(folder, "copies"), DOCUMENTS))
        small = {count: _small_documents(files[-1], Path(folder, str(count)), count) for count in (MANY, MORE)}
        peaks = {count: _peak_of_run(documents) for count, documents in small.items()}
    return [_speed_section(rates), _memory_section(peaks)]


def _rates(documents: Sequence[Path]) -> dict[str, Turn]:
    everybody = (
        Contender(LOOP, lambda paths: _side_by_side(1, paths)),
        Contender(LOOPS, lambda paths: _side_by_side(2, paths)),
        Contender(LOCAL_1, lambda paths: _of_engine(LocalEngine(Settings(workers=1)), paths)),
        Contender(LOCAL_2, lambda paths: _of_engine(LocalEngine(Settings(workers=2)), paths)),
        Contender(DASK_1, lambda paths: _of_engine(ClusterEngine(Settings(workers=1), LOCAL), paths)),
        Contender(DASK_2, lambda paths: _of_engine(ClusterEngine(Settings(workers=2), LOCAL), paths)),
    )
    taken: dict[str, list[Turn]] = {one.name: [] for one in everybody}
    for _ in range(ROUNDS):
        for one in everybody:
            taken[one.name].append(one.turn(documents))
    return {name: Turn(*map(median, zip(*turns, strict=True))) for name, turns in taken.items()}


def _speed_section(rates: dict[str, Turn]) -> Section:
    rows = tuple(_speed_row(name, rates) for name in rates)
    hours = ", ".join(f"{cores} cores {3600 * cores * rates[DASK_2].documents_a_second / 2:,.0f}" for cores in CORES)
    note = (
        f"The samples, 9 or 10 pages each, {DOCUMENTS} documents a round, medians of {ROUNDS} interleaved rounds, by"
        f" the clock, after {WARM_UP} that are not counted: those stand in the last column, with the starting and the"
        " ending of the processes, which a run pays once. Overhead: a worker's milliseconds for each document over"
        f" those of as many bare loops side by side. Aims: the local engine costs at most {TARGET_OVERHEAD:.0%} with"
        f" one worker, and reaches {TARGET_SPEED_UP} of two loops with two. At the rate of Dask with two workers, a"
        f" cluster reads in an hour so many of these documents, as long as storage and network keep up: {hours}."
    )
    columns = ("", "documents a second", "overhead, ms", "of as many bare loops", "start and end, s")
    return Section("Many documents", columns, rows, note)


def _speed_row(name: str, rates: dict[str, Turn]) -> tuple[str, ...]:
    readers = 1 if name in (LOOP, LOCAL_1, DASK_1) else 2
    bare = rates[LOOP if readers == 1 else LOOPS].documents_a_second
    rate, beside = rates[name]
    overhead = 1000 * readers * (1 / rate - 1 / bare)
    return name, f"{rate:.1f}", f"{overhead:+.1f}", f"{rate / bare:.3f}", f"{beside:.1f}"


def _memory_section(peaks: dict[int, tuple[float, float]]) -> Section:
    rows = tuple(
        (f"{count:,} documents", f"{peak:.0f}", f"{milliseconds:.2f}") for count, (peak, milliseconds) in peaks.items()
    )
    grown = peaks[MORE][0] - peaks[MANY][0]
    note = (
        f"`gongbiao run` with two workers over documents of one form ({PAGES} pages) each: the main process's highest"
        f" resident size, and its own processor time for each document, dataset included. It grows by {grown:.0f} MiB"
        f" from {MANY:,} to {MORE:,} documents."
    )
    return Section("The main process", ("", "peak, MiB", "ms a document"), rows, note)


def _of_engine(engine: Engine, paths: Sequence[Path]) -> Turn:
    began = perf_counter()
    with closing(engine.results(Source(str(path), path) for path in paths)) as results:
        for _ in islice(results, WARM_UP):
            pass
        start = perf_counter()
        for _ in islice(results, len(paths) - WARM_UP):  # what comes after the last one is the engine's ending
            pass
        seconds = perf_counter() - start
    return Turn((len(paths) - WARM_UP) / seconds, perf_counter() - began - seconds)


def _side_by_side(loops: int, paths: Sequence[Path]) -> Turn:
    """Measure so many loops in processes of their own, all running at once."""
    began = perf_counter()
    pipes = [_CONTEXT.Pipe() for _ in range(loops)]
    shares = [paths[number::loops] for number in range(loops)]
    processes = [
        _CONTEXT.Process(target=_bare_loop, args=(theirs, share))
        for (_, theirs), share in zip(pipes, shares, strict=True)
    ]
    for process in processes:
        process.start()
    for ours, _ in pipes:
        ours.recv()  # is warm
    for ours, _ in pipes:
        ours.send(None)
    start = perf_counter()
    rates = [float(ours.recv()) for ours, _ in pipes]
    seconds = perf_counter() - start
    for process in processes:
        process.join()
    return Turn(sum(rates), perf_counter() - began - seconds)


def _bare_loop(caller: Connection, paths: Sequence[Path]) -> None:
    settings = Settings()
    warm_up = max(1, WARM_UP * len(paths) // DOCUMENTS)
    _read(paths[:warm_up], settings)
    caller.send(None)
    caller.recv()
    start = perf_counter()
    _read(paths[warm_up:], settings)
    caller.send((len(paths) - warm_up) / (perf_counter() - start))


def _read(paths: Iterable[Path], settings: Settings) -> None:
    for path in paths:
        process_document(Source(str(path), path), settings)


def _peak_of_run(folder: Path) -> tuple[float, float]:
    """Return peak in MiB and milliseconds a document of a main process of its own."""
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_run, args=(theirs, folder))
    process.start()
    peak, milliseconds = ours.recv()
    process.join()
    return peak, milliseconds


def _run(caller: Connection, folder: Path) -> None:
    start = process_time()
    with tempfile.TemporaryDirectory() as out:
        summary = run_documents([folder], out, Settings(workers=2))
    count = sum(summary.documents.values())
    caller.send((peak_size(), 1000 * (process_time() - start) / count))


def _copies(files: Sequence[Path], folder: Path, count: int) -> list[Path]:
    """Write so many different documents that are read as ``files``, in turn, are."""
    folder.mkdir()
    paths = [folder / f"{number}.pdf" for number in range(count)]
    for number, (path, file) in enumerate(zip(paths, cycle(files), strict=False)):
        path.write_bytes(file.read_bytes() + b"\n%" + b" " * number)
    return paths


def _small_documents(file: Path, folder: Path, count: int) -> Path:
    """Write so many different documents with the last form of ``file``."""
    with pikepdf.open(file) as whole, pikepdf.new() as last:
        last.pages.extend(list(whole.pages)[-PAGES:])
        last.remove_unreferenced_resources()
        path = folder.with_suffix(".pdf")
        last.save(path)
    content = path.read_bytes()
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.pdf").write_bytes(content + b"\n%" + str(number).encode())
    return folder


def main() -> int:
    """Measure and print; returns the exit code."""
    from bench.groups import FILES

    show(batch_sections(FILES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
