"""Checks of evaluation forms (自评表): scores add up, and agree with what was reached."""

from __future__ import annotations

from gongbiao.normalizers.value import Value, parse_value
from gongbiao.pipeline.checks.catalogue_entries import entry_of
from gongbiao.pipeline.checks.rule import Findings, FormCheck, Threshold, form_rule, wan_yuan
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import FundRow, IndicatorRow
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING
from gongbiao.pipeline.schema.funds import INCOME

_WHOLE = 100.0
_EXECUTION_WEIGHT = 10.0
"""Points of the execution rate, which some forms print apart from the indicators."""
_WEIGHT_ROUNDING = 0.01
_BASIS = "财预〔2020〕10号：自评满分 100 分，预算执行率 10 分"
_BASIS_EN = "财预〔2020〕10号: 100 points in all, 10 of them for the execution rate"


@form_rule(
    "evaluation.score_sum",
    ERROR,
    zh="得分合计应等于各项得分之和",
    en="the scores add up to the total",
    basis="表内勾稽",
    basis_en="figures of one form agree",
    threshold=Threshold(0.1, "rounding, in points"),
)
def score_sum(view: FormView, rounding: float) -> Findings:
    """Find printed totals that differ from the sum of the scores, and sums above 100 where no total is printed."""
    scores = [score for score in _column(view, "score") if score is not None]
    total = view.facts.totals.get("score")
    made = sum(scores)
    if not view.is_evaluation or not scores or None in [row.score for row in view.indicators]:
        return
    if total is not None and abs(total - made) > rounding:
        yield view.about_form(
            f"得分合计印为 {total:g}，各项得分之和为 {made:g}（差 {abs(total - made):g}）",
            f"The total score is {total:g}, the scores add up to {made:g}, a difference of {abs(total - made):g}",
        )
    elif total is None and made > _WHOLE + rounding:
        yield view.about_form(f"各项得分之和 {made:g} 超过 100", f"The scores add up to {made:g}, more than 100")


@form_rule(
    "evaluation.weight_sum",
    ERROR,
    zh="分值合计应为 100",
    en="the weights add up to 100",
    basis=_BASIS,
    basis_en=_BASIS_EN,
    threshold=Threshold(_WEIGHT_ROUNDING, "rounding, in points"),
)
def weight_sum(view: FormView, rounding: float) -> Findings:
    """Find weights, all filled in, that come to another sum; 90 without the execution rate's is right too."""
    rows = [row.score_weight for row in view.indicators]
    funds = [line.score_weight for line in view.funds if line.score_weight is not None]
    if not view.is_evaluation or not rows or any(weight is None for weight in rows):
        return
    made = sum(weight for weight in (*rows, *funds) if weight is not None)
    right = {_WHOLE} if funds else {_WHOLE, _WHOLE - _EXECUTION_WEIGHT}
    if all(abs(made - each) > rounding for each in right):
        yield view.about_form(f"分值合计 {made:g}，应为 100", f"The weights add up to {made:g}, not to 100")


@form_rule(
    "evaluation.execution_rate",
    ERROR,
    zh="执行率应等于执行数除以预算数",
    en="the execution rate is what was spent over the budget",
    basis="表内勾稽",
    basis_en="figures of one form agree",
    threshold=Threshold(0.5, "rounding, in percentage points"),
)
def execution_rate(view: FormView, rounding: float) -> Findings:
    """Find printed rates that the two amounts do not give."""
    for line in view.funds:
        if line.execution_rate is None or line.executed is None or not line.full_year:
            continue
        made = float(line.executed / line.full_year * 100)
        if abs(made - line.execution_rate) > rounding:
            e, f = wan_yuan(line.executed), wan_yuan(line.full_year)
            yield view.about_row(
                line,
                f"{line.label}：执行率印为 {line.execution_rate:g}%，{e} ÷ {f} = {made:.2f}%",
                f"“{line.label}”: printed execution rate {line.execution_rate:g} %, {e} / {f} is {made:.2f} %",
                column="execution_rate",
            )


@form_rule(
    "evaluation.score_exceeds_weight",
    ERROR,
    zh="得分不得大于分值",
    en="no score is above its weight",
    basis="评分规则",
    basis_en="the rules of scoring",
)
def score_exceeds_weight(view: FormView) -> Findings:
    """Find lines that score more than they can."""
    rows: tuple[FundRow | IndicatorRow, ...] = (*view.funds, *view.indicators)
    for row in rows:
        if row.score is not None and row.score_weight is not None and row.score > row.score_weight:
            name = _name(row)
            yield view.about_row(
                row,
                f"“{name}”得分 {row.score:g} 大于分值 {row.score_weight:g}",
                f"“{name}”: score {row.score:g} exceeds weight {row.score_weight:g}",
                column="score",
            )


@form_rule(
    "evaluation.unmet_full_score",
    WARNING,
    zh="未达标的指标不应得满分",
    en="a missed target does not score full marks",
    basis="财预〔2020〕10号：评分规则",
    basis_en="财预〔2020〕10号: rules of scoring",
)
def unmet_full_score(view: FormView) -> Findings:
    """Find numbers that miss their target and full marks beside them."""
    for row in view.indicators:
        if _misses(view, row) and row.score is not None and row.score == row.score_weight:
            yield view.about_row(
                row,
                f"“{row.level3}”目标“{row.full_year_value}”，实际“{row.actual_value}”，却得满分 {row.score:g}",
                f"“{row.level3}”: target “{row.full_year_value}”, actual “{row.actual_value}”, yet full marks",
                column="score",
            )


@form_rule(
    "evaluation.overfulfilled",
    INFO,
    zh="实际完成值远超目标",
    en="no target is far exceeded",
    basis="自评常用标准：偏离 30% 以上说明目标偏低",
    basis_en="usual standard of evaluations: above 130 % the target was set too low",
    threshold=Threshold(130, "share of the target from which on it is far exceeded, in %"),
)
def overfulfilled(view: FormView, most: float) -> Findings:
    """Find what is better higher and came out far above its target."""
    for row in view.indicators:
        actual, target, entry = _actual(row), row.full_year_number, entry_of(view, row)
        if actual is None or actual.number is None or not target or target < 0 or not _is_least(row):
            continue
        share = actual.number / target * 100
        if share > most and (entry is None or entry.direction != "lower_better"):
            yield view.about_row(
                row,
                f"“{row.level3}”目标“{row.full_year_value}”，实际“{row.actual_value}”，完成 {share:.0f}%",
                f"“{row.level3}”: target “{row.full_year_value}”, actual “{row.actual_value}”, {share:.0f} % of it",
                column="actual_value",
            )


@form_rule(
    "evaluation.deviation_reason_missing",
    WARNING,
    zh="未完成的指标应说明原因",
    en="a missed target has its reason",
    basis="财预〔2020〕10号：自评应分析偏差原因",
    basis_en="财预〔2020〕10号: evaluations explain deviations",
)
def deviation_reason_missing(view: FormView) -> Findings:
    """Find missed targets without a reason, where the form has a column for it."""
    for row in view.indicators:
        if _misses(view, row) and row.deviation_reason is None and view.prints(row, "deviation_reason"):
            yield view.about_row(
                row,
                f"“{row.level3}”目标“{row.full_year_value}”，实际“{row.actual_value}”，未说明原因",
                f"“{row.level3}”: target “{row.full_year_value}”, actual “{row.actual_value}”, no reason is given",
                column="deviation_reason",
            )


def _column(view: FormView, name: str) -> list[float | None]:
    """Return a column of scores: of the money total and of the indicators."""
    total = view.line(INCOME, "total")
    return [getattr(row, name) for row in (*((total,) if total else ()), *view.indicators)]


def _actual(row: IndicatorRow) -> Value | None:
    """Return what was reached, where it is a number in the unit of the target."""
    if row.actual_value is None or row.full_year_number is None:
        return None
    value = parse_value(row.actual_value, label=row.level3)
    if value.kind not in ("number", "approximate") or value.number is None:
        return None
    known = (row.full_year_unit or row.unit) if value.unit else value.unit
    return value if value.unit == known else None


def _misses(view: FormView, row: IndicatorRow) -> bool:
    """Tell whether a number is known to miss its target; reaching more than an exact target is no miss."""
    actual, target = _actual(row), row.full_year_number
    if actual is None or actual.number is None or target is None or row.value_kind != "number":
        return False
    entry = entry_of(view, row)
    lower = entry is not None and entry.direction == "lower_better"
    missed = {
        "≥": actual.number < target,
        ">": actual.number <= target,
        "≤": actual.number > target,
        "<": actual.number >= target,
        "=": actual.number > target if lower else actual.number < target,
    }
    return missed.get(row.full_year_comparator or "", False)


def _is_least(row: IndicatorRow) -> bool:
    return row.full_year_comparator in ("≥", ">", "=")


def _name(row: FundRow | IndicatorRow) -> str | None:
    return row.label if isinstance(row, FundRow) else row.level3


CHECKS: tuple[FormCheck, ...] = (
    score_sum,
    weight_sum,
    execution_rate,
    score_exceeds_weight,
    unmet_full_score,
    overfulfilled,
    deviation_reason_missing,
)
