"""What the names of an indicator are made of: their characters, pairs of characters, and what nearly all have.

A label that holds a word which stands in none of the names, or lacks one that stands in nearly all, may mean something
else: 监测点位撤销数 is near to 监测点位数量, but no name of that indicator says 撤销.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongbiao.normalizers.wording import plain_form

_ODD_NAMES = 0.05
"""Share of an indicator's names that may lack an essential character, and say it otherwise."""
_ENOUGH_NAMES = 8
"""Of fewer names what they have in common is chance."""


@dataclass(frozen=True, slots=True)
class NameStock:
    """What the names of one indicator are made of, as printed and in plain words."""

    characters: frozenset[str]
    pairs: frozenset[str]
    """Characters that follow one another."""
    essential: Mapping[str, float]
    """How rare each character is that nearly all names have in plain words; empty where there are few names."""


def character_rarity(names_of_each: Iterable[Collection[str]]) -> dict[str, float]:
    """Return how rare a character is among indicators (inverse document frequency, natural logarithm).

    Takes the names of each indicator in comparison form.
    """
    listed = [{character for name in names for character in name + plain_form(name)} for names in names_of_each]
    counts = Counter(character for characters in listed for character in characters)
    return {character: math.log((len(listed) + 1) / (count + 0.5)) for character, count in counts.items()}


def name_stock(names: Sequence[str], rarity: Mapping[str, float]) -> NameStock:
    """Take apart the names of one indicator, given in comparison form."""
    plain = [plain_form(name) for name in names]
    texts = {*names, *plain}
    counts = Counter(character for name in plain for character in set(name))
    least = (1 - _ODD_NAMES) * len(names)
    shared = (character for character, count in counts.items() if count >= least)
    return NameStock(
        frozenset(character for text in texts for character in text),
        frozenset(pair for text in texts for pair in pairs_of(text)),
        {character: rarity[character] for character in shared} if len(names) >= _ENOUGH_NAMES else {},
    )


def pairs_of(text: str) -> list[str]:
    """Return all characters with the one that follows."""
    return [text[at : at + 2] for at in range(len(text) - 1)]
