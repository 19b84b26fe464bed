"""One document to be read: what it is called, where its bytes are, and how to get them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from gongbiao.pipeline.origins import UNKNOWN, FileState, Origin, UrlFile, open_origin, read_bytes, state_of
from gongbiao.pipeline.storages import IN_PROCESS

PIECE = 1 << 20
"""Bytes that are held at once for a hash."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be read: where it is, and what it is called in the dataset."""

    name: str
    """The dataset's ``source``: the input as typed, plus the relative path with ``/``."""
    origin: Origin | None
    """Where its bytes are; None where ``content`` holds them."""
    content: bytes | None = None
    sha256: str | None = None
    """Of its bytes; None as long as they were not read."""

    def read(self) -> bytes:
        """Return the document's bytes; raises OSError where there are none to be had."""
        if self.content is not None:
            return self.content
        assert self.origin is not None
        return read_bytes(self.origin)

    def state(self) -> FileState:
        """Return what can be told of the document without reading it."""
        if self.content is not None:
            return FileState(len(self.content), None)
        return UNKNOWN if self.origin is None else state_of(self.origin)

    def size(self) -> int:
        """Return how many bytes the document has, 0 where nobody can tell."""
        return self.state().size

    def hashed(self) -> Source:
        """Return the same source with its SHA-256, read piece by piece; raises OSError."""
        if self.content is not None:
            return replace(self, sha256=hashlib.sha256(self.content).hexdigest())
        assert self.origin is not None
        digest = hashlib.sha256()
        with open_origin(self.origin) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        return replace(self, sha256=digest.hexdigest())

    def within_reach(self) -> Source:
        """Return the same source so that any process of this machine can read it; raises OSError."""
        only_here = isinstance(self.origin, UrlFile) and self.origin.url.startswith(IN_PROCESS)
        return self.loaded() if only_here else self

    def loaded(self) -> Source:
        """Return the same source with its bytes, for whoever cannot reach their place; raises OSError."""
        return self if self.content is not None else replace(self, content=self.read())


def source_name(name: str) -> str:
    """Return a path as the dataset names it: bytes which are not UTF-8 are spelled out, so that names stay apart.

    Bytes that the system's encoding has no characters for (UTF-8 ones, where that is ASCII) are what Python hides in
    surrogates (PEP 383); a name that is text already stays as it is.
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
