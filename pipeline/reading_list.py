"""What has to be read, and what is known from before: by name and file state, or by the hash of the bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from gongbiao.pipeline.origins import FileState
from gongbiao.pipeline.packed import PackedResult, pack
from gongbiao.pipeline.parts import PartStore
from gongbiao.pipeline.result import failed
from gongbiao.pipeline.source import Source

CHANGED = "was changed again and again while it was read"


class ReadingList:
    """The documents of a run, sorted into those that are known and those to be read."""

    def __init__(self, sources: Iterable[Source], store: PartStore) -> None:
        """Look at every document's state, but read none."""
        self._store = store
        self._sources = {source.name: source for source in sources}
        self._states = {name: source.state() for name, source in self._sources.items()}
        self._unreadable: dict[str, PackedResult] = {}
        self.unknown = [name for name in self._sources if not self._is_unchanged(name)]
        self._sizes = Counter(state.size for state in self._states.values())
        self._sizes.update(set(store.sizes()))

    def to_read(self, on_known: Callable[[], None]) -> Iterator[Source]:
        """Yield what has to be read; tells ``on_known`` of each that turns out to be known by its bytes.

        Only a document as long as another may have the same bytes, so that only such ones are read for their hash
        before; the others are hashed by the worker that reads them.
        """
        asked: set[str] = set()
        for name in self.unknown:
            source = self._sources[name]
            if self._may_be_known(name):
                try:
                    sha256 = source.hashed().sha256
                except OSError as error:
                    self.take(pack(failed(source, f"cannot be read: {error.strerror or error}")))
                    on_known()
                    continue
                assert sha256 is not None
                if sha256 in asked or sha256 in self._store:
                    self._store.identify(name, self._states[name], sha256)
                    on_known()
                    continue
                asked.add(sha256)
            yield source

    def missing(self) -> list[Source]:
        """Return the documents without a result: one with the same bytes was changed before it was read."""
        return [source for name, source in self._sources.items() if not self._has_result(name)]

    def take(self, packed: PackedResult) -> None:
        """Keep the result of a document."""
        name = packed.document.source
        if packed.document.sha256 is None:  # nothing to know it by: the next run tries again
            self._unreadable[name] = packed
        else:
            self._unreadable.pop(name, None)
            self._store.add(name, self._states.get(name, FileState(0, None)), packed)

    def give_up(self) -> None:
        """Make failed ones of the documents that are still without a result."""
        for source in self.missing():
            self._unreadable[source.name] = pack(failed(source, CHANGED))

    def results(self) -> Iterator[tuple[str, str | None, PackedResult | None]]:
        """Yield name, hash, and the result where there is no hash to find it by, of every document in order."""
        for name in self._sources:
            packed = self._unreadable.get(name)
            yield name, None if packed else self._store.names[name].sha256, packed

    def _is_unchanged(self, name: str) -> bool:
        known, state = self._store.names.get(name), self._states[name]
        return known is not None and state.version is not None and known.state == state and known.sha256 in self._store

    def _may_be_known(self, name: str) -> bool:
        size = self._states[name].size
        return size == 0 or self._sizes[size] > 1 or name in self._store.names

    def _has_result(self, name: str) -> bool:
        known = self._store.names.get(name)
        return name in self._unreadable or (known is not None and known.sha256 in self._store)
