"""A spreadsheet's stored values as it shows them: 0.95 in the format ``0%`` is 95%.

The codes are those of ECMA-376 part 1, 18.8.31 (numFmts): digits, thousands, scaling commas, per cent, text in quotes,
sections for negative numbers and zero, dates.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_SIGNIFICANT = 11
"""Digits that the format General shows of a number."""
_IGNORED = re.compile(r"\[(?!h|m|s|\$)[^\]]*\]|\*.|_.")
"""Colours, conditions, fillers and gaps of a section."""
_CURRENCY = re.compile(r"\[\$(?P<sign>[^\]-]*)(?:-[^\]]*)?\]")
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<other>.)', re.DOTALL
)
_DATE_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<code>y+|m+|d+|h+|s+|AM/PM|上午/下午)|(?P<other>.)', re.I | re.DOTALL
)


def shown_number(value: float, code: str) -> str:
    """Return a number as a cell with the format ``code`` shows it."""
    sections = _sections(code)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if len(sections) > 2 and number == 0:
        section = sections[2]
    elif len(sections) > 1 and number < 0:
        section, number = sections[1], -number
    else:
        section = sections[0]
    if section.strip().lower() in ("general", "", "@") or "e+" in section.lower() or "?/" in section:
        return _general(number)
    return _in_section(number, section)


def shown_date(value: date | datetime | time | timedelta, code: str) -> str:
    """Return a date or time as a cell with the format ``code`` shows it; what is no such format in ISO form."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if "s" in code.lower() else "")
    section = _CURRENCY.sub("", _sections(code)[0])
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if "s" in section.lower() else "%H:%M")
    if not re.search("[ymd]", section, re.IGNORECASE):
        return value.isoformat()
    return "".join(_date_piece(found, value) for found in _DATE_PIECE.finditer(section))


def _date_piece(found: re.Match[str], value: date | datetime) -> str:
    code = (found["code"] or "").lower()
    if not code:
        return found["quoted"] or found["escaped"] or (found["other"] or "").replace("@", "").replace(";", "")
    if code.startswith("y"):
        return f"{value.year:04d}" if len(code) > 2 else f"{value.year % 100:02d}"
    if code.startswith("m"):
        return f"{value.month:02d}" if len(code) == 2 else str(value.month)
    if code.startswith("d"):
        return f"{value.day:02d}" if len(code) == 2 else str(value.day)
    part = getattr(value, {"h": "hour", "s": "second"}.get(code[0], "hour"), 0)
    return f"{part:02d}" if len(code) == 2 else str(part)


@lru_cache(1024)
def _sections(code: str) -> list[str]:
    """Return the sections of a format, at the semicolons outside quotes."""
    pieces = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+', code) or ["General"]
    return [_IGNORED.sub("", piece) for piece in pieces]


def _general(number: Decimal) -> str:
    if number == number.to_integral_value():
        return f"{number:.0f}"
    whole = len(str(abs(int(number))))
    rounded = number.quantize(Decimal(1).scaleb(-max(0, _SIGNIFICANT - 1 - whole)), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".")


def _in_section(number: Decimal, section: str) -> str:
    text = _CURRENCY.sub(lambda found: f'"{found["sign"]}"', section)
    pieces = list(_PIECE.finditer(text))
    number *= Decimal(100) ** sum(found["other"] == "%" for found in pieces)
    shown = ""
    is_written = False
    for found in pieces:
        if found["digits"] and not is_written:
            shown += _digits(number, found["digits"])
            is_written = True
        elif found["other"] == "@" or found["digits"]:
            continue
        else:
            shown += found["quoted"] or found["escaped"] or found["other"] or ""
    return shown.strip()


def _digits(number: Decimal, code: str) -> str:
    scaled = number / Decimal(1000) ** (len(code) - len(code.rstrip(",")))
    whole, _, decimals = code.rstrip(",").partition(".")
    places, least = len(decimals), len(decimals.rstrip("#?"))
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,.{places}f}" if "," in whole else f"{rounded:.{places}f}"
    digits, _, fraction = text.partition(".")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    if "0" not in whole and digits in ("0", "-0"):
        digits = digits.removesuffix("0")
    zeros = whole.count("0") - len(digits.lstrip("-").replace(",", ""))
    digits = ("-" if digits.startswith("-") else "") + "0" * max(0, zeros) + digits.lstrip("-")
    return f"{digits}.{fraction}" if fraction else digits
