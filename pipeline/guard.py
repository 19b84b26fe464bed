"""Worker processes that cannot take the main process with them: bounded in time and memory, replaced when they die.

pdfium is not thread-safe, can crash, and can ask for gigabytes or loop on hostile files. So every document is read
in a process of its own pool, under limits that the operating system enforces.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Protocol

from pebble import ProcessExpired, ProcessPool

from gongbiao.pipeline.errors import EngineError
from gongbiao.pipeline.interrupts import interrupts_blocked, interrupts_deferred
from gongbiao.pipeline.settings import GIB, Settings

if sys.platform == "win32":
    from multiprocessing.context import SpawnContext as StartContext
    from multiprocessing.context import SpawnProcess as StartProcess
else:  # not fork, which is unsafe beside threads
    from multiprocessing.context import ForkServerContext as StartContext
    from multiprocessing.context import ForkServerProcess as StartProcess

PRELOADED = ["gongbiao.pipeline.process", "gongbiao.pipeline.guard"]
"""Imported once by the fork server, so that a worker starts in milliseconds."""

TASKS_PER_WORKER = 500
"""A worker is replaced after so many documents, so that what a library leaks stays small."""

ORPHAN_GRACE = 30
"""Seconds over the time limit after which a worker ends itself: the main process must be gone then."""

DATA_FIELD = 5
"""Of /proc/self/statm (proc(5)): pages of data and stack."""


NO_MEMORY = 70
NO_MEMORY_LEFT = 71
"""Exit codes of a worker that was refused memory: with its first document, and with a later one, when those before
may have left it too little."""

EXCUSABLE = (NO_MEMORY_LEFT, -getattr(signal, "SIGKILL", 9), -signal.SIGTERM)
"""Exit codes for which the document need not be the reason: no reader sends these signals to itself."""


class Pool(Protocol):
    """What the engine needs of a pool of workers."""

    def schedule(
        self, function: Callable[..., Any], args: tuple[Any, ...] = ..., *, timeout: float | None = ...
    ) -> Future[Any]:
        """Run ``function(*args)`` in a worker, which is killed after ``timeout`` seconds."""


_HIDING = threading.Lock()
"""Pools start workers from threads; the second to hide would take the first one's blanks for the truth."""


class WorkerGoneError(Exception):
    """A worker did not come back with a result; the message says what happened, in one line."""

    def __init__(self, message: str, *, excusable: bool = False) -> None:
        super().__init__(message)
        self.excusable = excusable
        """Whether the document need not be the reason."""


@contextlib.contextmanager
def main_module_hidden() -> Iterator[None]:
    """Keep multiprocessing from running the user's script again in the worker.

    It would do so to find functions defined there; workers need none, and a script without
    ``if __name__ == "__main__"`` would start workers in its workers.
    """
    names: dict[str, Any] = sys.modules["__main__"].__dict__
    with _HIDING:
        hidden: dict[str, Any] = {name: names[name] for name in ("__file__", "__spec__") if name in names}
        names.update(dict.fromkeys(hidden))
        try:
            yield
        finally:
            names.update(hidden)


class WorkerProcess(StartProcess):
    """A process that starts without running the user's script, and leaves Ctrl-C to the main process."""

    def start(self) -> None:
        """Start the process."""
        with main_module_hidden(), interrupts_blocked():
            super().start()


class WorkerContext(StartContext):
    """Multiprocessing's way of starting such processes."""

    Process = WorkerProcess


@contextlib.contextmanager
def worker_pool(settings: Settings, workers: int) -> Iterator[Pool]:
    """Give a pool of ``workers`` processes; on leaving, all of them are ended, whatever they do.

    Raises EngineError in a process that may have none.
    """
    if multiprocessing.current_process().daemon:
        raise EngineError(
            "documents are read in processes of their own, and a daemonic process (a worker of multiprocessing.Pool, "
            "say) may start none; take concurrent.futures.ProcessPoolExecutor, or gongbiao.run with many workers"
        )
    context = WorkerContext()
    context.set_forkserver_preload(PRELOADED)
    pool = ProcessPool(
        max_workers=workers,
        max_tasks=TASKS_PER_WORKER,
        initializer=prepare_worker,
        initargs=(settings.memory_limit,),
        context=context,
    )
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def submit(pool: Pool, seconds: float, function: Callable[..., Any], *args: Any) -> Future[Any]:  # noqa: ANN401
    """Schedule ``function(*args)``, which may take so many seconds; raises BrokenProcessPool."""
    try:
        with interrupts_deferred():  # the first task starts the workers
            return pool.schedule(_bounded, (seconds, function, *args), timeout=seconds)
    except RuntimeError as error:  # pebble's word for a pool whose threads have ended
        raise BrokenProcessPool(str(error)) from error


def outcome(done: Future[Any], seconds: float, settings: Settings) -> Any:  # noqa: ANN401
    """Return what a finished task returned to which ``seconds`` were given.

    Raises WorkerGoneError where its worker died, hung or ran out of memory; other exceptions of the task are raised as
    they are.
    """
    try:
        return done.result()
    except ProcessExpired as error:
        raise WorkerGoneError(_death(error.exitcode, settings), excusable=error.exitcode in EXCUSABLE) from error
    except TimeoutError as error:
        raise WorkerGoneError(f"took longer than {seconds:g} s") from error
    except MemoryError as error:  # while the result was handed over
        raise WorkerGoneError(f"asked for more than {_gibibytes(settings)} of memory") from error


def prepare_worker(memory_limit: int) -> None:
    """Bound a new worker's memory, leave Ctrl-C to the main process, and silence what libraries print."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A Python handler would never run while C code loops; the default action ends the worker at once.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit_memory(memory_limit)
    # What libraries print about a hostile file is no message to the user.
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)


_calls = 0
"""That this worker has taken."""


def _bounded(timeout: float, function: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401
    """Run in the worker: should the main process be killed, the alarm ends an orphan that hangs.

    A worker that was refused memory ends, since nobody knows how much it still holds; another takes its place.
    """
    global _calls
    _calls += 1
    if hasattr(signal, "alarm"):
        signal.alarm(int(timeout) + ORPHAN_GRACE)
    try:
        return function(*args)
    except MemoryError:
        os._exit(NO_MEMORY if _calls == 1 else NO_MEMORY_LEFT)
    finally:
        if hasattr(signal, "alarm"):
            signal.alarm(0)


def _limit_memory(limit: int) -> None:
    """Let this process ask for ``limit`` bytes more than it holds now.

    RLIMIT_DATA, since RLIMIT_AS also counts what is only reserved or mapped from files.
    """
    try:
        import resource  # POSIX only
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = _data_size() + limit
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def _data_size() -> int:
    """Bytes that count against RLIMIT_DATA already; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[DATA_FIELD]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
    except (OSError, IndexError, ValueError):
        return 0


def _death(exitcode: int, settings: Settings) -> str:
    """Say in words how a worker died; libraries in C abort or trap when they are refused memory."""
    if exitcode in (NO_MEMORY, NO_MEMORY_LEFT):
        return f"asked for more than {_gibibytes(settings)} of memory"
    if exitcode >= 0:
        return f"the reader ended unexpectedly (exit code {exitcode})"
    try:
        name = signal.Signals(-exitcode).name
    except ValueError:
        name = f"signal {-exitcode}"
    if name in ("SIGABRT", "SIGTRAP", "SIGILL"):
        return f"the reader crashed ({name}), perhaps for want of more than {_gibibytes(settings)} of memory"
    return f"the reader crashed ({name})"


def _gibibytes(settings: Settings) -> str:
    return f"{settings.memory_limit / GIB:.3g} GiB"
