"""Forms as the reader hands them on, turned into rows of the dataset.

Whatever a hostile document holds, the rows can be written: text is valid Unicode without control characters, and
numbers fit their columns (a value that does not fit is null; its printed text stays).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from gongbiao.normalizers.record import Form, Fund, Indicator, Target
from gongbiao.normalizers.text import fold
from gongbiao.pipeline.schema import FormRow, FundRow, IndicatorRow

TEXT_FIELDS = (
    "department",
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
    "annual_result",
)
"""Columns of ``forms`` that hold a field's text as it is."""

_EXACT = Context(prec=40)
PLACES = Decimal("0.0001")
"""Amounts have 4 decimal places."""
AMOUNT_LIMIT = Decimal(10) ** 14
"""decimal(18,4) holds amounts below this one."""
INTEGER_LIMIT = 2**31
"""No count or year of a form is larger; larger ones are misread digits."""

_NOT_WRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def form_row(form: Form, doc_id: str, form_no: int) -> FormRow:
    """Return the row of one form, the ``form_no``-th of its document."""
    fields = {name: text(form.fields[name].text) if name in form.fields else None for name in TEXT_FIELDS}
    return FormRow(
        form_id=f"{doc_id}-{form_no:03d}",
        doc_id=doc_id,
        form_no=form_no,
        form_type=form.form_type,
        template=form.template,
        title=text(form.title),
        region=text(form.region),
        year=_integer(form.year),
        start_date=_date(form, "start_date"),
        end_date=_date(form, "end_date"),
        first_page=form.first_page,
        last_page=form.last_page,
        form_key=form_key(form.region, fields["department"], form.year, form.form_type, fields["project_name"]),
        reading_score=round(form.reading_score, 4),
        unclaimed_cells=len(form.unclaimed),
        **fields,
    )


def fund_rows(funds: Iterable[Fund], form_id: str) -> list[FundRow]:
    """Return the rows of one form's money lines, numbered from 1."""
    return [_fund_row(fund, form_id, line_no) for line_no, fund in enumerate(funds, start=1)]


def indicator_rows(indicators: Iterable[Indicator], form_id: str) -> list[IndicatorRow]:
    """Return the rows of one form's indicator lines, numbered from 1."""
    return [_indicator_row(indicator, form_id, row_no) for row_no, indicator in enumerate(indicators, start=1)]


def _fund_row(fund: Fund, form_id: str, line_no: int) -> FundRow:
    x0, top, x1, bottom = fund.place.box.sides()
    return FundRow(
        form_id=form_id,
        line_no=line_no,
        side=fund.side,
        item=fund.item,
        label=text(fund.label),
        project_no=_integer(fund.project_no),
        project_name=text(fund.project_name),
        half_year=_amount(fund.half_year.value),
        full_year=_amount(fund.full_year.value),
        raw_half_year=text(fund.half_year.raw),
        raw_full_year=text(fund.full_year.raw),
        page=fund.place.page,
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        budget_initial=_amount(fund.budget_initial.value),
        executed=_amount(fund.executed.value),
        execution_rate=_number(fund.execution_rate),
        score_weight=_number(fund.score_weight),
        score=_number(fund.score),
    )


def _indicator_row(indicator: Indicator, form_id: str, row_no: int) -> IndicatorRow:
    half, full = indicator.half_year, indicator.full_year
    x0, top, x1, bottom = indicator.place.box.sides()
    return IndicatorRow(
        form_id=form_id,
        row_no=row_no,
        level1=text(indicator.level1),
        level2=text(indicator.level2),
        level3=text(indicator.level3),
        ordinal=_integer(indicator.ordinal),
        task=text(indicator.task),
        funding_project=text(indicator.funding_project),
        indicator_id=indicator.match.indicator_id,
        indicator_name=indicator.match.indicator_name,
        match_method=indicator.match.method,
        match_score=_number(indicator.match.score),
        calc_symbol=text(indicator.calc_symbol),
        half_year_value=_value_text(half),
        full_year_value=_value_text(full),
        half_year_comparator=half.value.comparator if half else None,
        full_year_comparator=full.value.comparator if full else None,
        half_year_number=_number(half.value.number) if half else None,
        full_year_number=_number(full.value.number) if full else None,
        half_year_unit=text(half.value.unit) if half else None,
        full_year_unit=text(full.value.unit) if full else None,
        raw_label=text(indicator.raw_label),
        page=indicator.place.page,
        extractor=indicator.extractor,
        confidence=round(indicator.confidence, 4),
        value_kind=full.value.kind if full else None,
        full_year_number_max=_number(full.value.number_max) if full else None,
        level1_id=indicator.level1_id,
        level2_id=indicator.level2_id,
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        actual_value=text(indicator.actual_value),
        score_weight=_number(indicator.score_weight),
        score=_number(indicator.score),
        deviation_reason=text(indicator.deviation_reason),
        unit=text(indicator.unit),
    )


def form_key(region: str | None, department: str | None, year: int | None, form_type: str, project: str | None) -> str:
    """Return the natural key of a form: its parts in normal form, joined with ``|``, missing parts empty."""
    parts = (region, department, None if year is None else str(year), form_type, project)
    return "|".join(form_type if part is form_type else fold(text(part) or "") for part in parts)


def text(value: str | None) -> str | None:
    """Return text that any writer accepts, without white space around it; None for empty text."""
    if value is None:
        return None
    writable = value if value.isprintable() else _NOT_WRITABLE.sub("", value)
    return writable.strip() or None


def _value_text(target: Target | None) -> str | None:
    return text(target.text) if target else None


def _amount(value: Decimal | None) -> Decimal | None:
    if value is None or not value.is_finite() or abs(value) >= AMOUNT_LIMIT:
        return None
    return value.quantize(PLACES, rounding=ROUND_HALF_EVEN, context=_EXACT)


def _integer(value: int | None) -> int | None:
    return value if value is not None and abs(value) < INTEGER_LIMIT else None


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None


def _date(form: Form, name: str) -> date | None:
    if name not in form.fields:
        return None
    try:
        return date.fromisoformat(form.fields[name].text)
    except ValueError:
        return None
