"""What can go wrong with a file or a page, as types that carry the facts."""

from __future__ import annotations

SAVE_ANEW = "get the file again, or open it and save it anew"
"""What people can do about a file that is damaged or was cut off."""
NO_PAGE = f"the file has no page that can be found; {SAVE_ANEW}"
"""Why a file is broken that can be opened, but shows nothing: no document means that."""


class ExtractionError(Exception):
    """A file or a page could not be read; the message is one line that a user can act on."""


class NotADocumentError(ExtractionError):
    """The bytes are of no kind that can be read."""


class EncryptedError(ExtractionError):
    """The file asks for a password."""


class BrokenFileError(ExtractionError):
    """The file says that it is a PDF, but no reader can open it."""


class PageError(ExtractionError):
    """One page could not be read."""

    def __init__(self, page: int, reason: str) -> None:
        super().__init__(f"page {page}: {reason}")
        self.page = page
        """1-based."""
        self.reason = reason


class OldOfficeError(NotADocumentError):
    """The bytes are of an Office format that is not read; the message says what to do."""


class NoReaderError(ExtractionError):
    """The library that reads a kind of file is not installed; the message names the extra."""


class NoEngineError(ExtractionError):
    """No engine for character recognition is there, or not the one asked for."""
