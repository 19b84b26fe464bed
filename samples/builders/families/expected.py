"""The rows that an invented form must give, from its content alone, without what depends on the rendering."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from samples.builders.families.content import Form, Money, Target
from samples.builders.families.layout import amount_text, printed_target
from samples.builders.families.look import Look

Row = dict[str, Any]
TEMPLATES = {
    "project_target": "national-project-target",
    "department_target": "department-target-general",
    "project_evaluation": "project-evaluation",
    "department_evaluation": "department-evaluation",
}
TEXT_COLUMNS = (
    "department",
    "project_name",
    "supervising_department",
    "implementing_unit",
    "project_attribute",
    "responsibilities",
    "long_term_goal",
    "annual_goal",
    "annual_result",
)
_PLACES = Decimal("0.0001")


def form_rows(printed: Sequence[tuple[Form, Look]]) -> list[Row]:
    """Return the rows of ``forms``; ``form_no`` stands for ``form_id``."""
    return [_form(number, form) for number, (form, _) in enumerate(printed, start=1)]


def fund_rows(printed: Sequence[tuple[Form, Look]]) -> list[Row]:
    """Return the rows of ``funds``."""
    return [row for number, (form, look) in enumerate(printed, start=1) for row in _funds(number, form, look)]


def indicator_rows(printed: Sequence[tuple[Form, Look]]) -> list[Row]:
    """Return the rows of ``indicators``."""
    return [row for number, (form, look) in enumerate(printed, start=1) for row in _indicators(number, form, look)]


def _form(number: int, form: Form) -> Row:
    texts = {name: form.fields.get(name) for name in TEXT_COLUMNS}
    parts = (form.region or "", texts["department"] or "", str(form.year), form.form_type, texts["project_name"] or "")
    return {
        "form_no": number,
        "form_type": form.form_type,
        "template": TEMPLATES[form.form_type],
        "title": form.title,
        "region": form.region,
        "year": form.year,
        **texts,
        "start_date": date.fromisoformat(form.period[1]) if form.period else None,
        "end_date": date.fromisoformat(form.period[2]) if form.period else None,
        "form_key": "|".join(part if part == form.form_type else _bare(part) for part in parts),
    }


def _bare(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in normal if unicodedata.category(sign)[0] not in "PZ")


def _funds(number: int, form: Form, look: Look) -> Iterator[Row]:
    for line_no, money in enumerate((*form.money, *form.tasks), start=1):
        yield {"form_no": number, "line_no": line_no, **_fund(money, look)}


def _fund(money: Money, look: Look) -> Row:
    return {
        "side": money.side,
        "item": money.item,
        "label": money.label,
        "half_year": None,
        "full_year": _amount(money.full_year),
        "raw_full_year": amount_text(money.full_year, look) or None,
        "budget_initial": _amount(money.budget_initial),
        "executed": _amount(money.executed),
        "execution_rate": float(money.rate.removesuffix("%")) if money.rate else None,
        "score_weight": _points(money.weight) if look.score_columns else None,
        "score": _points(money.score) if look.score_columns else None,
    }


def _amount(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(_PLACES)


def _points(text: str) -> float | None:
    return float(text) if text not in ("", "—") else None


def _indicators(number: int, form: Form, look: Look) -> Iterator[Row]:
    for row_no, target in enumerate(form.targets, start=1):
        yield {"form_no": number, "row_no": row_no, **_indicator(target, look)}


def _indicator(target: Target, look: Look) -> Row:
    evaluated = "actual_value" in look.columns
    return {
        "level1": target.level1[0],
        "level2": target.level2[0] if "level2" in look.columns else None,
        "level1_id": target.level1[1],
        "level2_id": target.level2[1] if "level2" in look.columns else None,
        "level3": target.name,
        "calc_symbol": target.sign if "calc_symbol" in look.columns else None,
        "half_year_value": None,
        "full_year_value": printed_target(target, look),
        "full_year_comparator": target.sign if target.is_number else None,
        "full_year_number": float(target.value) if target.is_number else None,
        "full_year_unit": (target.unit or None) if target.is_number else None,
        "value_kind": "number" if target.is_number else "qualitative",
        "actual_value": (target.actual or None) if evaluated else None,
        "score_weight": float(target.weight) if "score_weight" in look.columns else None,
        "score": float(target.score) if "score" in look.columns else None,
        "deviation_reason": (target.reason or None) if "deviation_reason" in look.columns else None,
        "unit": (target.unit or None) if "unit" in look.columns else None,
    }
