"""Traditional characters as simplified ones, for comparing; never for the dataset, which keeps what is printed."""

from __future__ import annotations

import re
from functools import cache

from gongbiao.normalizers.packaged import packaged_rows

SIMPLIFIED = "simplified.csv"


def to_simplified(text: str) -> str:
    """Replace every traditional character by the simplified one that it is mostly written as: 資金 by 资金.

    One character for one, after OpenCC (https://github.com/BYVoid/OpenCC); other words stay (程式).
    """
    return text.translate(_pairs()) if _traditional().search(text) else text


@cache
def _traditional() -> re.Pattern[str]:
    """Looking for them first is worth it: ``translate`` takes many times as long, and few texts hold any."""
    return re.compile(f"[{''.join(map(chr, _pairs()))}]")


@cache
def _pairs() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for _, row in packaged_rows(SIMPLIFIED)}
