"""The dataset that a document must give, from its content alone: rows with the columns of ``samples/expected``."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.corpus.model import Amount, FormContent, Line, Money

Row = dict[str, Any]
Wording = Callable[[str], str]
"""What a renderer makes of a text before it prints it, e.g. full-width digits; raw columns show it."""

TEMPLATES = {"department_target": "rugao-department-target", "project_target": "rugao-project-target"}
TEXT_COLUMNS = (
    "project_name",
    "supervising_department",
    "implementing_unit",
    "project_attribute",
    "project_tier",
    "project_category",
    "contact_name",
    "contact_phone",
    "responsibilities",
    "organisation",
    "necessity",
    "feasibility",
    "content",
    "long_term_goal",
    "annual_goal",
)
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows by column name; ``form_no`` stands for ``form_id``."""

    forms: list[Row]
    funds: list[Row]
    indicators: list[Row]


def as_printed(text: str) -> str:
    """Print a text as it is."""
    return text


def expected_dataset(forms: Sequence[FormContent], wording: Wording = as_printed) -> Dataset:
    """Return the rows that the forms of one document must give."""
    numbered = list(enumerate(forms, start=1))
    return Dataset(
        [_form(number, form) for number, form in numbered],
        [row for number, form in numbered for row in _funds(number, form, wording)],
        [row for number, form in numbered for row in _indicators(number, form)],
    )


def _form(number: int, form: FormContent) -> Row:
    row: Row = {
        "form_no": number,
        "form_type": form.form_type,
        "template": TEMPLATES[form.form_type],
        "title": form.title,
        "region": form.region,
        "year": form.year,
        "department": form.department,
        **{column: form.fields.get(column) or None for column in TEXT_COLUMNS},
        "start_date": form.period.start if form.period else None,
        "end_date": form.period.end if form.period else None,
        "form_key": _form_key(form),
        "annual_result": None,
    }
    if not form.titled:
        # whether a heading further up holds for a form without one is not ours to say
        for column in ("title", "year", "form_key"):
            del row[column]
    return row


def _form_key(form: FormContent) -> str:
    parts = [_bare(form.region), _bare(form.department), str(form.year), form.form_type]
    return "|".join((*parts, _bare(form.fields.get("project_name", ""))))


def _bare(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in normal if unicodedata.category(sign)[0] not in "PZ")


def _funds(number: int, form: FormContent, wording: Wording) -> Iterator[Row]:
    for line_no, money in enumerate(form.money, start=1):
        yield {
            "form_no": number,
            "line_no": line_no,
            "side": money.side,
            "item": money.item,
            "label": _fund_label(money),
            "project_no": money.project_no,
            "project_name": money.project_name,
            "half_year": _value(money.half_year),
            "full_year": _value(money.full_year),
            "raw_half_year": wording(money.half_year.printed) if money.half_year else None,
            "raw_full_year": wording(money.full_year.printed) if money.full_year else None,
        }


def _fund_label(money: Money) -> str:
    return f"{money.group}小计" if money.printed == "小计" else money.printed


def _value(amount: Amount | None) -> Decimal | None:
    return amount.value.quantize(_PLACES) if amount else None


def _indicators(number: int, form: FormContent) -> Iterator[Row]:
    lines = [(one, two, line) for one in form.levels for two in one.groups for line in two.lines]
    for row_no, (one, two, line) in enumerate(lines, start=1):
        yield {
            "form_no": number,
            "row_no": row_no,
            "level1": one.name,
            "level2": two.name,
            "level1_id": one.id,
            "level2_id": two.id,
            **_line(line),
        }


def _line(line: Line) -> Row:
    half, full = line.half_year, line.full_year
    return {
        "level3": line.label.printed,
        "ordinal": line.ordinal,
        "task": line.task,
        "funding_project": line.funding_project,
        "indicator_id": line.label.indicator_id,
        "indicator_name": line.label.indicator_name,
        "match_method": line.label.method,
        "calc_symbol": line.calc_symbol,
        "half_year_value": half.printed,
        "full_year_value": full.printed,
        "half_year_comparator": half.comparator,
        "full_year_comparator": full.comparator,
        "half_year_number": half.number,
        "full_year_number": full.number,
        "half_year_unit": half.unit,
        "full_year_unit": full.unit,
        "value_kind": full.kind,
        "full_year_number_max": None,
    }
