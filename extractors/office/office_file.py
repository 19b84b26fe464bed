"""Office files: which kind the bytes are of, and what they show."""

from __future__ import annotations

from gongbiao.extractors.errors import EncryptedError, OldOfficeError
from gongbiao.extractors.office.spreadsheet import Spreadsheet, read_spreadsheet
from gongbiao.extractors.office.word_document import read_word

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Office 97 to 2003 and of WPS begin with, and encrypted new ones (MS-CFB)."""
_RICH_TEXT = b"{\\rtf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PARTS = {"xlsx": b"xl/workbook", "docx": b"word/document"}
"""A part that a file of each kind holds; names of parts stand plain in a zip."""


def office_kind(data: bytes) -> str | None:
    """Return ``xlsx`` or ``docx``, None for what is no Office file.

    Raises OldOfficeError for the formats before 2007 and those of WPS, EncryptedError for an encrypted file.
    """
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise EncryptedError("the Office file is encrypted and asks for a password; save it without one first")
        raise OldOfficeError("is an old Office file (.doc, .xls, .wps, .et); save it as .docx, .xlsx or PDF first")
    if data.startswith(_RICH_TEXT):
        raise OldOfficeError("is a rich text file; save it as .docx or PDF first")
    if not data.startswith(_ZIP):
        return None
    return next((kind for kind, part in _PARTS.items() if part in data), None)


def read_office(data: bytes, kind: str) -> Spreadsheet:
    """Return what an Office file shows, page by page; raises BrokenFileError or NoReaderError."""
    return read_spreadsheet(data) if kind == "xlsx" else Spreadsheet([read_word(data)], [])
