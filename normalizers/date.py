"""Dates and periods as forms print them: ``2024.1.1``, ``2024年12月``, ``2024年1月1日至2024年12月31日``."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata

from gongbiao.normalizers.numerals import DIGITS, NUMERALS, chinese_number

_DECEMBER = 12
_SPACE = re.compile(r"\s+")
_SIGNS = str.maketrans("—–−〜∼。", "---~~.")
_CLOCK = re.compile(
    r"(?:(?<=[0-9日号])(?:\s+|T)[0-9]{1,2}|(?<=[./-][0-9]{2})[0-9]{2}):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?![0-9:])"
)
"""The time of day that spreadsheets add: 2024-01-01 00:00:00. In a wrapped cell it follows without a space."""
_ZERO = re.compile(rf"[○◯]|(?<=[{DIGITS}])[Oo0]{{1,2}}(?=[{DIGITS}年])")
"""Circles, letters and digits typed for 〇: 二○二四年, 二O二四年."""
_SHORT_YEAR = re.compile(
    r"(?<![0-9./])(?:(?<!-)|(?=[0-9]{2}[./]))(?P<year>[1-3][0-9])"
    r"(?=(?P<sign>[./-])[0-9]{1,2}(?P=sign)[0-9]{1,2}(?![0-9./])|年[0-9]{1,2}月)"
)
"""24 in 24.1.1 and 24年1月: a year from 2010 to 2039, as forms of this century print it."""
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_CHINESE_NUMBER = re.compile(rf"[{NUMERALS}]+(?=[年月日号])")
_EDGE = "(?:初|底|末|前|止|起|份)*"
_DATE = (
    r"(?P<{0}year>(?:19|20)[0-9]{{2}})(?:"
    r"(?P<{0}compact>(?:0[1-9]|1[0-2])(?:[0-3][0-9])?)(?![0-9])"
    r"|年度?|(?:年|[./-])(?P<{0}month>[0-9]{{1,2}})(?:月份?|(?:月|[./-])(?P<{0}day>[0-9]{{1,2}})[日号]?)?)?"
)
_SINGLE = re.compile(_DATE.format("") + _EDGE)
_REST = (
    r"(?:(?P<to_month>[0-9]{1,2})(?:月份?|(?:月|[./-])(?P<to_day>[0-9]{1,2})[日号]?)?"
    r"|(?P<to_only_day>[0-9]{1,2})[日号])"
)
_SEPARATOR = "起?(?:[-~]{1,2}|[至到])"
_PERIOD = re.compile(_DATE.format("from_") + _SEPARATOR + "(?:" + _DATE.format("until_") + "|" + _REST + ")" + _EDGE)


def parse_year(text: str) -> int | None:
    """Return the first year of this century that ``text`` names, None for none.

    It may stand among other words and be spelled: （2024年度）, 二〇二四年, 甲市2024年度部门预算.
    """
    found = _YEAR.search(_plain(text))
    return int(found[0]) if found else None


def parse_start_date(text: str) -> datetime.date | None:
    """Return the first day that ``text`` names: 1 January for 2024年; None for no date or an impossible one."""
    found = _SINGLE.fullmatch(_plain(text))
    return _first(found, "") if found else None


def parse_end_date(text: str) -> datetime.date | None:
    """Return the last day that ``text`` names: 31 December for 2024年; None for no date or an impossible one."""
    found = _SINGLE.fullmatch(_plain(text))
    return _last(found, "") if found else None


def parse_period(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    """Return first and last day of a period.

    A month or a year alone is the whole of it; a single day is a start without an end. The second date may leave
    out what the first one says (2024年1月-12月). (None, None) where there is no period.
    """
    plain = _plain(text)
    single = _SINGLE.fullmatch(plain)
    if single:
        has_day = single["day"] or len(single["compact"] or "") == len("0101")
        return _first(single, ""), None if has_day else _last(single, "")
    found = _PERIOD.fullmatch(plain)
    if found is None:
        return None, None
    if found["until_year"]:
        return _first(found, "from_"), _last(found, "until_")
    year = int(found["from_year"])
    if found["to_only_day"]:
        return _first(found, "from_"), _date(year, int(found["from_month"] or 0), int(found["to_only_day"]))
    return _first(found, "from_"), _date(year, int(found["to_month"]), _whole(found["to_day"]))


def _plain(text: str) -> str:
    joined = _SPACE.sub("", _CLOCK.sub("", unicodedata.normalize("NFKC", text)))
    joined = _ZERO.sub(lambda found: "〇" * len(found[0]), joined.translate(_SIGNS))
    digits = _CHINESE_NUMBER.sub(lambda found: _arabic(found[0]), joined)
    return _SHORT_YEAR.sub(r"20\g<year>", digits)


def _arabic(numeral: str) -> str:
    number = chinese_number(numeral)
    return numeral if number is None else str(int(number))


def _first(found: re.Match[str], prefix: str) -> datetime.date | None:
    year, month, day = _parts(found, prefix)
    return _date(year, 1 if month is None else month, 1 if day is None else day)


def _last(found: re.Match[str], prefix: str) -> datetime.date | None:
    year, month, day = _parts(found, prefix)
    return _date(year, _DECEMBER if month is None else month, day)


def _parts(found: re.Match[str], prefix: str) -> tuple[int, int | None, int | None]:
    """Year, month and day as printed; None for what is left out."""
    compact = found[f"{prefix}compact"]
    month, day = (compact[:2], compact[2:]) if compact else (found[f"{prefix}month"], found[f"{prefix}day"])
    return int(found[f"{prefix}year"]), _whole(month), _whole(day)


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _date(year: int, month: int, day: int | None) -> datetime.date | None:
    """The date, the month's last day for ``day`` None; None where there is no such day."""
    try:
        return datetime.date(year, month, calendar.monthrange(year, month)[1] if day is None else day)
    except ValueError:
        return None
