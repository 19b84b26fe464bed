"""How alike a printed name and one of the catalogue are, as a careful clerk sees it.

A typing error is little, a modifier in front is little, another word is much. Names that differ in a number, a
negation, an opposite or in what they measure (科学性 / 规范性) are not alike at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from gongbiao.normalizers.answers import answered
from gongbiao.normalizers.edits import edit_cost
from gongbiao.normalizers.names import Name, analysed
from gongbiao.normalizers.typos import is_typo
from gongbiao.normalizers.vocabulary import ANY_COUNT
from gongbiao.normalizers.wording import is_question, plain_form

# What a difference costs, in characters of the longer name.
_TYPO_AT_END = 0.3
_ENDING = 0.6
"""及时率 for 及时性."""
_SAME_FAMILY = 0.9
"""健全性 for 完善性, 人次 for 人数."""
_REWORDED = 7.0
"""Points off for names that are alike only in plain words: synonyms, questions, another order."""
_CLEAR = 94.0
"""Names so alike as they are printed are not compared in plain words too."""
_SAME_CHARACTERS = 0.03
"""Points back for each point of rapidfuzz ratio: of two names alike in plain words the literal one is meant."""
_SAME_CHARACTERS_AT_MOST = 100 * _SAME_CHARACTERS


@dataclass(frozen=True, slots=True)
class Wording:
    """A name as it is printed and in plain words, both taken apart: made once, compared with many."""

    literal: Name
    plain: Name
    question: bool


def wording(form: str) -> Wording:
    """Make a name in comparison form ready for ``similarity``."""
    literal, plain = analysed(form), plain_form(form)
    return Wording(literal, literal if plain == form else analysed(plain), is_question(form))


def similarity(printed: Wording, name: Wording) -> float:
    """Return how alike two names are: 100 equal, 0 where they mean different things."""
    if printed.literal.text == name.literal.text:
        return 100.0
    score = _scored(printed.literal, name.literal)
    if score >= _CLEAR:
        return score
    if printed.question:
        score = max(score, answered(printed.plain.text, name.plain))
    if printed.plain is not printed.literal or name.plain is not name.literal:
        plain = _scored(printed.plain, name.plain) - _REWORDED
        if plain + _SAME_CHARACTERS_AT_MOST > score:
            score = max(score, plain + _SAME_CHARACTERS * fuzz.ratio(printed.literal.text, name.literal.text))
    return score


def _scored(printed: Name, name: Name) -> float:
    longer = max(len(printed.text), len(name.text))
    if longer == 0 or _misleading(printed, name):
        return 0.0
    if _same_measure(printed, name):
        cost = edit_cost(printed.stem, name.stem, 0, name.modifier_cost, name.lone_cost) + _ending_cost(printed, name)
        if printed.word != name.word:
            cost = min(cost, _whole_cost(printed, name))
    else:
        cost = _whole_cost(printed, name)
    return max(0.0, 100.0 * (1.0 - cost / longer))


def _whole_cost(printed: Name, name: Name) -> float:
    tail = len(name.text) - len(name.stem)
    return edit_cost(printed.text, name.text, tail, name.modifier_cost, name.lone_cost)


def _misleading(left: Name, right: Name) -> bool:
    if left.digits != right.digits or left.negations != right.negations:
        return True
    if left.first_halves & right.second_halves or left.second_halves & right.first_halves:
        return True
    if left.ending != right.ending and left.ending and right.ending:
        return True
    if not left.stem and right.stem:
        return True
    if right.is_change and not left.tells_change and not _ends_like(left.text, right.measure or ""):
        return True
    return None not in (left.family, right.family) and not _same_measure(left, right)


def _ends_like(text: str, measure: str) -> bool:
    """Tell whether a text ends with a measure in which some characters are misprinted: 下隆率."""
    end = text[-len(measure) :]
    return len(end) == len(measure) and all(a == b or is_typo(a, b) for a, b in zip(end, measure, strict=True))


def _same_measure(left: Name, right: Name) -> bool:
    if left.family == right.family:
        return left.family is not None
    return left.count and right.count and ANY_COUNT in (left.family, right.family)


def _ending_cost(left: Name, right: Name) -> float:
    if left.measure == right.measure:
        return 0.0
    if left.word != right.word:
        return _ENDING if left.family == ANY_COUNT == right.family else _SAME_FAMILY
    return _TYPO_AT_END if is_typo(left.text[-1], right.text[-1]) else _ENDING
