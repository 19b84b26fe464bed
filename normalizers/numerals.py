"""Numbers written in Chinese characters: 三, 十五, 一百二十, 两万, 三点五."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零〇一二两三四五六七八九"
NUMERALS = DIGITS + "十百千万亿"
"""Every character of which a Chinese whole number is written."""

_DIGIT_VALUES = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_TEN_THOUSAND = 10_000
_HUNDRED_MILLION = 100_000_000
_LONGEST = 15
"""Characters; more are no number that a form prints."""


def chinese_number(text: str) -> Decimal | None:
    """Return the number that ``text`` spells, None where it spells none: 十五 is 15, 三点五 is 3.5."""
    whole, point, fraction = text.partition("点")
    if not whole or len(text) > _LONGEST or any(sign not in NUMERALS for sign in whole):
        return None
    if not all(sign in DIGITS for sign in fraction) or (point and not fraction):
        return None
    value = _digit_by_digit(whole) if all(sign in DIGITS for sign in whole) else _by_places(whole)
    if fraction:
        return value + Decimal(f"0.{_digit_by_digit(fraction):0{len(fraction)}}")
    return value


def _digit_by_digit(text: str) -> Decimal:
    return Decimal("".join(str(_DIGIT_VALUES[sign]) for sign in text))


def _by_places(text: str) -> Decimal:
    total = section = digit = 0
    for sign in text:
        if sign == "亿":
            total = (total + section + digit or 1) * _HUNDRED_MILLION
            section = digit = 0
        elif sign == "万":
            total += (section + digit or 1) * _TEN_THOUSAND
            section = digit = 0
        elif sign in _PLACES:
            section += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _DIGIT_VALUES[sign]
    return Decimal(total + section + digit)
