"""Documents invented from a seed: a department form and project forms of one office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from tests.corpus import wordlist
from tests.corpus.labels import DEPARTMENT_LEVELS, PROJECT_LEVELS, draw_lines, level_id
from tests.corpus.model import Amount, FormContent, LevelOne, LevelTwo, Line, Money, Period, Shape

_INCOME = (
    ("total", None, "资金总额"),
    ("fiscal_subtotal", "财政拨款", "小计"),
    ("general_public_budget", "财政拨款", "一般公共预算资金"),
    ("government_fund_budget", "财政拨款", "政府性基金预算"),
    ("fiscal_special_account", "财政拨款", "财政专户管理资金"),
    ("state_capital_budget", None, "国有资本经营预算"),
    ("social_insurance_budget", None, "社保基金预算"),
    ("carried_over", None, "上年结转资金"),
    ("other", None, "其他资金"),
)
_FILLED = {"total", "fiscal_subtotal", "general_public_budget"}
_YEARS = (2022, 2023, 2024, 2025)
_DATES = ("{0.year}.{0.month}.{0.day}", "{0.year}-{0.month:02}-{0.day:02}", "{0.year}年{0.month}月{0.day}日")


@dataclass(frozen=True, slots=True)
class _Office:
    """Who publishes, and for which year."""

    place: str
    tier: str
    department: str
    year: int
    year_line: str


def invent(seed: int, shape: Shape) -> tuple[FormContent, ...]:
    """Return the forms of an invented document; the same seed and shape give the same forms."""
    random = Random(seed)
    place, tier = random.choice(wordlist.PLACES)
    department = place + random.choice(wordlist.OFFICES)
    year = random.choice(_YEARS)
    year_line = random.choice(("({}年度)", "（{}年度）", "（{}年）", "{}年度")).format(year)
    names = random.sample(wordlist.PROJECTS, shape.projects)
    amounts = [Decimal(random.randint(20, 90_000)) / 100 for _ in names]
    office = _Office(place, tier, department, year, year_line)
    forms = [_department_form(random, shape, office, names, amounts)] if shape.department_form else []
    title = f"{place}{tier}项目{random.choice(('预算', '支出'))}绩效目标表"
    pairs = zip(names, amounts, strict=True)
    return (*forms, *(_project_form(random, shape, office, title, name, amount) for name, amount in pairs))


def _department_form(
    random: Random, shape: Shape, office: _Office, names: list[str], amounts: list[Decimal]
) -> FormContent:
    return FormContent(
        form_type="department_target",
        title=f"{office.place}{office.tier}部门整体{random.choice(('预算', '支出'))}绩效目标表",
        year=office.year,
        year_line=office.year_line,
        region=office.place,
        department=office.department,
        fields=_narratives(random, shape, "responsibilities", "organisation", "long_term_goal", "annual_goal"),
        period=None,
        money=tuple(_department_money(random, names, amounts)),
        levels=_levels(random, shape, DEPARTMENT_LEVELS, names),
        value_order=tuple(column for column in shape.value_order if column != "calc_symbol"),
    )


def _project_form(random: Random, shape: Shape, office: _Office, title: str, name: str, amount: Decimal) -> FormContent:
    person, phone = random.choice(wordlist.CONTACTS)
    return FormContent(
        form_type="project_target",
        title=title,
        year=office.year,
        year_line=office.year_line,
        region=office.place,
        department=office.department,
        fields={
            "project_name": name,
            "supervising_department": office.department,
            "implementing_unit": office.department,
            "project_attribute": random.choice(wordlist.ATTRIBUTES),
            "project_tier": random.choice(wordlist.TIERS),
            "project_category": random.choice(wordlist.CATEGORIES),
            "contact_name": person,
            "contact_phone": phone,
            **_narratives(random, shape, "necessity", "feasibility", "content", "long_term_goal", "annual_goal"),
        },
        period=_period(random, office.year),
        money=tuple(_project_money(random, amount)),
        levels=_levels(random, shape, PROJECT_LEVELS, ()),
        value_order=shape.value_order,
    )


def _narratives(random: Random, shape: Shape, *columns: str) -> dict[str, str]:
    return {column: _narrative(random, random.randint(*shape.narrative)) for column in columns}


def _narrative(random: Random, length: int) -> str:
    """Prose of about ``length`` characters, never more; empty if that is less than the shortest sentence."""
    text = ""
    while fitting := [sentence for sentence in wordlist.SENTENCES if len(text) + len(sentence) <= length]:
        text += random.choice(fitting)
    return text


def _period(random: Random, year: int) -> Period:
    start, end = date(year, random.choice((1, 3, 7)), 1), date(year, 12, 31)
    style = random.choice(_DATES)
    return Period(start, end, (style.format(start), style.format(end)))


def _department_money(random: Random, names: list[str], amounts: list[Decimal]) -> Iterator[Money]:
    basic = Decimal(random.randint(30_000, 300_000)) / 100
    projects = sum(amounts, Decimal(0))
    write = _Writer(random)
    yield from _income(write, basic + projects)
    for item, label, value in (
        ("total", "资金总额", basic + projects),
        ("basic", "基本支出", basic),
        ("project", "项目支出", projects),
    ):
        yield Money("expenditure", item, label, None, _half(write, value), write(value))
    for number, (name, value) in enumerate(zip(names, amounts, strict=True), start=1):
        label = f"{'其中：' if number == 1 else ''}项目{number}：{name}"
        yield Money("expenditure", "project_item", label, None, _half(write, value), write(value), number, name)


def _project_money(random: Random, amount: Decimal) -> Iterator[Money]:
    write = _Writer(random)
    yield from _income(write, amount)
    yield Money("expenditure", "total", "资金总额", None, _half(write, amount), write(amount))


class _Writer:
    """Writes amounts the way that one form prints them: bare, grouped, or with their unit."""

    def __init__(self, random: Random) -> None:
        self._style = random.choice(("{}", "{:,}", "{}万元"))

    def __call__(self, value: Decimal) -> Amount:
        return Amount(self._style.format(value), value)


def _half(write: _Writer, value: Decimal) -> Amount:
    return write((value / 2).quantize(Decimal("0.01")))


def _income(write: _Writer, total: Decimal) -> Iterator[Money]:
    for item, group, label in _INCOME:
        yield Money("income", item, label, group, None, write(total) if item in _FILLED else None)


def _levels(
    random: Random, shape: Shape, names: dict[str, tuple[str, ...]], projects: Sequence[str]
) -> tuple[LevelOne, ...]:
    levels = []
    for level1, groups in names.items():
        id1 = level_id(level1, None)
        made = [
            LevelTwo(level2, level_id(level2, id1), tuple(_lines(random, shape, level1, level2, projects)))
            for level2 in groups
        ]
        levels.append(LevelOne(level1, id1, tuple(made)))
    return tuple(levels)


def _lines(random: Random, shape: Shape, level1: str, level2: str, projects: Sequence[str]) -> Iterator[Line]:
    drawn = draw_lines(random, level1, level2, random.randint(*shape.lines_per_group))
    for number, (label, half, full) in enumerate(drawn, start=1):
        if projects and level1 == "履职指标":
            yield Line(label, half, full, None, None, random.choice(wordlist.TASKS), random.choice(projects))
        elif projects:
            yield Line(label, half, full)
        else:
            yield Line(label, half, full, number, "定性" if full.kind == "qualitative" else "数值")
