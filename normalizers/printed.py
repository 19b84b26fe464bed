"""What stands beside each label of a form, filled in or not: for whoever asks what was left empty, or where it is."""

from __future__ import annotations

from collections.abc import Mapping

from gongbiao.extractors.box import NOWHERE
from gongbiao.extractors.table import Cell
from gongbiao.normalizers.fields import value_cell
from gongbiao.normalizers.record import FieldValue, Place, Printed
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import Template, label_key
from gongbiao.normalizers.text import repair

_NOTHING = Printed("", Place(0, NOWHERE))


def printed_fields(sheet: Sheet, template: Template, read: Mapping[str, FieldValue]) -> dict[str, Printed]:
    """Return the field of each label that the table prints, by the template's name of it, the first with a value.

    ``read`` are the fields with a value: those that stand in paragraphs beside the table are taken from there.
    """
    labels = template.labels.fields
    found: dict[str, Printed] = {}
    for cell, key in sheet.labelled_or_with_colon(labels):
        if key in labels:
            beside = _beside(sheet, cell, template)
            if not found.get(labels[key], _NOTHING).text:
                found[labels[key]] = beside
        else:
            label, text = _split(repair(cell.lines))
            if text is not None and label_key(label) in labels:
                found.setdefault(labels[label_key(label)], Printed(text, Place(cell.page, cell.box)))
    for name, value in read.items():
        found.setdefault(name, Printed(value.text, value.place))
    return found


def _beside(sheet: Sheet, label: Cell, template: Template) -> Printed:
    """Return the cell that a label is for: the one with its value, else the empty one at its right side."""
    value = value_cell(sheet, label, template)
    if value is not None:
        return Printed(repair(value.lines), Place(value.page, value.box))
    beside = next((cell for cell in sheet.row(label.row, label.column_end) if not cell.lines), label)
    return Printed("", Place(beside.page, beside.box))


def _split(text: str) -> tuple[str, str | None]:
    """Return label and text of ``label：text``; no text where there is no colon."""
    label, colon, rest = text.replace("：", ":", 1).partition(":")
    return label, rest.strip() if colon else None
