"""Where a document's bytes are: a file, an address of a storage that fsspec knows, a member of a zip archive."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO

from gongbiao.pipeline.errors import GongbiaoError
from gongbiao.pipeline.storages import open_address
from gongbiao.pipeline.web_errors import web_reason

OPEN_ARCHIVES = 2
"""Archives that one process keeps open: its next document mostly stands in the one it read last."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells, without reading a file, whether it is still the one that was read before."""

    size: int
    """Bytes; 0 where nobody can tell."""
    version: str | None
    """Changes whenever the bytes may have changed; None where the storage says nothing of that kind."""


UNKNOWN = FileState(0, None)


@dataclass(frozen=True, slots=True)
class UrlFile:
    """A file of a storage that fsspec knows, as it was when it was listed."""

    url: str
    state: FileState


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A member of a zip archive, which is read in place."""

    archive: Path | UrlFile
    name: str
    """As zipfile has it, which need not be as it is meant (see ``archives.py``)."""
    size: int
    """Bytes when unpacked; zipfile gives no more than that."""
    crc: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that stands under the inputs and is not read, for a reason."""

    reason: str


Origin = Path | UrlFile | ZipMember | Refused


def read_bytes(origin: Origin) -> bytes:
    """Return all bytes of a document; raises OSError where there are none to be had."""
    with open_origin(origin) as file:
        return file.read()


def state_of(origin: Origin) -> FileState:
    """Return what the storage says of a document without reading it."""
    if isinstance(origin, UrlFile):
        return origin.state
    if isinstance(origin, ZipMember):
        archive = state_of(origin.archive)
        return FileState(origin.size, archive.version and f"{archive.version}-{origin.crc:08x}-{origin.size}")
    if isinstance(origin, Refused):
        return UNKNOWN
    try:
        found = origin.stat()
    except OSError:
        return UNKNOWN
    # The inode's change time cannot be set back, as the modification time can
    return FileState(
        found.st_size, f"{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_dev}-{found.st_ino}"
    )


@contextmanager
def open_origin(origin: Origin) -> Iterator[IO[bytes]]:
    """Open a document for reading; whatever goes wrong, then and while it is read, is an OSError with a reason."""
    if isinstance(origin, Refused):
        raise OSError(origin.reason)
    with one_error(), _opened(origin) as file:
        yield file


def _opened(origin: Path | UrlFile | ZipMember) -> IO[bytes]:
    if isinstance(origin, ZipMember):
        return open_member(_archive(origin.archive, state_of(origin.archive)), origin.name)
    return open_file(origin)


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str) -> IO[bytes]:
    """Open a member of a zip archive; raises OSError, and what zipfile raises of damaged ones."""
    try:
        return archive.open(member)
    except NotImplementedError as error:  # deflate64 of large Windows archives, strong encryption …
        raise OSError(f"cannot be unpacked here ({error}); unpack the zip archive first") from error


def open_file(origin: Path | UrlFile) -> IO[bytes]:
    """Open a whole file for reading and seeking; raises OSError, and what a storage's own library raises."""
    if isinstance(origin, Path):
        require_regular(origin)
        is_empty = origin.stat().st_size == 0  # as the files of /proc say, whose content may never end
        return BytesIO() if is_empty else origin.open("rb")
    return open_address(origin.url)


def require_regular(path: Path) -> None:
    """Refuse what would never end or cannot be read twice: a pipe, a device, a directory."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        if path.is_symlink():
            raise OSError("is a link to what is not there; mend or remove it") from error
        raise
    if not stat.S_ISREG(mode):
        raise OSError("is not a regular file; save it to one first")


@lru_cache(maxsize=OPEN_ARCHIVES)
def _archive(origin: Path | UrlFile, state: FileState) -> zipfile.ZipFile:
    """Open an archive; one that has changed since is opened anew."""
    return zipfile.ZipFile(open_file(origin))


@contextmanager
def one_error() -> Iterator[None]:
    """Turn what the libraries of archives and storages raise, which is anything, into OSError."""
    try:
        yield
    except (MemoryError, GongbiaoError):
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise OSError(f"the zip archive is damaged here: {error}") from error
    except Exception as error:
        reason = web_reason(error)
        if reason is None and isinstance(error, OSError) and str(error):
            raise
        raise OSError(reason or f"{type(error).__name__}: {error}".removesuffix(": ")) from error
