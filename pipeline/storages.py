"""The storages that fsspec knows: how an address is told from a path, and what to install where one is not at hand."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from gongbiao.pipeline.errors import MissingExtraError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

EXTRAS = {"s3": "s3", "s3a": "s3", "http": "http", "https": "http"}
"""Our extra that brings the library of a storage; others are named by fsspec."""

IN_PROCESS = "memory://"
"""Files that only this very process has."""

CONNECTED_WITHIN = 15.0
"""Seconds: a web server that has not taken a connection by then is not there."""
HEARD_WITHIN = 30.0
"""Seconds without a byte after which nobody waits for a web server any longer: a run has other documents."""

_WEB = re.compile(r"\bhttps?(?=://)")
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_FILE = re.compile(r"(?:file|local)://")


def is_address(name: str) -> bool:
    """Whether a name is the address of a storage: not a path, nor the path of a file in ``file://``."""
    return _ADDRESS.match(name) is not None and not _FILE.match(name)


def local_path(name: str) -> str:
    """Return the path that a name means: the name, or what stands behind ``file://``."""
    if not _FILE.match(name):
        return name
    from fsspec.implementations.local import LocalFileSystem  # slow to import

    return str(LocalFileSystem._strip_protocol(name))


def file_system(address: str) -> tuple[AbstractFileSystem, str]:
    """Return the storage of an address and the path in it; raises MissingExtraError, or ValueError for an unknown one.

    Nothing is asked of the storage yet.
    """
    from fsspec.core import url_to_fs  # slow to import

    protocol = _ADDRESS.match(address)
    kind = protocol[1].lower() if protocol else ""
    try:
        system, path = url_to_fs(address, **_patience(address))
    except ImportError as error:
        extra = EXTRAS.get(kind)
        hint = f"pip install 'gongbiao[{extra}]'" if extra else str(error)
        raise MissingExtraError(f"{address}: {kind}:// needs a library that is not installed: {hint}") from error
    except ValueError as error:
        raise MissingExtraError(f"{address}: {kind}:// is no storage that fsspec knows") from error
    return system, path


def open_address(address: str) -> IO[bytes]:
    """Open a file of a storage for reading and seeking; raises what the storage's own library raises."""
    import fsspec  # slow to import

    opened: IO[bytes] = fsspec.open(address, "rb", **_patience(address)).open()
    return opened


def _patience(address: str) -> dict[str, Any]:
    """Return what fsspec has to be told so that web servers which say nothing are not waited for."""
    protocols = set(_WEB.findall(address))
    if not protocols:
        return {}
    import aiohttp  # fsspec names it where it is not installed

    timeout = aiohttp.ClientTimeout(sock_connect=CONNECTED_WITHIN, sock_read=HEARD_WITHIN)
    return {protocol: {"client_kwargs": {"timeout": timeout}} for protocol in protocols}
