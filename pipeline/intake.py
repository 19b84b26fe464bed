"""Finds the documents under the given inputs: files, directories, patterns, zip archives, lists and addresses."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongbiao.extractors.other_kinds import packed_reason
from gongbiao.pipeline.archives import archive_sources
from gongbiao.pipeline.errors import EmptyNameError
from gongbiao.pipeline.kinds import KINDS, START, is_archive, is_document, named_as_document
from gongbiao.pipeline.origins import Refused, open_file, require_regular
from gongbiao.pipeline.remote_inputs import remote_sources
from gongbiao.pipeline.source import Source, source_name
from gongbiao.pipeline.storages import is_address, local_path

__all__ = ["Found", "Source", "find_sources", "source_name"]

COMMENT = b"# "
"""At the start of a line of a list."""
LIST_MARK = "@"
"""Before the name of a file that lists inputs, one a line."""
STANDARD_INPUT = "-"
"""The list that comes on standard input."""
LONGEST_LIST = 64 * 1024**2
"""Bytes of a list: half a million long names; what never ends (/dev/zero) is longer."""
OURS = ".gongbiao"
"""How the names of directories begin in which a run keeps its own things, beside a dataset."""

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under the given inputs."""

    sources: tuple[Source, ...]
    """Sorted by name, every name once."""
    problems: tuple[str, ...]
    """One line for every input, folder or file that gave nothing though it might have."""


def find_sources(inputs: Iterable[str | Path]) -> Found:
    """Find the documents under files, directories, patterns, zip archives, lists and addresses.

    A named file is always taken. Of a directory or archive, searched to any depth, those files are taken whose suffix
    or whose first bytes say that they are documents; links to directories are not followed. Archives are told by their
    first bytes too. ``@FILE`` and ``-`` stand for the inputs listed in a file and on standard input, one a line.
    Nothing but an address (``s3://`` …) is ever looked for in the network. Raises EmptyNameError, MissingExtraError.
    """
    sources: dict[str, Source] = {}
    problems: list[str] = []
    for given in _with_lists_read(inputs, problems.append):
        if isinstance(given, str) and is_address(given):
            found = remote_sources(given, problems.append)
        else:
            found = _sources_here(given, problems.append)
        for source in found:
            sources.setdefault(source.name, source)
    return Found(tuple(sources[name] for name in sorted(sources)), tuple(problems))


def _with_lists_read(inputs: Iterable[str | Path], report: Report) -> Iterator[str | Path]:
    """Yield the inputs, those of a list in its place; what a list holds is no list itself."""
    for given in inputs:
        if not str(given):
            raise EmptyNameError("an input's name is empty; name a file or a directory (. is the current one)")
        if isinstance(given, Path) or not (given == STANDARD_INPUT or given.startswith(LIST_MARK)):
            yield given
            continue
        try:
            lines = _lines(given)
        except OSError as error:
            report(f"{source_name(given)}: the list cannot be read: {error.strerror or error}")
            continue
        if not lines:
            report(f"{source_name(given)}: the list is empty")
        yield from lines


def _lines(given: str) -> list[str]:
    """Return the lines of a list that are neither blank nor comments; names may be any bytes."""
    if given == STANDARD_INPUT:
        content = sys.stdin.buffer.read(LONGEST_LIST + 1)
    else:
        with Path(given[len(LIST_MARK) :]).open("rb") as file:
            content = file.read(LONGEST_LIST + 1)
    if len(content) > LONGEST_LIST:
        raise OSError(f"is longer than {LONGEST_LIST // 1024**2} MiB; name a list of files, not a document")
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
    return [os.fsdecode(line) for line in lines if line.strip() and not line.startswith(COMMENT)]


def _sources_here(given: str | Path, report: Report) -> list[Source]:
    """Return the documents of this machine under an input; what the system refuses to look at costs only itself."""
    try:
        return _local_sources(str(given), report, pattern=isinstance(given, str))
    except OSError as error:  # a name that is too long, a directory that must not be entered
        report(f"{source_name(str(given))}: cannot be looked at: {error.strerror or error}")
        return []


def _local_sources(given: str, report: Report, *, pattern: bool) -> list[Source]:
    path = Path(local_path(given))
    if path.is_dir():
        return _documents_in(given, path, report)
    if path.exists():
        return _named_file(given, path, report)
    if pattern and glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207  # Path.glob would not keep names as typed
        if not matches:
            report(f"{source_name(given)}: nothing matches; check the pattern")
        return [source for match in matches for source in _local_sources(match, report, pattern=False)]
    report(f"{source_name(given)}: no such file or directory; check the path")
    return []


def _named_file(given: str, path: Path, report: Report) -> list[Source]:
    """Return a named file, whatever it is, or the documents of a named archive."""
    name = source_name(given)
    try:
        members = archive_sources(name, path, report) if is_archive(_start(path)) else None
    except OSError:
        members = None  # its row will say what is wrong
    if members is None:
        return [Source(name, path)]
    if not members:
        report(f"{name}: no document ({KINDS}) in this archive")
    return members


def _documents_in(given: str, directory: Path, report: Report) -> list[Source]:
    """Return the documents of a directory, in no particular order, and report what may be missed."""
    reported: list[str] = []
    found = list(_documents_under(given, directory, reported.append))
    if not found and not reported:
        reported.append(f"{source_name(given)}: no document ({KINDS}) in this directory")
    for problem in reported:
        report(problem)
    return found


def _documents_under(given: str, directory: Path, report: Report) -> Iterator[Source]:
    def on_error(error: OSError) -> None:
        report(f"{source_name(str(error.filename))}: cannot be listed: {error.strerror}")

    prefix = given if given.endswith(("/", os.sep)) else given + "/"
    for folder, folders, names in os.walk(directory, onerror=on_error):
        folders[:] = [name for name in sorted(folders) if not name.startswith(OURS)]
        for path in (Path(folder, name) for name in folders):
            if _is_link(path):
                report(f"{source_name(str(path))}: links to directories are not followed; name it as an input")
        for path in (Path(folder, name) for name in sorted(names)):
            name = source_name(prefix + path.relative_to(directory).as_posix())
            try:
                yield from _documents_of(name, path, report)
            except OSError as error:
                reason = error.strerror or str(error)
                if named_as_document(path.name):
                    yield Source(name, Refused(reason))
                else:
                    report(f"{name}: cannot be read: {reason}")


def _is_link(directory: Path) -> bool:
    try:
        return directory.is_symlink()
    except OSError:  # its path is too long: listing it will say so
        return False


def _documents_of(name: str, path: Path, report: Report) -> list[Source]:
    """Return what a file in a directory holds: itself, an archive's documents, or nothing; raises OSError."""
    require_regular(path)
    if named_as_document(path.name):
        return [Source(name, path)]
    start = _start(path)
    if is_archive(start):
        members = archive_sources(name, path, report)
        return [Source(name, path)] if members is None else members
    if reason := packed_reason(start):
        return [Source(name, Refused(reason))]
    return [Source(name, path)] if is_document(start) else []


def _start(path: Path) -> bytes:
    """Return the first bytes of a file; raises OSError where it has none to be read."""
    with open_file(path) as file:
        return file.read(START)
