"""Real PDFs, printed and read: careful forms give no warning, planted defects are found where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from gongbiao.pipeline.document import Document
from gongbiao.pipeline.schema import FlagRow
from gongbiao.pipeline.schema.flags import INFO
from tests.corpus.model import Amount, FormContent, Target
from tests.rules.offices import OFFICES
from tests.rules.printed import project_form, read, with_money, with_text, with_value

FORM = project_form(OFFICES[0])
EXPENDITURE = 8
"""Money line of the expenditure's total."""


def money(text: str) -> Amount:
    return Amount(text, Decimal(text))


def without(form: FormContent, level1: str) -> FormContent:
    return replace(form, levels=tuple(level for level in form.levels if level.name != level1))


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.project)
def test_a_careful_form_has_no_error_and_no_warning(office: object) -> None:
    document = read(project_form(office))  # type: ignore[arg-type]
    assert len(document.forms) == 1
    assert len(document.indicators) == 9
    assert [flag for flag in document.flags if flag.severity != INFO] == []
    assert document.document.status == "ok"


def test_careful_offices_in_one_file_are_not_held_against_one_another() -> None:
    document = read(*(project_form(office) for office in OFFICES[:4]))
    assert len(document.forms) == 4
    assert [flag for flag in document.flags if flag.severity != INFO] == []


def in_money(document: Document, flag: FlagRow) -> bool:
    """Tell whether a finding lies within the money line that it names."""
    row = next(line for line in document.funds if line.line_no == flag.row)
    return _within(flag, row.page, (row.x0, row.top, row.x1, row.bottom))


def in_indicators(document: Document, flag: FlagRow) -> bool:
    """Tell whether a finding stands on the line that it names: its level cells may stand left of it."""
    row = next(line for line in document.indicators if line.row_no == flag.row)
    assert row.bottom is not None
    return flag.page == row.page and flag.top is not None and flag.top < row.bottom


def in_fields(document: Document, flag: FlagRow) -> bool:
    """Tell whether a finding has a cell on a page of the form."""
    pages = range(document.forms[0].first_page, document.forms[0].last_page + 1)
    return flag.table is None and flag.page in pages and flag.x0 is not None and flag.x0 > 60


def _within(flag: FlagRow, page: int | None, box: tuple[float | None, ...]) -> bool:
    sides = (flag.x0, flag.top, flag.x1, flag.bottom)
    if None in sides or None in box or flag.page != page:
        return False
    x0, top, x1, bottom = (float(side or 0) for side in sides)
    left, upper, right, lower = (float(side or 0) for side in box)
    return left - 1 <= x0 and upper - 1 <= top and x1 <= right + 1 and bottom <= lower + 1


Placed = Callable[[Document, FlagRow], bool]

PLANTED: tuple[tuple[str, FormContent, int | None, Placed, tuple[str, ...]], ...] = (
    (
        "funds.income_expenditure_mismatch",
        with_money(FORM, EXPENDITURE, full_year=money("61")),
        EXPENDITURE,
        in_money,
        ("60.00", "61.00"),
    ),
    (
        "funds.half_exceeds_full",
        with_money(FORM, EXPENDITURE, half_year=money("66")),
        EXPENDITURE,
        in_money,
        ("66.00",),
    ),
    ("funds.half_missing", with_money(FORM, EXPENDITURE, half_year=None), EXPENDITURE, in_money, ("60.00",)),
    ("funds.total_missing", with_money(FORM, EXPENDITURE, full_year=None), EXPENDITURE, in_money, ("支出",)),
    (
        "funds.unparsed_amount",
        with_money(FORM, 4, full_year=Amount("详见附件", Decimal(0))),
        4,
        in_money,
        ("详见附件",),
    ),
    ("funds.unit_mixed", with_money(FORM, 3, full_year=Amount("600000元", Decimal(60))), 3, in_money, ("元", "万元")),
    ("funds.fiscal_subtotal_mismatch", with_money(FORM, 3, full_year=money("50")), 2, in_money, ("60.00", "50.00")),
    ("forms.required_field_missing", with_text(FORM, project_tier=""), None, in_fields, ("项目级次",)),
    ("forms.narrative_missing", with_text(FORM, feasibility=""), None, in_fields, ("实施可行性",)),
    (
        "forms.stale_year",
        with_text(FORM, content="2023年继续开展河道日常打捞和岸坡清理。"),
        None,
        in_fields,
        ("2023", "2025"),
    ),
    ("forms.placeholder_text", with_text(FORM, content="由XX局组织开展日常打捞和岸坡清理。"), None, in_fields, ("XX",)),
    (
        "forms.amount_in_text_exceeds_budget",
        with_text(FORM, content="全年需保洁经费75万元，用于日常打捞和岸坡清理。"),
        None,
        in_fields,
        ("75.00", "60.00"),
    ),
    (
        "indicators.value_missing",
        with_value(FORM, "保洁河道长度", full_year=Target("", ""), half_year=Target("", "")),
        4,
        in_indicators,
        ("保洁河道长度",),
    ),
    (
        "indicators.qualitative_with_number",
        with_value(FORM, "水面清洁达标率", calc_symbol="定性"),
        5,
        in_indicators,
        ("定性", "≥95%"),
    ),
    (
        "indicators.satisfaction_not_quantified",
        with_value(FORM, "沿岸居民满意度", full_year=Target("满意", ""), half_year=Target("满意", "")),
        9,
        in_indicators,
        ("满意",),
    ),
    (
        "indicators.half_exceeds_full",
        with_value(FORM, "保洁河道长度", half_year=Target("≥130公里", "")),
        4,
        in_indicators,
        ("≥130公里", "≥120公里"),
    ),
)


@pytest.mark.parametrize(("rule", "form", "row", "is_placed", "says"), PLANTED, ids=[one[0] for one in PLANTED])
def test_a_printed_defect_is_found_in_its_cell(
    rule: str, form: FormContent, row: int | None, is_placed: Placed, says: tuple[str, ...]
) -> None:
    document = read(form)
    (flag,) = [flag for flag in document.flags if flag.rule == rule]
    assert flag.row == row
    assert is_placed(document, flag)
    assert all(word in flag.message for word in says)
    errors = any(one.severity == "error" for one in document.flags)
    assert document.document.status == ("flagged" if errors else "ok")


def test_a_form_without_benefit_is_an_error_about_the_form() -> None:
    document = read(without(FORM, "效益指标"))
    (flag,) = [flag for flag in document.flags if flag.rule == "indicators.level1_missing"]
    assert (flag.severity, flag.table, flag.row) == ("error", None, None)
    assert "效益指标" in flag.message
    assert flag.page is not None and flag.x0 is not None
    assert document.document.status == "flagged"


def test_an_error_between_forms_makes_a_document_flagged() -> None:
    document = read(FORM, replace(project_form(OFFICES[0]), year=2024, year_line="（2024年度）"))
    assert {flag.rule for flag in document.flags if flag.severity == "error"} == {"cross.year_mismatch"}
    assert document.document.status == "flagged"
