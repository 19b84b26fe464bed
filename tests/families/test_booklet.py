"""Forms in a long booklet: only they are read, with the right pages, and the other pages cost next to nothing."""

from __future__ import annotations

from functools import cache
from unittest.mock import patch

import pypdfium2 as pdfium

from gongbiao.extractors import stages
from gongbiao.extractors.cells import blocks_of
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source
from tests.corpus.compare import outcome_of, summary
from tests.corpus.documents import DOCUMENTS
from tests.families.booklet import FORMS, PAGES, booklet

TITLES = {form.title for form, _ in FORMS.forms}


@cache
def printed() -> bytes:
    return booklet()


def read(data: bytes) -> DocumentResult:
    return process_document(Source("booklet.pdf", None, data), Settings())


def pages_with_titles(data: bytes) -> list[int]:
    """The pages on which one of the forms' titles is a line of its own."""
    with pdfium.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_range().splitlines() for page in document]
    return [number for number, lines in enumerate(texts, start=1) if TITLES & {line.strip() for line in lines}]


def test_the_forms_of_a_booklet_are_read_exactly_and_nothing_else() -> None:
    result = read(printed())
    assert result.document.pages is not None
    assert result.document.pages >= PAGES
    outcome = outcome_of(result, FORMS.expected)
    assert not outcome.differences, summary(outcome.differences, 12)
    assert not [flag for flag in result.flags if flag.rule.startswith(("extraction.", "documents.", "template."))]
    assert [form.first_page for form in result.forms] == pages_with_titles(printed())


def test_pages_without_a_sign_of_a_form_are_passed_over() -> None:
    with patch.object(stages, "blocks_of", wraps=blocks_of) as read_page:
        read(printed())
    assert len(FORMS.forms) <= read_page.call_count <= 3 * len(FORMS.forms)


def test_words_that_the_file_stores_in_no_order_are_found_all_the_same() -> None:
    shuffled = next(document for document in DOCUMENTS if document.name == "text-shuffled")
    with patch.object(stages, "LONG", 1):
        outcome = outcome_of(read(shuffled.print()), shuffled.expected)
    assert not outcome.differences, summary(outcome.differences, 12)
