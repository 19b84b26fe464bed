"""Every document of the corpus gives exactly the rows that its content says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.corpus.compare import compare, summary
from tests.corpus.documents import DOCUMENTS, CorpusDocument

_MOST = 10


def _parameters() -> list[object]:
    return [
        pytest.param(document, id=document.name, marks=[pytest.mark.slow] if document.needs_more else [])
        for document in DOCUMENTS
    ]


@pytest.mark.parametrize("document", _parameters())
def test_a_document_is_read_exactly(document: CorpusDocument) -> None:
    outcome = compare(document.print(), document.expected)
    assert document.is_right(outcome), summary(outcome.differences, _MOST)


def test_documents_are_many_and_different() -> None:
    assert max(Counter(document.name for document in DOCUMENTS).values()) == 1
    contents = {str(document.expected) for document in DOCUMENTS}
    assert len(contents) > 80
    for document in DOCUMENTS:
        assert len(document.expected.indicators) >= 10, document.name


def test_the_same_recipe_prints_the_same_bytes() -> None:
    first = DOCUMENTS[0]
    assert first.print() == first.print()


@pytest.mark.parametrize("table", ["forms", "funds", "indicators"])
def test_one_wrong_cell_is_noticed(table: str) -> None:
    document = next(document for document in DOCUMENTS if document.name == "lines-strokes")
    rows = getattr(document.expected, table)
    column = {"forms": "annual_goal", "funds": "full_year", "indicators": "full_year_value"}[table]
    wrong = replace(document.expected, **{table: [{**rows[0], column: "另一个"}, *rows[1:]]})
    outcome = compare(document.print(), wrong)
    assert [(cell.table, cell.column) for cell in outcome.differences] == [(table, column)]
    assert not document.is_right(outcome)


@pytest.mark.parametrize("table", ["forms", "funds", "indicators"])
def test_one_missing_row_is_noticed(table: str) -> None:
    document = next(document for document in DOCUMENTS if document.name == "lines-strokes")
    wrong = replace(document.expected, **{table: getattr(document.expected, table)[:-1]})
    outcome = compare(document.print(), wrong)
    assert [(cell.table, cell.column, cell.expected) for cell in outcome.differences] == [(table, "row", "none")]
