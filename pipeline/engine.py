"""Reads documents in guarded worker processes of this machine; another engine has the same one method."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any, Protocol

from gongbiao.pipeline.attempts import Attempts, Job, Process, attempts
from gongbiao.pipeline.errors import EngineError
from gongbiao.pipeline.guard import Pool, submit, worker_pool
from gongbiao.pipeline.packed import PackedResult, pack
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.result import failed
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

Results = Generator[PackedResult, None, None]

LOOK_AHEAD = 4
"""Documents that wait for each worker: keeps it busy while the main process writes, and memory small."""

SILENCE_GRACE = 15.0
"""Seconds over the time limit without any news after which the pool itself is taken for broken."""

RESTARTS = 3
"""Pools in a row that may break without a single result before the engine gives up."""


class Engine(Protocol):
    """Reads documents somewhere."""

    def results(self, sources: Iterable[Source]) -> Results:
        """Yield the result of every document, as soon as it is there; closing ends the work."""


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Reads documents in worker processes of this machine."""

    settings: Settings
    process: Process = process_document

    def results(self, sources: Iterable[Source]) -> Results:
        """Yield the result of every document as soon as it is there, taking sources only as results are fetched.

        A document that kills its worker, hangs or asks for too much memory is tried once more with the safer
        stage; then it is a failed one. Raises EngineError where no worker can be kept alive.
        """
        window: list[_Pending] = []
        remaining = iter(sources)
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

    def _drain(self, pool: Pool, window: list[_Pending], remaining: Iterator[Source]) -> Iterator[PackedResult]:
        """Yield results from one pool until the sources are used up."""
        size = self.settings.worker_count * (1 + LOOK_AHEAD)
        while True:
            while len(window) < size and (source := next(remaining, None)) is not None:
                try:
                    steps = attempts(source.within_reach(), self.settings, self.process)
                except OSError as error:
                    yield pack(failed(source, f"cannot be read: {error.strerror or error}"))
                else:
                    window.append(_Pending(steps, next(steps)))
            if not window:
                return
            for pending in window:
                pending.submit_to(pool)
            self._await_news(window)
            for pending in [one for one in window if one.done]:
                result = pending.advance()
                if result is not None:
                    window.remove(pending)
                    yield result

    def _await_news(self, window: list[_Pending]) -> None:
        running = [pending.future for pending in window if pending.future is not None]
        longest = max(pending.job.seconds for pending in window)
        done, _ = wait(running, timeout=longest + SILENCE_GRACE, return_when=FIRST_COMPLETED)
        if not done:
            raise _SilentPoolError("no worker answers")


@dataclass(slots=True, eq=False)
class _Pending:
    """A document on its way to a result."""

    steps: Attempts
    job: Job
    future: Future[Any] | None = field(default=None)

    @property
    def done(self) -> bool:
        return self.future is not None and self.future.done()

    def submit_to(self, pool: Pool) -> None:
        """See that the job is under way."""
        if self.future is None:
            self.future = submit(pool, self.job.seconds, self.job.function, *self.job.arguments)

    def advance(self) -> PackedResult | None:
        """Go on from a job that is done: to the next one, or to the result; raises BrokenProcessPool."""
        assert self.future is not None
        done, self.future = self.future, None
        error = done.exception()
        if isinstance(error, BrokenProcessPool):
            raise error
        try:
            self.job = self.steps.send(done)
        except StopIteration as stop:
            result: PackedResult = stop.value
            return result
        return None


class _SilentPoolError(Exception):
    """No task of the pool ended although every one of them should have."""
