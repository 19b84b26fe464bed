"""Reads documents in guarded worker processes and hands the results on in the order of the inputs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from gongbiao.pipeline.deadline import count_pages, needs_counting, time_limit
from gongbiao.pipeline.errors import EngineError
from gongbiao.pipeline.guard import Pool, WorkerGoneError, outcome, submit, worker_pool
from gongbiao.pipeline.intake import Source
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.result import DocumentResult, failed
from gongbiao.pipeline.settings import Settings

Task = Source | DocumentResult
"""A document to be read, or the result of one that needs no reading and only waits for its turn."""

Results = Generator[DocumentResult, None, None]

Process = Callable[[Source, Settings], DocumentResult]

LOOK_AHEAD = 4
"""Documents a worker may be ahead of the writer: keeps workers busy behind a slow document, and memory small."""

SAFER_STAGE = "plumber"
"""Pure Python, and so the second attempt at a document that killed, hung or filled a worker."""

SILENCE_GRACE = 15.0
"""Seconds over the time limit without any news after which the pool itself is taken for broken."""

RESTARTS = 3
"""Pools in a row that may break without a single result before the engine gives up."""


class Engine(Protocol):
    """Reads documents somewhere."""

    def results(self, tasks: Iterable[Task]) -> Results:
        """Yield the result of every task, in the tasks' order; closing ends the work."""


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Reads documents in worker processes of this machine."""

    settings: Settings
    process: Process = process_document

    def results(self, tasks: Iterable[Task]) -> Results:
        """Yield the result of every task, in the tasks' order, taking tasks only as results are fetched.

        A document that kills its worker, hangs or asks for too much memory is tried once more with the safer
        stage; then it is a failed one. Raises EngineError where no worker can be kept alive.
        """
        window: deque[_Pending] = deque()
        remaining = iter(tasks)
        fruitless = 0
        while True:
            yielded = False
            try:
                with worker_pool(self.settings, self.settings.worker_count) as pool:
                    for pending in window:
                        pending.future = None
                    for result in self._drain(pool, window, remaining):
                        yielded = True
                        yield result
                return
            except (BrokenProcessPool, _SilentPoolError) as error:
                fruitless = 0 if yielded else fruitless + 1
                if fruitless > RESTARTS:
                    raise EngineError(f"worker processes cannot be kept alive: {error}") from error

    def _drain(self, pool: Pool, window: deque[_Pending], remaining: Iterator[Task]) -> Iterator[DocumentResult]:
        """Yield results from one pool until the tasks are used up."""
        size = self.settings.worker_count * (1 + LOOK_AHEAD)
        while True:
            while len(window) < size and (task := next(remaining, None)) is not None:
                window.append(_Pending.of(task))
            for pending in window:
                pending.advance(pool, self.settings, self.process)
            if not window:
                return
            result = window[0].result
            if result is not None:
                window.popleft()
                yield result
            else:
                self._await_news(window)

    def _await_news(self, window: deque[_Pending]) -> None:
        running = [pending.future for pending in window if pending.future is not None]
        longest = max(pending.limit or self.settings.timeout for pending in window)
        done, _ = wait(running, timeout=longest + SILENCE_GRACE, return_when=FIRST_COMPLETED)
        if not done:
            raise _SilentPoolError("no worker answers")


@dataclass(slots=True)
class _Pending:
    """A task on its way to a result."""

    source: Source | None
    result: DocumentResult | None
    future: Future[Any] | None = field(default=None)
    complaint: str | None = None
    """What became of the first attempt, where it failed."""
    limit: float | None = None
    """Seconds that an attempt may take; None while the pages are still to be counted."""

    @classmethod
    def of(cls, task: Task) -> _Pending:
        return cls(task, None) if isinstance(task, Source) else cls(None, task)

    def advance(self, pool: Pool, settings: Settings, process: Process) -> None:
        """Take the result if there is one, else see that an attempt is under way."""
        if self.result is not None or self.source is None:
            return
        if self.future is not None and self.future.done():
            self._settle(settings)
        if self.result is not None or self.future is not None:
            return
        if self.limit is None and needs_counting(self.source):
            self.future = submit(pool, settings.timeout, count_pages, self.source)
            return
        self.limit = self.limit or settings.timeout
        attempt = settings if self.complaint is None else replace(settings, first_stage=SAFER_STAGE)
        self.future = submit(pool, self.limit, process, self.source, attempt)

    def _settle(self, settings: Settings) -> None:
        """Take what a finished task gave: the number of pages, or the result."""
        assert self.source is not None
        assert self.future is not None
        done, self.future = self.future, None
        try:
            if self.limit is None:
                self.limit = time_limit(settings, outcome(done, settings.timeout, settings))
            else:
                self.result = outcome(done, self.limit, settings)
        except WorkerGoneError as error:
            if self.limit is None:
                self.limit = settings.timeout  # reading it will tell what is wrong
            elif self.complaint is not None or settings.first_stage == SAFER_STAGE:
                self.result = failed(self.source, _both(self.complaint, str(error)))
            else:
                self.complaint = str(error)


class _SilentPoolError(Exception):
    """No task of the pool ended although every one of them should have."""


def _both(first: str | None, second: str) -> str:
    """One line about both attempts."""
    return second if first in (None, second) else f"{first}; on the second attempt: {second}"
