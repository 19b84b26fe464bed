"""What a target value says: ``群众满意率达95%以上`` is ≥ 95 %, ``健全`` is qualitative, ``/`` is undetermined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gongbiao.normalizers.numerals import chinese_number
from gongbiao.normalizers.quantity import NO_QUANTITY, Quantity, prepared, quantities
from gongbiao.normalizers.text import repair
from gongbiao.normalizers.units import ColumnUnit, column_unit, comparator_of

_REMEMBERED = 65536
"""Distinct (text, label, symbol, unit) kept: 健全, 100% and their like come by the thousand."""

_SIGNS = str.maketrans("，；：（）＜＞＝～！？＋－／〜∼−﹣·•・", ",;:()<>=~!?+-/~~--···")
_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
_PLACEHOLDER = re.compile(r"[/\\—–_*＊…~.\-]+")
_UNDETERMINED = re.compile(
    r"待定|待确定|未定|未确定|另行确定|暂不确定|不确定|视.*情况|视.*而定|据实|按实际?(?:发生|需要|情况)|"
    r"(?:根据|依据|按照?|以|由).*(?:确定|而定|为准|核定|下达|分配)"
)

_INTENT = re.compile("力争|确保|争取|努力|实现|达到|达")
_COUNT_LABEL = re.compile(r"[数量]\Z")
_RATE_LABEL = re.compile("[率度比]|比例|比重|占比|覆盖面")
_UNIT_FITS = (
    (re.compile("人数|人次|人员|人口"), frozenset({"人", "人次", "人·天"})),
    (re.compile("次数|场次|班次|期数|场数|频次"), frozenset({"次", "场", "期", "班", "班次"})),
    (re.compile("时间|时限|天数|期限|时长|年限|及时"), frozenset({"天", "工作日", "小时", "分钟", "年", "月", "周"})),
    (re.compile("成本|金额|费|标准|产值|税收|投资|收入|资金"), frozenset({"元", "万元", "亿元", "千元"})),
    (re.compile("面积"), frozenset({"平方米", "亩", "公顷", "平方公里"})),
    (re.compile("里程|长度"), frozenset({"公里", "米"})),
)
_COUNTED = frozenset({"件", "起", "例", "个", "项", "次", "宗", "处", "份", "篇", "家", "户", "台", "套", "辆", "条"})
"""What 事故发生数 and 设备购置数量 count, besides the units that _UNIT_FITS knows."""
_FITTING = 4
"""Weight of a unit that answers the label, against 2 for each pair of characters shared with the clause."""
_SHARED_PAIR = 2
_SHARED_MOST = 4
_CLAUSE = re.compile("[,;。!?、]")


@dataclass(frozen=True, slots=True)
class Value:
    """A parsed target value."""

    comparator: str | None = None
    """``=``, ``≥``, ``≤``, ``>``, ``<``; None unless the kind is ``number``."""
    number: float | None = None
    """95 for 95 %; the lower end of a range."""
    number_max: float | None = None
    """Upper end of a range."""
    unit: str | None = None
    """Normal form of catalogue/units.csv; None where none is printed, in the value or its column, or it is unknown."""
    kind: str | None = None
    """``number``, ``range``, ``approximate``, ``change``, ``qualitative``, ``undetermined``; None for no value."""


def parse_value(text: str, label: str | None = None, calc_symbol: str | None = None, unit: str | None = None) -> Value:
    """Parse a target value as printed; any text gives a Value.

    Of several numbers the one that answers ``label`` (the indicator's name) is taken. ``calc_symbol``, the form's
    column 计算符号 or 指标性质, gives the comparator of a number that prints none itself; a bare number is ``=``.
    ``unit``, the form's column 计量单位, gives the unit of a number that prints none itself.
    """
    return _parse(text, label or "", calc_symbol or "", unit or "")


@lru_cache(_REMEMBERED)
def _parse(text: str, label: str, calc_symbol: str, unit: str) -> Value:
    printed = _plain(text)
    if not printed:
        return Value()
    if _PLACEHOLDER.fullmatch(printed):
        return Value(kind="undetermined")
    column = column_unit(_plain(unit))
    if column is not None and chinese_number(printed) is not None:
        printed = f"{chinese_number(printed)}"
    searched = prepared(printed)
    found = [quantity for quantity in quantities(searched) if _counts(searched, quantity)]
    if not found:
        return Value(kind="undetermined" if _UNDETERMINED.search(printed) else "qualitative")
    target = found[0]
    if len(found) > 1:
        target = max(found, key=lambda quantity: _fit(searched, quantity, _plain(label)))
    comparator = None
    if target.kind == "number":
        comparator = target.comparator or comparator_of(_plain(calc_symbol)) or "="
    return _value(target, comparator, column)


def _value(target: Quantity, comparator: str | None, column: ColumnUnit | None) -> Value:
    """The target in its own unit, else in the column's; 1.2 in a column 万人次 is 12000 人次."""
    unit, times = (target.unit, 1) if target.unit or column is None else (column.unit, column.times)
    return Value(
        comparator=comparator,
        number=float(target.number * times),
        number_max=None if target.number_max is None else float(target.number_max * times),
        unit=unit.name if unit else None,
        kind=target.kind,
    )


def _plain(text: str) -> str:
    """The text without spaces (but between digits) and with ASCII signs; ① and ㎡ stay what they are."""
    return _SPACE.sub("", repair((text.replace("\n", " "),)).translate(_SIGNS))


_NAME_AT_MOST = 3
"""Characters that may follow a number of unknown unit for it still to be a count: 12标兵, not 12345热线平台."""


def _counts(text: str, quantity: Quantity) -> bool:
    return not quantity.named or len(text) - quantity.end <= _NAME_AT_MOST


def _fit(text: str, quantity: Quantity, label: str) -> float:
    """How well a quantity answers the label; of equals the first is taken."""
    starts = [found.end() for found in _CLAUSE.finditer(text, 0, quantity.start)]
    clause = text[starts[-1] if starts else 0 : quantity.start].replace(NO_QUANTITY, "")
    fit = 3.0 * (quantity.comparator is not None) + bool(_INTENT.search(clause))
    fit -= 2.0 * (quantity.kind == "approximate") + 4.0 * quantity.named
    fit -= 3.0 * (text.count("(", 0, quantity.start) > text.count(")", 0, quantity.start))
    pairs = {label[at : at + 2] for at in range(len(label) - 1)}
    fit += min(_SHARED_MOST, _SHARED_PAIR * sum(clause[at : at + 2] in pairs for at in range(len(clause) - 1)))
    return fit + _FITTING * _unit_answers(label, quantity.unit.name if quantity.unit else "")


def _unit_answers(label: str, unit: str) -> bool:
    if not label or not unit:
        return False
    if unit in {"%", "‰", "个百分点"}:
        return bool(_RATE_LABEL.search(label[-2:])) and not _COUNT_LABEL.search(label)
    if _COUNT_LABEL.search(label) and unit in _COUNTED:
        return True
    if any(words.search(label) and unit in units for words, units in _UNIT_FITS):
        return True
    return f"{unit}数" in label[-4:]
