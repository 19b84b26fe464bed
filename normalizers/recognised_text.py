"""Repairs of recognised text that its place makes certain: signs in numbers, pairs of brackets, dirt beside words.

Each function takes clean text of one kind of cell and returns it repaired, or as it was. Text that a PDF carries is
never shown to them.
"""

from __future__ import annotations

import re

_ZEROS = "OoΟо○〇◯"
_ONES = "lI|丨｜"
_AS_DIGITS = str.maketrans({**dict.fromkeys(_ZEROS, "0"), **dict.fromkeys(_ONES + "i!！」", "1")})
_LIKE_DIGITS = re.escape(_ZEROS + _ONES)
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9])(?=[^0-9]{{0,2}}[0-9])[0-9{re.escape(_ONES)}][0-9{_LIKE_DIGITS}.,，。]*(?![A-Za-z])"
)
"""A number that begins with a digit or what looks like 1, and holds a digit early: I00%, 1O51.92; not O2O or ITO."""
_STROKE_FOR_ONE = re.compile(r"(?<![0-9A-Za-z一-鿿])[一—-](?=0[0-9])")
"""No number begins with two zeros: 一00% is 100%."""
_DIGIT_SPACES = re.compile(r"(?<=[0-9.,，。])\s+(?=[0-9.,，。万元%％])")
_SPECKS = re.escape("•·∙‧`´'_^¸")
"""What dirt and the ends of rulings are read as, and no office prints at the edge of a cell."""
_DIRT_AT_EDGES = re.compile(
    rf"\A(?:[\s{_SPECKS},]|\.(?![0-9]+(?:[^0-9.]|\Z)))+|[\s{_SPECKS},.]+\Z",
)
_SPECK = re.compile(rf"[\s{_SPECKS}]+")
_STOP_AFTER_NUMBER = re.compile(r"(?:(?<=[0-9]{2})|(?<=%))\.+(?=[一-鿿]{0,3}\Z)")
"""A point behind which no decimals come: ≤55.人; 1.健全 may be a list."""
_PROSE = 40
"""Characters from which on a field is prose."""
_LONE_STROKE = re.compile("[一ー―─━]+")
_DASH = "—"
_MONEY_UNIT = re.compile("[万方刀][元兀无尤]|万儿")
_TEN_THOUSANDS = "万元"
_BRACKETS = (
    ("《", "》", "〉>"),
    ("〈", "〉", ">》"),
    ("〔", "〕", "])）】」"),
    ("【", "】", "]〕"),
    ("（", "）", ")"),
    ("“", "”", '"'),
)
"""Opening bracket, its partner, and what an engine reads in place of the partner."""
_PAIRS = tuple(
    (
        re.compile(
            rf"{opening}(?P<inside>[^{opening}{closing}{re.escape(wrong)}]*)"
            rf"[{re.escape(wrong)}](?![^{opening}]*{closing})"
        ),
        rf"{opening}\g<inside>{closing}",
    )
    for opening, closing, wrong in _BRACKETS
)
_LOST_NUMBER = re.compile(r"\A指标(?=\s*[:：])")
_LABEL_NUMBER = re.compile(rf"\A(指标\s*)([{_LIKE_DIGITS}i!！」])(?=\s*[:：])")
_TELEPHONE = re.compile(rf"(?<![A-Za-z0-9])[0-9{re.escape(_ONES)}][0-9{_LIKE_DIGITS} -]{{5,}}(?![A-Za-z])")
_TELEPHONE_DIGITS = 5
"""Digits that a telephone number shows at least beside what merely looks like one."""


def repair_brackets(text: str) -> str:
    """Close brackets as they were opened, 〔2016] is 〔2016〕; what already has its partner stays."""
    for pattern, right in _PAIRS:
        text = pattern.sub(right, text)
    return text


def repair_label_number(text: str) -> str:
    """Read the number of a numbered label: 指标l： and 指标」： are 指标1：."""
    return _LABEL_NUMBER.sub(lambda found: found[1] + found[2].translate(_AS_DIGITS), text)


def restore_lost_number(text: str) -> str:
    """Put back the number of a numbered label that was lost; only the thin 1 is, taken for a piece of a ruling."""
    return _LOST_NUMBER.sub("指标1", text)


def without_specks(text: str) -> str:
    """Take specks and spaces out of a label, wherever they stand."""
    return _SPECK.sub("", text)


def repair_field(text: str) -> str:
    """Take specks off a field's ends; prose may well end in a point."""
    return without_dirt(text) if len(text) < _PROSE else text


def without_dirt(text: str) -> str:
    """Take specks off both ends of a label or value; a text of nothing else stays."""
    return _DIRT_AT_EDGES.sub("", text) or text


def repair_number(text: str) -> str:
    """Read digits where letters and circles stand in a number: 1O51.92 is 1051.92."""
    closed = _STROKE_FOR_ONE.sub("1", _DIGIT_SPACES.sub("", text))
    return _NUMBER.sub(lambda found: found[0].translate(_AS_DIGITS), closed)


def repair_money_unit(text: str) -> str:
    """Read 万元 where something like it stands: 方元, 万兀, 万无."""
    return _MONEY_UNIT.sub(_TEN_THOUSANDS, text)


def repair_amount(text: str) -> str:
    """Repair the text of a money cell; a lone 一 stays what it is, nothing filled in."""
    return repair_money_unit(repair_number(without_dirt(text).rstrip(".。")))


def repair_value(text: str) -> str:
    """Repair a target value: digits, dirt at its ends, and the stroke that stands for none."""
    if _LONE_STROKE.fullmatch(text):
        return _DASH
    return _STOP_AFTER_NUMBER.sub("", repair_number(without_dirt(text)))


def repair_date(text: str) -> str:
    """Repair the text of a cell that holds a date: 2O24年l月."""
    return repair_number(without_dirt(text)).rstrip(".。")


def repair_telephone(text: str) -> str:
    """Repair telephone numbers in a text: 139OOOO0001."""
    return _TELEPHONE.sub(_as_telephone, text)


def _as_telephone(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() and character.isascii() for character in found[0])
    return found[0].translate(_AS_DIGITS) if digits >= _TELEPHONE_DIGITS else found[0]
