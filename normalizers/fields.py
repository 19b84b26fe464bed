"""The labelled fields of a form: names, dates, contact, narratives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from gongbiao.extractors.table import Cell, TextLine
from gongbiao.normalizers.date import parse_end_date, parse_start_date
from gongbiao.normalizers.record import FieldValue, Place
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import FieldName, Template, label_key
from gongbiao.normalizers.text import raw, repair

_COLON = re.compile(r"[:：]")
_NEXT_LABEL = re.compile(r"\s+(?=[^\s:：]{2,12}[:：])")
_CONTACT = re.compile(r"(?P<name>[^\d]*)(?P<phone>\d[\d\-－—–()（）转 ]*\d|\d)?")
_BESIDE_NAME = " /／、,，;；:：()（）"


def read_fields(sheet: Sheet, lines: Sequence[TextLine], template: Template) -> dict[str, FieldValue]:
    """Return the fields by column name of the ``forms`` table, and claim their cells on the sheet.

    ``lines`` are the paragraphs around the table. An empty field is left out; so is a date that cannot be parsed,
    whose cell stays unclaimed.
    """
    found: dict[str, FieldValue] = {}
    for name, value, cells in _cells_with_values(sheet, template):
        clean = dict(_typed(name, value))
        if clean:
            for column, field in clean.items():
                found.setdefault(column, field)
            sheet.claim(*cells)
    for name, value in _outside_values(lines, template):
        for column, field in _typed(name, value):
            found.setdefault(column, field)
    if "department" not in found:
        stand_in = found.get("implementing_unit") or found.get("supervising_department")
        if stand_in is not None:
            found["department"] = stand_in
    return found


def _cells_with_values(sheet: Sheet, template: Template) -> Iterator[tuple[FieldName, FieldValue, list[Cell]]]:
    """Yield each field with a value in the table: right of its label, or in the label's cell behind a colon."""
    labels = template.labels.fields
    for cell in sheet.table.cells:
        if not cell.lines:
            continue
        key = sheet.key(cell)
        if key in labels:
            sheet.claim(cell)
            value = sheet.right_of(cell)
            if value is not None and _label_inside(value, labels) is None and sheet.key(value) not in labels:
                yield labels[key], _field(value.lines, value), [value]
            continue
        inside = _label_inside(cell, labels)
        if inside is not None:
            sheet.claim(cell)
            if inside[1]:
                text = inside[1]
                yield labels[label_key(inside[0])], FieldValue(text, raw(cell.lines), _place(cell), cell.confidence), []


def _label_inside(cell: Cell, labels: Collection[str]) -> tuple[str, str] | None:
    """Return label and text of a cell that prints both: ``label：text``."""
    inside = _behind_colon(repair(cell.lines))
    return inside if inside is not None and label_key(inside[0]) in labels else None


def _outside_values(lines: Sequence[TextLine], template: Template) -> Iterator[tuple[FieldName, FieldValue]]:
    """Yield the fields that stand in paragraphs: ``label：value``, several on one line if spaces part them."""
    for line in lines:
        for piece in _NEXT_LABEL.split(line.text.strip()):
            inside = _behind_colon(piece)
            name = template.labels.fields.get(label_key(inside[0])) if inside else None
            if inside is None or name is None or template.fields[name].where != "outside":
                continue
            text = repair([inside[1]])
            if text:
                yield name, FieldValue(text, inside[1].strip(), Place(line.page, line.box), line.confidence)


def _behind_colon(text: str) -> tuple[str, str] | None:
    colon = _COLON.search(text)
    return (text[: colon.start()], text[colon.end() :].strip()) if colon else None


def _field(lines: Sequence[str], cell: Cell) -> FieldValue:
    return FieldValue(repair(lines), raw(lines), _place(cell), cell.confidence)


def _place(cell: Cell) -> Place:
    return Place(cell.page, cell.box)


def _typed(name: FieldName, value: FieldValue) -> Iterator[tuple[str, FieldValue]]:
    """Yield the columns that a field fills: dates as ISO text, a contact split into name and telephone."""
    if name == "start_date":
        yield from _dated(name, value, parse_start_date(value.text))
    elif name == "end_date":
        yield from _dated(name, value, parse_end_date(value.text))
    elif name == "contact":
        names, phones = split_contact(value.text)
        if names:
            yield "contact_name", FieldValue(names, value.raw, value.place, value.confidence)
        if phones:
            yield "contact_phone", FieldValue(phones, value.raw, value.place, value.confidence)
    elif value.text:
        yield name, value


def _dated(name: FieldName, value: FieldValue, day: date | None) -> Iterator[tuple[str, FieldValue]]:
    if day is not None:
        yield name, FieldValue(day.isoformat(), value.raw, value.place, value.confidence)


def split_contact(text: str) -> tuple[str, str]:
    """Split ``王明 13900000001`` at the first run of digits; several contacts are joined with ``;``."""
    names, phones = [], []
    for match in _CONTACT.finditer(text):
        if name := match["name"].strip(_BESIDE_NAME):
            names.append(name)
        if phone := match["phone"]:
            phones.append(phone.strip())
    return ";".join(names), ";".join(phones)
