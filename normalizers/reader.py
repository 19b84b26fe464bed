"""A reading of a document to its forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongbiao.extractors.table import Cell, Reading, TextLine
from gongbiao.normalizers.breaks import mend_cut_labels, mend_cut_rows
from gongbiao.normalizers.catalogue import Catalogue
from gongbiao.normalizers.choice import Candidate, best_candidate
from gongbiao.normalizers.drift import drift_of
from gongbiao.normalizers.fields import read_fields
from gongbiao.normalizers.funds import header_units, read_funds
from gongbiao.normalizers.indicator_block import header_rows, indicator_rows
from gongbiao.normalizers.indicators import read_indicators
from gongbiao.normalizers.known_labels import KnownLabels
from gongbiao.normalizers.labelled_funds import read_labelled_funds
from gongbiao.normalizers.money import block_unit
from gongbiao.normalizers.printed import printed_fields
from gongbiao.normalizers.recognised import with_repairs
from gongbiao.normalizers.record import UNKNOWN, Contents, Form, Fund, Place, Printed, UnreadTable
from gongbiao.normalizers.segments import Segment, segments_of
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.tasks import find_tasks, read_tasks
from gongbiao.normalizers.template import Template, label_key
from gongbiao.normalizers.template_files import load_templates
from gongbiao.normalizers.text import repair
from gongbiao.normalizers.title import Heading, read_heading, region_of, stands_over

SAME_EDGE = 8.0
"""Points by which the sides of one table may differ from one page to the next."""
PAGE_NUMBER = 12
"""Characters of a page number at most; longer lines between two tables part them."""


@dataclass(frozen=True, slots=True)
class Attempted:
    """A table with what was found out about it before any of its values was read."""

    segment: Segment
    sheet: Sheet
    heading: Heading
    printed: frozenset[str]
    """Label keys in the table and in the lines above it."""
    candidate: Candidate | None
    """The template that reads it; None where none does."""


def read_contents(
    reading: Reading, catalogue: Catalogue | None = None, templates: Sequence[Template] | None = None
) -> Contents:
    """Return the forms of a document, and the tables that look like forms but are none.

    A form that no template reads, with a title above it, is of the type ``unknown``. Without ``templates`` the packaged
    ones are used, without ``catalogue`` the packaged one. Other tables, and prose, are left to whoever looks at the
    reading itself.
    """
    templates = load_templates() if templates is None else templates
    reading = with_repairs(reading, templates, catalogue)
    forms: list[Form] = []
    unread: list[UnreadTable] = []
    last: Segment | None = None
    for tried in attempted(reading, templates, catalogue):
        segment = tried.segment
        is_rest = last is not None and _is_loose_end(segment, last)
        if tried.candidate is not None:
            forms.append(_read(tried, tried.candidate, reading, catalogue))
            last = segment
        elif tried.heading.title is not None and tried.heading.is_near:
            forms.append(_unknown(tried))
            last = segment
        elif is_rest and forms[-1].form_type == UNKNOWN and forms[-1].template is None:
            forms[-1] = _longer(forms[-1], tried)
            last = segment
        elif is_rest or any(header_rows(tried.sheet, template) for template in templates):
            unread.append(UnreadTable(tried.heading.title, Place(segment.table.page, segment.table.box)))
    return Contents(tuple(forms), tuple(unread))


def attempted(
    reading: Reading, templates: Sequence[Template], catalogue: Catalogue | None = None
) -> Iterator[Attempted]:
    """Yield the tables of a document that may be a form each, with the template that fits best."""
    labels = KnownLabels(templates, catalogue)
    for segment in segments_of(reading, templates):
        table = mend_cut_rows(mend_cut_labels(segment.table, labels), labels)
        sheet = Sheet(table)
        heading = _heading(sheet, segment)
        texts = (*(line.text for line in segment.before), *("".join(cell.lines) for cell in sheet.with_colon()))
        printed = frozenset(sheet.keys) | {key for text in texts for key in _keys_before_colons(text)}
        candidate = best_candidate(sheet, printed, heading.title, templates)
        if candidate is not None and candidate.renamed:
            sheet = Sheet(table, candidate.renamed)
            _heading(sheet, segment)
        yield Attempted(segment, sheet, heading, printed, candidate)


def _is_loose_end(segment: Segment, form: Segment) -> bool:
    """Tell whether a table seems to be the rest of a form that did not join it: as wide, below it, no words between."""
    above, below = form.table, segment.table
    follows = below.page in (above.last_page, above.last_page + 1)
    as_wide = all(abs(above.column_edges[i] - below.column_edges[i]) <= SAME_EDGE for i in (0, -1))
    return follows and as_wide and all(len(line.text) <= PAGE_NUMBER for line in segment.before)


def _heading(sheet: Sheet, segment: Segment) -> Heading:
    """Return the heading above the table, or in the table's own full-width first rows; the latter are claimed."""
    lines = [line.text for line in segment.before]
    above = read_heading(lines, is_near=_is_near(segment.before, segment.table.page))
    rows = list(_heading_rows(sheet))
    inside = read_heading(["".join(cell.lines) for cell in rows])
    if inside.title is None:
        return above
    sheet.claim(*rows)
    return replace(inside, year=inside.year or above.year)


def _heading_rows(sheet: Sheet) -> Iterator[Cell]:
    """Yield the cells with text at the head of a table that stand alone on their rows and take half its width at least.

    Spreadsheets printed with their gridlines rule the empty cells around a title too.
    """
    edges = sheet.table.column_edges
    row = 0
    while row < sheet.table.rows:
        filled = [cell for cell in sheet.row(row) if cell.lines]
        if filled:
            cell = filled[0]
            if len(filled) > 1 or 2 * (edges[cell.column_end] - edges[cell.column]) < edges[-1] - edges[0]:
                return
            yield cell
        row = max((cell.row_end for cell in filled), default=row + 1)


def _is_near(lines: Sequence[TextLine], page: int) -> bool:
    """Tell whether the title in the lines above a table belongs to it: the same page, no other matter between."""
    return stands_over([line.text for line in lines if line.page == page])


def _keys_before_colons(text: str) -> list[str]:
    if ":" not in text and "：" not in text:
        return []
    return [label_key(piece.replace("：", ":").split(":")[0]) for piece in text.split()]


def _read(tried: Attempted, candidate: Candidate, reading: Reading, catalogue: Catalogue | None) -> Form:
    template, segment, sheet = candidate.template, tried.segment, tried.sheet
    fields = read_fields(sheet, (*segment.before, *segment.after), template)
    ends = _block_ends(sheet, template)
    funds = _funds(sheet, segment.before, template, ends)
    indicators, totals = read_indicators(sheet, template, ends, reading.stage_of, catalogue)
    for cell, _ in sheet.labelled(template.labels.sections):
        sheet.claim(cell)
    department = fields.get("department")
    return replace(
        _unknown(tried),
        template=template.id,
        form_type=template.form_type,
        region=region_of(tried.heading.title, department.text if department else None),
        fields=fields,
        funds=funds,
        indicators=indicators,
        reading_score=round(candidate.labels_found * sheet.share_claimed(), 4),
        unclaimed=_unclaimed(sheet),
        printed=printed_fields(sheet, template, fields),
        money_units=header_units(sheet, segment.before, template),
        totals=totals,
        drift=tuple(drift_of(sheet, tried.printed, tried.heading.title, candidate)),
    )


def _unknown(tried: Attempted) -> Form:
    """Return what is known of a form before any template reads it."""
    heading, table = tried.heading, tried.segment.table
    return Form(
        template=None,
        form_type=UNKNOWN,
        title=heading.title,
        region=region_of(heading.title),
        year=heading.year,
        fields={},
        funds=(),
        indicators=(),
        first_page=table.page,
        last_page=max(table.last_page, *(cell.page for cell in table.cells)),
        place=Place(table.page, table.box),
        reading_score=0.0,
        unclaimed=_unclaimed(tried.sheet),
    )


def _unclaimed(sheet: Sheet) -> tuple[Printed, ...]:
    return tuple(Printed(repair(cell.lines), Place(cell.page, cell.box)) for cell in sheet.unclaimed())


def _longer(form: Form, tried: Attempted) -> Form:
    """Return an unknown form with another table that belongs to it."""
    more = _unknown(tried)
    return replace(form, last_page=more.last_page, unclaimed=(*form.unclaimed, *more.unclaimed))


def _funds(sheet: Sheet, lines: Sequence[TextLine], template: Template, ends: list[int]) -> tuple[Fund, ...]:
    """Return the money lines: of halves with headers, or each by its own label; and what the tasks are given."""
    if template.funds.headed:
        return read_funds(sheet, lines, template, ends)
    of_indicators = frozenset(indicator_rows(sheet, template, ends))
    tasks = find_tasks(sheet, template, sorted({*ends, *of_indicators}))
    others = of_indicators | (frozenset(tasks.rows) if tasks else frozenset())
    funds = read_labelled_funds(sheet, lines, template, others)
    if tasks is not None:
        funds += read_tasks(sheet, tasks, block_unit(sheet, lines, template), template)
    return tuple(fund for _, fund in sorted(funds, key=lambda pair: pair[0]))


def _block_ends(sheet: Sheet, template: Template) -> list[int]:
    """Return the rows where a block begins, and so the one before it ends: fields, halves of the funds, indicators."""
    rows = {cell.row for cell, _ in sheet.labelled(template.labels.fields)}
    rows |= {cell.row for cell, _ in sheet.labelled(template.labels.fund_headers)}
    rows.update(header_rows(sheet, template))
    return sorted(rows)
