"""Reads documents on a Dask cluster: the engine for when one machine is not enough."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic

import dask
from distributed import Client, Future, KilledWorker, LocalCluster

from gongbiao.pipeline.attempts import Process
from gongbiao.pipeline.cluster_worker import read_on_worker
from gongbiao.pipeline.engine import Results
from gongbiao.pipeline.errors import EngineError, GongbiaoError
from gongbiao.pipeline.guard import main_module_hidden
from gongbiao.pipeline.origins import ZipMember
from gongbiao.pipeline.packed import PackedResult, pack
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.reading_version import reading_version
from gongbiao.pipeline.result import failed
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

LOCAL = "local"
"""Instead of a scheduler's address: a cluster on this machine, for trying it out."""

CONNECT_SECONDS = 15.0
"""That a scheduler may take to answer."""
WORKERLESS_SECONDS = 120.0
"""That a cluster may be without any worker: time enough to start some, or for one that died to come back."""
LOOK_SECONDS = 5.0
"""After which the number of workers is asked for again."""

MIB = 1024**2
SENT_AT_MOST = 256 * MIB
"""Bytes of a document of this machine: it goes through the scheduler, which has to hold some of them at once."""

LOOK_AHEAD = 2
"""Documents that wait for each thread of the cluster, so that none is idle while another one is on its way."""

SENDINGS = 2
"""Times that a document is sent to the cluster whose workers died with it: each time Dask itself tries four."""


@dataclass(frozen=True, slots=True)
class ClusterEngine:
    """Reads documents in guarded processes of a Dask cluster's workers.

    Files of this machine are sent to the workers; what stands in a storage they fetch themselves.
    """

    settings: Settings
    scheduler: str
    """Address of the scheduler (``tcp://host:8786``), or :data:`LOCAL`."""
    process: Process = process_document

    def results(self, sources: Iterable[Source]) -> Results:
        """Yield the result of every document as soon as it is there, taking sources only as results are fetched.

        Raises EngineError where the cluster cannot be reached, has no workers, or has another program.
        """
        with self._client() as client, _quiet():
            flight = _Flight(client, self.settings, self.process, reading_version(self.settings))
            remaining = iter(sources)
            try:
                while True:
                    while flight.has_room() and (source := next(remaining, None)) is not None:
                        unsent = flight.send(source)
                        if unsent is not None:
                            yield unsent
                    if not flight.sent:
                        return
                    landed = flight.landed()
                    if landed is not None:
                        yield landed
            finally:
                flight.cancel()

    @contextmanager
    def _client(self) -> Iterator[Client]:
        if self.scheduler != LOCAL:
            try:
                client = Client(self.scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
            except (OSError, ValueError, TypeError) as error:
                raise EngineError(
                    f"no Dask scheduler answers at {self.scheduler}; start one by `dask scheduler`, or take"
                    f" --scheduler {LOCAL} ({error})"
                ) from error
            with client:
                yield client
            return
        with main_module_hidden():
            cluster = LocalCluster(
                n_workers=self.settings.worker_count,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                memory_limit=None,  # the guarded processes have limits of their own
                silence_logs=logging.CRITICAL,
            )
        with cluster, Client(cluster, set_as_default=False) as client:
            yield client


@dataclass(slots=True)
class _Flight:
    """The documents that are with the cluster."""

    client: Client
    settings: Settings
    process: Process
    version: str
    sent: dict[Future[PackedResult], Source] = field(default_factory=dict)
    _arrived: SimpleQueue[Future[PackedResult]] = field(default_factory=SimpleQueue)
    _sendings: dict[str, int] = field(default_factory=dict)
    _room: int = 1
    _looked: float = float("-inf")
    _workers_seen: float = field(default_factory=monotonic)

    def has_room(self) -> bool:
        """Whether the workers could do with one more document."""
        if monotonic() - self._looked > LOOK_SECONDS:
            self._look()
        return len(self.sent) < self._room

    def send(self, source: Source) -> PackedResult | None:
        """Send a document on its way; returns its result where it cannot be sent."""
        try:
            carried = _carried(source)
        except OSError as error:
            return pack(failed(source, f"cannot be read: {error.strerror or error}"))
        self._submit(carried)
        return None

    def landed(self) -> PackedResult | None:
        """Wait for a document to come back; returns None where one was sent again, or none came for a while.

        Raises EngineError.
        """
        try:
            future = self._arrived.get(timeout=LOOK_SECONDS)
        except Empty:
            self._look()
            return None
        source = self.sent.pop(future)
        try:
            result: PackedResult = future.result()
        except KilledWorker as error:
            if self._sendings[source.name] < SENDINGS:
                self._submit(source)
                return None
            with suppress(OSError):  # then nobody knows its bytes
                source = source.hashed()
            result = pack(failed(source, f"the cluster's workers died with it, time and again ({error})"))
        except GongbiaoError:
            raise
        except Exception as error:
            raise EngineError(
                f"the cluster failed: {type(error).__name__}: {error}; started again, the run goes on from here"
            ) from error
        del self._sendings[source.name]
        future.release()
        return result

    def cancel(self) -> None:
        """Call back what is still with the cluster."""
        if self.sent and self.client.status == "running":
            self.client.cancel(list(self.sent))

    def _submit(self, source: Source) -> None:
        future = self.client.submit(
            read_on_worker, source, self.settings, self.process, self.version, pure=False, retries=0
        )
        self.sent[future] = source
        self._sendings[source.name] = self._sendings.get(source.name, 0) + 1
        future.add_done_callback(self._arrived.put)

    def _look(self) -> None:
        """Ask how many threads the cluster has; raises EngineError where it is gone, or had none for a while."""
        self._looked = monotonic()
        if self.client.status != "running":
            raise EngineError("the connection to the Dask scheduler is lost; started again, the run goes on from here")
        threads = sum(self.client.nthreads().values())
        if threads:
            self._workers_seen = self._looked
        elif self._looked - self._workers_seen > WORKERLESS_SECONDS:
            raise EngineError("the cluster has no workers; start some by `dask worker ADDRESS-OF-THE-SCHEDULER`")
        self._room = max(1, threads) * (1 + LOOK_AHEAD)


def _carried(source: Source) -> Source:
    """Return a document as workers on other machines can read it; raises OSError."""
    origin = source.origin.archive if isinstance(source.origin, ZipMember) else source.origin
    if not isinstance(origin, Path):
        return source.within_reach()
    if source.size() > SENT_AT_MOST:
        raise OSError(f"has {source.size() // MIB} MiB, too much to be sent; put it where the workers can fetch it")
    return source.loaded()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from remarking on documents of some megabytes."""
    with warnings.catch_warnings(), dask.config.set({"distributed.logging.distributed": "critical"}):
        warnings.filterwarnings("ignore", message="Sending large graph")
        yield
