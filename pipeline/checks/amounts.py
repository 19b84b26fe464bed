"""Checks of single amounts: filled in, readable, in proportion."""

from __future__ import annotations

import re
from decimal import Decimal

from gongbiao.normalizers.text import squash
from gongbiao.pipeline.checks.funds import COLUMNS
from gongbiao.pipeline.checks.rule import Findings, FormCheck, Threshold, form_rule, wan_yuan
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING
from gongbiao.pipeline.schema.funds import EXPENDITURE, INCOME

_SIDES = {INCOME: ("收入", "income"), EXPENDITURE: ("支出", "expenditure")}
PRINTED = {"full_year": "raw_full_year", "half_year": "raw_half_year"}
_NOTHING = re.compile(r"(?:[-/\\—–_~.…*＊]|无|零|暂无|不涉及|未安排)+")
"""What offices print where there is no money."""
_NONE = Decimal(0)
_SAME = Decimal("0.0001")
_MOST_DECIMALS = 4
_LEAST_LINES = 2


@form_rule(
    "funds.half_exceeds_full",
    ERROR,
    zh="半年计划执行数不得大于全年预算数",
    en="the half-year plan is not above the year's budget",
    basis="半年计划执行数是全年预算数的一部分",
    basis_en="what is planned for the half year is a part of the year's budget",
    threshold=Threshold(0.01, "rounding, in 万元"),
)
def half_exceeds_full(view: FormView, rounding: float) -> Findings:
    """Find lines that plan more for half the year than for the whole."""
    for line in view.funds:
        half, full = line.half_year, line.full_year
        if half is not None and full is not None and half - full > Decimal(str(rounding)):
            h, f, d = wan_yuan(half), wan_yuan(full), wan_yuan(half - full)
            yield view.about_row(
                line,
                f"{line.label}：半年计划执行数 {h} 万元 > 全年预算数 {f} 万元（多 {d} 万元）",
                f"“{line.label}”: half-year plan {h} exceeds the year's budget {f} (10,000 CNY) by {d}",
                column="half_year",
            )


@form_rule(
    "funds.half_exactly_fifty",
    INFO,
    zh="各支出行的半年数均恰为全年的一半",
    en="every half-year plan is exactly half of the year's budget",
    basis="各项支出的进度很少完全一致，可能为机械填报",
    basis_en="different expenditures rarely progress alike: probably filled in mechanically",
)
def half_exactly_fifty(view: FormView) -> Findings:
    """Find forms in which no line of several differs from one half."""
    lines = [line for line in view.funds if line.half_year and line.full_year and line.side == EXPENDITURE]
    if len(lines) < _LEAST_LINES or not all(
        line.half_year is not None and abs(line.half_year * 2 - (line.full_year or 0)) <= _SAME for line in lines
    ):
        return
    first = lines[0]
    half, full = wan_yuan(first.half_year or _NONE), wan_yuan(first.full_year or _NONE)
    yield view.about_row(
        first,
        f"{len(lines)} 行支出的半年计划执行数均恰为全年预算数的 50%，如 {full} 万元中的 {half} 万元",
        f"All {len(lines)} half-year plans are exactly 50 % of the budget, e.g. {half} of {full} (10,000 CNY)",
        column="half_year",
    )


@form_rule(
    "funds.half_progress_out_of_range",
    INFO,
    zh="半年计划占全年预算的比例偏低",
    en="the half-year plan is a small share of the budget",
    basis="支出进度监控常用预警线：六月底低于 40%（经验值）",
    basis_en="usual warning line of spending progress: under 40 % by the end of June (rule of thumb)",
    threshold=Threshold(40, "least share by mid-year, in %"),
)
def half_progress_out_of_range(view: FormView, least: float) -> Findings:
    """Find totals of which little is planned for the first half of the year."""
    line = view.line(EXPENDITURE, "total")
    if line is None or line.half_year is None or not line.full_year or line.full_year < 0:
        return
    share = round(float(line.half_year / line.full_year * 100), 1)
    if share < least:
        h, f = wan_yuan(line.half_year), wan_yuan(line.full_year)
        yield view.about_row(
            line,
            f"半年计划执行数 {h} 万元仅为全年预算数 {f} 万元的 {share:.1f}%",
            f"The half-year plan {h} is {share:.1f} % of the year's budget {f} (10,000 CNY)",
            column="half_year",
        )


@form_rule(
    "funds.total_missing",
    ERROR,
    zh="资金总额必填",
    en="the total of funds is filled in",
    basis="财预〔2015〕88号、财预〔2020〕10号：绩效目标须与预算资金相匹配",
    basis_en="财预〔2015〕88号, 财预〔2020〕10号: targets match the budget",
)
def total_missing(view: FormView) -> Findings:
    """Find printed total lines of target forms that are empty."""
    for side, (zh, en) in _SIDES.items():
        line = view.line(side, "total")
        if view.is_target and line is not None and line.full_year is None and _is_blank(line.raw_full_year):
            yield view.about_row(line, f"{zh}资金总额未填", f"The total of {en} is not filled in", column="full_year")


@form_rule(
    "funds.half_missing",
    WARNING,
    zh="有半年列而半年数未填",
    en="the half-year column is filled in where there is a budget",
    basis="表式要求",
    basis_en="the form asks for it",
)
def half_missing(view: FormView) -> Findings:
    """Find lines with a budget whose printed half-year cell is empty."""
    for line in view.funds:
        if line.full_year and line.raw_half_year is None and view.prints(line, "half_year"):
            yield view.about_row(
                line,
                f"{line.label}：全年预算数 {wan_yuan(line.full_year)} 万元，半年计划执行数未填",
                f"“{line.label}”: budget {wan_yuan(line.full_year)} (10,000 CNY), half-year plan empty",
                column="half_year",
            )


@form_rule(
    "funds.zero_total",
    WARNING,
    zh="资金总额为零",
    en="the total of funds is not zero",
    basis="没有资金的项目一般不编报绩效目标",
    basis_en="a project without money usually files no target",
)
def zero_total(view: FormView) -> Findings:
    """Find total lines that say 0; an empty cell is another matter."""
    for side in _SIDES:
        line = view.line(side, "total")
        if line is not None and line.full_year == 0:
            yield view.about_row(
                line, f"{_SIDES[side][0]}资金总额为 0", f"The total of {_SIDES[side][1]} is 0", column="full_year"
            )
            return


@form_rule(
    "funds.negative_amount",
    ERROR,
    zh="金额不得为负",
    en="no amount is negative",
    basis="预算数不为负数",
    basis_en="a budget is not negative",
)
def negative_amount(view: FormView) -> Findings:
    """Find amounts below zero."""
    for line in view.funds:
        for column, (zh, en) in COLUMNS.items():
            amount = getattr(line, column)
            if amount is not None and amount < 0:
                yield view.about_row(
                    line,
                    f"{line.label}：{zh} {wan_yuan(amount)} 万元为负",
                    f"“{line.label}”: {en} {wan_yuan(amount)} (10,000 CNY) is negative",
                    column=column,
                )


@form_rule(
    "funds.unparsed_amount",
    ERROR,
    zh="资金栏的内容应为金额",
    en="what stands in a money cell is an amount",
    basis="资金栏应填数字",
    basis_en="a money cell holds a number",
)
def unparsed_amount(view: FormView) -> Findings:
    """Find cells with a text that is neither an amount nor a sign for nothing."""
    for line in view.funds:
        for column, printed in PRINTED.items():
            raw = getattr(line, printed)
            if getattr(line, column) is None and not _is_blank(raw):
                yield view.about_row(
                    line,
                    f"{line.label}：{COLUMNS[column][0]}“{raw}”不能读作金额",
                    f"“{line.label}”: the {COLUMNS[column][1]} “{raw}” is no amount",
                    column=column,
                )


@form_rule(
    "funds.precision_lost",
    INFO,
    zh="金额小数位过多",
    en="amounts have at most four decimals",
    basis="元换算为万元最多四位小数，更多位数是换算残留",
    basis_en="yuan in 万元 have four decimals; more are left over from a calculation",
)
def precision_lost(view: FormView) -> Findings:
    """Find amounts printed with more decimals than yuan and 分 need."""
    for line in view.funds:
        for column, printed in PRINTED.items():
            decimals = re.search(r"\.(\d+)", getattr(line, printed) or "")
            if decimals and len(decimals[1]) > _MOST_DECIMALS:
                raw = getattr(line, printed)
                yield view.about_row(
                    line,
                    f"{line.label}：“{raw}”有 {len(decimals[1])} 位小数",
                    f"“{line.label}”: “{raw}” has {len(decimals[1])} decimals",
                    column=column,
                )


def _is_blank(raw: str | None) -> bool:
    return raw is None or _NOTHING.fullmatch(squash(raw)) is not None


CHECKS: tuple[FormCheck, ...] = (
    half_exceeds_full,
    half_exactly_fifty,
    half_progress_out_of_range,
    total_missing,
    half_missing,
    zero_total,
    negative_amount,
    unparsed_amount,
    precision_lost,
)
