"""The recognised cells of a document, each with the row of the dataset that it fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongbiao.normalizers.record import Form, Recognised
from gongbiao.pipeline.checks.submission import Recognition
from gongbiao.pipeline.schema import FormRow


def recognitions_of(form: Form, row: FormRow) -> tuple[Recognition, ...]:
    """Return the cells of one form that were recognised in a picture, each once: merged ones with their first row."""
    found = (*_fields(form, row), *_funds(form, row), *_indicators(form, row))
    first = {one.cell.place: one for one in reversed(found)}
    return tuple(one for one in found if first[one.cell.place] is one)


def _fields(form: Form, row: FormRow) -> Iterator[Recognition]:
    for name, value in form.fields.items():
        if value.recognised is not None:
            yield Recognition(row, "forms", None, name, value.recognised)


def _funds(form: Form, row: FormRow) -> Iterator[Recognition]:
    for number, fund in enumerate(form.funds, start=1):
        yield from _cells(fund.recognised, row, "funds", number)


def _indicators(form: Form, row: FormRow) -> Iterator[Recognition]:
    for number, line in enumerate(form.indicators, start=1):
        yield from _cells(line.recognised, row, "indicators", number)


def _cells(cells: Mapping[str, Recognised], row: FormRow, table: str, number: int) -> Iterator[Recognition]:
    for column, cell in cells.items():
        yield Recognition(row, table, number, column, cell)
