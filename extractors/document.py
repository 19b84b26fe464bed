"""A file's bytes as a document that readers can be asked for."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from gongbiao.extractors.errors import NotADocumentError
from gongbiao.extractors.native import NativeReader
from gongbiao.extractors.page import PageReader

HEADER_WITHIN = 1024
"""Bytes from the start within which a PDF names itself (ISO 32000-1, implementation note 13)."""


class Document:
    """A PDF in memory. Each reader opens it when it is first asked for, and keeps it open."""

    def __init__(self, data: bytes) -> None:
        """Take the file's bytes; raises NotADocumentError."""
        if not data:
            raise NotADocumentError("the file is empty")
        if b"%PDF-" not in data[:HEADER_WITHIN]:
            raise NotADocumentError("the file is no PDF")
        self._data = data
        self._readers: dict[str, PageReader] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def native(self) -> PageReader:
        """The reader that uses pdfium; raises EncryptedError or BrokenFileError."""
        if "native" not in self._readers:
            self._readers["native"] = NativeReader(self._data)
        return self._readers["native"]

    @property
    def plumber(self) -> PageReader:
        """The reader that uses pdfplumber; raises EncryptedError or BrokenFileError."""
        if "plumber" not in self._readers:
            from gongbiao.extractors.plumber import PlumberReader

            self._readers["plumber"] = PlumberReader(self._data)
        return self._readers["plumber"]

    @property
    def camelot(self) -> PageReader:
        """The reader that asks camelot for tables; the text is that of the reader in use, native if none is.

        Raises EncryptedError or BrokenFileError.
        """
        if "camelot" not in self._readers:
            from gongbiao.extractors.camelot_tables import CamelotReader

            text = self.plumber if set(self._readers) == {"plumber"} else self.native
            self._readers["camelot"] = CamelotReader(self._data, text)
        return self._readers["camelot"]

    def close(self) -> None:
        """Close every reader that was opened."""
        for reader in self._readers.values():
            reader.close()
        self._readers.clear()


def open_document(data: bytes) -> Document:
    """Return the document that ``data`` holds; raises NotADocumentError."""
    return Document(data)
