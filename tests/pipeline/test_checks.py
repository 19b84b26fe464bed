"""Findings: what is said, how grave it is, where to look, and in what order."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gongbiao.extractors.box import Box
from gongbiao.extractors.table import Failure
from gongbiao.pipeline.checks.registry import RULES, flags_of
from gongbiao.pipeline.checks.submission import Submission
from gongbiao.pipeline.schema import FlagRow, FundRow
from gongbiao.pipeline.schema.flags import SEVERITIES
from tests.pipeline.made_rows import made_form, made_fund

DOC = "0123456789abcdef"
FORM = made_form(DOC)


def flags(*funds: FundRow) -> tuple[FlagRow, ...]:
    found = flags_of(Submission((FORM,), funds, ()), DOC)
    return tuple(flag for flag in found if flag.rule == "funds.income_expenditure_mismatch")


def totals(income: str | None, expenditure: str | None) -> tuple[FundRow, FundRow]:
    form = FORM.form_id
    return made_fund(form, 1, "income", income), made_fund(form, 2, "expenditure", expenditure)


def test_unequal_totals_are_an_error_with_both_figures_at_their_place() -> None:
    (flag,) = flags(*totals("1051.92", "1050.92"))
    assert (flag.rule, flag.severity) == ("funds.income_expenditure_mismatch", "error")
    assert (flag.form_id, flag.table, flag.row, flag.page, flag.x0) == (FORM.form_id, "funds", 2, 1, 10.25)
    assert flag.message.startswith("收入总额 1051.92 万元 ≠ 支出总额 1050.92 万元（差 1.00 万元）")


@pytest.mark.parametrize(
    ("income", "expenditure"), [("10", "10"), ("10", "10.01"), ("10", None), (None, "10"), ("0", "0"), (None, None)]
)
def test_equal_rounded_and_empty_totals_are_fine(income: str | None, expenditure: str | None) -> None:
    assert flags(*totals(income, expenditure)) == ()


def test_only_the_totals_are_compared() -> None:
    part = made_fund(FORM.form_id, 3, "expenditure", "3", item="basic")
    assert flags(*totals("10", "10"), part) == ()


def test_a_document_without_forms_is_a_warning() -> None:
    (flag,) = flags_of(Submission((), (), ()), DOC)
    assert (flag.rule, flag.severity, flag.form_id) == ("documents.no_form", "warning", None)


def test_unread_pages_leave_open_whether_there_is_a_form() -> None:
    (flag,) = flags_of(Submission((), (), (), {}, (Failure(1, "已损坏", "damaged"),)), DOC)
    assert flag.rule == "extraction.unread_table"


def test_pages_and_tables_that_could_not_be_read_are_errors() -> None:
    form = replace(FORM, reading_score=0.3)
    found = flags_of(Submission((form,), (), (), {}, (Failure(7, "已损坏", "damaged", Box(0, 0, 595, 842)),)), DOC)
    page, table = (flag for flag in found if flag.rule == "extraction.unread_table")
    assert (page.rule, page.severity, page.form_id) == ("extraction.unread_table", "error", None)
    assert (page.page, page.x0, page.bottom) == (7, 0, 842)
    assert (table.rule, table.severity, table.form_id) == ("extraction.unread_table", "error", form.form_id)


def test_findings_are_ordered_by_form_and_numbered() -> None:
    forms = (made_form(DOC, 1), made_form(DOC, 2))
    funds = [
        made_fund(form.form_id, line, side, amount)
        for form in reversed(forms)
        for line, side, amount in ((1, "income", "1"), (2, "expenditure", "2"))
    ]
    found = flags_of(
        Submission(forms, tuple(funds), (), {}, (Failure(3, "已损坏", "damaged"), Failure(2, "已损坏", "damaged"))), DOC
    )
    assert [flag.flag_no for flag in found] == list(range(1, len(found) + 1))
    rules = {"extraction.unread_table", "funds.income_expenditure_mismatch"}
    assert [(flag.form_id, flag.page) for flag in found if flag.rule in rules] == [
        (None, 2),
        (None, 3),
        (forms[0].form_id, 1),
        (forms[1].form_id, 1),
    ]


def test_every_rule_is_declared_whole_and_once() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+\.[a-z_0-9]+", rule.id)
        assert rule.severity in SEVERITIES
        assert rule.title_zh
        assert rule.title_en
        assert rule.basis
        assert rule.basis_en
        assert rule.threshold is None or rule.threshold.meaning
