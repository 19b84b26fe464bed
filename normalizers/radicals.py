"""CJK and Kangxi radicals, which PDF fonts hand out in place of ordinary characters, as unified ideographs."""

from __future__ import annotations

import re
from functools import cache

from gongbiao.normalizers.packaged import packaged_rows

_RADICAL = re.compile("[\u2e80-\u2fdf\u31c0-\u31ef]")
"""CJK Radicals Supplement, Kangxi Radicals, CJK Strokes: all code points that the table can hold."""


def unify_radicals(text: str) -> str:
    """Replace every radical by its unified ideograph (⻓ by 长), after Unicode's Equivalent_Unified_Ideograph.

    NFKC alone would leave the radicals of the supplement block (⻓ ⻅ ⻔ ⻚) as they are.
    """
    if _RADICAL.search(text) is None:
        return text
    return text.translate(_radicals())


@cache
def _radicals() -> dict[int, str]:
    return {int(row["radical"], 16): chr(int(row["ideograph"], 16)) for _, row in packaged_rows("radicals.csv")}
