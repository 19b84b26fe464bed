"""What it costs to take one text for another, in characters."""

from __future__ import annotations

from collections import Counter

from rapidfuzz.distance import Levenshtein

from gongbiao.normalizers.names import MODIFIER_OF_OTHERS
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
_OTHER = 2.0
"""Another character."""
_LONE_OTHER = 1.4
"""The only difference outside the measure: what else than a misprint?"""
_REORDERED = 1.0
"""The same characters in another order, all in all."""
_MODIFIER_MOST = 2.0
"""All of what stands in front, however long."""


def edit_cost(printed: str, name: str, tail: int, modifier_cost: float) -> float:
    """Return the cost of taking ``printed`` for ``name``.

    The last ``tail`` characters of the name are its measure; ``modifier_cost`` is what each character costs that is
    printed in front of the name.
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
            lone = len(edits) == 1 and len(out) == 1 and edit.dest_start < measure
            cost += min(_replaced(out, new, cheap), _LONE_OTHER if lone else _OTHER * len(out))
            cheap -= len(out)
        elif edit.tag == "insert":
            cost += _added(name, edit.dest_start, edit.dest_end)
        elif edit.src_start == 0:
            cost += _front(out, printed[edit.src_end : edit.src_end + 1], modifier_cost)
        elif edit.dest_start > measure and len(out) > 1 and not vocabulary().filler.fullmatch(out):
            cost += _IN_MEASURE * len(out)
        else:
            cost += _added(printed, edit.src_start, edit.src_end)
    if cost > _REORDERED and len(printed) == len(name) and Counter(printed) == Counter(name):
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
    cost = 0.0
    for a, b in zip(out, new, strict=True):
        cost += typo if is_typo(a, b) else _MISPRINT if is_misprint(a) else _OTHER
    return cost


def _added(text: str, start: int, end: int) -> float:
    part = text[start:end]
    if vocabulary().filler.fullmatch(part):
        return _FILLER * len(part)
    if len(part) > 1:
        return _WORD * len(part)
    return _DOUBLED if part in (text[start - 1 : start], text[end : end + 1]) else _LOST
