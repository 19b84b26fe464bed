"""Reads documents in guarded worker processes of this machine; another engine has the same one method."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol

from gongbiao.pipeline.attempts import Attempts, Job, Process, attempts
from gongbiao.pipeline.errors import EngineError
from gongbiao.pipeline.guarded_worker import RESTARTS, SILENCE_GRACE, GuardedWorker, has_ended_its_process, is_broken
from gongbiao.pipeline.packed import PackedResult, pack
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.result import failed
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

Results = Generator[PackedResult, None, None]


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
        """Yield the result of every document as soon as it is there, taking sources only as workers are idle.

        A document that kills its worker, hangs or asks for too much memory is tried once more with the safer
        stage; then it is a failed one. Raises EngineError where no worker can be kept alive.
        """
        with ExitStack() as stack:
            workers = [stack.enter_context(GuardedWorker(self.settings)) for _ in range(self.settings.worker_count)]
            desk = _Desk(deque(workers))
            remaining = self._started(iter(sources), desk)
            while True:
                desk.hand_out(remaining)
                while desk.results:
                    yield desk.results.popleft()
                if not desk.running:
                    return
                desk.take_in()

    def _started(self, sources: Iterator[Source], desk: _Desk) -> Iterator[_Pending]:
        for source in sources:
            try:
                steps = attempts(source.within_reach(), self.settings, self.process)
            except OSError as error:
                desk.results.append(pack(failed(source, f"cannot be read: {error.strerror or error}")))
            else:
                yield _Pending(steps, next(steps))


@dataclass(slots=True)
class _Pending:
    """A document on its way to a result."""

    steps: Attempts
    job: Job


@dataclass(frozen=True, slots=True)
class _Running:
    """A job and who does it."""

    pending: _Pending
    worker: GuardedWorker
    until: float
    """When there must be news of it, by the monotonic clock."""


@dataclass(slots=True)
class _Desk:
    """Who does what, and what came of it."""

    idle: deque[GuardedWorker]
    running: dict[Future[Any], _Running] = field(default_factory=dict)
    results: deque[PackedResult] = field(default_factory=deque)
    _again: deque[_Pending] = field(default_factory=deque)
    _broken: int = 0
    """Workers that broke since the last news of a document."""

    def hand_out(self, remaining: Iterator[_Pending]) -> None:
        """Give every idle worker a job: documents that are under way come first."""
        while self.idle and (pending := self._again.popleft() if self._again else next(remaining, None)) is not None:
            worker = self.idle.popleft()
            try:
                future = worker.start(pending.job)
            except BrokenProcessPool as error:
                self._replace(worker, pending, error)
            else:
                self.running[future] = _Running(pending, worker, monotonic() + pending.job.seconds + SILENCE_GRACE)

    def take_in(self) -> None:
        """Wait until some job is done, or overdue, and see what follows; raises EngineError."""
        patience = min(running.until for running in self.running.values()) - monotonic()
        done, _ = wait(self.running, timeout=max(0.0, patience), return_when=FIRST_COMPLETED)
        for future in done:
            running = self.running.pop(future)
            if is_broken(future):
                self._replace(running.worker, running.pending, future.exception())
                continue
            self._broken = 0
            if has_ended_its_process(future):
                running.worker.retire()
            self.idle.append(running.worker)
            self._advance(running.pending, future)
        for future in [one for one, running in self.running.items() if running.until < monotonic()]:
            running = self.running.pop(future)
            self._replace(running.worker, running.pending, TimeoutError("no answer"))

    def _advance(self, pending: _Pending, done: Future[Any]) -> None:
        try:
            pending.job = pending.steps.send(done)
        except StopIteration as stop:
            self.results.append(stop.value)
        else:
            self._again.append(pending)

    def _replace(self, worker: GuardedWorker, pending: _Pending, error: BaseException | None) -> None:
        """Do a job again in another process; raises EngineError where that has not helped again and again."""
        self._broken += 1
        if self._broken > RESTARTS * (1 + len(self.idle) + len(self.running)):
            raise EngineError(f"worker processes cannot be kept alive: {error}") from error
        worker.retire()
        self.idle.append(worker)
        self._again.append(pending)
