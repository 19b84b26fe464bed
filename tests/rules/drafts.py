"""Forms made of rows, without any PDF: a clean department form, its projects' forms, and an evaluation.

Every cell has a place of its own, so that a test can say where a finding must be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongbiao.extractors.box import Box
from gongbiao.normalizers.amount import parse_amount
from gongbiao.normalizers.label import split_label
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import match
from gongbiao.normalizers.record import Place, Printed
from gongbiao.normalizers.value import parse_value
from gongbiao.pipeline.checks.registry import flags_of
from gongbiao.pipeline.checks.rule import Spot, spot_at
from gongbiao.pipeline.checks.rulebook import AS_DECLARED, Rulebook
from gongbiao.pipeline.checks.submission import FormFacts, Submission
from gongbiao.pipeline.cross.digest import digest_of
from gongbiao.pipeline.cross.flags import cross_document_flags, merged
from gongbiao.pipeline.rows import form_key
from gongbiao.pipeline.schema import FlagRow, FormRow, FundRow, IndicatorRow

HEIGHT = 20
_FUND_COLUMNS = {"label": 100.0, "half_year": 250.0, "full_year": 350.0}
_INDICATOR_COLUMNS = {
    "level1": 50.0,
    "level2": 100.0,
    "level3": 150.0,
    "calc_symbol": 250.0,
    "half_year_value": 300.0,
    "full_year_value": 350.0,
    "deviation_reason": 400.0,
}
_WIDTH = 50.0
_FIELDS = ("department", "project_name", "supervising_department", "implementing_unit", "project_attribute",
           "project_tier", "project_category", "start_date", "end_date", "contact", "responsibilities", "organisation",
           "necessity", "feasibility", "content", "long_term_goal", "annual_goal")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Money:
    """A money line as printed."""

    side: str
    item: str
    label: str
    full: str | None = None
    half: str | None = None
    project: str | None = None
    more: dict[str, Any] = field(default_factory=dict)
    """Other columns of ``funds``."""


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator line as printed."""

    level1: str | None
    level2: str | None
    label: str | None
    full: str | None
    half: str | None = None
    symbol: str | None = None
    more: dict[str, Any] = field(default_factory=dict)
    """Other columns of ``indicators``."""


@dataclass(slots=True)
class Draft:
    """A form that is still to be changed."""

    form_type: str
    title: str
    year: int | None
    region: str
    fields: dict[str, str | None]
    """By the template's names; None for an empty cell, no entry for a label that is not printed."""
    money: list[Money]
    lines: list[Line]
    half_year: bool = True
    """Whether it prints half-year columns."""
    money_units: tuple[str, ...] = ("万元",)
    unclaimed: tuple[str, ...] = ()
    totals: dict[str, float] = field(default_factory=dict)
    reading_score: float = 1.0


def fund_place(row: int, column: str) -> Spot:
    """Where a money cell stands."""
    return spot_at(_fund_cell(row, column))


def line_place(row: int, column: str) -> Spot:
    """Where an indicator's cell stands."""
    return spot_at(_line_cell(row, column))


def field_place(name: str) -> Spot:
    """Where the value of a field stands."""
    return spot_at(_field_cell(name))


def submission(drafts: Sequence[Draft], doc_id: str = "0123456789abcdef", extractor: str = "native") -> Submission:
    """Return the document that these forms make."""
    forms = [_form(draft, doc_id, number) for number, draft in enumerate(drafts, start=1)]
    pairs = list(zip(forms, drafts, strict=True))
    return Submission(
        forms=tuple(forms),
        funds=tuple(_fund(money, form, row) for form, draft in pairs for row, money in enumerate(draft.money, 1)),
        indicators=tuple(
            _indicator(line, form, row, extractor) for form, draft in pairs for row, line in enumerate(draft.lines, 1)
        ),
        facts={form.form_id: _facts(draft) for form, draft in pairs},
    )


def flags(*documents: Sequence[Draft], rulebook: Rulebook = AS_DECLARED) -> list[FlagRow]:
    """Return the findings about all documents of a batch, in order."""
    ids = [f"{number:016x}" for number in range(1, len(documents) + 1)]
    made = [submission(drafts, doc_id) for drafts, doc_id in zip(documents, ids, strict=True)]
    digests = [digest_of(one, doc_id, f"{doc_id[-1]}.pdf") for one, doc_id in zip(made, ids, strict=True)]
    across = cross_document_flags(digests, rulebook)
    return [
        flag
        for one, doc_id in zip(made, ids, strict=True)
        for flag in merged(flags_of(one, doc_id, rulebook), across[doc_id])
    ]


def of_rule(found: Iterable[FlagRow], rule: str) -> list[FlagRow]:
    """Return the findings of one rule."""
    return [flag for flag in found if flag.rule == rule]


def changed(draft: Draft, row: int, **columns: Any) -> None:
    """Change columns of an indicator line, counted from 1."""
    draft.lines[row - 1] = replace(draft.lines[row - 1], **columns)


def paid(draft: Draft, row: int, **columns: Any) -> None:
    """Change columns of a money line, counted from 1."""
    draft.money[row - 1] = replace(draft.money[row - 1], **columns)


def _place(page: int, x0: float, top: float) -> Place:
    return Place(page, Box(x0, top, x0 + _WIDTH, top + HEIGHT))


def _fund_cell(row: int, column: str) -> Place:
    return _place(1, _FUND_COLUMNS[column], 100.0 + HEIGHT * row)


def _line_cell(row: int, column: str) -> Place:
    return _place(2, _INDICATOR_COLUMNS[column], 100.0 + HEIGHT * row)


def _field_cell(name: str) -> Place:
    return _place(1, 450.0, 10.0 + HEIGHT * _FIELDS.index(name))


def _form(draft: Draft, doc_id: str, number: int) -> FormRow:
    text = {name: draft.fields.get(name) for name in _FIELDS if name not in ("contact", "start_date", "end_date")}
    name, _, phone = (draft.fields.get("contact") or "").partition(" ")
    return FormRow(
        form_id=f"{doc_id}-{number:03d}",
        doc_id=doc_id,
        form_no=number,
        form_type=draft.form_type,
        template="made",
        title=draft.title,
        region=draft.region,
        year=draft.year,
        start_date=_date(draft.fields.get("start_date")),
        end_date=_date(draft.fields.get("end_date")),
        contact_name=name or None,
        contact_phone=phone or None,
        first_page=1,
        last_page=2,
        form_key=form_key(draft.region, text["department"], draft.year, draft.form_type, text["project_name"]),
        reading_score=draft.reading_score,
        unclaimed_cells=len(draft.unclaimed),
        **text,
    )


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _fund(money: Money, form: FormRow, row: int) -> FundRow:
    start, end = _fund_cell(row, "label").box, _fund_cell(row, "full_year").box
    return FundRow(
        form_id=form.form_id,
        line_no=row,
        side=money.side,
        item=money.item,
        label=money.label,
        project_no=None,
        project_name=money.project,
        half_year=_amount(money.half),
        full_year=_amount(money.full),
        raw_half_year=money.half,
        raw_full_year=money.full,
        page=1,
        x0=start.x0,
        top=start.top,
        x1=end.x1,
        bottom=end.bottom,
        **money.more,
    )


def _amount(text: str | None) -> Decimal | None:
    return parse_amount(text).value if text else None


def _indicator(line: Line, form: FormRow, row: int, extractor: str) -> IndicatorRow:
    ordinal, name = split_label(line.label or "")
    found = match(name or "?", line.level1, line.level2, form.form_type)
    level1_id = match_level1(line.level1) if line.level1 else None
    full, half = (parse_value(text or "", name, line.symbol) for text in (line.full, line.half))
    start, end = _line_cell(row, "level3").box, _line_cell(row, "full_year_value").box
    columns: dict[str, Any] = {
        "form_id": form.form_id,
        "row_no": row,
        "level1": line.level1,
        "level2": line.level2,
        "level3": name or None,
        "ordinal": ordinal,
        "task": None,
        "funding_project": None,
        "indicator_id": found.indicator_id,
        "indicator_name": found.indicator_name,
        "match_method": found.method,
        "match_score": found.score,
        "calc_symbol": line.symbol,
        "half_year_value": line.half,
        "full_year_value": line.full,
        "half_year_comparator": half.comparator,
        "full_year_comparator": full.comparator,
        "half_year_number": half.number,
        "full_year_number": full.number,
        "half_year_unit": half.unit,
        "full_year_unit": full.unit,
        "raw_label": line.label,
        "page": 2,
        "extractor": extractor,
        "confidence": 1.0,
        "value_kind": full.kind,
        "full_year_number_max": full.number_max,
        "level1_id": level1_id,
        "level2_id": match_level2(line.level2, level1_id) if line.level2 else None,
        "x0": start.x0,
        "top": start.top,
        "x1": end.x1,
        "bottom": end.bottom,
    }
    return IndicatorRow(**(columns | line.more))


def _facts(draft: Draft) -> FormFacts:
    hidden = () if draft.half_year else ("half_year", "half_year_value")
    return FormFacts(
        start=spot_at(_place(1, 50.0, 90.0)),
        printed={name: Printed(text or "", _field_cell(name)) for name, text in draft.fields.items()},
        money_units=draft.money_units,
        unclaimed=tuple(Printed(text, _place(2, 10.0, 700.0 + n)) for n, text in enumerate(draft.unclaimed)),
        totals=draft.totals,
        fund_cells=tuple(
            {
                name: _fund_cell(row, name)
                for name in _FUND_COLUMNS
                if name not in hidden and not (name == "half_year" and money.side == "income")
            }
            for row, money in enumerate(draft.money, 1)
        ),
        indicator_cells=tuple(
            {name: _line_cell(row, name) for name in _INDICATOR_COLUMNS if name not in hidden}
            for row in range(1, len(draft.lines) + 1)
        ),
    )
