"""One guarded process with a pool of its own: what a killed process leaves locked or half written harms no other.

pebble's workers share a pipe and its locks. One that is killed (by the system's memory killer, say) in the instant in
which it holds them would block all the others until their documents time out.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired

from gongbiao.pipeline.attempts import Job
from gongbiao.pipeline.guard import Pool, submit, worker_pool
from gongbiao.pipeline.settings import Settings

SILENCE_GRACE = 15.0
"""Seconds over its time limit without any news after which a process is taken for broken."""

RESTARTS = 3
"""Processes in a row that may break without a single result before there is no sense in another one."""


class GuardedWorker:
    """Takes one job at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool: Pool | None = None
        self._opened: AbstractContextManager[Pool] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        opened, self._pool, self._opened = self._opened, None, None
        if opened is not None:
            opened.__exit__(None, None, None)

    def start(self, job: Job) -> Future[Any]:
        """Start a job; raises BrokenProcessPool where the process cannot be reached."""
        if self._pool is None:
            self._opened = worker_pool(self._settings, 1)
            self._pool = self._opened.__enter__()
        return submit(self._pool, job.seconds, job.function, *job.arguments)

    def retire(self) -> None:
        """End the process, whatever it does, without waiting for that; the next job gets another one."""
        opened, self._pool, self._opened = self._opened, None, None
        if opened is not None:
            threading.Thread(target=opened.__exit__, args=(None, None, None), daemon=True).start()


def is_broken(done: Future[Any]) -> bool:
    """Whether a job ended without anything being known of it: it has to be done again."""
    return isinstance(done.exception(), BrokenProcessPool)


def has_ended_its_process(done: Future[Any]) -> bool:
    """Whether the process that did a job is gone."""
    return isinstance(done.exception(), ProcessExpired | TimeoutError | BrokenProcessPool)
