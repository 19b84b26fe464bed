"""How alike two indicator names are, as a careful clerk sees it: a typing error is little, another word is much.

Names that differ in a number, a negation, an opposite or in what they measure (科学性 / 规范性) are not alike at all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from gongbiao.normalizers.numerals import NUMERALS
from gongbiao.normalizers.vocabulary import ANY_COUNT, Vocabulary, vocabulary

# What a difference costs, in characters of the longer name.
_TYPO = 0.3
"""One character taken for another that sounds or looks like it."""
_TYPO_IN_ROW = 0.9
"""Two such side by side are mostly another word: 检查 / 监察."""
_FILLER = 0.25
"""A character of a word that changes nothing: 项目, 年度, 的."""
_DOUBLED = 0.3
_LOST = 0.9
"""A single character too many or too few."""
_WORD = 1.2
"""A character of a word too many or too few."""
_OTHER = 2.0
"""Another character."""
_REORDERED = 1.0
"""The same characters in another order, all in all."""
_ENDING = 0.6
"""及时率 for 及时性."""
_SAME_FAMILY = 0.9
"""健全性 for 完善性, 人次 for 人数."""
_SYNONYM = 5.0
"""Points off for names that are alike only when synonyms count as one word."""

_DIGITS = re.compile(rf"[0-9]+|[{NUMERALS}]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its comparison form, with what the comparison needs of it."""

    text: str
    stem: str
    """Without the measure at its end."""
    measure: str | None
    """The measure with its ending, 合格率; None where no known one stands at the end."""
    word: str | None
    """The measure alone: 合格 of 合格率."""
    family: str | None
    count: bool
    digits: tuple[str, ...]
    negations: tuple[str, ...]
    first_halves: int
    """Bit n: of the n-th pair of opposites, a word of the first half only."""
    second_halves: int


@lru_cache(65536)
def analysed(text: str) -> Name:
    """Analyse a name given in its comparison form."""
    words = vocabulary()
    found = words.measure.search(text)
    family, count = words.measures[found["word"]] if found else (None, False)
    halves = [(one.search(text) is not None, other.search(text) is not None) for one, other in words.opposites]
    return Name(
        text=text,
        stem=text[: found.start()] if found else text,
        measure=found[0] if found else None,
        word=found["word"] if found else None,
        family=family,
        count=count,
        digits=tuple(sorted(_DIGITS.findall(text))),
        negations=tuple(sorted(words.negation.findall(text))),
        first_halves=sum(1 << at for at, (one, other) in enumerate(halves) if one and not other),
        second_halves=sum(1 << at for at, (one, other) in enumerate(halves) if other and not one),
    )


def similarity(one: str, other: str) -> float:
    """Return how alike two names in comparison form are: 100 equal, 0 where they mean different things."""
    if one == other:
        return 100.0
    left, right = analysed(one), analysed(other)
    if _misleading(left, right):
        return 0.0
    score = _scored(left, right)
    plain_left, plain_right = _plain(one), _plain(other)
    if plain_left != one or plain_right != other:
        score = max(score, _scored(analysed(plain_left), analysed(plain_right)) - _SYNONYM)
    return score


def _misleading(left: Name, right: Name) -> bool:
    if left.digits != right.digits or left.negations != right.negations:
        return True
    if left.first_halves & right.second_halves or left.second_halves & right.first_halves:
        return True
    return None not in (left.family, right.family) and not _same_measure(left, right)


def _same_measure(left: Name, right: Name) -> bool:
    if left.family == right.family:
        return left.family is not None
    return left.count and right.count and ANY_COUNT in (left.family, right.family)


def _scored(left: Name, right: Name) -> float:
    longer = max(len(left.text), len(right.text))
    if longer == 0:
        return 0.0
    if _same_measure(left, right):
        cost = _cost(left.stem, right.stem) + _ending_cost(left, right)
    else:
        cost = _cost(left.text, right.text)
    return max(0.0, 100.0 * (1.0 - cost / longer))


def _ending_cost(left: Name, right: Name) -> float:
    if left.measure == right.measure:
        return 0.0
    if left.word != right.word:
        return _SAME_FAMILY
    return _TYPO if _confusable(left.text[-1], right.text[-1], vocabulary()) else _ENDING


@lru_cache(65536)
def _plain(text: str) -> str:
    words = vocabulary()
    return words.synonym.sub(lambda found: words.synonyms[found[0]], text)


def _cost(one: str, other: str) -> float:
    """The cost of turning one text into the other."""
    if one == other:
        return 0.0
    from rapidfuzz.distance import Levenshtein

    words, cost, cheap = vocabulary(), 0.0, max(1, len(one) // 3)
    for edit in Levenshtein.opcodes(one, other):
        if edit.tag == "replace":
            part = _replaced(one[edit.src_start : edit.src_end], other[edit.dest_start : edit.dest_end], cheap, words)
            cheap -= edit.src_end - edit.src_start
            cost += part
        elif edit.tag == "insert":
            cost += _added(other, edit.dest_start, edit.dest_end, words)
        elif edit.tag == "delete":
            cost += _added(one, edit.src_start, edit.src_end, words)
    if cost > _REORDERED and len(one) == len(other) and Counter(one) == Counter(other):
        return _REORDERED
    return cost


def _replaced(one: str, other: str, cheap: int, words: Vocabulary) -> float:
    typo = _TYPO if len(one) == 1 and cheap > 0 else _TYPO_IN_ROW
    return sum(typo if _confusable(a, b, words) else _OTHER for a, b in zip(one, other, strict=True))


def _added(text: str, start: int, end: int, words: Vocabulary) -> float:
    part = text[start:end]
    if words.filler.fullmatch(part):
        return _FILLER * len(part)
    if len(part) > 1:
        return _WORD * len(part)
    return _DOUBLED if part in (text[start - 1 : start], text[end : end + 1]) else _LOST


def _confusable(one: str, other: str, words: Vocabulary) -> bool:
    nothing: frozenset[int] = frozenset()
    return any(
        not groups.get(one, nothing).isdisjoint(groups.get(other, nothing)) for groups in (words.sounds, words.shapes)
    )
