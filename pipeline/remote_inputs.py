"""Finds the documents at an address of a storage that fsspec knows (``s3://``, ``https://``, ``memory://`` …)."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from gongbiao.extractors.other_kinds import packed_reason
from gongbiao.pipeline.archives import archive_sources
from gongbiao.pipeline.kinds import KINDS, START, is_archive, is_document, named_as_document
from gongbiao.pipeline.origins import FileState, Refused, UrlFile, one_error
from gongbiao.pipeline.source import Source
from gongbiao.pipeline.storages import file_system
from gongbiao.pipeline.web_errors import is_nothing_there, web_reason

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

CHAIN = "::"
"""Before what an address stands on, as in ``zip://a.pdf::s3://bucket/forms.zip``."""

UNLISTED = ("http://", "https://")
"""Web servers list nothing: an address is one file, and what a page links to is not followed."""

VERSION_KEYS = ("ETag", "etag", "md5Hash", "content_md5", "Content-MD5", "Digest")
"""Where storages say, each in its way, what changes with a file's bytes."""


def remote_sources(given: str, report: Callable[[str], None]) -> list[Source]:
    """Return the documents at an address: of one file, of a folder to any depth, of a pattern.

    Hands ``report`` a line for what gave nothing. What stands on a web server and cannot be had is a refused document.
    Raises MissingExtraError where the storage's library is not installed.
    """
    system, path = file_system(given)
    if given.startswith(UNLISTED):
        return _of_web(given, system, path, report)
    try:
        with one_error():
            if glob.has_magic(path):
                return _matches(given, system, report)
            if system.isdir(path):
                return _of_folder(given, system, path, report)
            return _file(given, path, system.info(path), system, report)
    except FileNotFoundError:
        report(f"{given}: nothing is there; check the address")
    except OSError as error:
        report(f"{given}: cannot be read: {error.strerror or error}")
    return []


def _of_web(given: str, system: AbstractFileSystem, path: str, report: Callable[[str], None]) -> list[Source]:
    try:
        with one_error():
            return _file(given, path, _info(system, path), system, report)
    except FileNotFoundError:
        report(f"{given}: nothing is there; check the address")
        return []
    except OSError as error:
        return [Source(given, Refused(str(error)))]


def _info(system: AbstractFileSystem, path: str) -> dict[str, Any]:
    """Return what a web server says of a file; raises FileNotFoundError only where it says that there is none."""
    try:
        info: dict[str, Any] = system.info(path)
    except FileNotFoundError as error:  # so fsspec calls all that can go wrong
        cause = error.__cause__
        if cause is None or is_nothing_there(cause):
            raise
        raise OSError(web_reason(cause) or f"{type(cause).__name__}: {cause}") from cause
    return info


def _matches(given: str, system: AbstractFileSystem, report: Callable[[str], None]) -> list[Source]:
    head, chain, rest = given.partition(CHAIN)
    fixed = head[: head.rfind("/", 0, _first_magic(head)) + 1]
    root = system._strip_protocol(fixed)
    found: list[Source] = []
    for match, info in sorted(system.glob(system._strip_protocol(head), detail=True).items()):
        address = f"{fixed}{_below(match, root)}{chain}{rest}"
        if info["type"] == "directory":
            found.extend(_of_folder(address, system, match, report))
        else:
            found.extend(_file(address, match, info, system, report))
    if not found:
        report(f"{given}: nothing matches; check the pattern")
    return found


def _first_magic(pattern: str) -> int:
    return min(at for at in map(pattern.find, "*?[") if at >= 0)


def _of_folder(given: str, system: AbstractFileSystem, path: str, report: Callable[[str], None]) -> list[Source]:
    found = list(_under(given, system, path, report))
    if not found:
        report(f"{given}: no document ({KINDS}) there")
    return found


def _under(given: str, system: AbstractFileSystem, path: str, report: Callable[[str], None]) -> Iterator[Source]:
    head, chain, rest = given.partition(CHAIN)
    prefix = head if head.endswith("/") else f"{head}/"
    for file, info in sorted(system.find(path, detail=True).items()):
        if info["type"] != "file":
            continue
        address = f"{prefix}{_below(file, path)}{chain}{rest}"
        try:
            start = b"" if named_as_document(file) else bytes(system.cat_file(file, start=0, end=START))
        except OSError as error:
            report(f"{address}: cannot be read: {error.strerror or error}")
            continue
        origin = UrlFile(address, _state(info))
        members = archive_sources(address, origin, report) if is_archive(start) else None
        if members is not None:
            yield from members
        elif reason := packed_reason(start):
            yield Source(address, Refused(reason))
        elif is_archive(start) or named_as_document(file) or is_document(start):
            yield Source(address, origin)


def _file(
    address: str,
    path: str,
    info: dict[str, Any],
    system: AbstractFileSystem,
    report: Callable[[str], None],
) -> list[Source]:
    """Return a named file, which is always taken, or the documents of a named archive."""
    origin = UrlFile(address, _state(info))
    if not named_as_document(path) and is_archive(bytes(system.cat_file(path, start=0, end=START))):
        members = archive_sources(address, origin, report)
        if members is not None:
            return members
    return [Source(address, origin)]


def _below(path: str, root: str) -> str:
    return path.strip("/").removeprefix(root.strip("/")).lstrip("/")


def _state(info: dict[str, Any]) -> FileState:
    size = int(info.get("size") or 0)
    version = next((str(info[key]) for key in VERSION_KEYS if info.get(key)), None)
    return FileState(size, version and f"{size}-{version}")
