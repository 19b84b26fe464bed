"""A watcher that takes down what a run read, and can end it midway."""

from __future__ import annotations

from pathlib import Path

from gongbiao.pipeline.packed import PackedResult


class StopError(Exception):
    """Ends a run as a power cut would, only sooner noticed."""


class Witness:
    def __init__(self, stop_after: int | None = None) -> None:
        self.expected: int | None = None
        self.read: list[str] = []
        self.skipped = 0
        self.written: list[tuple[str, bool]] = []
        self._stop_after = stop_after

    def begin(self, total: int) -> None:
        self.expected = total

    def add(self, packed: PackedResult) -> None:
        self.read.append(Path(packed.document.source).name)
        if self._stop_after is not None and len(self.read) >= self._stop_after:
            raise StopError

    def skip(self) -> None:
        self.skipped += 1

    def end(self, packed: PackedResult, fresh: bool) -> None:
        self.written.append((Path(packed.document.source).name, fresh))


def dataset(out: Path) -> dict[str, bytes]:
    """The dataset's files; what a run keeps for the next one is not among them."""
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name != ".gongbiao"}
