"""Checks of target values: definite, of the kind that the sign, the level and the indicator ask for."""

from __future__ import annotations

import re

from gongbiao.normalizers.text import squash
from gongbiao.normalizers.units import comparator_of
from gongbiao.pipeline.checks.catalogue_entries import entry_of
from gongbiao.pipeline.checks.rule import Findings, FormCheck, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import IndicatorRow
from gongbiao.pipeline.schema.flags import INFO, WARNING

_QUALITATIVE = ("定性",)
_NUMERIC = ("数值", "定量")
_NUMBER_KINDS = ("number", "range", "approximate", "change")
_RATE_UNITS = ("%", "‰", "个百分点")
_MONEY = re.compile("元")
_PEOPLE_AND_TIMES = frozenset({"人", "人次", "次", "场", "件", "户", "家"})
_COSTS = frozenset({"output.cost", "cost.economic"})
"""Levels that ask for money; social and environmental costs are complaints, households moved, tons as well."""
_RATE_NAME = re.compile("(?:率|比例|占比|比重)$")
_MAY_EXCEED = re.compile("增|提高|提升|上升|变动|变化|完成|达成|执行|超|倍|利用|收益|回报|负债|保障|率先")
"""Rates that can be above 100 %."""
_SIGN = re.compile(r"[≥≤><=＞＜＝]|以上|以下|不少于|不低于|不超过|不高于|超过|达到?|大于|小于|至少|为")


@form_rule(
    "indicators.value_undetermined",
    WARNING,
    zh="指标值应确定",
    en="the value is definite",
    basis="财预〔2015〕88号：绩效指标应细化量化",
    basis_en="财预〔2015〕88号: indicators are specific",
)
def value_undetermined(view: FormView) -> Findings:
    """Find targets that are left open: /, 待定, 根据任务确定."""
    for row in view.indicators:
        if row.value_kind == "undetermined":
            yield view.about_row(
                row,
                f"指标“{row.level3}”未定值：“{row.full_year_value}”",
                f"The indicator “{row.level3}” has no definite value: “{row.full_year_value}”",
                column="full_year_value",
            )


@form_rule(
    "indicators.qualitative_with_number",
    WARNING,
    zh="计算符号为定性而取值有数字",
    en="an indicator marked qualitative has no number",
    basis="计算符号与取值应一致",
    basis_en="sign and value agree",
)
def qualitative_with_number(view: FormView) -> Findings:
    """Find lines marked 定性 whose value is a number."""
    for row in view.indicators:
        if squash(row.calc_symbol or "") in _QUALITATIVE and row.value_kind in _NUMBER_KINDS:
            yield view.about_row(
                row,
                f"“{row.level3}”计算符号为“{row.calc_symbol}”，取值却是“{row.full_year_value}”",
                f"“{row.level3}” is marked qualitative ({row.calc_symbol}), its value is “{row.full_year_value}”",
                column="calc_symbol",
            )


@form_rule(
    "indicators.numeric_without_number",
    WARNING,
    zh="计算符号为数值而取值没有数字",
    en="an indicator marked numeric has a number",
    basis="计算符号与取值应一致",
    basis_en="sign and value agree",
)
def numeric_without_number(view: FormView) -> Findings:
    """Find lines marked 数值, 定量, ≥ … whose value is words."""
    for row in view.indicators:
        sign = squash(row.calc_symbol or "")
        numeric = sign in _NUMERIC or comparator_of(sign) is not None
        has_number = re.search(r"\d", row.full_year_value or "") is not None
        if numeric and row.value_kind == "qualitative" and not has_number:
            yield view.about_row(
                row,
                f"“{row.level3}”计算符号为“{row.calc_symbol}”，取值“{row.full_year_value}”没有数字",
                f"“{row.level3}” is marked “{row.calc_symbol}”, its value “{row.full_year_value}” has no number",
                column="calc_symbol",
            )


@form_rule(
    "indicators.numeric_without_comparator",
    INFO,
    zh="数值指标未印比较符",
    en="a number has a comparator",
    basis="财预〔2021〕101号：指标值应有符号",
    basis_en="财预〔2021〕101号: values have a sign",
)
def numeric_without_comparator(view: FormView) -> Findings:
    """Find bare numbers of lines marked 数值 or 定量; they are read as equal."""
    for row in view.indicators:
        marked = squash(row.calc_symbol or "") in _NUMERIC
        if marked and row.full_year_comparator == "=" and not _SIGN.search(row.full_year_value or ""):
            yield view.about_row(
                row,
                f"“{row.level3}”取值“{row.full_year_value}”未标比较符，按 = 处理",
                f"“{row.level3}” has “{row.full_year_value}” without a comparator; read as =",
                column="full_year_value",
            )


@form_rule(
    "indicators.level2_value_mismatch",
    WARNING,
    zh="取值应与二级指标的性质相符",
    en="the value is of the kind that level 2 asks for",
    basis="绩效指标分类标准",
    basis_en="the classification of indicators",
)
def level2_value_mismatch(view: FormView) -> Findings:
    """Find satisfaction or rates of counted things under quantity, money under time, people under cost."""
    for row in view.indicators:
        if _fits_not(view, row):
            yield view.about_row(
                row,
                f"“{row.level2}”下的“{row.level3}”取值为“{row.full_year_value}”",
                f"“{row.level3}” under “{row.level2}” has the value “{row.full_year_value}”",
                column="full_year_value",
            )


@form_rule(
    "indicators.kind_mismatch",
    INFO,
    zh="取值与该指标的通常性质不符",
    en="the value is of the indicator's usual kind",
    basis="标准指标目录",
    basis_en="the canonical catalogue",
)
def kind_mismatch(view: FormView) -> Findings:
    """Find rates without a number or in another unit, and counts in per cent; other rules' findings apart."""
    for row in view.indicators:
        entry = entry_of(view, row)
        if entry is None or row.value_kind is None or _is_satisfaction(row) or _fits_not(view, row):
            continue
        number = row.value_kind in _NUMBER_KINDS
        wrong = {
            "rate": row.value_kind == "qualitative" or (number and row.full_year_unit not in (*_RATE_UNITS, None)),
            "count": number and row.full_year_unit in _RATE_UNITS,
            "amount": number and row.full_year_unit in _RATE_UNITS,
        }
        if wrong.get(entry.kind, False):
            kind, kind_en = _KINDS[entry.kind]
            yield view.about_row(
                row,
                f"“{row.level3}”通常为{kind}，取值却是“{row.full_year_value}”",
                f"“{row.level3}” is usually {kind_en}, its value is “{row.full_year_value}”",
                column="full_year_value",
            )


_KINDS = {"rate": ("比率", "a rate"), "count": ("数量", "a count"), "amount": ("金额", "an amount")}


@form_rule(
    "indicators.rate_over_100",
    WARNING,
    zh="比率不应超过 100%",
    en="a rate is not above 100 %",
    basis="部分不大于全体",
    basis_en="a part is not more than the whole",
)
def rate_over_100(view: FormView) -> Findings:
    """Find targets above 100 % of what cannot exceed it."""
    for row in view.indicators:
        number = row.full_year_number
        above = (
            row.full_year_unit == "%" and number is not None and number > 100 and row.value_kind in ("number", "range")
        )
        if above and row.full_year_comparator not in ("≤", "<") and not _MAY_EXCEED.search(row.level3 or ""):
            yield view.about_row(
                row,
                f"“{row.level3}”取值“{row.full_year_value}”超过 100%",
                f"“{row.level3}” has “{row.full_year_value}”, above 100 %",
                column="full_year_value",
            )


@form_rule(
    "indicators.rate_fraction_suspected",
    WARNING,
    zh="疑似丢失百分号",
    en="no per cent sign was lost",
    basis="电子表格的百分比格式丢失后，95% 成为 0.95",
    basis_en="where a spreadsheet's format is lost, 95 % becomes 0.95",
)
def rate_fraction_suspected(view: FormView) -> Findings:
    """Find rates with a bare number up to 1."""
    for row in view.indicators:
        number, entry = row.full_year_number, entry_of(view, row)
        is_rate = _RATE_NAME.search(squash(row.level3 or "")) or (entry is not None and entry.kind == "rate")
        bare = row.value_kind == "number" and row.full_year_unit is None and row.unit is None
        if is_rate and bare and number is not None and 0 < number <= 1:
            yield view.about_row(
                row,
                f"“{row.level3}”取值“{row.full_year_value}”，疑为 {number * 100:g}%",
                f"“{row.level3}” has “{row.full_year_value}”, probably {number * 100:g} %",
                column="full_year_value",
            )


def _is_satisfaction(row: IndicatorRow) -> bool:
    return row.level1_id == "satisfaction" or (row.level2_id or "").startswith("satisfaction")


def _fits_not(view: FormView, row: IndicatorRow) -> bool:
    if row.value_kind not in _NUMBER_KINDS:
        return False
    if row.level2_id == "output.quantity":
        entry = entry_of(view, row)
        counted = entry is not None and entry.kind == "count"
        return row.full_year_unit == "%" and (counted or "满意" in f"{row.full_year_value}{row.level3}")
    if row.level2_id == "output.timeliness":
        return bool(_MONEY.search(row.full_year_unit or ""))
    if row.level2_id in _COSTS:
        return row.full_year_unit in _PEOPLE_AND_TIMES
    return False


CHECKS: tuple[FormCheck, ...] = (
    value_undetermined,
    qualitative_with_number,
    numeric_without_number,
    numeric_without_comparator,
    level2_value_mismatch,
    kind_mismatch,
    rate_over_100,
    rate_fraction_suspected,
)
