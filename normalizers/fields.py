"""The labelled fields of a form: names, dates, contact, narratives."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from gongbiao.extractors.table import Cell, TextLine
from gongbiao.normalizers.check_boxes import checked_option
from gongbiao.normalizers.date import parse_end_date, parse_period, parse_start_date
from gongbiao.normalizers.recognised_cells import recognised, recognised_text
from gongbiao.normalizers.recognised_text import repair_date, repair_field, repair_telephone
from gongbiao.normalizers.record import FieldValue, Place, Recognised
from gongbiao.normalizers.sheet import COLON, Sheet
from gongbiao.normalizers.template import FieldName, Template, label_key
from gongbiao.normalizers.text import raw, repair

_NEXT_LABEL = re.compile(r"\s+(?=[^\s:：]{2,12}[:：]|[(（]?(?:19|20)\d{2}年度?[)）]?(?:\s|$))")
"""White space before another label, or before the form's year, on a line of paragraphs."""
_CODE = re.compile(
    r"[(（\[［【]\s*[\dA-Za-z-]*\d[\dA-Za-z-]*\s*[)）\]］】]$|^[\[［【(（]\s*\d[\dA-Za-z-]*\s*[\]］】)）]\s*|^\d{3,}[-—\s]*(?=\D)"
)
"""A unit's number in brackets behind its name or before it, or a bare one before it."""
_MASKED = "[0-9*＊●•×xX]"
"""A digit of a telephone number, or what an office prints over it: 139****0001."""
_PHONE = re.compile(
    r"(?:[(（][+＋]?86[)）] ?|[+＋] ?86[ -]?|86[ -]?(?=1[3-9][0-9]{9}(?![0-9])))?"
    r"(?:[(（]0[0-9]{2,3}[)）] ?)?"
    rf"(?:[0-9]|(?<![一-鿿*＊●•])(?=[*＊●•]+[0-9]|[*＊●•]{{4}})[*＊●•])"
    rf"(?:(?<=1){_MASKED}{{6}} {_MASKED}{{4}}(?!{_MASKED})"  # 1390000 0001
    rf"|{_MASKED}{{2,3}} {_MASKED}{{7,8}}(?!{_MASKED})"  # 0513 12345678
    rf"|{_MASKED}{{0,4}}(?: {_MASKED}{{1,5}}(?!{_MASKED}))+"  # 139 0000 0001
    rf"|{_MASKED}*)"
    rf"(?: ?[-－—–转] ?{_MASKED}+)*"
)
"""A telephone number with the spaces inside it; two numbers with a space between them are two."""
_DATES: dict[FieldName, Callable[[str], date | None]] = {"start_date": parse_start_date, "end_date": parse_end_date}
_CHECKED = frozenset({"project_attribute", "project_tier", "project_category"})
"""Fields of which a form may print all options, one of them checked."""
_BESIDE_NAME = " /／、,，;；:：()（）"


def read_fields(sheet: Sheet, lines: Sequence[TextLine], template: Template) -> dict[str, FieldValue]:
    """Return the fields by column name of the ``forms`` table, and claim their cells on the sheet.

    ``lines`` are the paragraphs around the table. An empty field is left out; so is a date that cannot be parsed,
    whose cell stays unclaimed. A period without dates (1年, 长期) is understood, and has no column.
    """
    found: dict[str, FieldValue] = {}
    for name, value, cells in _cells_with_values(sheet, template):
        clean = dict(_typed(name, value))
        if clean:
            for column, field in clean.items():
                found.setdefault(column, field)
            sheet.claim(*cells)
        elif name == "period":
            sheet.set_aside(*cells)
    for name, value in _outside_values(lines, template):
        for column, field in _typed(name, value):
            found.setdefault(column, field)
    if "department" not in found:
        stand_in = found.get("implementing_unit") or found.get("supervising_department")
        if stand_in is not None:
            found["department"] = replace(stand_in, text=_CODE.sub("", stand_in.text))
    return found


def _cells_with_values(sheet: Sheet, template: Template) -> Iterator[tuple[FieldName, FieldValue, list[Cell]]]:
    """Yield each field with a value in the table: beside its label, or in the label's cell behind a colon."""
    labels = template.labels.fields
    listed: dict[FieldName, list[tuple[Cell, Cell]]] = {}
    for cell, key in sheet.labelled_or_with_colon(labels):
        if key in labels:
            sheet.claim(cell)
            value = value_cell(sheet, cell, template)
            if value is not None and template.fields[labels[key]].listed:
                listed.setdefault(labels[key], []).append((cell, value))
            elif value is not None:
                yield labels[key], _field(value), [value]
            continue
        inside = _label_inside(cell, labels)
        if inside is not None:
            sheet.claim(cell)
            if inside[1]:
                text = inside[1]
                yield labels[label_key(inside[0])], replace(_field(cell), text=text), []
    for name, pairs in listed.items():
        yield name, _list(pairs), [value for _, value in pairs]


def value_cell(sheet: Sheet, label: Cell, template: Template) -> Cell | None:
    """Return the cell with a field's value: right of its label, or under it where labels are all that stands beside."""
    value = sheet.right_of(label)
    if value is not None and _is_value(sheet, value, template):
        return value
    if template.fields[template.labels.fields[sheet.key(label)]].where != "below":
        return None
    under = sheet.below(label)
    return under if under is not None and _is_value(sheet, under, template) else None


def _is_value(sheet: Sheet, cell: Cell, template: Template) -> bool:
    labels, key = template.labels, sheet.key(cell)
    is_label = key in labels.fields or key in labels.sections or key in labels.indicator_columns
    return not is_label and (not sheet.has_colon(cell) or _label_inside(cell, labels.fields) is None)


def _list(pairs: list[tuple[Cell, Cell]]) -> FieldValue:
    """Return the values of a field that several labels make up, each behind its label; one alone is the field."""
    first = _field(pairs[0][1])
    if len(pairs) == 1:
        return first
    text = "；".join(f"{repair(label.lines).rstrip('：:')}：{_field(value).text}" for label, value in pairs)
    return replace(first, text=text)


def _label_inside(cell: Cell, labels: Collection[str]) -> tuple[str, str] | None:
    """Return label and text of a cell that prints both: ``label：text``."""
    inside = _behind_colon(repair(cell.lines))
    return inside if inside is not None and label_key(inside[0]) in labels else None


def _outside_values(lines: Sequence[TextLine], template: Template) -> Iterator[tuple[FieldName, FieldValue]]:
    """Yield the fields that stand in paragraphs: ``label：value``, several on one line if spaces part them."""
    for line in lines:
        for piece in _NEXT_LABEL.split(line.text.strip()):
            inside = _behind_colon(piece) or _behind_space(piece)
            name = template.labels.fields.get(label_key(inside[0])) if inside else None
            if inside is None or name is None or template.fields[name].where != "outside":
                continue
            text = repair((inside[1],))
            if text:
                yield name, _outside(text, inside[1].strip(), line)


def _behind_colon(text: str) -> tuple[str, str] | None:
    colon = COLON.search(text)
    return (text[: colon.start()], text[colon.end() :].strip()) if colon else None


def _behind_space(text: str) -> tuple[str, str] | None:
    """Return label and text of ``填报单位(盖章) 某局``, printed without a colon."""
    label, _, value = text.partition(" ")
    return (label, value.strip()) if value.strip() else None


def _field(cell: Cell) -> FieldValue:
    text = recognised_text(cell, repair_field)
    place = Place(cell.page, cell.box)
    return FieldValue(text, raw(cell.as_read), place, cell.confidence, recognised(cell, text))


def _outside(text: str, printed: str, line: TextLine) -> FieldValue:
    place = Place(line.page, line.box)
    note = Recognised(text, "", text, line.confidence, place) if line.confidence < 1 else None
    return FieldValue(text, printed, place, line.confidence, note)


def _typed(name: FieldName, value: FieldValue) -> Iterator[tuple[str, FieldValue]]:
    """Yield the columns that a field fills: dates as ISO text, a contact split into name and telephone."""
    is_picture = value.confidence < 1
    if name in _DATES:
        day = _DATES[name](value.text)
        if day is None and is_picture:
            day = _DATES[name](repair_date(value.text))
        if day is not None:
            yield name, replace(value, text=day.isoformat())
    elif name == "period":
        days = zip(("start_date", "end_date"), parse_period(value.text), strict=True)
        yield from ((column, replace(value, text=day.isoformat())) for column, day in days if day is not None)
    elif name in _CHECKED:
        yield name, replace(value, text=checked_option(value.text) or value.text)
    elif name == "contact":
        names, phones = split_contact(repair_telephone(value.text) if is_picture else value.text)
        if names:
            yield "contact_name", replace(value, text=names)
        if phones:
            yield "contact_phone", replace(value, text=phones)
    elif value.text:
        yield name, value


def split_contact(text: str) -> tuple[str, str]:
    """Split ``王明 13900000001`` into name and telephone; several contacts are joined with ``;``.

    A telephone number is kept as printed, masked digits too (139****0001), without the spaces inside it.
    """
    names, phones, at = [], [], 0
    for found in _PHONE.finditer(text):
        names.append(text[at : found.start()].strip(_BESIDE_NAME))
        phones.append(found[0].replace(" ", ""))
        at = found.end()
    names.append(text[at:].strip(_BESIDE_NAME))
    return ";".join(name for name in names if name), ";".join(phones)
