"""An indicator's label: its number split off, and the form in which two labels are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from gongbiao.normalizers.bare_name import bare_name
from gongbiao.normalizers.numerals import chinese_number
from gongbiao.normalizers.simplified import to_simplified
from gongbiao.normalizers.text import fold, repair, squash

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
_NAME_ALONE = re.compile("(?!.*(?:指[标標]\\Z|百分之))[\u4e00-\u9fff]+")
"""Labels that have neither number nor value nor punctuation: most are such."""
_NUMBER_APART = re.compile(
    r"\A\s*[0-9]{1,2}\s+(?=[\u4e00-\u9fff]{2})(?![公个名次件户家月日天周期级类批万亿千百元]|项(?!目)|人(?![员均])|年(?!度))"
)
"""1 资金到位率; not 3 个工作日办结率."""
_CLAUSE_ENDS = re.compile("(?<=.{3}[\u4e00-\u9fff0-9%％])[，,；;。](?=\\s*[\u4e00-\u9fff])")
"""每年群众来信来访件约1000件，力争群众满意率达95%以上; not 1，资金到位率."""


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
    if _NAME_ALONE.fullmatch(label):
        return to_simplified(label)
    name = to_simplified(squash(split_label(repair((_NUMBER_APART.sub("", label, count=1),)))[1]))
    return fold(bare_name(name)).casefold()


def _ordinal(numeral: str) -> int:
    if numeral.isascii():
        return int(numeral)
    number = chinese_number(numeral)
    return int(unicodedata.numeric(numeral)) if number is None else int(number)
