"""An indicator's label: its number split off, and the form in which two labels are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from gongbiao.normalizers.numerals import chinese_number
from gongbiao.normalizers.simplified import to_simplified
from gongbiao.normalizers.text import fold, repair, squash
from gongbiao.normalizers.units import column_unit, lexicon
from gongbiao.normalizers.value import parse_value

_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳⑴-⒇]"
_PREFIXES = (
    # 指标1：, 指标 2:, 指标①, 指标一、, 指标（3）; a Chinese numeral needs a sign behind it (指标一致性)
    re.compile(
        r"指[标標]\s*[（(]?(?P<number>[0-9]{1,2}(?![0-9])|[①-⑳⑴-⒇])[）)]?\s*[:：、.．]?\s*(?P<rest>.*)", re.DOTALL
    ),
    re.compile(r"指[标標]\s*(?P<number>[一二三四五六七八九十]{1,3})\s*[:：、.．]\s*(?P<rest>.*)", re.DOTALL),
    # （1）…, 1）…, ①…
    re.compile(rf"[（(](?P<number>{_NUMERAL})[）)]\s*(?P<rest>.+)", re.DOTALL),
    re.compile(r"(?P<number>[0-9]{1,2})[）)]\s*(?P<rest>.+)", re.DOTALL),
    re.compile(r"(?P<number>[①-⑳⑴-⒇])\s*(?P<rest>.+)", re.DOTALL),
    # 1. …, 1、…, 一、…; not 1.5万人 or 1:1
    re.compile(r"(?P<number>[0-9]{1,2})\s*[:：、.．]\s*(?P<rest>[^0-9].*)", re.DOTALL),
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})、\s*(?P<rest>.+)", re.DOTALL),
)
_MAY_BE_NUMBERED = re.compile("[指（(0-9一二三四五六七八九十①-⑳⑴-⒇]")
"""What each of them begins with."""
_VALUE_AT_END = re.compile(
    r"[,:]?(?:[≥≤].+|(?:[≥≤><=:~约达为]|不低于|不少于|不高于|不超过|达到)+[0-9.]+.*|(?<=[率度比性])[0-9.]+[%‰].*)\Z"
)
"""≥95%, ≤限值, :100%, 达到95%以上; and 0% right behind what is given in per cent."""
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]+")
"""Labels of nothing else have neither number nor value nor punctuation: most are such."""
_BRACKETS_AT_END = re.compile(r"\((?:(?:计量)?单位|定性|定量|数值)?[:,]?(?P<inside>[^()]*)\)\Z")
_CLAUSE_ENDS = re.compile("[\u4e00-\u9fff0-9%％][，,；;。](?=\\s*[\u4e00-\u9fff])")
"""每年群众来信来访件约1000件，力争群众满意率达95%以上."""
_SIGNS_ONLY = re.compile(r"[%‰≥≤><=/0-9.+\-]*")
_DATE = re.compile(r"(?:[0-9]{4}|[0-9]{1,2}月).*")
"""2024年12月底前, 9月30日前."""


def split_label(text: str) -> tuple[int | None, str]:
    """Split ``指标 N：`` off a repaired label: (N, the rest), (None, the text) where there is no number.

    Also 指标①, 1., 1、, （1） and the like. Digits that belong to the name (12345热线办结率) stay in it.
    """
    stripped = text.strip()
    if not _MAY_BE_NUMBERED.match(stripped):
        return None, text
    for prefix in _PREFIXES:
        found = prefix.match(stripped)
        if found:
            return _ordinal(found["number"]), found["rest"].strip()
    return None, text


def clauses(label: str) -> int:
    """Return how many clauses a label has: of a sentence each may mean another thing."""
    return 1 + len(_CLAUSE_ENDS.findall(label))


@lru_cache(65536)
def comparison_form(label: str) -> str:
    """Return what of a label is compared, in simplified characters.

    That is the label without its number, a unit in brackets, an appended value, punctuation and white space.
    """
    if _IDEOGRAPHS.fullmatch(label):
        return to_simplified(label)
    name = to_simplified(squash(split_label(repair((label,)))[1]))
    while (shorter := _without_value(name)) != name:
        name = shorter
    return fold(name).casefold()


def _without_value(name: str) -> str:
    """Take off a value or a unit that stands behind a name."""
    name = _VALUE_AT_END.sub("", name) or name
    brackets = _BRACKETS_AT_END.search(name)
    if brackets and _says_value(brackets["inside"]):
        return name[: brackets.start()] or name
    return name


def _says_value(text: str) -> bool:
    """Tell whether text in brackets is a unit, a sign, a number, a date or an answer such as 健全."""
    if text in lexicon().answers or any(form.fullmatch(text) for form in (_SIGNS_ONLY, _VALUE_AT_END, _DATE)):
        return True
    if text and column_unit(text) is not None:
        return True
    return not text.isdecimal() and any(map(str.isdecimal, text)) and parse_value(text).unit is not None


def _ordinal(numeral: str) -> int:
    if numeral.isascii():
        return int(numeral)
    number = chinese_number(numeral)
    return int(unicodedata.numeric(numeral)) if number is None else int(number)
