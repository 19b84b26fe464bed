"""What nearly all names of an indicator have in common: a label that lacks it may mean something else.

重复信访率 is near to 重复信访化解率, but every name of that indicator says 化解.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from gongbiao.normalizers.label import comparison_form

_ODD_NAMES = 0.05
"""Share of an indicator's names that may lack an essential character, and say it otherwise; one may in any case."""
_ENOUGH_NAMES = 8
"""Of fewer names what they have in common is chance."""


def essential_characters(labels: Collection[str]) -> frozenset[str]:
    """Return the characters that nearly all names of one indicator have; none where there are few names."""
    names = {comparison_form(label) for label in labels}
    if len(names) < _ENOUGH_NAMES:
        return frozenset()
    counts = Counter(character for name in names for character in set(name))
    least = len(names) - max(1, round(_ODD_NAMES * len(names)))
    return frozenset(character for character, count in counts.items() if count >= least)
