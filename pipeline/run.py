"""Many documents: from inputs to the dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from gongbiao.normalizers.catalogue import catalogue_with
from gongbiao.pipeline.cross.digest import DocumentDigest
from gongbiao.pipeline.cross.flags import cross_document_flags
from gongbiao.pipeline.cross.results import completed
from gongbiao.pipeline.engine import Engine, LocalEngine, Task
from gongbiao.pipeline.errors import EmptyNameError, NothingToReadError
from gongbiao.pipeline.held_back import HeldBack
from gongbiao.pipeline.intake import Source, find_sources
from gongbiao.pipeline.loader import DatasetWriter
from gongbiao.pipeline.result import DocumentResult, duplicate, failed
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.summary import RunSummary, Tally


class Watcher(Protocol):
    """Is told how a run goes."""

    def begin(self, total: int) -> None:
        """Hear how many documents there are in all."""

    def add(self, result: DocumentResult) -> None:
        """Hear of the next result."""


def run_documents(
    inputs: Iterable[str | Path],
    out: str | Path,
    settings: Settings | None = None,
    engine: Engine | None = None,
    watch: Watcher | None = None,
) -> RunSummary:
    """Read every document under ``inputs`` and write the dataset into the directory ``out``.

    Nothing is written before all documents are read. Raises NothingToReadError where the inputs hold no document,
    OutputError where ``out`` cannot be written, EmptyNameError where a name is empty.
    """
    if not str(out):
        raise EmptyNameError("the output's name is empty; name a directory (. is the current one)")
    found = find_sources(inputs)
    if not found.sources:
        raise NothingToReadError("; ".join(found.problems) or "no input is given")
    settings = settings or Settings()
    engine = engine or LocalEngine(settings)
    tally = Tally()
    if watch is not None:
        watch.begin(len(found.sources))
    digests: list[DocumentDigest] = []
    with (
        DatasetWriter(Path(out), catalogue_with(settings.catalogue), settings.templates) as writer,
        HeldBack() as held_back,
        closing(engine.results(tasks_of(found.sources))) as results,
    ):
        for result in results:
            writer.add_contents(result)
            tally.add_contents(result)
            held_back.add(result)
            if result.digest is not None:
                digests.append(result.digest)
            if watch is not None:
                watch.add(result)
        for result in completed(held_back.results(), cross_document_flags(digests, settings.rulebook)):
            writer.add_findings(result)
            tally.add_findings(result)
        writer.publish()
    return tally.summary(Path(out), found.problems)


def tasks_of(sources: Iterable[Source]) -> Iterator[Task]:
    """Yield what is to be read; the same bytes twice are read once, the first time."""
    first: dict[str, Source] = {}
    for source in sources:
        try:
            hashed = source.hashed()
        except OSError as error:
            yield failed(source, f"cannot be read: {error.strerror or error}")
            continue
        assert hashed.sha256 is not None
        earlier = first.setdefault(hashed.sha256, hashed)
        yield hashed if earlier is hashed else duplicate(hashed, of=earlier)
