"""Many documents: from inputs to the dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from gongbiao.normalizers.catalogue import catalogue_with
from gongbiao.pipeline.assembly import final_results
from gongbiao.pipeline.engine import Engine, LocalEngine
from gongbiao.pipeline.errors import EmptyNameError, NothingToReadError
from gongbiao.pipeline.folder import output_folder
from gongbiao.pipeline.intake import find_sources
from gongbiao.pipeline.loader import DatasetWriter
from gongbiao.pipeline.packed import PackedResult
from gongbiao.pipeline.parts import PartStore
from gongbiao.pipeline.reading_list import ReadingList
from gongbiao.pipeline.reading_version import limits_version, reading_version
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.summary import RunSummary, Tally

ROUNDS = 3
"""Times that a document is read again which others changed while it was read."""


class Watcher(Protocol):
    """Is told how a run goes."""

    def begin(self, total: int) -> None:
        """Hear how many documents are not known from before."""

    def add(self, packed: PackedResult) -> None:
        """Hear of the next result."""

    def skip(self) -> None:
        """Hear that one more need not be read."""

    def end(self, packed: PackedResult, fresh: bool) -> None:
        """Hear what goes into the dataset, and whether this run read it."""


def run_documents(
    inputs: Iterable[str | Path],
    out: str | Path,
    settings: Settings | None = None,
    engine: Engine | None = None,
    watchers: Iterable[Watcher] = (),
    *,
    fresh: bool = False,
    guard_formulas: bool = False,
) -> RunSummary:
    """Read every document under ``inputs`` and write the dataset into ``out``.

    What an earlier run into ``out`` read, finished or not, is not read again unless ``fresh`` is wanted. The dataset
    is written when all documents are read. Raises NothingToReadError where the inputs hold no document, OutputError
    where ``out`` cannot be written, BusyError where another run writes there, EmptyNameError where a name is empty,
    MissingExtraError where an address needs a library that is not installed.
    """
    if not str(out):
        raise EmptyNameError("the output's name is empty; name a directory (. is the current one)")
    settings = settings or Settings()
    folder = output_folder(out)
    found = find_sources(inputs)
    if not found.sources:
        raise NothingToReadError("; ".join(found.problems) or "no input is given")
    listeners = tuple(watchers)
    tally = Tally()
    with folder.locked(), PartStore(folder, reading_version(settings), limits_version(settings)) as store:
        if fresh:
            store.clear()
        listed = ReadingList(found.sources, store)
        for packed in read_unknown(listed, engine or LocalEngine(settings), listeners):
            tally.take(packed)
        store.flush()
        catalogue = catalogue_with(settings.catalogue)
        with DatasetWriter(folder, catalogue, settings.templates, guard_formulas=guard_formulas) as writer:
            for final in final_results(listed, store, settings.rulebook):
                document = final.packed.document
                writer.add(document, final.tables)
                tally.add(document, final.tables)
                for watcher in listeners:
                    watcher.end(final.packed, document.source in tally.read)
            writer.publish()
        store.keep_only([source.name for source in found.sources])
    return tally.summary(folder.place, found.problems)


def read_unknown(listed: ReadingList, engine: Engine, watchers: Iterable[Watcher]) -> Iterator[PackedResult]:
    """Read what is not known from before, and yield each result once it is kept."""
    listeners = tuple(watchers)

    def skip() -> None:
        for watcher in listeners:
            watcher.skip()

    for watcher in listeners:
        watcher.begin(len(listed.unknown))
    sources = listed.to_read(skip)
    for _ in range(ROUNDS):
        with closing(engine.results(sources)) as results:
            for packed in results:
                listed.take(packed)
                for watcher in listeners:
                    watcher.add(packed)
                yield packed
        missing = listed.missing()
        if not missing:
            return
        sources = iter(missing)
    listed.give_up()
