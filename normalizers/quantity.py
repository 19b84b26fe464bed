"""Finds the quantities in a target value: every number with its unit, comparator and place in the text.

Dates, years, ordinals, fractions (1/2) and the numbers in names (12345热线, PM2.5, 〔2016〕15号) are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gongbiao.normalizers.numerals import DIGITS, NUMERALS, chinese_number
from gongbiao.normalizers.units import Unit, lexicon, multiplier, per_person, unit_at

NO_QUANTITY = "\x00"
"""Stands in a prepared text where a date, an ordinal or a fraction was; the text itself cannot contain it."""

_YEAR = "(?:19|20)[0-9]{2}"
_DATE_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NOT_QUANTITIES = re.compile(
    "|".join(
        (
            rf"[(〔\[]{_YEAR}[)〕\]]第?[0-9]*号?",  # 〔2016〕15号
            rf"(?<![0-9.]){_YEAR}[./-][0-9]{{1,2}}[./-][0-9]{{1,2}}日?(?![0-9])",
            rf"(?<![0-9.≥≤><=]){_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9.])",
            rf"(?<![0-9.]){_YEAR}[./-](?:1[0-2]|0?[1-9])(?=[前底至~-]|\Z)",
            rf"(?<![0-9.]){_YEAR}[-~至](?:{_YEAR})(?:年度?|学年)?",
            rf"(?<![0-9.]){_YEAR}(?:学年|[年届级版秋春])度?",
            r"(?:每年)?(?<![0-9.])[0-9]{1,2}月?[-~至][0-9]{1,2}月(?:份|[0-9]{1,2}[日号])?",
            r"(?<![0-9.])[0-9]{1,2}月(?:份|[0-9]{1,2}[日号])?",
            rf"{_DATE_NUMERAL}月(?:份|{_DATE_NUMERAL}[日号])?",
            r"每月[0-9]{1,2}[日号]",
            r"(?<![0-9.])[1-4一二三四]季度",
            r"(?<![0-9.])[0-9]{1,2}:[0-9]{1,2}(?![0-9])",  # 9:00, 1:3
            r"[0-9]+天?[*×xX][0-9]+(?:小时)?",  # 7×24小时
            r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?/[0-9]+(?:\.[0-9]+)?(?![0-9])",  # 1/2: a half, or one of two
            r"第[0-9]{1,3}(?!名|位)",
            r"(?:(?<=[;,。])|\A)(?:\([0-9]{1,2}\)(?=.)|[0-9]{1,2}(?:\)|、|\.(?![0-9])))",  # (1)…;(2)…
        )
    )
)

_ARABIC = re.compile(r"(?<![0-9.A-Za-z])[0-9]{1,15}(?:\.[0-9]{1,10})?(?![0-9]|\.[0-9])")
_THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9]|[, ][0-9])")
_MINUS = re.compile(r"(?<![^\W_])(?<!%)(?<!含\))-\Z")
_PERCENT_WORD = re.compile(rf"(?P<of>[百千])分之(?P<number>[0-9.]+|[{NUMERALS}]+(?:点[{DIGITS}]+)?)")
_TENTHS = re.compile(
    r"(?<![第十百千万])(?P<tenths>[一二三四五六七八九])成(?P<hundredths>[一二三四五六七八九])?(?=以|左|\Z|[,;。])"
)
_CHINESE = re.compile(rf"(?<![第统逐唯单专惟归同{NUMERALS}])[{NUMERALS}]+(?:点[{DIGITS}]+)?(?=[多余个]?[^{NUMERALS}])")
_CHINESE_RANGE = re.compile(
    rf"(?<![第{NUMERALS}])(?P<low>[{NUMERALS}]{{1,4}})[至到~-](?P<high>[{NUMERALS}]{{1,4}})(?![{NUMERALS}])"
)
"""三至五场; the seasons, years and months of 一至三季度 are no counts."""
_NO_COUNT = frozenset({"级", "类", "期", "部", "面", "道", "年", "号", "点", "分", "本", "对", "组", "批"})
"""After a Chinese numeral these mostly make a word, no count: 一级, 三年行动, 一批."""
_IDIOM = re.compile("不漏|不落|不少一|零")
_CLAUSE_END = re.compile(r"[)\"]*(?:\Z|[,;。、:!?])")
_RANK = re.compile(
    r"(?P<before>前|第)(?P<rank>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:名|位|强)|"
    r"(?<=[省市区县国名])前(?P<first>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?=\Z|[,;。)])"
)
"""前5名, 第一名; 全省前三, 排名前3."""
_TO = re.compile(r"\s*(?:\(不?含\))?(?:[-~至到—–]{1,2}|与|和|一)\s*")
"""一 is what a dash becomes in typing and recognition: 98%一100%."""
_TIMES = frozenset({"天", "工作日", "小时", "分钟", "秒", "周", "月", "年", "季度"})
_CHANGE = re.compile(
    r"(?<!新)(?:增长|增加|提高|提升|上升|增幅|增|涨幅|下降|降低|减少|降幅|压降|压减|缩减|下调|上调|减|降)(?:了|幅度?)?"
    r"(?:为|在|约|再|近|:|[≥≤><=~]|不低于|不少于|不高于|不超过|超过|达到?|至少)*\Z|±\Z"
)
_COMPARED = re.compile(r"(?:同比|环比|比上年|较上年|比去年|较去年|上年同期)[^,;。\x00]{0,8}\Z")
_SIGN_BEHIND = re.compile(r"(?P<word>>=|<=|[≥≧⩾≤≦⩽><])(?=[)\"]*(?:\Z|[,;。、:!?]))")
"""A sign that ends its clause belongs to the number before it: 100%≥ is ≥ 100 %."""
_AND = re.compile(r"(?:,|;|、)?(?:且|并且?|同时|和|与)?")
_CHAIN = re.compile(r"(?:<=|[≤≦⩽<])[^\W\d]{0,10}(?:<=|[≤≦⩽<])")
"""Between the numbers of 90%≤合格率<95%; names are at most that long."""
_LOOKED_BACK = 60
"""Characters before a number that may say something of it; each number of a long text would cost all before it."""
_LOWER, _UPPER = frozenset({"≥", ">"}), frozenset({"≤", "<"})
_APPROXIMATE_BEFORE = re.compile(
    r"(?:(?<![节预签合制违公契履集])约|(?<![最附邻临])近|大概|大致|接近)(?:为|在|有|占)?\Z"
)


class Quantity(NamedTuple):
    """A number that stands in a text."""

    start: int
    end: int
    """Place of number and unit in the prepared text."""
    number: Decimal
    number_max: Decimal | None
    """Upper end of a range."""
    unit: Unit | None
    comparator: str | None
    """Printed sign, None where none is printed."""
    kind: str
    """``number``, ``range``, ``approximate`` or ``change``."""
    scale: int
    """10,000 where 万 stands between number and unit, else 1."""
    named: bool
    """Whether words follow directly that are no unit: the number may be part of a name."""


def prepared(text: str) -> str:
    """Return a squashed text in which dates, ordinals and fractions are blanked and thousands have no commas."""
    plain = _THOUSANDS.sub(lambda found: re.sub("[, ]", "", found[0]), text.replace(NO_QUANTITY, ""))
    return _NOT_QUANTITIES.sub(NO_QUANTITY, plain)


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of a prepared text in order; ranges are joined."""
    found: list[Quantity] = []
    for quantity in sorted(_singles(text), key=lambda one: (one.start, -one.end)):
        if found and quantity.start < found[-1].end:
            continue
        joined = _range(text, found[-1], quantity) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(quantity)
    described: list[Quantity] = []
    for quantity in found:
        this = _described(text, quantity)
        both = _bounded(text, described[-1], this) if described else None
        if both:
            described[-1] = both
        else:
            described.append(this)
    return described


def _singles(text: str) -> Iterator[Quantity]:
    yield from _ranks(text)
    for found in _PERCENT_WORD.finditer(text):
        number = _number(found["number"])
        if number is not None:
            yield _plain(found.start(), found.end(), number, lexicon().units["%" if found["of"] == "百" else "‰"])
    for found in _TENTHS.finditer(text):
        tenths = _number(found["tenths"]) or Decimal(0)
        hundredths = _number(found["hundredths"] or "零") or Decimal(0)
        yield _plain(found.start(), found.end(), tenths * 10 + hundredths, lexicon().units["%"])
    for found in _ARABIC.finditer(text):
        yield from _with_unit(text, found.start(), found.end(), Decimal(found[0]))
    for found in _CHINESE.finditer(text):
        yield from _chinese(text, found)
    for found in _CHINESE_RANGE.finditer(text):
        yield from _chinese_range(text, found)


def _ranks(text: str) -> Iterator[Quantity]:
    for found in _RANK.finditer(text):
        rank = _number(found["rank"] or found["first"])
        if rank is not None:
            sign = "=" if found["before"] == "第" else "≤"
            yield _plain(found.start(), found.end(), rank, lexicon().units["名次"])._replace(comparator=sign)


def _with_unit(text: str, start: int, end: int, number: Decimal) -> Iterator[Quantity]:
    unit, after = unit_at(text, end)
    comparator, scale = None, 1
    if unit is None:
        more = lexicon().multiplied.match(text, end)
        assert more is not None
        scale = multiplier(more["times"])
        comparator = ">" if more["over"] else None
        unit, after = unit_at(text, more.end())
    if unit is None and text[after : after + 1].isascii() and text[after : after + 1].isalpha():
        return  # 5G, 3D
    before = _before(text, start)
    negative = _MINUS.search(before) is not None
    signed = (-number if negative else number) * scale * (unit.factor if unit else 1)
    single = _plain(start - negative, after, signed, per_person(unit, before))
    yield single._replace(comparator=comparator, scale=scale)


def _chinese(text: str, found: re.Match[str]) -> Iterator[Quantity]:
    """A Chinese numeral counts where a unit follows and ends the clause: 培训三次, not 一次性 or 三年行动."""
    over = text.startswith(("多", "余"), found.end())
    unit, end = unit_at(text, found.end() - 1)  # 一万元 is 1 万元
    number = chinese_number(found[0][:-1])
    if unit is None or number is None:
        unit, end = unit_at(text, found.end() + over)
        number = chinese_number(found[0])
    if unit is None or number is None or (unit.name in _NO_COUNT and found.start() > 0 and text[0] != "≥"):
        return
    tail = lexicon().after.match(text, end)
    rest = tail.end() if tail else end + (text[end : end + 1] == "内")
    if _CLAUSE_END.match(text, rest) and not _IDIOM.search(text, 0, found.start()):
        yield _plain(found.start(), end, number * unit.factor, unit)._replace(comparator=">" if over else None)


def _chinese_range(text: str, found: re.Match[str]) -> Iterator[Quantity]:
    unit, end = unit_at(text, found.end())
    low, high = chinese_number(found["low"]), chinese_number(found["high"])
    if unit is None or low is None or high is None or unit.name in _NO_COUNT | _TIMES or not low < high:
        return
    if _CLAUSE_END.match(text, end):
        both = _plain(found.start(), end, low * unit.factor, unit)
        yield both._replace(number_max=high * unit.factor, kind="range")


def _plain(start: int, end: int, number: Decimal, unit: Unit | None) -> Quantity:
    return Quantity(start, end, number, None, unit, None, "number", scale=1, named=False)


def _number(text: str) -> Decimal | None:
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    return chinese_number(text)


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """Join two neighbours that are the ends of a range: 10-15家, 90%至95%, 在90%与95%之间."""
    between = _TO.fullmatch(text, low.end, high.start)
    if between is None or (between[0] in "与和" and not text.startswith("之间", high.end)):
        return None
    return _joined(low, high)


def _bounded(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Join a lower and an upper bound of one thing: >90%且<95%, ≥3次/年,≤5次/年, 90%≤合格率<95%."""
    if first.kind != "number" or second.kind != "number":
        return None
    if first.comparator is None and second.comparator in _UPPER and _CHAIN.fullmatch(text, first.end, second.start):
        return _joined(first, second)
    words = lexicon()
    after = words.after.match(text, first.end, second.start)
    behind = after.end() if after else first.end
    leading = words.before.search(text, behind, second.start)
    if not _AND.fullmatch(text, behind, leading.start() if leading else second.start):
        return None
    if first.comparator in _LOWER and second.comparator in _UPPER:
        return _joined(first, second)
    if first.comparator in _UPPER and second.comparator in _LOWER:
        return _joined(second, first)
    return None


def _joined(low: Quantity, high: Quantity) -> Quantity | None:
    """The range from ``low`` to ``high``, None where their units or numbers make none."""
    if low.number_max is not None or (low.unit and high.unit and low.unit != high.unit):
        return None
    bottom = low.number
    if low.unit is None:
        bottom *= high.unit.factor if high.unit else 1
        if low.scale == 1:
            bottom *= high.scale  # 1-2万人
        elif high.unit and multiplier(high.unit.name[0]) == low.scale:
            bottom /= low.scale  # 10万-20万元
    if not bottom < high.number:
        return None
    return low._replace(
        start=min(low.start, high.start),
        end=max(low.end, high.end),
        number=bottom,
        number_max=high.number,
        unit=high.unit or low.unit,
        comparator=None,
        kind="range",
        named=False,
    )


def _before(text: str, at: int) -> str:
    """Return the words that stand directly before a place."""
    return text[max(0, at - _LOOKED_BACK) : at]


def _described(text: str, quantity: Quantity) -> Quantity:
    """Add what the words around the number say: comparator, approximation, change."""
    words = lexicon()
    before = _before(text, quantity.start)
    after = words.after.match(text, quantity.end) or _SIGN_BEHIND.match(text, quantity.end)
    leading = words.before.search(before)
    signs = [words.comparators[found["word"]] for found in (leading, after) if found]
    if quantity.unit and quantity.unit.name in _TIMES and text.startswith("内", quantity.end):
        signs.append("≤")
    if not signs and before.endswith("前") and quantity.unit and quantity.unit.name == "%":
        signs.append("≤")
    if not signs and before == "》":
        signs.append("≥")  # a template's stand-in for ≥
    kind = quantity.kind
    if kind == "number" and (_CHANGE.search(before) or _COMPARED.search(before)):
        kind = "change"
    elif kind == "number" and ("~" in signs or _APPROXIMATE_BEFORE.search(before)):
        kind = "approximate"
    comparator = quantity.comparator or next((sign for sign in signs if sign != "~"), None)
    rest = text[after.end() if after else quantity.end :]
    named = quantity.unit is None and not signs and bool(re.match(r"[^\W\d_]", rest))
    return quantity._replace(comparator=comparator if kind == "number" else None, kind=kind, named=named)
