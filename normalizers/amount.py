"""Money cells: ``1051.92万元``, ``1,051.92``, ``10519200元`` become decimals in 万元 (10,000 CNY)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

DEFAULT_UNIT = "万元"
IN_TEN_THOUSANDS = {
    "元": Decimal("0.0001"),
    "百元": Decimal("0.01"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10_000),
}
"""What one of each unit is worth in 万元."""

_STEP = Decimal("0.0001")
_LIMIT = Decimal(10) ** 14
"""decimal(18,4) of the dataset holds 14 digits before the point; no budget has more."""

_UNIT = re.compile("(百万|千万|百|千|万|亿)?元")
_AMOUNT = re.compile(
    r"(?:人民币|RMB|CNY|[¥￥])?(?P<open>\()?(?P<sign>[-+])?"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?P<unit>(?:百万|千万|[百千万亿])?元|[万亿])?(?:人民币)?整?(?(open)\))(?P<unit_after>(?:百万|千万|[百千万亿])?元)?"
)
_SIGNS = str.maketrans({"，": ",", "−": "-", "–": "-", "—": "-", "﹣": "-", "。": "."})
_GROUPING_SPACE = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_LOOSE_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")


@dataclass(frozen=True, slots=True)
class ParsedAmount:
    """The content of a money cell."""

    value: Decimal | None
    """万元 with 4 places; None where the cell is empty, a dash or no amount."""
    unit: str | None
    """The unit that the cell itself prints."""


@lru_cache(65536)
def parse_amount(text: str, header_unit: str = DEFAULT_UNIT) -> ParsedAmount:
    """Parse a money cell into 万元; (5.00) and -5 are negative, 0 is 0 and not empty.

    The unit in the cell wins over ``header_unit``, the one that the table's header gives. A text that is more than
    an amount (约10万元, 10-20) has no value. Raises ValueError where ``header_unit`` is no unit of money.
    """
    if header_unit not in IN_TEN_THOUSANDS:
        raise ValueError(f"{header_unit!r} is no unit of money: one of {', '.join(IN_TEN_THOUSANDS)}")
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()
    plain = _GROUPING_SPACE.sub("", _LOOSE_SPACE.sub("", plain))
    found = _AMOUNT.fullmatch(plain)
    if found is None or (found["unit"] and found["unit_after"]):
        return ParsedAmount(None, None)
    unit = found["unit"] or found["unit_after"]
    if unit in {"万", "亿"}:
        unit += "元"
    value = Decimal(found["number"].replace(",", "")) * IN_TEN_THOUSANDS[unit or header_unit]
    if value >= _LIMIT:
        return ParsedAmount(None, unit)
    negative = (found["open"] is not None) != (found["sign"] == "-")
    return ParsedAmount((-value if negative and value else value).quantize(_STEP, ROUND_HALF_UP), unit)


def find_money_unit(text: str) -> str | None:
    """Return the first unit of money that a header prints, 万元 for 项目资金（万元）; None where it prints none."""
    found = _UNIT.search("".join(text.split()))
    return found[0] if found else None
