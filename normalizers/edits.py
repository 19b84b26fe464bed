"""What it costs to take one text for another, in characters."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from gongbiao.normalizers.names import LONE_OTHER, MODIFIER_OF_OTHERS
from gongbiao.normalizers.typos import is_misprint, is_typo
from gongbiao.normalizers.vocabulary import vocabulary

_TYPO = 0.3
"""One character taken for another that sounds or looks like it."""
_TYPO_IN_ROW = 0.9
"""Two such side by side are mostly another word: 检查 / 监察."""
_MISPRINT = 0.6
"""A character that hardly anybody writes, in place of any other."""
_FILLER_IN_FRONT = 0.25
"""A character of a word that changes nothing: 项目, 年度, 本级."""
_FILLER = 0.4
"""Likewise within the name."""
_DOUBLED = 0.3
_LOST = 0.9
"""A single character too many or too few."""
_WORD = 1.2
"""A character of a word too many or too few."""
_IN_MEASURE = 2.0
"""A character of a word that stands in the measure: 支付退票率 for 支付率."""
_LOST_IN_MEASURE = 1.5
"""A single character too many there."""
_OTHER = 2.0
"""Another character."""
_OTHER_WORD = 3.0
"""Each character of another word: 支出 for 预算."""
_LONE_ENDING = 0.8
"""The last character, where it is none with which names end: 完成辛 for 完成率."""
_ENDINGS = frozenset("率性度数量额值次人比值费金价长时间日天月年期限面积本险法例项件起户家个场批台套辆份篇")
_REORDERED = 1.0
"""The same characters in another order, all in all."""
_MODIFIER_MOST = 2.0
"""All of what stands in front, however long."""


def edit_cost(printed: str, name: str, tail: int, modifier_cost: float, lone_cost: float) -> float:
    """Return the cost of taking ``printed`` for ``name``.

    The last ``tail`` characters of the name are its measure; ``modifier_cost`` is what each character costs that is
    printed in front of the name, ``lone_cost`` that of another character where it is the only difference.
    """
    if printed == name:
        return 0.0
    if len(printed) > len(name) and printed.endswith(name):
        return _front(printed[: len(printed) - len(name)], printed[len(printed) - len(name) :][:1], modifier_cost)
    cost, cheap, measure = 0.0, max(1, len(name) // 3), len(name) - tail
    edits = [edit for edit in Levenshtein.opcodes(printed, name) if edit.tag != "equal"]
    for edit in edits:
        out, new = printed[edit.src_start : edit.src_end], name[edit.dest_start : edit.dest_end]
        if edit.tag == "replace":
            lone = len(edits) == 1 and len(out) == 1
            part = _replaced(out, new, cheap)
            if lone:
                asked = lone_cost if edit.dest_start < measure else LONE_OTHER
                part = _lone(out, part, edit.dest_end == len(name), asked)
            cost += part
            cheap -= len(out)
        elif edit.tag == "insert":
            cost += _added(name, edit.dest_start, edit.dest_end)
        elif edit.src_start == 0:
            cost += _front(out, printed[edit.src_end : edit.src_end + 1], modifier_cost)
        elif edit.dest_start > measure and not vocabulary().filler.fullmatch(out):
            cost += _IN_MEASURE * len(out) if len(out) > 1 else _LOST_IN_MEASURE
        else:
            cost += _added(printed, edit.src_start, edit.src_end)
    if cost > _REORDERED and len(printed) == len(name) and sorted(printed) == sorted(name):
        return _REORDERED
    return cost


def _front(part: str, following: str, modifier_cost: float) -> float:
    if vocabulary().filler.fullmatch(part):
        return min(_FILLER_IN_FRONT * len(part), _MODIFIER_MOST)
    if part == following:
        return _DOUBLED
    cost = modifier_cost * len(part)
    return cost if modifier_cost >= MODIFIER_OF_OTHERS else min(cost, _MODIFIER_MOST)


def _replaced(out: str, new: str, cheap: int) -> float:
    typo = _TYPO if len(out) == 1 and cheap > 0 else _TYPO_IN_ROW
    costs = [typo if is_typo(a, b) else _MISPRINT if is_misprint(a) else _OTHER for a, b in zip(out, new, strict=True)]
    return _OTHER_WORD * len(out) if len(out) > 1 and min(costs) == _OTHER else sum(costs)


def _lone(character: str, cost: float, last: bool, lone_cost: float) -> float:
    """The cost of the only character that differs, ``cost`` among others."""
    if cost < _OTHER:
        return cost
    if not last:
        return lone_cost
    return _OTHER if character in _ENDINGS else _LONE_ENDING


def _added(text: str, start: int, end: int) -> float:
    part = text[start:end]
    if vocabulary().filler.fullmatch(part):
        return _FILLER * len(part)
    if len(part) > 1:
        return _WORD * len(part)
    return _DOUBLED if part in (text[start - 1 : start], text[end : end + 1]) else _LOST
