"""The place of a dataset: a directory, or a folder of a storage that fsspec knows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from gongbiao.pipeline.local_folder import LocalFolder
from gongbiao.pipeline.remote_folder import RemoteFolder
from gongbiao.pipeline.storages import file_system, is_address, local_path


class Folder(Protocol):
    """Where a dataset goes, and beside it the parts of a run. All methods raise OSError."""

    @property
    def place(self) -> Path | str:
        """The folder as people name it."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other runs out; raises BusyError where one is in."""

    def parts(self) -> list[str]:
        """Return the names of all parts, sorted."""

    def read_part(self, name: str, size: int | None = None) -> bytes:
        """Return a part's bytes, or its first ``size`` ones."""

    def write_part(self, name: str, content: bytes) -> None:
        """Write a part: after that it is there whole, and before that not at all."""

    def remove_part(self, name: str) -> None:
        """Remove a part, if it is there."""

    def staging(self) -> AbstractContextManager[Path]:
        """Give a directory of this machine for files that are to be published, removed on leaving."""

    def publish(self, names: Sequence[str], staged: Path) -> None:
        """Put the finished files ``names`` into place, in this order, over older ones."""


def output_folder(out: str | Path) -> Folder:
    """Return the place that is meant; raises MissingExtraError where its storage's library is not installed."""
    if isinstance(out, str) and is_address(out):
        system, path = file_system(out)
        return RemoteFolder(out.rstrip("/"), system, path.rstrip("/"))
    return LocalFolder(Path(local_path(out)) if isinstance(out, str) else out)
