"""Checks of dates: when a project begins and ends, and which years its prose speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongbiao.normalizers.text import squash
from gongbiao.pipeline.checks.prose import NARRATIVES, around, named, written
from gongbiao.pipeline.checks.rule import Findings, FormCheck, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING

_EVERY_YEAR = ("常年安排", "常年", "经常性项目", "经常性", "延续项目", "延续性项目")
_SHORT_PERIOD = 300
"""Days: a project of every year runs for about as long as the year."""
_QUOTED = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》|〈[^〈〉]*〉|[〔(（\[]20\d{2}[〕)）\]]")
_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?!度?[-—~至到])")
_SINCE = re.compile("度?(?:起|以来|之?前|[初底末]|同期)")
_PLANS = re.compile("继续|计划|拟|将|需|预计|力争|确保|打算|准备|要求完成|目标")
_PLAN_REACH = 10
"""Characters after a year within which a word of planning makes it a plan for that year."""
_HISTORY = re.compile(
    "已|完成了|曾|基础上|比|较|同期|以来|下发|印发|出台|批复|批准|发布|颁布|施行|实施的|承担|开始|启动|成立|起"
)
"""Words that tell of what was, or name the year only to compare with it."""
_SENTENCE_PART = re.compile("[,，;；。]")
_SENTENCE = re.compile("[;；。]")
_NOTHING = re.compile(r"[-/\\—–_~.…*＊]+|无|长期|常年|不限")


@form_rule(
    "forms.dates_order",
    ERROR,
    zh="完成时间不得早于开始时间",
    en="a project ends after it begins",
    basis="时间顺序",
    basis_en="the order of time",
)
def dates_order(view: FormView) -> Findings:
    """Find projects that end before they begin."""
    start, end = view.form.start_date, view.form.end_date
    if start and end and end < start:
        yield view.about_field(
            "end_date", f"完成时间 {end} 早于开始时间 {start}", f"The end {end} is before the start {start}"
        )


@form_rule(
    "forms.dates_outside_year",
    WARNING,
    zh="项目期应包含预算年度",
    en="the project's period includes the form's year",
    basis="预算法第 18 条：预算年度",
    basis_en="Budget Law, art. 18: the budget year",
)
def dates_outside_year(view: FormView) -> Findings:
    """Find periods that lie wholly before or after the year of the form."""
    start, end, year = view.form.start_date, view.form.end_date, view.form.year
    if start and end and year and start <= end and not start.year <= year <= end.year:
        yield view.about_field(
            "start_date",
            f"项目期 {start} 至 {end} 不含 {year} 年度",
            f"The project's period {start} to {end} does not include {year}",
        )


@form_rule(
    "forms.date_unparsed",
    WARNING,
    zh="日期应能识别",
    en="dates are dates",
    basis="数据质量",
    basis_en="data quality",
)
def date_unparsed(view: FormView) -> Findings:
    """Find a start or end that is filled in and is no date, or an impossible one."""
    for field in ("start_date", "end_date"):
        cell = view.facts.printed.get(field)
        if cell is None or not cell.text or getattr(view.form, field) is not None:
            continue
        if not _NOTHING.fullmatch(squash(cell.text)):
            zh, en = named(field)
            yield view.about_field(field, f"{zh}“{cell.text}”不是日期", f"“{cell.text}”, {en}, is no date")


@form_rule(
    "forms.recurring_period_odd",
    INFO,
    zh="常年项目的期间过短",
    en="a project of every year runs for most of it",
    basis="项目属性与期间应一致",
    basis_en="attribute and period agree",
)
def recurring_period_odd(view: FormView) -> Findings:
    """Find projects that recur every year and last a part of it."""
    form = view.form
    if form.project_attribute in _EVERY_YEAR and form.start_date and form.end_date:
        days = (form.end_date - form.start_date).days + 1
        if 0 < days < _SHORT_PERIOD:
            yield view.about_field(
                "end_date",
                f"项目属性为“{form.project_attribute}”，期间仅 {days} 天（{form.start_date} 至 {form.end_date}）",
                f"The attribute is “{form.project_attribute}”, the period {days} days",
            )


@form_rule(
    "forms.stale_year",
    WARNING,
    zh="叙述中写有往年的计划",
    en="the prose plans for an earlier year",
    basis="疑为沿用上年的表而未改年份",
    basis_en="probably last year's form with its year left in",
)
def stale_year(view: FormView) -> Findings:
    """Find sentences that plan for a year before that of the form."""
    for field, text, found in _first_of_each(_earlier_years(view)[0]):
        zh, en = named(field)
        shown = around(text, found.start(), found.end(), 10)
        yield view.about_field(
            field,
            f"{view.form.year} 年度表的“{zh}”写有 {found[1]} 年的安排：“{shown}”",
            f"The form is for {view.form.year}, {en} plans for {found[1]}: “{shown}”",
        )


@form_rule(
    "forms.past_year_mentioned",
    INFO,
    zh="叙述中提到往年",
    en="the prose mentions an earlier year",
    basis="提示核对是否过时",
    basis_en="worth a look: it may be out of date",
)
def past_year_mentioned(view: FormView) -> Findings:
    """Find earlier years that are told of, not planned for."""
    for field, text, found in _first_of_each(_earlier_years(view)[1]):
        zh, en = named(field)
        shown = around(text, found.start(), found.end(), 10)
        yield view.about_field(
            field,
            f"{view.form.year} 年度表的“{zh}”提到 {found[1]} 年：“{shown}”",
            f"The form is for {view.form.year}, {en} mentions {found[1]}: “{shown}”",
        )


_Mention = tuple[str, str, re.Match[str]]
"""Field, its text, and where the year stands in it."""


def _earlier_years(view: FormView) -> tuple[list[_Mention], list[_Mention]]:
    """Return the mentions of earlier years that are plans, and the others; titles and numbers of documents apart."""
    year = view.form.year
    plans: list[_Mention] = []
    others: list[_Mention] = []
    for field, text in written(view, NARRATIVES) if year is not None else ():
        if "20" not in text:
            continue
        plain = _QUOTED.sub(lambda quoted: "\x00" * len(quoted[0]), text)
        for found in _YEAR.finditer(plain):
            if year is not None and int(found[1]) < year:
                (plans if _is_plan(field, plain, found) else others).append((field, text, found))
    return plans, others


def _first_of_each(mentions: Iterable[_Mention]) -> Iterator[_Mention]:
    """Yield the first mention of each year in each field."""
    first = {(field, found[1]): (field, text, found) for field, text, found in reversed(list(mentions))}
    yield from reversed(first.values())


def _is_plan(field: str, text: str, found: re.Match[str]) -> bool:
    if _SINCE.match(text, found.end()):
        return False
    after = _SENTENCE_PART.split(text[found.end() : found.end() + _PLAN_REACH], maxsplit=1)[0]
    if _PLANS.search(after):
        return True
    before, behind = (
        _SENTENCE_PART.split(text[: found.start()])[-1],
        _SENTENCE.split(text[found.end() :], maxsplit=1)[0],
    )
    return field == "annual_goal" and not _HISTORY.search(before + behind)


CHECKS: tuple[FormCheck, ...] = (
    dates_order,
    dates_outside_year,
    date_unparsed,
    recurring_period_odd,
    stale_year,
    past_year_mentioned,
)
