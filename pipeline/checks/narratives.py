"""Checks of what a form's prose says: enough, not twice the same, and in keeping with its money and its indicators."""

from __future__ import annotations

import re
from itertools import combinations

from gongbiao.normalizers.quantity import Quantity
from gongbiao.pipeline.checks.money_in_text import Money, clause_before, figures, money_in
from gongbiao.pipeline.checks.prose import GOALS, NARRATIVES, bare, named, written
from gongbiao.pipeline.checks.rule import Findings, FormCheck, Threshold, form_rule, wan_yuan
from gongbiao.pipeline.checks.shared_passages import longest_shared, passages
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import FundRow
from gongbiao.pipeline.schema.flags import INFO, WARNING
from gongbiao.pipeline.schema.funds import EXPENDITURE, INCOME

_SHORTEST = {"necessity": 2.0, "feasibility": 2.0, "content": 1.0, "long_term_goal": 0.8, "annual_goal": 1.5}
"""Least length of each field, as a multiple of the threshold."""
_PLACEHOLDER = re.compile(r"[-/\\—–_~.…*＊]+|无|略|同上|见附件")
_COST = re.compile("需|费|预算|资金|安排|支出|投入|补助|采购|购置|申请|成本|专项|款|合计|共计|用于")
_REVENUE = re.compile(
    "收入|税|产值|营业额|销售|贷款|融资|存款|增加值|总投资|社会资本|捐|贸易|损失|挽回|罚|债|保费|赔|引进|招商|投资额|追回|征收|交易|消费|注册资"
)
"""Money that is not spent from this budget."""
_ANOTHER_TIME = re.compile(
    "\x00|往年|历年|累计|上年|去年|以前年度|十四五|十五五|三年|五年|每人|人均|单价|标准|每[年月天次户]人"
)
"""Years and dates are blanked in prepared text."""
_SHOWN = 14
"""Characters before a number that a message shows."""
_COUNTED = frozenset(
    [
        "件",
        "人",
        "人次",
        "户",
        "家",
        "个",
        "项",
        "次",
        "场",
        "期",
        "班",
        "批",
        "份",
        "篇",
        "册",
        "本",
        "张",
        "台",
        "套",
        "辆",
        "座",
        "处",
        "条",
        "栋",
        "间",
        "所",
        "起",
        "例",
        "株",
        "头",
        "只",
        "公里",
        "亩",
        "平方米",
        "户次",
        "家次",
        "%",
    ]
)
"""Units of what an indicator could hold a goal to."""


@form_rule(
    "forms.narrative_too_short",
    INFO,
    zh="叙述过短",
    en="prose is long enough to be specific",
    basis="财预〔2015〕88号：绩效目标应细化量化；字数为经验值",
    basis_en="财预〔2015〕88号: targets are specific; the length is a rule of thumb",
    threshold=Threshold(
        10, "shortest 项目实施内容, in characters; necessity and feasibility twice, annual goal 1.5 times"
    ),
)
def narrative_too_short(view: FormView, shortest: float) -> Findings:
    """Find fields of prose of a few characters."""
    for field, text in written(view, NARRATIVES):
        length = len(bare(text))
        least = round(shortest * _SHORTEST[field])
        if length < least:
            zh, en = named(field)
            yield view.about_field(
                field,
                f"“{zh}”仅 {length} 字：“{text}”",
                f"{en[0].upper()}{en[1:]} has {length} characters only: “{text}”",
            )


@form_rule(
    "forms.narrative_duplicate",
    INFO,
    zh="两栏文字相同",
    en="two fields do not say the same",
    basis="中长期目标与年度目标、目标与内容应分别填写",
    basis_en="goals of several years, of the year, and what is done are different things",
)
def narrative_duplicate(view: FormView) -> Findings:
    """Find two fields of one form with the same words."""
    for (one, text), (other, again) in combinations(written(view, NARRATIVES), 2):
        if bare(text) == bare(again) and not _PLACEHOLDER.fullmatch(text):
            (zh1, en1), (zh2, en2) = named(one), named(other)
            length = len(bare(text))
            yield view.about_field(
                other,
                f"“{zh2}”与“{zh1}”文字相同（{length} 字）",
                f"{en1} and {en2} are the same {length} characters".capitalize(),
            )


@form_rule(
    "forms.narrative_overlap",
    INFO,
    zh="两栏文字大段重复",
    en="two fields do not share long passages",
    basis="疑为复制粘贴",
    basis_en="probably copied and pasted",
    threshold=Threshold(20, "shortest shared passage, in characters"),
)
def narrative_overlap(view: FormView, shortest: float) -> Findings:
    """Find two fields that share a passage and are not the same altogether."""
    texts = [(field, bare(text)) for field, text in written(view, NARRATIVES)]
    least = max(1, round(shortest))
    parts = {text: passages(text, least) for _, text in texts}
    for (one, text), (other, again) in combinations(texts, 2):
        alike = text != again and not parts[text].isdisjoint(parts[again])
        shared = longest_shared(text, again, least) if alike else ""
        if shared:
            (zh1, en1), (zh2, en2) = named(one), named(other)
            yield view.about_field(
                other,
                f"“{zh2}”与“{zh1}”有 {len(shared)} 字相同：“{shared[:12]}…”",
                f"{en1} and {en2} share {len(shared)} characters: “{shared[:12]}…”".capitalize(),
            )


@form_rule(
    "forms.amount_in_text_exceeds_budget",
    WARNING,
    zh="文中的支出大于预算",
    en="the prose does not speak of more money than the budget",
    basis="文字与预算应一致",
    basis_en="prose and budget agree",
    threshold=Threshold(0.01, "rounding, in 万元"),
)
def amount_in_text_exceeds_budget(view: FormView, rounding: float) -> Findings:
    """Find sums that the prose says are needed and that are above the total; revenue and other years apart."""
    line = _budget(view)
    if line is None or not line.full_year:
        return
    for field, text in written(view, NARRATIVES):
        limit = float(line.full_year) + rounding
        spent = [money for money in money_in(text) if _is_spent(money) and money.amount > limit]
        if spent:
            most = max(spent, key=lambda money: money.amount)
            zh, en = named(field)
            t, a = wan_yuan(most.amount), wan_yuan(line.full_year)
            shown = clause_before(most.before, len(most.before)) + most.printed
            yield view.about_field(
                field,
                f"“{zh}”写明需 {t} 万元（“{shown}”），预算仅 {a} 万元",
                f"{en[0].upper()}{en[1:]} speaks of {t}, the budget is {a} (10,000 CNY)",
            )


@form_rule(
    "forms.amount_below_stated_floor",
    WARNING,
    zh="预算低于文中要求的下限",
    en="the budget reaches what the prose says is the least",
    basis="文字与预算应一致",
    basis_en="prose and budget agree",
)
def amount_below_stated_floor(view: FormView) -> Findings:
    """Find budgets below a sum that the prose says must be there at least."""
    line = _budget(view)
    if line is None or line.full_year is None:
        return
    for field, text in written(view, NARRATIVES):
        floors = [money for money in money_in(text) if money.is_floor and _is_for_this_budget(money)]
        if floors and (most := max(floors, key=lambda money: money.amount)).amount > line.full_year:
            zh, en = named(field)
            t, a = wan_yuan(most.amount), wan_yuan(line.full_year)
            yield view.about_field(
                field,
                f"“{zh}”要求不少于 {t} 万元，预算 {a} 万元",
                f"By {en} at least {t} are demanded, the budget is {a} (10,000 CNY)",
            )


@form_rule(
    "forms.goal_quantity_without_indicator",
    WARNING,
    zh="目标中的数量应有对应指标",
    en="what the goal counts is held to by an indicator",
    basis="财预〔2020〕10号：绩效目标应分解为具体指标",
    basis_en="财预〔2020〕10号: a goal is broken down into indicators",
)
def goal_quantity_without_indicator(view: FormView) -> Findings:
    """Find quantities of goals that no indicator of the form repeats: one finding for each field."""
    if not view.is_target or not view.indicators:
        return
    held = {(row.full_year_number, row.full_year_unit) for row in view.indicators}
    held |= {(float(one.number), _unit(one)) for row in view.indicators for one in figures(row.level3 or "")[1]}
    told: set[tuple[float, str | None]] = set()
    for field, text in written(view, tuple(reversed(GOALS))):
        searched, found = figures(text)
        missing = [one for one in found if _is_goal(one, field) and (float(one.number), _unit(one)) not in held | told]
        told |= {(float(one.number), _unit(one)) for one in missing}
        if missing:
            zh, en = named(field)
            shown = "、".join(_shown(searched, one) for one in missing)
            yield view.about_field(
                field,
                f"“{zh}”写明{shown}，指标中没有对应",
                f"{en[0].upper()}{en[1:]} says {shown}, which no indicator carries",
            )


def _budget(view: FormView) -> FundRow | None:
    return view.line(EXPENDITURE, "total") or view.line(INCOME, "total")


def _is_spent(money: Money) -> bool:
    return not money.is_floor and _is_for_this_budget(money)


def _is_for_this_budget(money: Money) -> bool:
    clause = clause_before(money.before, len(money.before))
    return _COST.search(clause) is not None and not _REVENUE.search(money.before) and not _ANOTHER_TIME.search(clause)


def _is_goal(one: Quantity, field: str) -> bool:
    """Tell whether a quantity could be a target; in what is done, only one that is promised as a least or a most."""
    if one.kind == "approximate" or _unit(one) not in _COUNTED:
        return False
    return field != "content" or one.comparator is not None


def _unit(one: Quantity) -> str | None:
    return one.unit.name if one.unit else None


def _shown(text: str, one: Quantity) -> str:
    clause = clause_before(text, one.start).replace("\x00", "")
    cut = "…" if len(clause) > _SHOWN else ""
    return f"“{cut}{clause[-_SHOWN:]}{text[one.start : one.end]}”"


CHECKS: tuple[FormCheck, ...] = (
    narrative_too_short,
    narrative_duplicate,
    narrative_overlap,
    amount_in_text_exceeds_budget,
    amount_below_stated_floor,
    goal_quantity_without_indicator,
)
