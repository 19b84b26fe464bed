"""What a worker of a Dask cluster does with a document: it has it read in a guarded process of its own.

So a document that crashes, hangs or fills its reader ends that process, and the cluster's worker lives on.
"""

from __future__ import annotations

import atexit
import multiprocessing
import threading
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack

from distributed import get_worker

from gongbiao.pipeline.attempts import Job, Process, attempts
from gongbiao.pipeline.errors import EngineError
from gongbiao.pipeline.guarded_worker import RESTARTS, SILENCE_GRACE, GuardedWorker, has_ended_its_process, is_broken
from gongbiao.pipeline.packed import PackedResult
from gongbiao.pipeline.reading_version import reading_version
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source


def read_on_worker(source: Source, settings: Settings, process: Process, version: str) -> PackedResult:
    """Read one document as the local engine does, each of this worker's threads with a guarded process of its own.

    Raises EngineError where this worker's program is not that of the main process, whose ``version`` of reading this
    is, or where no process can be kept alive.
    """
    if reading_version(settings) != version:
        raise EngineError(
            f"the cluster's worker {get_worker().address} has another version of gongbiao or of the libraries that"
            " read; install the same ones everywhere"
        )
    worker = _own_worker(settings)
    steps = attempts(source, settings, process)
    job: Job = next(steps)
    broken = 0
    while True:
        try:
            future = worker.start(job)
            wait([future], timeout=job.seconds + SILENCE_GRACE)
            if not future.done() or is_broken(future):
                raise BrokenProcessPool("no guarded process answers")
        except BrokenProcessPool as error:
            broken += 1
            worker.retire()
            if broken > RESTARTS:
                raise EngineError(f"guarded processes cannot be kept alive: {error}") from error
            continue
        if has_ended_its_process(future):
            worker.retire()
        try:
            job = steps.send(future)
        except StopIteration as stop:
            result: PackedResult = stop.value
            return result


class _Thread(threading.local):
    """What each thread of the cluster's worker has for itself."""

    worker: GuardedWorker | None = None
    settings: Settings | None = None


_thread = _Thread()
_end_at_exit = ExitStack()
atexit.register(_end_at_exit.close)


def _own_worker(settings: Settings) -> GuardedWorker:
    """Return this thread's guarded process for these settings."""
    if _thread.worker is None or _thread.settings != settings:
        process = multiprocessing.current_process()
        if process.daemon:  # as Dask starts its workers; such ones may have no children, and we need one
            process.daemon = False
        if _thread.worker is not None:
            _thread.worker.retire()
        _thread.worker, _thread.settings = _end_at_exit.enter_context(GuardedWorker(settings)), settings
    return _thread.worker
