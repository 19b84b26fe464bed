"""A file's bytes as a document that readers can be asked for."""

from __future__ import annotations

from contextlib import closing
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from gongbiao.extractors.errors import NotADocumentError
from gongbiao.extractors.native import NativeReader
from gongbiao.extractors.ocr.names import AUTO
from gongbiao.extractors.office.office_file import office_kind, read_office
from gongbiao.extractors.office.spreadsheet import Spreadsheet
from gongbiao.extractors.other_kinds import other_kind_reason, packed_reason
from gongbiao.extractors.page import PageReader
from gongbiao.extractors.pictures.picture import PictureReader, is_image

if TYPE_CHECKING:
    from gongbiao.extractors.scans.scan import ScanReader

OCR = "ocr"
"""The name of the stage that recognises pictures."""
HEADER_WITHIN = 1024
"""Bytes from the start within which a PDF names itself (ISO 32000-1, implementation note 13)."""

NOT_READ = "the file is no PDF, PNG, JPEG, TIFF, .xlsx or .docx; save it as one of these first"


class Document:
    """A PDF or a picture file in memory. Each reader opens it when it is first asked for, and keeps it open."""

    def __init__(self, data: bytes, ocr: str = AUTO) -> None:
        """Take the file's bytes and the name of the OCR engine; raises NotADocumentError or EncryptedError."""
        if not data:
            raise NotADocumentError("the file is empty")
        self.is_picture = is_image(data)
        """Whether it is a picture file: nothing but recognition reads it."""
        self.office = None if self.is_picture else office_kind(data)
        """``xlsx`` or ``docx`` for an Office file, which needs no more than its own reader."""
        if not (self.is_picture or self.office) and not _is_pdf(data):
            raise NotADocumentError(other_kind_reason(data) or NOT_READ)
        self._data = data
        self._ocr = ocr
        self._readers: dict[str, PageReader] = {}
        self._native: NativeReader | None = None
        self._scans: ScanReader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pages(self) -> int:
        """How many pages it has; raises EncryptedError or BrokenFileError."""
        if self.office is not None:
            return len(self.office_pages.pages)
        if self.is_picture:
            with closing(self._pictures()) as pictures:
                return pictures.pages
        return self.native.pages

    @cached_property
    def office_pages(self) -> Spreadsheet:
        """What an Office file shows; raises BrokenFileError or NoReaderError."""
        assert self.office is not None
        return read_office(self._data, self.office)

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names of the files attached to a PDF; none where pdfium has not opened it."""
        return () if self._native is None else self._native.attachments()

    @property
    def is_dynamic_xfa(self) -> bool:
        """Whether a PDF's pages are but a notice, in place of those that XFA describes."""
        return self._native is not None and self._native.is_dynamic_xfa()

    @property
    def native(self) -> NativeReader:
        """The reader that uses pdfium; raises EncryptedError or BrokenFileError."""
        if self._native is None:
            self._readers["native"] = self._native = NativeReader(self._data)
        return self._native

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

    @property
    def scans(self) -> ScanReader:
        """The reader that recognises the text of pictures; raises NoEngineError or BrokenFileError."""
        if self._scans is None:
            from gongbiao.extractors.ocr.engines import load_engine
            from gongbiao.extractors.scans.scan import ScanReader

            self._scans = ScanReader(self._pictures(), load_engine(self._ocr))
        return self._scans

    def _pictures(self) -> PictureReader:
        if self.is_picture:
            from gongbiao.extractors.pictures.image_file import ImageFile

            return ImageFile(self._data)
        from gongbiao.extractors.pictures.rendered import RenderedPages

        return RenderedPages(self._data)

    def close(self) -> None:
        """Close every reader that was opened."""
        for reader in (*self._readers.values(), *([self._scans] if self._scans else [])):
            reader.close()
        self._readers.clear()
        self._native = None
        self._scans = None


def _is_pdf(data: bytes) -> bool:
    """Whether the bytes say that they are a PDF's, and not those of a tar archive that begins with one."""
    return b"%PDF-" in data[:HEADER_WITHIN] and packed_reason(data) is None


def open_document(data: bytes, ocr: str = AUTO) -> Document:
    """Return the document that ``data`` holds, its pictures to be read by the engine ``ocr``.

    Raises NotADocumentError.
    """
    return Document(data, ocr)
