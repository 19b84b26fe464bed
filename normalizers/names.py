"""A name taken apart: what it measures, of what, and the words that make it mean something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gongbiao.normalizers.numerals import DIGITS, NUMERALS
from gongbiao.normalizers.vocabulary import CHANGES, vocabulary

_DIGITS = re.compile(rf"[0-9]+|(?!三定)[{DIGITS}]|[{NUMERALS}](?=[{NUMERALS}])|(?<=[0-9{NUMERALS}])[{NUMERALS}]")
"""Numbers; 千 or 百 alone is part of a word or a misprint (包千标准)."""

# What a character of a modifier in front costs: 消防救援支队政府采购执行率 is a 政府采购执行率.
_MODIFIER = 0.3
_MODIFIER_OF_SHORT = 0.45
"""Of a name with two or three characters before the measure: 设备完好率."""
_MODIFIER_OF_COUNT = 0.8
"""Of a count with four or more: a department's own counts are mostly meant."""
MODIFIER_OF_OTHERS = 1.2
LONE_OTHER = 1.4
"""Mostly a misprint, of whatever the character was meant to be."""
_OTHER_ASKED = 3.0
"""Of a satisfaction: 患者满意度 and 读者满意度 ask others."""
_LONG_STEM, _SHORT_STEM = 4, 2
_ENDINGS = {**dict.fromkeys("率性度", "share"), **dict.fromkeys("数量额次", "number")}
_HOW_MUCH = frozenset("率例度幅")
_OWN_FAMILIES = frozenset({"completion", "coverage"})
"""危房改造完成率, 行政村覆盖率: with something in front these are a department's own."""


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
    ending: str | None
    """``share`` of …率, …性 and …度, ``number`` of …数, …量 and …额; None of others."""
    modifier_cost: float
    """What a character in front of it costs."""
    is_change: bool
    """Whether it gives by how much something changed: …下降率, …增幅."""
    tells_change: bool
    """Whether it says anywhere that something changes."""
    lone_cost: float
    """What another character costs where it is the only difference."""


@lru_cache(65536)
def analysed(text: str) -> Name:
    """Analyse a name given in its comparison form."""
    words = vocabulary()
    found = words.measure.search(text)
    family, count = words.measures[found["word"]] if found else (None, False)
    first, second = words.opposite_halves(text)
    stem = text[: found.start()] if found else text
    return Name(
        text=text,
        stem=stem,
        measure=found[0] if found else None,
        word=found["word"] if found else None,
        family=family,
        count=count,
        digits=tuple(sorted(_DIGITS.findall(text))),
        negations=tuple(sorted(words.negation.findall(text))),
        first_halves=first,
        second_halves=second,
        ending=_ENDINGS.get(text[-1:]),
        is_change=family in CHANGES and found is not None and found[0][-1] in _HOW_MUCH,
        tells_change=words.change.search(text) is not None,
        modifier_cost=_modifier_cost(stem if found else _before_rate(text), family, count),
        lone_cost=_OTHER_ASKED if family == "satisfaction" else LONE_OTHER,
    )


def _before_rate(text: str) -> str:
    """What stands before the word that a name with another measure ends with: 研究成果 of 研究成果孵化率."""
    return text[:-3] if text.endswith(("率", "性", "度")) else ""


def _modifier_cost(stem: str, family: str | None, count: bool) -> float:
    if family in _OWN_FAMILIES or len(stem) < _SHORT_STEM:
        return MODIFIER_OF_OTHERS
    if count:
        return _MODIFIER_OF_COUNT if len(stem) >= _LONG_STEM else MODIFIER_OF_OTHERS
    return _MODIFIER if len(stem) >= _LONG_STEM else _MODIFIER_OF_SHORT
