"""Checks of the money lines against one another: what must be equal, and what must add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from gongbiao.pipeline.checks.rule import Finding, Findings, FormCheck, Threshold, form_rule, wan_yuan
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import FundRow
from gongbiao.pipeline.schema.flags import ERROR, WARNING
from gongbiao.pipeline.schema.funds import EXPENDITURE, INCOME

ROUNDING = Decimal("0.01")
"""万元: amounts are published with two decimals, so sums may differ by one unit of the last one."""

COLUMNS = {
    "full_year": ("全年预算数", "full-year budget"),
    "half_year": ("半年计划执行数", "half-year plan"),
    "budget_initial": ("年初预算数", "budget at the year's start"),
    "executed": ("全年执行数", "amount executed"),
}
"""The columns of amounts, with their names in Chinese and English."""

_INSIDE_SUBTOTAL = ("general_public_budget", "government_fund_budget", "current_year_fiscal")
"""Lines that are fiscal appropriations on every form."""
_INSIDE_OR_BESIDE = ("fiscal_special_account", "state_capital_budget", "social_insurance_budget", "carried_over")
"""Lines that some forms count among the fiscal appropriations and others print beside them."""
_PER_PART = Threshold(0.01, "rounding of each amount, in 万元")
_INNER = "表内勾稽"
_INNER_EN = "figures of one form agree"


@form_rule(
    "funds.income_expenditure_mismatch",
    ERROR,
    zh="收入资金总额与支出资金总额应相等",
    en="total income equals total expenditure",
    basis="预算法（2018 修正）第 12 条：收支平衡；表内勾稽",
    basis_en="Budget Law (2018), art. 12: income and expenditure balance; figures of one form agree",
    threshold=Threshold(0.01, "rounding, in 万元"),
)
def income_expenditure_mismatch(view: FormView, rounding: float) -> Findings:
    """Find two totals that differ by more than rounding."""
    income, expenditure = view.line(INCOME, "total"), view.line(EXPENDITURE, "total")
    if income is None or expenditure is None or income.full_year is None or expenditure.full_year is None:
        return
    difference = abs(income.full_year - expenditure.full_year)
    if difference > _money(rounding):
        a, b, d = wan_yuan(income.full_year), wan_yuan(expenditure.full_year), wan_yuan(difference)
        yield view.about_row(
            expenditure,
            f"收入总额 {a} 万元 ≠ 支出总额 {b} 万元（差 {d} 万元）",
            f"Total income {a} and total expenditure {b} (10,000 CNY) differ by {d}",
            column="full_year",
        )


@form_rule(
    "funds.income_sum_mismatch",
    ERROR,
    zh="收入分项之和应等于资金总额",
    en="the items of income add up to the total",
    basis=_INNER,
    basis_en=_INNER_EN,
    threshold=_PER_PART,
)
def income_sum_mismatch(view: FormView, rounding: float) -> Findings:
    """Find totals that no way of counting the lines beside the subtotal explains."""
    for column, total, subtotal in _income_columns(view):
        if total is None or (subtotal is None and not _filled(view, _INSIDE_SUBTOTAL, column)):
            continue
        sums = [sum(parts, Decimal(0)) for parts in _ways_to_the_total(view, column, subtotal, _money(rounding))]
        parts = _filled(view, (*_INSIDE_SUBTOTAL, *_INSIDE_OR_BESIDE, "other"), column)
        allowed = _money(rounding) * max(1, len(parts))
        if sums and all(abs(total - each) > allowed for each in sums):
            nearest = min(sums, key=lambda each: abs(total - each))
            line = view.line(INCOME, "total")
            assert line is not None
            yield _sum_finding(view, line, column, "收入各项合计", "The items of income", nearest)


@form_rule(
    "funds.fiscal_subtotal_mismatch",
    ERROR,
    zh="财政拨款小计应等于其明细之和",
    en="the fiscal subtotal is the sum of its lines",
    basis=_INNER,
    basis_en=_INNER_EN,
    threshold=_PER_PART,
)
def fiscal_subtotal_mismatch(view: FormView, rounding: float) -> Findings:
    """Find subtotals that no choice of the lines which may belong to it explains; not where none is sure to."""
    line = view.line(INCOME, "fiscal_subtotal")
    if not any(view.line(INCOME, item) for item in _INSIDE_SUBTOTAL):
        return
    for column, _, subtotal in _income_columns(view):
        inside = _filled(view, _INSIDE_SUBTOTAL, column)
        maybe = _filled(view, _INSIDE_OR_BESIDE, column)
        if line is None or subtotal is None or not (inside or maybe):
            continue
        allowed = _money(rounding) * (len(inside) + len(maybe))
        sums = [sum(inside, Decimal(0)) + sum(chosen, Decimal(0)) for chosen in _subsets(maybe)]
        if all(abs(subtotal - each) > allowed for each in sums):
            nearest = min(sums, key=lambda each: abs(subtotal - each))
            yield _sum_finding(view, line, column, "明细之和", "The lines below", nearest)


@form_rule(
    "funds.expenditure_sum_mismatch",
    ERROR,
    zh="基本支出与项目支出之和应等于支出总额",
    en="basic and project expenditure add up to the total",
    basis="预算法实施条例：部门支出分为基本支出和项目支出；表内勾稽",
    basis_en="Implementing Regulation of the Budget Law: expenditure is basic or project expenditure",
    threshold=_PER_PART,
)
def expenditure_sum_mismatch(view: FormView, rounding: float) -> Findings:
    """Find totals of expenditure that differ from basic plus project expenditure."""
    lines = [view.line(EXPENDITURE, item) for item in ("total", "basic", "project")]
    total, basic, project = lines
    if total is None or basic is None or project is None or _has_items_of_its_own(view):
        return
    for column in COLUMNS:
        figures = [getattr(line, column) for line in (total, basic, project)]
        if figures[0] is None or (figures[1] is None and figures[2] is None):
            continue
        made = (figures[1] or Decimal(0)) + (figures[2] or Decimal(0))
        if abs(figures[0] - made) > 2 * _money(rounding):
            yield _sum_finding(view, total, column, "基本支出加项目支出", "Basic plus project expenditure", made)


@form_rule(
    "funds.project_items_sum_mismatch",
    ERROR,
    zh="项目明细之和应等于项目支出",
    en="the projects listed add up to project expenditure",
    basis="表内勾稽；“其中”可不列全，合计较小时为警告",
    basis_en="figures of one form agree; 其中 (among them) need not list all, so a smaller sum is a warning",
    threshold=_PER_PART,
)
def project_items_sum_mismatch(view: FormView, rounding: float) -> Findings:
    """Find lists of projects that come to more, or without 其中 to another sum, than project expenditure."""
    project = view.line(EXPENDITURE, "project")
    items = [line for line in view.funds if line.item == "project_item"]
    if project is None or not items:
        return
    partial = any("其中" in (line.label or "") for line in items)
    for column in COLUMNS:
        whole = getattr(project, column)
        amounts = [amount for line in items if (amount := getattr(line, column)) is not None]
        made = sum(amounts, Decimal(0))
        if whole is None or not amounts or abs(whole - made) <= _money(rounding) * len(amounts):
            continue
        finding = _sum_finding(
            view,
            project,
            column,
            f"{len(amounts)} 个项目合计",
            f"The {len(amounts)} projects listed",
            made,
            severity=WARNING if partial and made < whole else None,
        )
        yield finding


def _sum_finding(
    view: FormView, line: FundRow, column: str, zh: str, en: str, made: Decimal, severity: str | None = None
) -> Finding:
    stated: Decimal = getattr(line, column)
    a, s, d = wan_yuan(stated), wan_yuan(made), wan_yuan(abs(stated - made))
    column_zh, column_en = COLUMNS[column]
    return view.about_row(
        line,
        f"{column_zh}：{zh} {s} 万元 ≠ {line.label} {a} 万元（差 {d} 万元）",
        f"{column_en}: {en} add up to {s}, “{line.label}” says {a} (10,000 CNY), a difference of {d}",
        column=column,
        severity=severity,
    )


def _income_columns(view: FormView) -> Iterable[tuple[str, Decimal | None, Decimal | None]]:
    """Yield each column of amounts with the total and the fiscal subtotal of income."""
    total, subtotal = view.line(INCOME, "total"), view.line(INCOME, "fiscal_subtotal")
    for column in COLUMNS:
        yield column, getattr(total, column, None), getattr(subtotal, column, None)


def _ways_to_the_total(
    view: FormView, column: str, subtotal: Decimal | None, rounding: Decimal
) -> list[Sequence[Decimal]]:
    """Return the parts of the total, once for each way of telling what the subtotal holds that agrees with it."""
    inside = _filled(view, _INSIDE_SUBTOTAL, column)
    maybe = _filled(view, _INSIDE_OR_BESIDE, column)
    other = _filled(view, ("other",), column)
    if subtotal is None:
        return [[*inside, *maybe, *other]]
    ways = []
    for chosen in _index_subsets(len(maybe)):
        held = sum(inside, Decimal(0)) + sum((maybe[at] for at in chosen), Decimal(0))
        beside = [amount for at, amount in enumerate(maybe) if at not in chosen]
        ways.append((abs(held - subtotal) <= rounding * (len(inside) + len(maybe)), [subtotal, *beside, *other]))
    agreeing = [parts for agrees, parts in ways if agrees]
    return list(agreeing or [parts for _, parts in ways])


def _has_items_of_its_own(view: FormView) -> bool:
    """Tell whether the expenditure is split in more than basic and project, as some templates do."""
    known = {"total", "basic", "project", "project_item"}
    return any(line.side == EXPENDITURE and line.item not in known for line in view.funds)


def _filled(view: FormView, items: Sequence[str], column: str) -> list[Decimal]:
    amounts = (getattr(view.line(INCOME, item), column, None) for item in items)
    return [amount for amount in amounts if amount is not None]


def _subsets(amounts: Sequence[Decimal]) -> list[tuple[Decimal, ...]]:
    return [tuple(amounts[at] for at in chosen) for chosen in _index_subsets(len(amounts))]


def _index_subsets(size: int) -> list[tuple[int, ...]]:
    return [chosen for count in range(size + 1) for chosen in combinations(range(size), count)]


def _money(threshold: float) -> Decimal:
    return Decimal(str(threshold))


CHECKS: tuple[FormCheck, ...] = (
    income_expenditure_mismatch,
    income_sum_mismatch,
    fiscal_subtotal_mismatch,
    expenditure_sum_mismatch,
    project_items_sum_mismatch,
)
