"""A label's bare name: what forms put in front of it (numbers, levels, years) and behind it (values, units, remarks).

Takes and gives squashed text (text.py) in simplified characters.
"""

from __future__ import annotations

import re
from functools import cache

from gongbiao.normalizers.levels import level_names
from gongbiao.normalizers.numerals import NUMERALS
from gongbiao.normalizers.units import column_unit, lexicon
from gongbiao.normalizers.value import parse_value
from gongbiao.normalizers.vocabulary import vocabulary

_IDEOGRAPH = "[\u4e00-\u9fff]"
_ORDINAL = "(?:[0-9]{1,2}(?:[.-][0-9]{1,2})*|[一二三四五六七八九十]{1,3}|[a-zA-Z])"
_INDICATOR = "(?:[三3]级|绩效|评价|考核|具体)?指标"
_YEAR = re.compile(
    rf"\(?(?<![0-9])(?:20[0-9]{{2}}[-~至/])?(?:19|20)[0-9]{{2}}年(?:度|全年|[上下]半年)?\)?(?={_IDEOGRAPH}{{2}})(?![末底初])"
)
_SIGNED_VALUE = re.compile(
    r"[,:]?(?:[≥≤].+|(?<![0-9])(?:[≥≤><=:~约达为]|不低于|不少于|不高于|不超过|大于等于|小于等于|大于|小于|超过|高于|低于|达到)+"
    r"[0-9.]+.*|(?<=[率度比性])[0-9.]+[%‰].*)\Z"
)
"""≥95%, ≤限值, :100%, 达到95%以上; and 0% right behind what is given in per cent."""
_ATTACHED_VALUE = re.compile(
    rf"(?<={_IDEOGRAPH}{_IDEOGRAPH})[¥$]?[0-9][0-9.,]*(?:[-~至][0-9.]+)?(?P<unit>[^0-9]*?)(?:及?以[上下内]|之?内|左右|之?前)?\Z"
)
"""100人, 80元/人/月, 10-15家, 3个工作日内, 100."""
_PER_CENT = re.compile(rf"百分之[{NUMERALS}]+(?:以上)?\Z")
_DATE_AT_END = re.compile(
    r":?(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号])?(?:[底末初]|[上中下]旬)?(?:之?前|以前|内|完成)?\Z"
)
_ANSWER_AT_END = re.compile(r"[:,](?P<answer>[^:,]+)\Z")
_CALLED_INDICATOR = re.compile("(?<=[率度性数量额])指标\\Z")
"""资金到位率指标."""
_BRACKETS_AT_END = re.compile(r"[({](?:(?:计量)?单位|定性|定量|数值)?[:,]?(?P<inside>[^(){}]*)[)}]\Z")
_SIGNS_ONLY = re.compile(r"[%‰≥≤><=/0-9.+\-]*")
_DATE = re.compile(r"(?:[0-9]{4}|[0-9]{1,2}月).*")
"""2024年12月底前, 9月30日前."""
_NO_UNITS = frozenset({"", "%", "‰", "分", "万", "亿"})
"""What may stand behind a number and is no unit of units.csv, or none at the end of a name."""


def bare_name(text: str) -> str:
    """Return a label without what stands around its name."""
    name = _without_front(text)
    while (shorter := _without_value(name)) != name:
        name = shorter
    return name


def _without_front(text: str) -> str:
    name = text
    while (found := _front().match(name)) is not None:
        name = name[found.end() :]
    return _YEAR.sub("", name)


@cache
def _front() -> re.Pattern[str]:
    """Match one thing that stands in front of a name."""
    level = f"(?:{'|'.join(map(re.escape, level_names()))})"
    fronts = (
        # 三级指标1：, 指标（一）：, 指标名称：; a Chinese numeral needs a sign (指标一致性)
        rf"{_INDICATOR}(?:\({_ORDINAL}\)|[0-9]{{1,2}}(?:[.-][0-9]{{1,2}})*)[:、.,-]*",
        rf"{_INDICATOR}(?:名称|内容)?{_ORDINAL}?[:、-]",
        # 数量指标1：, 数量：, 产出-数量-; not 成本-效益比
        rf"{_IDEOGRAPH}{{2,6}}指标{_ORDINAL}?[:/-]|{level}{_ORDINAL}?:|{level}[/-]{level}[/-]",
        # （1）, 1), ⒈, 一., a., 第一，
        rf"(?:\({_ORDINAL}\)|{_ORDINAL}[:、.,)]|第{_ORDINAL}项?[:、,])",
        # what is left of 指标1-1：
        r"[.-][0-9]{1,2}[:、.,]?",
        # 1.1, 2-3-1; not 1.5万人, 3-6岁
        r"[1-9][0-9]?(?:[.-][0-9]{1,2})+(?![万亿千百倍元个人次年月日天岁周公米亩级类期])",
        # A31, C1-2 of evaluation reports
        r"[A-F][0-9]{1,3}(?:[.-][0-9]{1,2})*[:、.]?",
    )
    return re.compile(rf"(?:{'|'.join(fronts)})(?={_IDEOGRAPH}{{2}})")


def _without_value(name: str) -> str:
    """Take off one thing that stands behind a name: a value, a unit, a remark."""
    for value in (_SIGNED_VALUE, _DATE_AT_END, _PER_CENT, _CALLED_INDICATOR):
        shorter = value.sub("", name)
        if shorter and shorter != name:
            return shorter
    attached = _ATTACHED_VALUE.search(name)
    if attached and (attached["unit"] in _NO_UNITS or column_unit(attached["unit"]) is not None):
        return name[: attached.start()]
    answer = _ANSWER_AT_END.search(name)
    if answer and answer["answer"] in lexicon().answers:
        return name[: answer.start()] or name
    brackets = _BRACKETS_AT_END.search(name)
    if brackets and _says_value(brackets["inside"]):
        return name[: brackets.start()] or name
    return name


def _says_value(text: str) -> bool:
    """Tell whether text in brackets is a unit, a sign, a number, a date, an answer such as 健全, or a remark."""
    if text in lexicon().answers or any(form.fullmatch(text) for form in (_SIGNS_ONLY, _SIGNED_VALUE, _DATE)):
        return True
    if vocabulary().remark.fullmatch(text) or (text and column_unit(text) is not None):
        return True
    return not text.isdecimal() and any(map(str.isdecimal, text)) and parse_value(text).unit is not None
