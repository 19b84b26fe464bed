"""Tells documents and archives from other files by their first bytes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from gongbiao.extractors.pictures.picture import is_image

START = 1024
"""Bytes from a file's start within which readers accept a PDF's header (PDF 1.7, annex H.3, note 13)."""
SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".xlsx", ".docx", ".xls", ".doc", ".wps", ".et")
"""What the names of documents end with, usually; those of old Office files too, so that each is told what to do."""
OWNER_FILE = "~$"
"""What the name of a file begins with by which Office notes that somebody has a document open."""
KINDS = "PDF, PNG, JPEG, TIFF, .xlsx or .docx"

_PDF_HEADER = re.compile(rb"(?:\A|[\r\n])%PDF-[12]\.")
"""A PDF's first line. Only where a line begins: programs and notes mention it too."""
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
"""A member, or the end of an empty archive (APPNOTE.TXT, 4.3.7 and 4.3.16)."""


def is_document(start: bytes) -> bool:
    """Whether the first bytes of a file, at least :data:`START` of them if it has so many, are those of a document."""
    return is_image(start) or _PDF_HEADER.search(start[:START]) is not None


def is_archive(start: bytes) -> bool:
    """Whether the first bytes of a file are those of a zip archive (or of an Office file, which is one inside)."""
    return start.startswith(_ZIP_STARTS)


def named_as_document(name: str) -> bool:
    """Whether a name's suffix is that of a document."""
    path = PurePosixPath(name)
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(OWNER_FILE)
