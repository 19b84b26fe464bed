"""Checks of the money lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongbiao.pipeline.checks.rule import Check, Finding, Rule, Submission, spot_of, wan_yuan
from gongbiao.pipeline.schema import FundRow
from gongbiao.pipeline.schema.flags import ERROR
from gongbiao.pipeline.schema.funds import EXPENDITURE, INCOME

ROUNDING = Decimal("0.01")
"""万元: amounts are published with two decimals, so sums may differ by one unit of the last one."""

INCOME_EXPENDITURE_MISMATCH = Rule(
    id="funds.income_expenditure_mismatch",
    severity=ERROR,
    title_zh="收入资金总额与支出资金总额应相等",
    title_en="total income equals total expenditure",
    basis="预算法（2018 修正）第 12 条：收支平衡；表内勾稽",
)


def income_expenditure_mismatch(submission: Submission) -> Iterator[Finding]:
    """Find forms whose two totals differ by more than rounding."""
    for form in submission.forms:
        lines = submission.funds_of(form)
        income, expenditure = _total(lines, INCOME), _total(lines, EXPENDITURE)
        if income is None or expenditure is None or income.full_year is None or expenditure.full_year is None:
            continue
        difference = abs(income.full_year - expenditure.full_year)
        if difference > ROUNDING:
            a, b, d = wan_yuan(income.full_year), wan_yuan(expenditure.full_year), wan_yuan(difference)
            yield Finding(
                f"收入总额 {a} 万元 ≠ 支出总额 {b} 万元（差 {d} 万元）",
                f"Total income {a} and total expenditure {b} (10,000 CNY) differ by {d}",
                form=form,
                table="funds",
                row=expenditure.line_no,
                spot=spot_of(expenditure),
            )


def _total(lines: Iterable[FundRow], side: str) -> FundRow | None:
    """Return the first line with the total of one side."""
    return next((line for line in lines if line.side == side and line.item == "total"), None)


CHECKS = (Check(INCOME_EXPENDITURE_MISMATCH, income_expenditure_mismatch),)
