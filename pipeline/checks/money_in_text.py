"""Sums of money that prose names, in 万元, with what the words around them say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongbiao.normalizers.amount import IN_TEN_THOUSANDS
from gongbiao.normalizers.quantity import Quantity, prepared, quantities
from gongbiao.normalizers.text import squash

_CLAUSE_ENDS = re.compile(r"[,;!?:、]|(?<!\d)\.|\.(?!\d)")
_SENTENCE_ENDS = re.compile(r"[;!?]|(?<!\d)\.|\.(?!\d)")
"""Of squashed text, in which 。 is a point."""
_DIGIT = re.compile(r"\d|[一二三四五六七八九十百]+[万亿]?元")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum that a text names."""

    amount: Decimal
    """万元."""
    is_floor: bool
    """Whether the words say at least: 不少于, 不低于, 以上."""
    printed: str
    before: str
    """What stands before it in its sentence, squashed; blanked years and dates are in it as NUL."""


@lru_cache(4096)
def figures(text: str) -> tuple[str, tuple[Quantity, ...]]:
    """Return a text as quantities are looked for in it, and the quantities."""
    if not _DIGIT.search(text):
        return text, ()
    searched = prepared(squash(text))
    return searched, tuple(quantities(searched))


@lru_cache(4096)
def money_in(text: str) -> tuple[Money, ...]:
    """Return the sums of money in a text; prices for each person, day or piece are none."""
    if "元" not in text:
        return ()
    searched, found = figures(text)
    sums = [one for one in found if one.unit is not None and one.unit.name in IN_TEN_THOUSANDS and one.kind != "change"]
    return tuple(_money(searched, one) for one in sums)


def _money(text: str, one: Quantity) -> Money:
    assert one.unit is not None
    highest = one.number if one.number_max is None else one.number_max
    return Money(
        amount=highest * IN_TEN_THOUSANDS[one.unit.name],
        is_floor=one.comparator in ("≥", ">"),
        printed=text[one.start : one.end],
        before=sentence_before(text, one.start),
    )


def sentence_before(text: str, at: int) -> str:
    """Return what stands before a place of a squashed text in its sentence."""
    return _since_last(_SENTENCE_ENDS, text, at)


def clause_before(text: str, at: int) -> str:
    """Return what stands before a place of a squashed text since the last punctuation."""
    return _since_last(_CLAUSE_ENDS, text, at)


def _since_last(ends: re.Pattern[str], text: str, at: int) -> str:
    start = 0
    for found in ends.finditer(text, 0, at):
        start = found.end()
    return text[start:at]
