"""Checks of the unit that amounts are printed in: 元 and 万元 are a factor of 10,000 apart."""

from __future__ import annotations

from decimal import Decimal

from gongbiao.normalizers.amount import parse_amount
from gongbiao.pipeline.checks.amounts import PRINTED
from gongbiao.pipeline.checks.money_in_text import money_in
from gongbiao.pipeline.checks.prose import NARRATIVES
from gongbiao.pipeline.checks.rule import Findings, FormCheck, form_rule, wan_yuan
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING
from gongbiao.pipeline.schema.funds import EXPENDITURE, INCOME

_LARGE = Decimal(100_000)
"""万元: a billion yuan; projects that large are rare, and yuan in a column of 万元 are not."""
_YUAN_IN_WAN = Decimal(10_000)
_CLOSE = Decimal("0.01")
"""Share by which an amount in prose and its ten-thousandth may differ and be the same."""


@form_rule(
    "funds.unit_mixed",
    ERROR,
    zh="同一表中金额单位应一致",
    en="amounts of one form are printed in one unit",
    basis="同一张表内单位不一致易致金额相差万倍",
    basis_en="two units in one form make amounts wrong by a factor of 10,000",
)
def unit_mixed(view: FormView) -> Findings:
    """Find cells whose printed unit is another than that of the header, or of the first cell with one."""
    stated = view.facts.money_units[0] if view.facts.money_units else None
    for line in view.funds:
        for column, printed in PRINTED.items():
            raw = getattr(line, printed)
            unit = parse_amount(raw).unit if raw and not raw.isdecimal() else None
            stated = stated or unit
            if unit and unit != stated:
                yield view.about_row(
                    line,
                    f"{line.label}：单位为{unit}（“{raw}”），同表其他处为{stated}",
                    f"“{line.label}” is printed in {unit} (“{raw}”), the rest of the form in {stated}",
                    column=column,
                )
                return


@form_rule(
    "funds.unit_yuan_suspected",
    WARNING,
    zh="疑似以元填入万元列",
    en="no amount in yuan stands in a column of 万元",
    basis="元与万元混用是公开表常见差错",
    basis_en="mixing 元 and 万元 is a usual slip of published forms",
)
def unit_yuan_suspected(view: FormView) -> Findings:
    """Find bare totals of a project that are huge, or whose ten-thousandth the form's own prose names."""
    line = view.line(EXPENDITURE, "total") or view.line(INCOME, "total")
    if line is None or not line.full_year or not view.is_project or parse_amount(line.raw_full_year or "").unit:
        return
    reduced = line.full_year / _YUAN_IN_WAN
    named = [] if line.full_year % 1000 else _amounts_in_prose(view)
    echo = next((amount for amount in named if abs(amount - reduced) <= reduced * _CLOSE), None)
    if line.full_year >= _LARGE or echo is not None:
        a, r = wan_yuan(line.full_year), wan_yuan(reduced)
        yield view.about_row(
            line,
            f"资金总额 {a} 万元疑为误填元（应为 {r} 万元）" + ("，叙述栏写明该数" if echo is not None else ""),
            f"Total of {a} (10,000 CNY) is probably printed in yuan and means {r}"
            + (", as the form's own text says" if echo is not None else ""),
            column="full_year",
        )


@form_rule(
    "funds.unit_in_cell",
    INFO,
    zh="表头已写单位而格内又写单位",
    en="the unit stands in the header or in the cells, not in both",
    basis="表式规范性",
    basis_en="good form",
)
def unit_in_cell(view: FormView) -> Findings:
    """Find forms that print the header's unit in a cell again: one finding a form."""
    if not view.facts.money_units:
        return
    again = [line for line in view.funds if parse_amount(line.raw_full_year or "").unit in view.facts.money_units]
    if again:
        unit, raw = view.facts.money_units[0], again[0].raw_full_year
        yield view.about_row(
            again[0],
            f"表头已注明{unit}，{len(again)} 行又写单位，如“{raw}”",
            f"The header says {unit}, and {len(again)} lines say it again, e.g. “{raw}”",
            column="full_year",
        )


def _amounts_in_prose(view: FormView) -> list[Decimal]:
    texts = (getattr(view.form, name) for name in NARRATIVES)
    return [money.amount for text in texts if text for money in money_in(text)]


CHECKS: tuple[FormCheck, ...] = (unit_mixed, unit_yuan_suspected, unit_in_cell)
