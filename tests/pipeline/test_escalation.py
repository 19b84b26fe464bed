"""Slower stages read again what made no sense, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongbiao.extractors.document import open_document
from gongbiao.extractors.stages import readings
from gongbiao.normalizers.reader import read_contents
from gongbiao.normalizers.record import Contents
from gongbiao.pipeline.escalation import Attempt, best_attempt

SAMPLE = Path(__file__).parents[2] / "samples" / "rugao-2024-reportlab.pdf"
"""Five forms on pages 1-3, 4-5, 6-7, 8-9 and 10-11."""


def read_sample() -> Attempt:
    with open_document(SAMPLE.read_bytes()) as document:
        return best_attempt(document, "native")


def with_scores(attempt: Attempt, *scores: float) -> Attempt:
    forms = tuple(
        replace(form, reading_score=score) for form, score in zip(attempt.contents.forms, scores, strict=True)
    )
    return Attempt(attempt.reading, Contents(forms, ()))


def test_a_document_that_was_read_well_has_no_doubtful_page() -> None:
    assert read_sample().doubtful_pages == frozenset()


def test_the_pages_of_a_bad_form_are_doubtful_with_those_of_the_form_that_begins_after_it() -> None:
    assert with_scores(read_sample(), 1, 0.5, 1, 1, 1).doubtful_pages == {4, 5, 6, 7}
    assert with_scores(read_sample(), 1, 1, 1, 1, 0.5).doubtful_pages == {10, 11}


def test_only_doubtful_pages_are_read_again_and_only_their_forms_replaced() -> None:
    attempt = with_scores(read_sample(), 1, 0.5, 1, 1, 1)
    pages = attempt.doubtful_pages
    with open_document(SAMPLE.read_bytes()) as document:
        again = read_contents(next(readings(document, "plumber", pages)))
    assert [form.first_page for form in again.forms] == [4, 6]
    improved = attempt.improved_by(again, pages)
    assert [form.reading_score for form in improved.contents.forms] == [1, 1, 1, 1, 1]
    extractors = [{row.extractor for row in form.indicators} for form in improved.contents.forms]
    assert extractors == [{"native"}, {"plumber"}, {"plumber"}, {"native"}, {"native"}]


def test_a_worse_reading_changes_nothing() -> None:
    attempt = with_scores(read_sample(), 1, 0.8, 1, 1, 1)
    assert attempt.improved_by(Contents((), ()), attempt.doubtful_pages) is attempt
