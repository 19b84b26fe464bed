"""Finds the documents under the given inputs, and tells files with the same bytes apart from new ones."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gongbiao.extractors.pictures.picture import is_image
from gongbiao.pipeline.errors import EmptyNameError

PDF_HEADER = re.compile(rb"(?:\A|[\r\n])%PDF-[12]\.")
"""A PDF's first line. Only where a line begins: programs and notes mention it too."""
PDF_HEADER_WITHIN = 1024
"""Bytes from a file's start within which readers accept the header (PDF 1.7, annex H.3, note 13)."""
SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".xlsx", ".docx", ".xls", ".doc", ".wps", ".et")
"""What the names of documents end with, usually; those of old Office files too, so that each is told what to do."""
OWNER_FILE = "~$"
"""What the name of a file begins with by which Office notes that somebody has a document open."""
KINDS = "PDF, PNG, JPEG, TIFF, .xlsx or .docx"


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be read: where it is, and what it is called in the dataset."""

    name: str
    """The dataset's ``source``: the input as typed, plus the relative path with ``/``."""
    path: Path | None
    """Where its bytes are; None where ``content`` holds them."""
    content: bytes | None = None
    sha256: str | None = None
    """Of its bytes; None as long as they were not read."""

    def read(self) -> bytes:
        """Return the document's bytes; raises OSError where there are none to be had."""
        if self.content is not None:
            return self.content
        assert self.path is not None
        _require_regular(self.path)
        return self.path.read_bytes()

    def size(self) -> int:
        """Return how many bytes the document has, 0 where nobody can tell."""
        if self.content is not None:
            return len(self.content)
        assert self.path is not None
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def hashed(self) -> Source:
        """Return the same source with its SHA-256, read piece by piece; raises OSError."""
        if self.content is not None:
            return replace(self, sha256=hashlib.sha256(self.content).hexdigest())
        assert self.path is not None
        _require_regular(self.path)
        with self.path.open("rb") as file:
            return replace(self, sha256=hashlib.file_digest(file, "sha256").hexdigest())


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under the given inputs."""

    sources: tuple[Source, ...]
    """Sorted by name, every name once."""
    problems: tuple[str, ...]
    """One line for every input, folder or file that gave nothing though it might have."""


def find_sources(inputs: Iterable[str | Path]) -> Found:
    """Find the documents under files and directories.

    A named file is always taken. Of a directory, searched to any depth, those files are taken whose suffix or
    whose first bytes say that they are documents; links to directories are not followed. Raises EmptyNameError.
    """
    sources: dict[str, Source] = {}
    problems: list[str] = []
    for given in inputs:
        if not str(given):
            raise EmptyNameError("an input's name is empty; name a file or a directory (. is the current one)")
        path = Path(given)
        found: list[Source]
        if path.is_dir():
            found = _documents_in(str(given), path, problems)
        elif path.exists():
            found = [Source(source_name(str(given)), path)]
        else:
            found = []
            problems.append(f"{source_name(str(given))}: no such file or directory; check the path")
        for source in found:
            sources.setdefault(source.name, source)
    return Found(tuple(sources[name] for name in sorted(sources)), tuple(problems))


def _documents_in(given: str, directory: Path, problems: list[str]) -> list[Source]:
    """Return the documents of a directory, in no particular order, and add to ``problems`` what may be missed."""
    known = len(problems)
    found = list(_documents_under(given, directory, problems.append))
    if not found and len(problems) == known:
        problems.append(f"{source_name(given)}: no document ({KINDS}) in this directory")
    return found


def _documents_under(given: str, directory: Path, report: Callable[[str], None]) -> Iterator[Source]:
    def on_error(error: OSError) -> None:
        report(f"{source_name(str(error.filename))}: cannot be listed: {error.strerror}")

    prefix = given if given.endswith(("/", os.sep)) else given + "/"
    for folder, folders, names in os.walk(directory, onerror=on_error):
        for path in (Path(folder, name) for name in sorted(folders)):
            if path.is_symlink():
                report(f"{source_name(str(path))}: links to directories are not followed; name it as an input")
        for path in (Path(folder, name) for name in sorted(names)):
            try:
                if _is_document(path):
                    yield Source(source_name(prefix + path.relative_to(directory).as_posix()), path)
            except OSError as error:
                report(f"{source_name(str(path))}: cannot be read: {error.strerror or error}")


def _is_document(path: Path) -> bool:
    """Whether a file's suffix or first bytes say that it is one; raises OSError where that cannot be found out."""
    _require_regular(path)
    if path.name.startswith(OWNER_FILE):
        return False
    if path.suffix.lower() in SUFFIXES:
        return True
    with path.open("rb") as file:
        start = file.read(PDF_HEADER_WITHIN)
    return is_image(start) or PDF_HEADER.search(start) is not None


def _require_regular(path: Path) -> None:
    """Refuse what would never end or cannot be read twice: a pipe, a device, a directory."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        if path.is_symlink():
            raise OSError("is a link to what is not there; mend or remove it") from error
        raise
    if not stat.S_ISREG(mode):
        raise OSError("is not a regular file; save it to one first")


def source_name(name: str) -> str:
    """Return a path as the dataset names it: bytes which are not UTF-8 are spelled out, so that names stay apart."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
