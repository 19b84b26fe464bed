"""What a PDF holds beside its pages and is not read: attached documents, and forms that only Adobe's programs draw."""

from __future__ import annotations

from gongbiao.extractors.document import Document
from gongbiao.extractors.errors import ExtractionError
from gongbiao.pipeline.kinds import named_as_document

NAMED = 3
"""Attachments that a message names; all are counted."""


class NotOnPagesError(ExtractionError):
    """The pages of a PDF hold no form, but it holds something else that may be one."""


def attached_documents(document: Document) -> tuple[str, ...]:
    """Return the names of those attachments of an opened PDF that are documents, as their suffixes say."""
    return tuple(name for name in document.attachments if named_as_document(name))


def require_drawn_pages(document: Document) -> None:
    """Raise NotOnPagesError where the pages of a PDF are but a notice."""
    if document.is_dynamic_xfa:
        raise NotOnPagesError(
            "is a dynamic XFA form, which only Adobe Reader draws; open it there, print it to a PDF and read that"
        )


def require_pages(document: Document, attached: tuple[str, ...]) -> None:
    """Raise NotOnPagesError where a PDF without a form on its pages holds what it publishes elsewhere."""
    require_drawn_pages(document)
    if attached:
        raise NotOnPagesError(
            f"has no form on its pages, but attached documents, which are not read: {named(attached)}; "
            "save the attachments as files and read those"
        )


def named(attached: tuple[str, ...]) -> str:
    """Name some attachments and count the others: ``a.pdf, b.pdf, c.pdf and 4 more``."""
    more = len(attached) - NAMED
    return ", ".join(attached[:NAMED]) + (f" and {more} more" if more > 0 else "")
