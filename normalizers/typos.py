"""Which characters typing or recognition puts in place of one another."""

from __future__ import annotations

from functools import lru_cache

from gongbiao.normalizers.look_alikes import is_uncommon
from gongbiao.normalizers.vocabulary import vocabulary

_TYPOS_AT_MOST, _ONE_IN = 2, 4
_NONE: frozenset[int] = frozenset()


@lru_cache(65536)
def is_typo(printed: str, meant: str) -> bool:
    """Tell whether a character can stand for another: it sounds or looks like it."""
    words = vocabulary()
    if printed in words.glyphs.get(meant, "") or meant in words.glyphs.get(printed, ""):
        return True
    return any(
        not groups.get(printed, _NONE).isdisjoint(groups.get(meant, _NONE)) for groups in (words.sounds, words.shapes)
    )


def is_misspelt(printed: str, name: str) -> bool:
    """Tell whether a text is a name but for one typo in four characters, two at most."""
    if len(printed) != len(name):
        return False
    others = [(a, b) for a, b in zip(printed, name, strict=True) if a != b]
    return len(others) <= min(_TYPOS_AT_MOST, len(name) // _ONE_IN) and all(is_typo(a, b) for a, b in others)


def is_misprint(printed: str) -> bool:
    """Tell whether a character is so rare that it hardly was meant, whatever it stands for."""
    return is_uncommon(printed)
