"""A reading's records with their places on the pages as displayed: scans are read as if they lay level and upright."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.placement import displayed
from gongbiao.normalizers.record import Contents, FieldValue, Form, Fund, Indicator, Place, Printed

_Row = TypeVar("_Row", Fund, Indicator)
Placements = Mapping[int, NDArray[np.float64]]
"""For some pages (1-based) the map (3, 3) from points as read to points as displayed."""


def as_displayed(contents: Contents, placements: Placements) -> Contents:
    """Return the contents with every place where the page shows it."""
    if not placements:
        return contents
    return Contents(
        tuple(_form(form, placements) for form in contents.forms),
        tuple(replace(table, place=_place(table.place, placements)) for table in contents.unread),
    )


def _form(form: Form, placements: Placements) -> Form:
    return replace(
        form,
        place=_place(form.place, placements),
        fields={name: _field(value, placements) for name, value in form.fields.items()},
        printed={name: _printed(cell, placements) for name, cell in form.printed.items()},
        unclaimed=tuple(_printed(cell, placements) for cell in form.unclaimed),
        funds=tuple(_row(fund, placements) for fund in form.funds),
        indicators=tuple(_row(line, placements) for line in form.indicators),
    )


def _field(value: FieldValue, placements: Placements) -> FieldValue:
    cell = value.recognised
    return replace(
        value,
        place=_place(value.place, placements),
        recognised=None if cell is None else replace(cell, place=_place(cell.place, placements)),
    )


def _row(row: _Row, placements: Placements) -> _Row:
    cells = {name: replace(cell, place=_place(cell.place, placements)) for name, cell in row.recognised.items()}
    places = {name: _place(place, placements) for name, place in row.cells.items()}
    return row._replace(place=_place(row.place, placements), recognised=cells, cells=places)


def _printed(cell: Printed, placements: Placements) -> Printed:
    return cell._replace(place=_place(cell.place, placements))


def _place(place: Place, placements: Placements) -> Place:
    placement = placements.get(place.page)
    return place if placement is None else Place(place.page, displayed(place.box, placement))
