"""A directory of this machine that holds a dataset and, hidden beside it, the parts of its runs."""

from __future__ import annotations

import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from gongbiao.pipeline.errors import BusyError, OutputError
from gongbiao.pipeline.publish import replace_files

PARTS = ".gongbiao"
"""The directory of the parts; whoever removes it loses nothing but time."""
STAGING = ".gongbiao-"
"""How the names of directories begin in which files wait to be published."""
UNFINISHED = ".unfinished"
"""What the name of a part ends with while it is written."""
LOCK, HOLDER = "lock", "holder.json"
"""The system frees the lock when its process dies, however it dies; who has it is only for people."""


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A directory, made where needed."""

    place: Path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out; raises BusyError where one is in, OutputError where nothing can be written."""
        try:
            self._parts.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._parts / LOCK, timeout=0)
            lock.acquire()
        except Timeout as error:
            raise BusyError(
                f"{self.place}: {self._holder()} writes here; wait for it, or name another --out"
            ) from error
        except OSError as error:
            raise OutputError(refusal(self.place, error)) from error
        try:
            self._clear_up()
            (self._parts / HOLDER).write_text(json.dumps({"process": os.getpid(), "host": socket.gethostname()}))
            yield
        finally:
            with suppress(OSError):
                (self._parts / HOLDER).unlink()
            lock.release()

    def parts(self) -> list[str]:
        """Return the names of all parts, sorted."""
        return sorted(path.name for path in self._parts.glob("part-*") if path.suffix != UNFINISHED)

    def read_part(self, name: str, size: int | None = None) -> bytes:
        """Return a part's bytes, or its first ``size`` ones."""
        with (self._parts / name).open("rb") as file:
            return file.read(-1 if size is None else size)

    def write_part(self, name: str, content: bytes) -> None:
        """Write a part: after that it is on the disk whole, and before that not at all."""
        unfinished = self._parts / f"{name}{UNFINISHED}"
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._parts / name)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync_directory(self._parts)

    def remove_part(self, name: str) -> None:
        """Remove a part, if it is there."""
        (self._parts / name).unlink(missing_ok=True)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Give a directory on the same file system, removed on leaving; raises OutputError."""
        try:
            self.place.mkdir(parents=True, exist_ok=True)
            staged = tempfile.TemporaryDirectory(prefix=STAGING, dir=self.place)
        except OSError as error:
            raise OutputError(refusal(self.place, error)) from error
        with staged as name:
            yield Path(name)

    def publish(self, names: Sequence[str], staged: Path) -> None:
        """Put all files ``names`` into place, or none."""
        replace_files(names, staged, self.place)

    @property
    def _parts(self) -> Path:
        return self.place / PARTS

    def _holder(self) -> str:
        """Say who has the lock, if that can be told."""
        try:
            holder = json.loads((self._parts / HOLDER).read_text())
            return f"another run (process {int(holder['process'])} on {holder['host']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another run"

    def _clear_up(self) -> None:
        """Remove what runs that were killed had begun to write."""
        for path in self._parts.glob(f"*{UNFINISHED}"):
            path.unlink(missing_ok=True)
        for path in self.place.glob(f"{STAGING}*"):
            shutil.rmtree(path, ignore_errors=True)


def refusal(out: Path, error: OSError) -> str:
    """Say why ``out`` cannot be written into; where it, or a folder above it, is a file, that is why."""
    for path in (out, *out.parents):
        if path.exists() and not path.is_dir():
            return f"{path}: is a file, not a directory"
    return f"{out}: cannot write the dataset here: {error.strerror or error}"


def _sync_directory(path: Path) -> None:
    """See that a new name survives a loss of power; systems that cannot do that keep it in their own way."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
