"""A folder of a storage that fsspec knows (``s3://`` …): a dataset and, beside it, the parts of its runs."""

from __future__ import annotations

import json
import os
import socket
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongbiao.pipeline.errors import BusyError, OutputError
from gongbiao.pipeline.local_folder import PARTS
from gongbiao.pipeline.origins import one_error

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

LEASE = "lease.json"
"""Storages have no locks that end with a process, so a run signs this file again and again."""
SIGN_EVERY = 30.0
"""Seconds between two signatures."""
LEASE_ENDS = 150.0
"""Seconds after its last signature from which on a run is taken for dead: it missed four."""


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder of a storage."""

    place: str
    """As typed, without a slash at its end."""
    system: AbstractFileSystem
    path: str
    """Within the storage."""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out; raises BusyError where one is in, OutputError where nothing can be written."""
        lease = _Lease(self.system, f"{self.path}/{PARTS}/{LEASE}", self.place)
        try:
            with one_error():
                lease.take()
        except OSError as error:
            raise OutputError(f"{self.place}: cannot write the dataset here: {error.strerror or error}") from error
        try:
            yield
        finally:
            lease.give_back()

    def parts(self) -> list[str]:
        """Return the names of all parts, sorted."""
        with one_error():
            self.system.invalidate_cache()
            try:
                found = self.system.ls(f"{self.path}/{PARTS}", detail=False)
            except FileNotFoundError:
                return []
            return sorted(name for name in (str(path).rpartition("/")[2] for path in found) if name.startswith("part-"))

    def read_part(self, name: str, size: int | None = None) -> bytes:
        """Return a part's bytes, or its first ``size`` ones."""
        with one_error():
            return bytes(self.system.cat_file(self._part(name), start=None if size is None else 0, end=size))

    def write_part(self, name: str, content: bytes) -> None:
        """Write a part, which storages do whole or not at all."""
        with one_error():
            self.system.pipe_file(self._part(name), content)

    def remove_part(self, name: str) -> None:
        """Remove a part, if it is there."""
        with one_error(), suppress(FileNotFoundError):
            self.system.rm_file(self._part(name))

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Give a temporary directory of this machine, which has to have room for the dataset."""
        with tempfile.TemporaryDirectory(prefix="gongbiao-") as name:
            yield Path(name)

    def publish(self, names: Sequence[str], staged: Path) -> None:
        """Upload all files ``names``, in this order: each is replaced whole, but they are not replaced at once."""
        with one_error():
            for name in names:
                self.system.put_file(str(staged / name), f"{self.path}/{name}")

    def _part(self, name: str) -> str:
        return f"{self.path}/{PARTS}/{name}"


class _Lease:
    """A file that says who writes here; a thread signs it again as long as this process lives."""

    def __init__(self, system: AbstractFileSystem, path: str, place: str) -> None:
        self._system, self._path, self._place = system, path, place
        self._run = uuid.uuid4().hex
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep_signing, name="gongbiao-lease", daemon=True)

    def take(self) -> None:
        """Take the lease; raises BusyError where somebody living has it."""
        try:
            self._system.pipe_file(self._path, self._signature(), mode="create")
        except FileExistsError:
            holder = self._holder()
            if holder is not None and not _is_dead(holder):
                raise BusyError(
                    f"{self._place}: another run (process {holder.get('process')} on {holder.get('host')}) writes here;"
                    " wait for it, or name another --out"
                ) from None
            self._sign()
        self._thread.start()

    def give_back(self) -> None:
        """Let others take it."""
        self._ended.set()
        self._thread.join()
        with suppress(Exception):  # it ends by itself
            self._system.rm_file(self._path)

    def _keep_signing(self) -> None:
        while not self._ended.wait(SIGN_EVERY):
            with suppress(Exception):  # the next signature may succeed
                self._sign()

    def _sign(self) -> None:
        self._system.pipe_file(self._path, self._signature())

    def _signature(self) -> bytes:
        signed: dict[str, Any] = {
            "run": self._run,
            "process": os.getpid(),
            "host": socket.gethostname(),
            "signed": time.time(),
        }
        return json.dumps(signed).encode()

    def _holder(self) -> dict[str, Any] | None:
        try:
            holder = json.loads(self._system.cat_file(self._path))
        except (FileNotFoundError, ValueError):
            return None
        return holder if isinstance(holder, dict) else None


def _is_dead(holder: dict[str, Any]) -> bool:
    """Whether a run has ended without giving its lease back."""
    signed = holder.get("signed")
    if not isinstance(signed, int | float) or time.time() - signed > LEASE_ENDS:
        return True
    process = holder.get("process")
    if holder.get("host") != socket.gethostname() or not isinstance(process, int) or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
