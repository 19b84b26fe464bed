"""Files that are often taken for documents and are none: what they are, told by their first bytes, and what to do."""

from __future__ import annotations

import re

TOLD_WITHIN = 1024
"""Bytes from the start that are looked at."""

_WEB_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = re.compile(rb"\APK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument", re.S)
"""The first member of an OpenDocument file is stored, and says so (OpenDocument 1.3, part 2, 3.3)."""
_PACKED = (
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"\x1f\x8b\x08", "a gzip file (.gz, .tgz)"),
    (0, b"BZh", "a bzip2 file (.bz2)"),
    (0, b"\xfd7zXZ\0", "an xz file (.xz)"),
    (0, b"PK\x07\x08", "a part of a split zip archive"),
    (257, b"ustar", "a tar archive"),
)
"""Offset, bytes and name: RAR 5.0 technical note, 7zFormat.txt, RFC 1952, bzip2, XZ 1.2.1, APPNOTE.TXT 8.5.4, POSIX
pax."""


def packed_reason(start: bytes) -> str | None:
    """Say of a file with these first bytes that it is an archive which is not opened; None where it is none."""
    for offset, mark, name in _PACKED:
        if start.startswith(mark, offset):
            return f"is {name}, which is not opened; unpack it first"
    return None


def other_kind_reason(start: bytes) -> str | None:
    """Say what a file with these first bytes is instead of a document, and what to do; None where nobody can tell."""
    if _WEB_PAGE.match(start[:TOLD_WITHIN]):
        return "is a web page; open it in a browser and save the document that it leads to"
    if _OPEN_DOCUMENT.match(start):
        return "is an OpenDocument file (.odt, .ods); save it as .docx, .xlsx or PDF first"
    if start.startswith(_ZIP):
        return "is a zip archive; give it to `gongbiao run` with a name that ends with .zip, or unpack it first"
    return packed_reason(start)
