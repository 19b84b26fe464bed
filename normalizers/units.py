"""The words around a number: units and comparators as forms print them, from ``catalogue/units.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongbiao.normalizers.packaged import packaged_rows

_MULTIPLIERS = {"百万": 1_000_000, "千万": 10_000_000, "万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}
"""Numerals that stand between a number and its unit: 1.2万人次."""

_RATE_WORDS = {"日": "天", "㎡": "平方米", "名": "人"}
_MONEY = frozenset({"元", "百元", "千元", "万元", "百万元", "亿元", "美元"})
_NEEDS_CONTEXT = frozenset({"多", "余", "前", "之前", "内", "》"})
"""Comparators of the table that count in certain places only; quantity.py knows which."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in its normal form, and by what the printed number is multiplied to be in it (成 is 10 %)."""

    name: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """What a column 计量单位 says of the numbers beside it."""

    unit: Unit
    times: Decimal
    """What a number is multiplied by to be in the unit: 10,000 for 万人次."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that units.csv knows, made ready for searching."""

    units: dict[str, Unit]
    """By printed form."""
    unit: re.Pattern[str]
    """Matches a unit at the place where the number ends."""
    multiplied: re.Pattern[str]
    """Matches 万, 亿 … there, followed perhaps by 多 or 余."""
    before: re.Pattern[str]
    """Searches the text before a number for a comparator at its end; group ``word``."""
    after: re.Pattern[str]
    """Matches a comparator behind number and unit; group ``word``."""
    comparators: dict[str, str]
    """Sign (= ≥ ≤ > <) by printed form, ``~`` for an approximation."""
    answers: frozenset[str]
    """Words that are a value: 健全, 规范, 是 …"""


@cache
def lexicon() -> Lexicon:
    """Load the table, once a process."""
    units: dict[str, Unit] = {}
    comparators: dict[str, str] = {}
    answers: list[str] = []
    places: dict[str, list[str]] = {"before_number": [], "after_number": []}
    for _, row in packaged_rows("catalogue/units.csv"):
        printed = row["printed"]
        if row["kind"] == "unit" and row["normal_form"] != "(倍数)" and not printed.startswith(("(", "百分之")):
            converted = row["normal_form"] == row["base_unit"] != printed
            units[printed] = Unit(row["normal_form"], Decimal(row["factor_to_base"]) if converted else Decimal(1))
        elif row["kind"] == "comparator" and row["comparator"] and printed not in _NEEDS_CONTEXT:
            comparators[printed] = row["comparator"]
            places[row["position"]].append(printed)
        elif row["kind"] == "qualitative":
            answers.append(printed)
    before, after = _any_of(places["before_number"]), _any_of(places["after_number"])
    fillers = r"(?:每人|每[年月周天日次季]度?|全年|年均|年|平均|总数|数|共|为|在|约|到|:|\s)*"
    fillers += f"(?:{_VERBS})?"
    return Lexicon(
        units=units,
        unit=re.compile(_any_of(units)),
        multiplied=re.compile(rf"(?P<times>{_any_of(_MULTIPLIERS)})?(?P<over>[多余])?"),
        before=re.compile(rf"{_NOT_IN_A_WORD}(?P<word>{before}){fillers}\Z"),
        after=re.compile(rf"\(?[含及或]?\)?(?P<word>{after})"),
        comparators=comparators,
        answers=frozenset(answers),
    )


def comparator_of(printed: str | None) -> str | None:
    """Return the sign that a column 计算符号 prints (≥, 大于等于, ≧ …), None where it prints none (定性, 数值)."""
    sign = lexicon().comparators.get(_IN_BRACKETS.sub("", (printed or "").replace(" ", "")))
    return None if sign == "~" else sign


def column_unit(printed: str) -> ColumnUnit | None:
    """Return the unit that a column 计量单位 prints (%, 万人次, 单位：件), None for 定性, / or an unknown one."""
    found = _COLUMN.fullmatch(printed)
    assert found is not None
    name = found["unit"]
    unit, end = unit_at(name, 0)
    times = 1
    if unit is None or end < len(name):
        more = lexicon().multiplied.match(name)
        times = multiplier(more["times"]) if more else 1
        unit, end = unit_at(name, more.end() if more else 0)
    return ColumnUnit(unit, times * unit.factor) if unit is not None and end == len(name) else None


def multiplier(word: str | None) -> int:
    """Return what 万, 亿 … stand for; 1 for every other word and for none."""
    return _MULTIPLIERS.get(word or "", 1)


def unit_at(text: str, at: int) -> tuple[Unit | None, int]:
    """Return the unit that begins at ``at`` and where it ends; rates (元/人·天, 元每人每天) are put in one form."""
    words = lexicon()
    found = words.unit.match(text, at)
    if found is None:
        return None, at
    unit, end = words.units[found[0]], found.end()
    per: list[str] = []
    while (more := _RATE.match(text, end)) and not (per and more[1] in per):
        per.append(more[1])
        end = more.end()
    if not per:
        return unit, end
    people = [part for part in per if part in _PEOPLE]
    periods = [_RATE_WORDS.get(part, part) for part in per if part not in _PEOPLE]
    joint = "·" if "/" in unit.name else "/"
    return Unit(f"{unit.name}{joint}{'·'.join(['人'] * bool(people) + periods)}", unit.factor), end


def per_person(unit: Unit | None, before: str) -> Unit | None:
    """Return the rate that 每人每年16万元, 人均300元 and 每户500元 mean: a sum of money with the words before it."""
    if unit is None or unit.name not in _MONEY:
        return unit
    found = _EACH_BEFORE.search(before)
    if found is None:
        return unit
    if found["thing"]:
        return Unit(f"{unit.name}/{_RATE_WORDS.get(found['thing'], found['thing'])}", unit.factor)
    period = f"·{_RATE_WORDS.get(found['period'], found['period'])}" if found["period"] else ""
    return Unit(f"{unit.name}/人{period}", unit.factor)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_NOT_IN_A_WORD = "(?!约(?<=[节预签合制违公契履集]约))(?!近(?<=[最附邻临]近))(?!达(?<=到达))"
"""节约5% says nothing of about, 预约, 附近 and 到达 neither."""
_VERBS = "召开|举办|开展|组织|完成|培训|检查|发放|接待|服务|新增|新建|安排|实施"
"""Between a comparator and its number: 至少召开4次."""
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_COLUMN = re.compile(r"(?P<open>\()?(?:(?:计量|度量)?单位:?)?(?P<unit>.*?)(?(open)\))", re.DOTALL)
"""(%), 单位：件: what may stand around a unit that has a cell of its own."""
_PEOPLE = frozenset({"人", "名", "人次"})
_THINGS = "平方米|㎡|公里|课时|小时|公顷|户|亩|次|期|班|件|台|套|辆|个|场|份|村|家|组|吨|头|株|例|篇|项|处|座"
_RATE = re.compile(rf"(?:[/·.*]每?|每)(人次|人|名|季度|天|日|月|年|周|{_THINGS})")
_EACH_BEFORE = re.compile(
    rf"(?:(?:每人|人均)(?:每(?P<period>[年月天日]))?|每(?P<thing>{_THINGS}))[^0-9,;。\x00]{{0,6}}\Z"
)
