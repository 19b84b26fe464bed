"""Which characters an engine takes for one another, and which ones it cannot well have seen."""

from __future__ import annotations

from functools import lru_cache

from gongbiao.normalizers.vocabulary import vocabulary

_COMMON = range(0xB0, 0xD8)
"""First bytes of the 3,755 characters of GB 2312's first level, in which all labels of forms are written."""
_COMMON_TRADITIONAL = range(0xA4, 0xC7)
"""First bytes of the 5,401 characters of Big5's first level; rare ones, as in names, stand in its second."""


@lru_cache(4096)
def looks_like(one: str, other: str) -> bool:
    """Tell whether two characters have nearly the same shape, by catalogue/confusables.csv."""
    shapes = vocabulary().shapes
    return not shapes.get(one, frozenset()).isdisjoint(shapes.get(other, frozenset()))


@lru_cache(4096)
def is_ideograph(character: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "一" <= character <= "鿿"


@lru_cache(4096)
def is_uncommon(character: str) -> bool:
    """Tell whether a Chinese character is none of the common simplified ones: no label of a form holds it."""
    return is_ideograph(character) and _first_byte(character, "gb2312") not in _COMMON


@lru_cache(4096)
def is_traditional(character: str) -> bool:
    """Tell whether a character is a common one of traditional Chinese that simplified Chinese does not use (門)."""
    return (
        is_ideograph(character)
        and not _first_byte(character, "gb2312")
        and _first_byte(character, "big5") in _COMMON_TRADITIONAL
    )


def _first_byte(character: str, charset: str) -> int:
    """Return the first byte of a character in a double-byte set; 0 where the set lacks it."""
    try:
        return character.encode(charset)[0]
    except UnicodeEncodeError:
        return 0
