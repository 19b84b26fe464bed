"""Results that were read before: every finished batch of documents rests in a part, so that no run reads them again.

A part is one line of JSON, its index, and behind it the packed results of some documents. Results are found by the
hash of the bytes that they were read from; a name only says which bytes stood there, and when.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import lru_cache
from time import monotonic
from types import TracebackType
from typing import Any, Self

from gongbiao.pipeline.errors import OutputError
from gongbiao.pipeline.folder import Folder
from gongbiao.pipeline.origins import FileState
from gongbiao.pipeline.packed import PackedResult

FORMAT = 1
"""Of parts; those of another one are read anew."""

BATCH = 64
"""Documents of a part: as many are read again after a loss of power, and written at once."""
BATCH_SECONDS = 30.0
"""Seconds after which a part is written even if it has fewer, so that slow documents are not lost either."""

INDEX_SIZE = 64 * 1024
"""Bytes that are fetched of a part at first: most indexes are shorter."""
PARTS_AT_HAND = 8
"""Parts kept in memory while the dataset is written: neighbours mostly stand in the same one. About 1 MB each."""
LEAST_USED = 0.5
"""Share of a part's results below which it is written again without the others: at most as much is kept in vain."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a part's index says of one name."""

    name: str
    size: int
    version: str | None
    sha256: str
    offset: int | None
    """Of the result among the part's results; None where another entry, in any part, has it."""
    length: int
    hampered: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Which bytes stood under a name."""

    state: FileState
    sha256: str
    part: str | None
    """None as long as it is in no part."""


@dataclass(frozen=True, slots=True)
class _Place:
    part: str
    offset: int
    length: int


_NOWHERE = _Place("", 0, 0)


class PartStore:
    """The results under one output folder that this run may use, and takes down. Raises OutputError."""

    def __init__(self, folder: Folder, reading: str, limits: str) -> None:
        """Read the indexes of all parts; those made by another ``reading`` version count for nothing."""
        self._folder = folder
        self._versions = {"format": FORMAT, "reading": reading, "limits": limits}
        self.names: dict[str, Known] = {}
        self._places: dict[str, _Place] = {}
        self._lengths: dict[str, int] = {}
        self._waiting: dict[str, PackedResult] = {}
        self._waiting_names: list[tuple[str, FileState, str]] = []
        self._written = monotonic()
        self._part = lru_cache(maxsize=PARTS_AT_HAND)(folder.read_part)
        with self._naming_the_place():
            self._number = 0
            for part in folder.parts():
                self._number = max(self._number, _number_of(part))
                self._load(part)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.flush()
        except OutputError:
            if error is None:
                raise

    def __contains__(self, sha256: object) -> bool:
        """Whether the result of these bytes is at hand."""
        return sha256 in self._places or sha256 in self._waiting

    def sizes(self) -> Iterator[int]:
        """Yield the size of every document whose result is at hand."""
        return (known.state.size for known in self.names.values())

    def clear(self) -> None:
        """Forget everything."""
        self.names.clear()
        self._places.clear()
        self._lengths.clear()
        self._remove(set())

    def add(self, name: str, state: FileState, packed: PackedResult) -> None:
        """Keep the result of the bytes that stand under a name; some of them are written at once."""
        sha256 = packed.document.sha256
        assert sha256 is not None
        self._waiting[sha256] = packed
        self.identify(name, state, sha256)
        if len(self._waiting) >= BATCH or monotonic() - self._written >= BATCH_SECONDS:
            self.flush()

    def identify(self, name: str, state: FileState, sha256: str) -> None:
        """Keep which bytes stand under a name."""
        self.names[name] = Known(state, sha256, None)
        self._waiting_names.append((name, state, sha256))

    def flush(self) -> None:
        """Write what waits as a part."""
        if not self._waiting_names:
            return
        part = f"part-{self._number + 1:08d}"
        content = self._encoded(part)
        with self._naming_the_place():
            self._folder.write_part(part, content)
        self._number += 1
        self._waiting.clear()
        self._waiting_names.clear()
        self._written = monotonic()

    def result(self, sha256: str) -> PackedResult:
        """Return the result of these bytes; raises OutputError where its part is damaged."""
        if sha256 in self._waiting:
            return self._waiting[sha256]
        place = self._places[sha256]
        with self._naming_the_place():
            content = self._part(place.part)
        try:
            start = content.index(b"\n") + 1 + place.offset
            return PackedResult.from_bytes(content[start : start + place.length])
        except ValueError as error:
            raise OutputError(
                f"{self._folder.place}: what a run left in {place.part} is damaged; start over with --fresh"
            ) from error

    def keep_only(self, names: Collection[str]) -> None:
        """Forget what is of no use for the documents ``names``: free the room that it takes.

        Parts without a use go; those whose results are mostly of no use are written again without these. The new ones
        are there before the old ones go, so that whoever ends this midway loses nothing.
        """
        listed = {name: known for name in names if (known := self.names.get(name)) is not None}
        self._remove(self._used(listed))
        sparse = self._sparse(listed)
        places = {name: self._places.get(known.sha256, _NOWHERE) for name, known in listed.items()}
        for name in sorted(listed, key=lambda name: (places[name].part, places[name].offset)):  # part by part
            known = listed[name]
            if self._places.get(known.sha256, _NOWHERE).part in sparse:
                self.add(name, known.state, self.result(known.sha256))
            elif places[name].part in sparse or known.part in sparse:
                self.identify(name, known.state, known.sha256)
        self.flush()
        self._remove(self._used({name: self.names[name] for name in listed}))

    def _used(self, listed: Mapping[str, Known]) -> set[str]:
        """Return the parts that say something of the documents ``listed``, or have a result of theirs."""
        places = (self._places.get(known.sha256) for known in listed.values())
        used = {known.part for known in listed.values() if known.part is not None}
        return used | {place.part for place in places if place is not None}

    def _sparse(self, listed: Mapping[str, Known]) -> set[str]:
        """Return the parts of whose results less than ``LEAST_USED`` are those of the documents ``listed``."""
        used: Counter[str] = Counter()
        for place in {self._places[known.sha256] for known in listed.values() if known.sha256 in self._places}:
            used[place.part] += place.length
        return {part for part, length in self._lengths.items() if used[part] < LEAST_USED * length}

    def _remove(self, used: Collection[str]) -> None:
        with self._naming_the_place():
            for part in self._folder.parts():
                if part not in used:
                    self._folder.remove_part(part)
                    self._lengths.pop(part, None)

    def _load(self, part: str) -> None:
        """Take in a part's index; a damaged part is as good as none."""
        try:
            index = self._index(part)
            if {key: index[key] for key in ("format", "reading")} != {
                key: self._versions[key] for key in ("format", "reading")
            }:
                return
            same_limits = index["limits"] == self._versions["limits"]
            entries = [Entry(*values) for values in index["entries"]]
        except (ValueError, KeyError, TypeError):
            return
        self._lengths[part] = sum(entry.length for entry in entries)
        for entry in entries:
            self.names[entry.name] = Known(FileState(entry.size, entry.version), entry.sha256, part)
            if entry.offset is not None and (same_limits or not entry.hampered):
                self._places[entry.sha256] = _Place(part, entry.offset, entry.length)

    def _index(self, part: str) -> dict[str, Any]:
        start = self._folder.read_part(part, INDEX_SIZE)
        if b"\n" not in start:
            start = self._folder.read_part(part)
        index: dict[str, Any] = json.loads(start.partition(b"\n")[0])
        return index

    def _encoded(self, part: str) -> bytes:
        """Return what waits as a part's bytes, and take down where everything will stand."""
        entries: list[Entry] = []
        results: list[bytes] = []
        offset = 0
        for name, state, sha256 in self._waiting_names:
            self.names[name] = Known(state, sha256, part)
            packed = self._waiting.get(sha256)
            place = self._places.get(sha256)
            if packed is None or (place is not None and place.part == part):
                entries.append(Entry(name, state.size, state.version, sha256, None, 0, False))
                continue
            content = packed.to_bytes()
            entries.append(Entry(name, state.size, state.version, sha256, offset, len(content), packed.hampered))
            self._places[sha256] = _Place(part, offset, len(content))
            results.append(content)
            offset += len(content)
        self._lengths[part] = offset
        index = self._versions | {"entries": [astuple(entry) for entry in entries]}
        return b"".join((json.dumps(index, ensure_ascii=False).encode(), b"\n", *results))

    @contextmanager
    def _naming_the_place(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(f"{self._folder.place}: cannot write the dataset: {error.strerror or error}") from error


def _number_of(part: str) -> int:
    digits = part.removeprefix("part-")
    return int(digits) if digits.isdecimal() else 0
