"""Templates in the making: a draft for a form that none reads, and what a template makes of some documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongbiao.extractors.document import open_document
from gongbiao.extractors.stages import readings
from gongbiao.normalizers.draft import draft_template
from gongbiao.normalizers.reader import Attempted, attempted, read_contents
from gongbiao.normalizers.recognised import with_repairs
from gongbiao.normalizers.record import Form
from gongbiao.normalizers.template_files import load_templates
from gongbiao.pipeline.document import as_source
from gongbiao.pipeline.errors import NothingToDraftError
from gongbiao.pipeline.in_worker import in_worker
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

LEAST_CELLS = 8
"""Cells with text of a table that a template can be made for; smaller ones are signatures and the like."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A template proposed for one form."""

    text: str
    """YAML."""
    title: str | None
    page: int
    read_by: str | None
    """The template that reads the form already."""


def draft(path: str, template_id: str, page: int | None, settings: Settings) -> Drafted:
    """Return a template for the first form of a document that none reads; for the one on ``page``, if given.

    Raises UnreadableError, or NothingToDraftError where there is no table to make one for.
    """
    found = in_worker(_Draft(template_id, page), as_source(path), settings)
    if found is None:
        where = "in it" if page is None else f"on page {page}"
        raise NothingToDraftError(f"{path}: no table {where} looks like a form; `gongbiao tables` shows its tables")
    return found


@dataclass(frozen=True, slots=True)
class _Draft:
    """The work of a worker, with what it has to know; it pickles."""

    template_id: str
    page: int | None

    def __call__(self, source: Source, settings: Settings) -> Drafted | None:
        templates = load_templates(settings.templates)
        with open_document(source.read(), settings.ocr) as document:
            reading = with_repairs(next(readings(document, settings.first_stage)), templates)
        tables = [
            tried
            for tried in attempted(reading, templates)
            if self.page in (None, tried.segment.table.page) and _filled(tried) >= LEAST_CELLS
        ]
        chosen = max(tables, key=_worth, default=None)
        if chosen is None:
            return None
        return Drafted(
            draft_template(chosen, templates, self.template_id),
            chosen.heading.title,
            chosen.segment.table.page,
            chosen.candidate.template.id if chosen.candidate else None,
        )


def _filled(tried: Attempted) -> int:
    return sum(bool(cell.lines) for cell in tried.sheet.table.cells)


def _worth(tried: Attempted) -> tuple[bool, bool, int]:
    """Forms that no template reads come first, those with a title before others, then the larger one."""
    return tried.candidate is None, tried.heading.title is not None, _filled(tried)


@dataclass(frozen=True, slots=True)
class Trial:
    """What the templates made of one document."""

    source: str
    forms: tuple[Form, ...]


def try_out(paths: Iterable[str], settings: Settings) -> list[Trial]:
    """Return the forms of some documents as the templates of ``settings`` read them; raises UnreadableError."""
    return [Trial(path, in_worker(_forms, as_source(path), settings)) for path in paths]


def _forms(source: Source, settings: Settings) -> tuple[Form, ...]:
    with open_document(source.read(), settings.ocr) as document:
        reading = next(readings(document, settings.first_stage))
    return read_contents(reading, templates=load_templates(settings.templates)).forms
