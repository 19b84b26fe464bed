"""What is tried for one document until it is read or given up: the same on this machine and on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from time import monotonic, perf_counter
from typing import Any

from gongbiao.pipeline.deadline import count_pages, is_long, needs_counting, time_limit
from gongbiao.pipeline.guard import WorkerGoneError, outcome
from gongbiao.pipeline.packed import PackedResult, Trial, pack
from gongbiao.pipeline.result import DocumentResult, failed
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

Process = Callable[[Source, Settings], DocumentResult]
"""Reads one document; importable in a worker, and plain data in and out."""

SAFER_STAGE = "plumber"
"""Pure Python, and so the next attempt at a document that killed, hung or filled a worker."""


@dataclass(frozen=True, slots=True)
class Job:
    """A call to be made in a guarded worker."""

    seconds: float
    """That it may take."""
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class LongDocument:
    """What a worker says of a document that has not been read, since it is to be given more time."""

    pages: int


Attempts = Generator[Job, Future[Any], PackedResult]
"""Yields jobs, takes the finished future of each, and returns the document's result."""


def attempts(source: Source, settings: Settings, process: Process) -> Attempts:
    """Try to read a document: from the first stage on, then once more from the safer one; then it is a failed one.

    A worker that was ended from outside, or had been filled by others, is no sign against its document, which is then
    read as if nothing had been; once. The worker that reads a document counts its pages first: a job of its own would
    cost every document as much as the main process does for it besides.
    """
    limit = settings.timeout
    read: Callable[..., PackedResult | LongDocument] = process_unless_long
    trials: list[Trial] = []
    excused = False
    stage = settings.first_stage
    while True:
        began = monotonic()
        attempt = replace(settings, first_stage=stage)
        done = yield Job(limit, read, (process, source, attempt))
        try:
            found: PackedResult | LongDocument = outcome(done, limit, settings)
        except WorkerGoneError as error:
            trials.append(Trial(stage, (), round(min(limit, monotonic() - began), 3), str(error)))
            if error.excusable and not excused:
                excused = True
            elif stage == SAFER_STAGE:
                identified = yield from _identified(source, settings)
                return pack(failed(identified, _complaints(trials)), tuple(trials))
            else:
                stage, read = SAFER_STAGE, process_packed
        else:
            if isinstance(found, PackedResult):
                return replace(found, trials=(*trials, *found.trials))
            limit, read = time_limit(settings, found.pages), process_packed


def process_unless_long(process: Process, source: Source, settings: Settings) -> PackedResult | LongDocument:
    """Read one document in a worker, unless it has so many pages that it is to be given more time."""
    if needs_counting(source) and is_long(settings, pages := count_pages(source)):
        return LongDocument(pages)
    return process_packed(process, source, settings)


def process_packed(process: Process, source: Source, settings: Settings) -> PackedResult:
    """Read one document in a worker, and pack what it gave."""
    began = perf_counter()
    result = process(source, settings)
    return pack(result, (Trial(settings.first_stage, result.stages, round(perf_counter() - began, 3), None),))


def _identified(source: Source, settings: Settings) -> Generator[Job, Future[Any], Source]:
    """Return a source with its hash, if its bytes can be had in time."""
    if source.sha256:
        return source
    done = yield Job(settings.timeout, Source.hashed, (source,))
    try:
        identified: Source = outcome(done, settings.timeout, settings)
    except (WorkerGoneError, OSError):
        return source
    return identified


def _complaints(trials: list[Trial]) -> str:
    """One line about the last two attempts."""
    first, last = (trials[-2], trials[-1]) if len(trials) > 1 else (trials[-1], trials[-1])
    if first.complaint == last.complaint:
        return str(last.complaint)
    return f"{first.complaint}; on the second attempt: {last.complaint}"
