"""A reading of a document to its forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from gongbiao.extractors.table import Reading
from gongbiao.normalizers.breaks import mend_cut_labels, mend_cut_rows
from gongbiao.normalizers.catalogue import Catalogue
from gongbiao.normalizers.fields import read_fields
from gongbiao.normalizers.funds import header_units, read_funds
from gongbiao.normalizers.indicators import header_rows, read_indicators
from gongbiao.normalizers.known_labels import KnownLabels
from gongbiao.normalizers.printed import printed_fields
from gongbiao.normalizers.recognised import with_repairs
from gongbiao.normalizers.record import Contents, Form, Place, Printed, UnreadTable
from gongbiao.normalizers.segments import Segment, segments_of
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import Template, label_key, load_templates
from gongbiao.normalizers.text import repair, squash
from gongbiao.normalizers.title import Heading, read_heading, region_of

MIN_FIT = 0.6
"""Share of a template's compulsory labels that a table must show to be read by it."""
SAME_EDGE = 8.0
"""Points by which the sides of one table may differ from one page to the next."""
PAGE_NUMBER = 12
"""Characters of a page number at most; longer lines between two tables part them."""
TITLE_BONUS = 0.2
"""What a fitting title adds to the fit: it decides between families that share their labels."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    template: Template
    labels_found: float
    """Share of the compulsory labels, 0 to 1."""
    fit: float


def read_contents(reading: Reading, catalogue: Catalogue | None = None) -> Contents:
    """Return the forms of a document, read by the packaged templates, and the tables that look like forms but are none.

    Other tables, and prose, are left to whoever looks at the reading itself. Indicators are mapped to ``catalogue``, by
    default the packaged one.
    """
    reading = with_repairs(reading)
    templates = load_templates()
    labels = KnownLabels(templates, catalogue)
    forms: list[Form] = []
    unread: list[UnreadTable] = []
    last: Segment | None = None
    for segment in segments_of(reading, templates):
        table = segment.table
        sheet = Sheet(mend_cut_rows(mend_cut_labels(segment.table, labels), labels))
        heading = _heading(sheet, segment)
        candidate = _best(sheet, segment, heading, templates)
        if candidate is not None:
            forms.append(_read(sheet, segment, heading, candidate, reading, catalogue))
            last = segment
        elif _looks_like_form(sheet, heading, templates) or (last is not None and _is_loose_end(segment, last)):
            unread.append(UnreadTable(heading.title, Place(table.page, table.box)))
    return Contents(tuple(forms), tuple(unread))


def _is_loose_end(segment: Segment, form: Segment) -> bool:
    """Tell whether a table seems to be the rest of a form that did not join it: as wide, below it, no words between."""
    above, below = form.table, segment.table
    follows = below.page in (above.last_page, above.last_page + 1)
    as_wide = all(abs(above.column_edges[i] - below.column_edges[i]) <= SAME_EDGE for i in (0, -1))
    return follows and as_wide and all(len(line.text) <= PAGE_NUMBER for line in segment.before)


def _looks_like_form(sheet: Sheet, heading: Heading, templates: Sequence[Template]) -> bool:
    """A form's title stands above the table, or the table has the header of an indicator block."""
    return heading.title is not None or any(header_rows(sheet, template) for template in templates)


def _heading(sheet: Sheet, segment: Segment) -> Heading:
    """Return the heading above the table, or in the table's own full-width first rows."""
    above = read_heading([line.text for line in segment.before])
    rows = list(takewhile(lambda cell: cell.column_span == sheet.table.columns, sheet.table.cells))
    inside = read_heading(["".join(cell.lines) for cell in rows])
    if inside.title is None:
        return above
    sheet.claim(*rows)
    return Heading(inside.title, inside.year or above.year)


def _best(sheet: Sheet, segment: Segment, heading: Heading, templates: Sequence[Template]) -> _Candidate | None:
    texts = (*(line.text for line in segment.before), *("".join(cell.lines) for cell in sheet.table.cells))
    keys = frozenset(sheet.keys) | {key for text in texts for key in _keys_before_colons(text)}
    candidates = [_fit(keys, heading, template) for template in templates]
    best = max(candidates, key=lambda candidate: candidate.fit, default=None)
    return best if best is not None and best.labels_found >= MIN_FIT else None


def _fit(keys: frozenset[str], heading: Heading, template: Template) -> _Candidate:
    compulsory = [
        *(rule.labels for rule in template.fields.values() if rule.required),
        *(labels for name, labels in template.indicators.columns.items() if name not in template.indicators.optional),
        *(side.header for side in template.funds.sides.values()),
    ]
    found = sum(1 for labels in compulsory if any(label_key(label) in keys for label in labels))
    share = found / len(compulsory)
    titled = heading.title is not None and template.names_title(squash(heading.title))
    return _Candidate(template, share, share + TITLE_BONUS * titled)


def _keys_before_colons(text: str) -> list[str]:
    if ":" not in text and "：" not in text:
        return []
    return [label_key(piece.replace("：", ":").split(":")[0]) for piece in text.split()]


def _read(
    sheet: Sheet,
    segment: Segment,
    heading: Heading,
    candidate: _Candidate,
    reading: Reading,
    catalogue: Catalogue | None,
) -> Form:
    template, table = candidate.template, segment.table
    fields = read_fields(sheet, (*segment.before, *segment.after), template)
    ends = _block_ends(sheet, template)
    funds = read_funds(sheet, segment.before, template, ends)
    indicators = read_indicators(sheet, template, ends, reading.stage_of, catalogue)
    for cell, _ in sheet.labelled(template.labels.sections):
        sheet.claim(cell)
    department = fields.get("department")
    return Form(
        template=template.id,
        form_type=template.form_type,
        title=heading.title,
        region=region_of(heading.title, department.text if department else None),
        year=heading.year,
        fields=fields,
        funds=funds,
        indicators=indicators,
        first_page=table.page,
        last_page=table.last_page,
        place=Place(table.page, table.box),
        reading_score=round(candidate.labels_found * sheet.share_claimed(), 4),
        unclaimed=tuple(Printed(repair(cell.lines), Place(cell.page, cell.box)) for cell in sheet.unclaimed()),
        printed=printed_fields(sheet, template, fields),
        money_units=header_units(sheet, segment.before, template),
    )


def _block_ends(sheet: Sheet, template: Template) -> list[int]:
    """Return the rows where a block begins, and so the one before it ends: fields, halves of the funds, indicators."""
    rows = {cell.row for cell, _ in sheet.labelled(template.labels.fields)}
    rows |= {cell.row for cell, _ in sheet.labelled(template.labels.fund_headers)}
    rows.update(header_rows(sheet, template))
    return sorted(rows)
