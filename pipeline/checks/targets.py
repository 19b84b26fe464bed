"""Checks of targets against one another and against their direction: half year and year, best and worst."""

from __future__ import annotations

import re

from gongbiao.normalizers.text import squash
from gongbiao.pipeline.checks.catalogue_entries import entry_of
from gongbiao.pipeline.checks.money_in_text import figures
from gongbiao.pipeline.checks.rule import Findings, FormCheck, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import IndicatorRow
from gongbiao.pipeline.schema.flags import INFO, WARNING

_CUMULATIVE = re.compile(r"(?:预算|资金|支出|采购|收入).*(?:执行率|完成率|执行进度)$")
"""Rates that grow through the year: half of it done by June is on time."""
_EVENTS = frozenset({"人次", "次", "场", "件", "期", "班", "班次", "起", "批", "批次", "户次", "家次"})
"""What is counted as it happens, through the year."""
_LEAST, _MOST = frozenset({"≥", ">"}), frozenset({"≤", "<"})
_DIRECTIONS = {"higher_better": ("高", "higher"), "lower_better": ("低", "lower")}
_NAME_UNITS_LEFT_OUT = frozenset({"级", "类", "期", "点", "年", "月", "天", "小时", "分钟", "个", "次", "届", "部"})
"""Units that are parts of names too: 二期, 24小时, 12个."""


@form_rule(
    "indicators.comparator_direction",
    WARNING,
    zh="比较符应与指标方向一致",
    en="the comparator points where better is",
    basis="指标方向：越低越好者不设下限，越高越好者不设上限",
    basis_en="what is better lower has no lower bound, what is better higher no upper one",
)
def comparator_direction(view: FormView) -> Findings:
    """Find bounds on the wrong side; an exact number of what is better lower is worth a note."""
    for row in view.indicators:
        entry = entry_of(view, row)
        direction = entry.direction if entry else None
        if entry is None or direction not in _DIRECTIONS or row.value_kind != "number" or "变动" in entry.name:
            continue
        wrong = row.full_year_comparator in (_MOST if direction == "higher_better" else _LEAST)
        exact = direction == "lower_better" and row.full_year_comparator == "=" and (row.full_year_number or 0) > 0
        if wrong or exact:
            zh, en = _DIRECTIONS[direction]
            yield view.about_row(
                row,
                f"“{row.level3}”越{zh}越好，取值却是“{row.full_year_value}”（{row.full_year_comparator}）",
                f"“{row.level3}” is better {en}, its value is “{row.full_year_value}” ({row.full_year_comparator})",
                column="full_year_value",
                severity=None if wrong else INFO,
            )


@form_rule(
    "indicators.half_exceeds_full",
    WARNING,
    zh="半年指标值不应大于全年指标值",
    en="the half-year target is not above the year's",
    basis="全年包含上半年",
    basis_en="the year includes its first half",
)
def half_exceeds_full(view: FormView) -> Findings:
    """Find numbers in one unit that are larger for half the year than for the whole; bounds from above apart."""
    for row in view.indicators:
        half, full, entry = row.half_year_number, row.full_year_number, entry_of(view, row)
        if half is None or full is None or row.half_year_unit != row.full_year_unit or row.value_kind != "number":
            continue
        if (
            half > full
            and row.full_year_comparator not in _MOST
            and (entry is None or entry.direction != "lower_better")
        ):
            yield view.about_row(
                row,
                f"“{row.level3}”半年“{row.half_year_value}”大于全年“{row.full_year_value}”",
                f"“{row.level3}”: half-year “{row.half_year_value}” exceeds “{row.full_year_value}” for the year",
                column="half_year_value",
            )


@form_rule(
    "indicators.half_cumulative_at_full",
    INFO,
    zh="累计指标半年即达全年值",
    en="what adds up through the year is not done by June",
    basis="累计指标半年一般不应已达全年值",
    basis_en="what adds up through the year is rarely whole by its middle",
)
def half_cumulative_at_full(view: FormView) -> Findings:
    """Find rates of execution and counts of events whose two targets are the same."""
    for row in view.indicators:
        full = row.full_year_number
        if not full or full < 0 or row.half_year_number != full or row.half_year_unit != row.full_year_unit:
            continue
        counted = row.full_year_unit in _EVENTS and row.full_year_comparator not in _MOST and full > 1
        if counted or (row.full_year_unit == "%" and _CUMULATIVE.search(squash(row.level3 or ""))):
            yield view.about_row(
                row,
                f"“{row.level3}”半年值“{row.half_year_value}”等于全年值“{row.full_year_value}”",
                f"“{row.level3}”: half-year “{row.half_year_value}” equals the year's “{row.full_year_value}”",
                column="half_year_value",
            )


@form_rule(
    "indicators.half_full_unit_mismatch",
    WARNING,
    zh="半年与全年指标值的单位、符号应一致",
    en="half-year and full-year targets have one unit and no opposite signs",
    basis="同一指标的两个值应可比较",
    basis_en="two values of one indicator can be compared",
)
def half_full_unit_mismatch(view: FormView) -> Findings:
    """Find pairs of numbers in two units, or bounded from opposite sides."""
    for row in view.indicators:
        if row.half_year_number is None or row.full_year_number is None:
            continue
        signs = {row.half_year_comparator, row.full_year_comparator}
        opposite = bool(signs & _LEAST) and bool(signs & _MOST)
        if row.half_year_unit != row.full_year_unit or opposite:
            yield view.about_row(
                row,
                f"“{row.level3}”半年“{row.half_year_value}”与全年“{row.full_year_value}”单位或符号不一",
                f"“{row.level3}”: half-year “{row.half_year_value}” and full-year “{row.full_year_value}” differ "
                "in unit or sign",
                column="half_year_value",
            )


@form_rule(
    "indicators.value_in_name",
    INFO,
    zh="三级指标名称里写了指标值",
    en="the indicator's name holds no target",
    basis="指标名称与指标值应分列",
    basis_en="name and value stand in two columns",
)
def value_in_name(view: FormView) -> Findings:
    """Find names with a number and its unit in them."""
    for row in view.indicators:
        name = row.level3 or ""
        searched, found = figures(name)
        valued = [one for one in found if one.unit and one.unit.name not in _NAME_UNITS_LEFT_OUT]
        if valued:
            one = valued[0]
            yield view.about_row(
                row,
                f"三级指标“{name}”含数值“{searched[one.start : one.end]}”",
                f"The indicator's name “{name}” holds a value, “{searched[one.start : one.end]}”",
                column="level3",
            )


@form_rule(
    "indicators.approximate_value",
    INFO,
    zh="取值为约数",
    en="the value is no estimate",
    basis="指标值应明确",
    basis_en="values are definite",
)
def approximate_value(view: FormView) -> Findings:
    """Find 约 and 左右 in values and names."""
    for row in view.indicators:
        in_name = any(one.kind == "approximate" for one in figures(row.level3 or "")[1])
        if row.value_kind == "approximate" or in_name:
            shown = row.full_year_value if row.value_kind == "approximate" else row.level3
            yield view.about_row(
                row,
                f"“{row.level3}”为约数：“{shown}”",
                f"“{row.level3}” is approximate: “{shown}”",
                column="full_year_value" if row.value_kind == "approximate" else "level3",
            )


@form_rule(
    "indicators.satisfaction_not_quantified",
    WARNING,
    zh="满意度应量化",
    en="satisfaction is a number",
    basis="财预〔2021〕101号：满意度为比率",
    basis_en="财预〔2021〕101号: satisfaction is a rate",
)
def satisfaction_not_quantified(view: FormView) -> Findings:
    """Find targets of satisfaction in words."""
    for row in view.indicators:
        if row.level1_id == "satisfaction" and row.value_kind == "qualitative":
            yield view.about_row(
                row,
                f"“{row.level3}”取值“{row.full_year_value}”未量化",
                f"“{row.level3}” has “{row.full_year_value}”, no number",
                column="full_year_value",
            )


@form_rule(
    "indicators.no_specific_quantity",
    WARNING,
    zh="产出应有可计数的数量指标",
    en="some output is counted",
    basis="财预〔2020〕10号：绩效指标应明确、可衡量",
    basis_en="财预〔2020〕10号: indicators are clear and can be measured",
)
def no_specific_quantity(view: FormView) -> Findings:
    """Find project targets whose outputs count nothing: all rates, dates and words."""
    if not view.is_project or not view.is_target:
        return
    output = [row for row in view.indicators if row.level1_id == "output"]
    if output and not any(_counts(row) for row in output):
        shown = "、".join(f"{row.level3}“{row.full_year_value}”" for row in output[:3])
        yield view.about_form(f"产出指标中没有可计数的数量：{shown}", f"No output is counted: {shown}", near=output[0])


def _counts(row: IndicatorRow) -> bool:
    return row.full_year_number is not None and (row.full_year_unit or row.unit) != "%"


CHECKS: tuple[FormCheck, ...] = (
    comparator_direction,
    half_exceeds_full,
    half_cumulative_at_full,
    half_full_unit_mismatch,
    value_in_name,
    approximate_value,
    satisfaction_not_quantified,
    no_specific_quantity,
)
