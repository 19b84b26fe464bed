"""Reads a document with the cheapest stage, and again with slower ones what did not make sense, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongbiao.extractors.document import OCR, Document
from gongbiao.extractors.errors import ExtractionError
from gongbiao.extractors.side_pages import pages_side_by_side
from gongbiao.extractors.stages import STAGES, reading_side_by_side, readings
from gongbiao.extractors.table import Reading, Table
from gongbiao.normalizers.catalogue import Catalogue
from gongbiao.normalizers.pages import form_pages
from gongbiao.normalizers.reader import read_contents
from gongbiao.normalizers.record import Contents, Form
from gongbiao.normalizers.template import Template
from gongbiao.normalizers.template_files import load_templates
from gongbiao.pipeline.placement import as_displayed

GOOD_SCORE = 0.9
"""Reading score from which on no slower stage is asked: at most one label in ten was not found."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A document as the stages read it, and what is in it."""

    reading: Reading
    """By the first stage that could open the file."""
    contents: Contents
    """From the best reading of each page."""
    tried: tuple[str, ...] = ()
    """The stages that were asked, in order."""

    @property
    def doubtful_pages(self) -> frozenset[int]:
        """The pages of forms that were read badly and of tables that look like forms, each with the page after it.

        Forms that share such a page are read again whole.
        """
        pages: set[int] = set()
        for form in self.contents.forms:
            if form.reading_score < GOOD_SCORE:
                pages.update(range(form.first_page, form.last_page + 2))
        for table in self.contents.unread:
            pages.update((table.place.page, table.place.page + 1))
        while touched := [form for form in self.contents.forms if _shares(form, pages) and not _lies_in(form, pages)]:
            pages.update(page for form in touched for page in _pages(form))
        return frozenset(page for page in pages if page <= self.reading.pages)

    @property
    def settled_pages(self) -> frozenset[int]:
        """The pages of forms that were read well."""
        good = (form for form in self.contents.forms if form.reading_score >= GOOD_SCORE)
        return frozenset(page for form in good for page in _pages(form))

    def improved_by(self, again: Contents, pages: frozenset[int]) -> Attempt:
        """Return this attempt with what was read again on ``pages``, if that is worth more."""
        replaced = [form for form in self.contents.forms if _lies_in(form, pages)]
        return self if _worth(again.forms) <= _worth(replaced) else self.replaced_by(again, pages)

    def replaced_by(self, again: Contents, pages: frozenset[int]) -> Attempt:
        """Return this attempt with what was read again in place of the forms on ``pages``."""
        kept = [form for form in self.contents.forms if not _lies_in(form, pages)]
        forms = sorted((*kept, *again.forms), key=lambda form: (form.first_page, form.place.box.top))
        return replace(self, contents=Contents(tuple(forms), again.unread))


def best_attempt(
    document: Document,
    first_stage: str,
    catalogue: Catalogue | None = None,
    templates: Sequence[Template] | None = None,
) -> Attempt:
    """Read the document from ``first_stage`` on; what no form came out of well is read again by the next stage.

    Pages whose text shows no sign of a form are passed over. Without ``templates`` the packaged ones are used.

    Recognising text again is of use only where a page shows more than its text. Of two readings the one worth more is
    kept, the earlier of equals. Indicators are mapped to ``catalogue``, by default the packaged one. Raises
    ExtractionError.
    """
    templates = load_templates() if templates is None else templates
    reading = next(readings(document, first_stage, of_interest=form_pages(templates)))
    attempt = Attempt(reading, _contents(reading, catalogue, templates), (reading.stage,))
    if reading.stage == STAGES[0]:
        attempt = _side_by_side(document, attempt, catalogue, templates)
    for stage in STAGES[STAGES.index(reading.stage) + 1 :]:
        pages = attempt.doubtful_pages
        if stage == OCR:
            pages &= reading.pictured
        again = _read_again(document, stage, pages) if pages else None
        if again is None:
            break
        attempt = replace(attempt, tried=(*attempt.tried, stage))
        attempt = attempt.improved_by(_contents(again, catalogue, templates), pages)
    return attempt


def _side_by_side(
    document: Document, attempt: Attempt, catalogue: Catalogue | None, templates: Sequence[Template]
) -> Attempt:
    """Return the attempt with the forms of sheets that were printed over pages to the right.

    Only pages that no form explains are looked at, and forms over several pages beside each other are taken only if
    they are read well, every one.
    """
    settled = attempt.settled_pages
    tabled = {table.page for table in attempt.reading.blocks if isinstance(table, Table)}
    groups = pages_side_by_side(attempt.reading.blocks, settled) if tabled - settled else []
    if not groups:
        return attempt
    contents = _contents(reading_side_by_side(document, groups), catalogue, templates)
    if not contents.forms or any(form.reading_score < GOOD_SCORE for form in contents.forms):
        return attempt
    return attempt.replaced_by(contents, frozenset(page for group in groups for page in group))


def _read_again(document: Document, stage: str, pages: frozenset[int]) -> Reading | None:
    """Return what ``stage`` makes of some pages; None where it cannot open a file that another stage could."""
    try:
        return next(readings(document, stage, pages), None)
    except ExtractionError:
        return None


def _contents(reading: Reading, catalogue: Catalogue | None, templates: Sequence[Template]) -> Contents:
    return as_displayed(read_contents(reading, catalogue, templates), reading.placements)


def _worth(forms: Iterable[Form]) -> float:
    """More forms, better read, are worth more."""
    return sum(form.reading_score for form in forms)


def _pages(form: Form) -> range:
    return range(form.first_page, form.last_page + 1)


def _shares(form: Form, pages: set[int]) -> bool:
    return any(page in pages for page in _pages(form))


def _lies_in(form: Form, pages: Iterable[int]) -> bool:
    return set(_pages(form)) <= set(pages)
