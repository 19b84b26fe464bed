"""Where a label stands: the canonical levels above it and the kind of form, and what that counts for an indicator."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gongbiao.normalizers.catalogue_rows import CanonicalIndicator
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import FORM_TYPES

# Points, against a likeness of 0 to 100, when the indicators that a label may mean are ranked.
_SAME_LEVEL2 = 3.0
_SAME_LEVEL1 = 1.5
_WRONG_FORM = -1.5


class Place(NamedTuple):
    """Where a label stands."""

    level1_id: str | None
    level2_id: str | None
    scope: str | None
    """``project`` or ``department``."""

    def is_under(self, indicator: CanonicalIndicator) -> bool:
        """Tell whether it is under the indicator's own level 2."""
        return self.level2_id is not None and indicator.level2_id == self.level2_id

    def is_wrong_form(self, indicator: CanonicalIndicator) -> bool:
        """Tell whether the indicator does not stand in forms of that kind."""
        return self.scope is not None and indicator.scope not in (self.scope, "both")

    def weight(self, indicator: CanonicalIndicator) -> float:
        """Return the points of an indicator for standing where the label stands."""
        weight = _SAME_LEVEL2 if self.is_under(indicator) else 0.0
        if self.level1_id is not None and indicator.level1_id == self.level1_id:
            weight += _SAME_LEVEL1
        return weight + _WRONG_FORM if self.is_wrong_form(indicator) else weight


@lru_cache(4096)
def place_of(level1: str | None, level2: str | None, form_type: str | None) -> Place:
    """Return the place that printed levels and a type of form mean; raises ValueError for an unknown type of form."""
    if form_type not in (None, *FORM_TYPES):
        raise ValueError(f"form_type is {form_type!r}: one of {', '.join(FORM_TYPES)}, or None")
    level1_id = match_level1(level1) if level1 else None
    level2_id = match_level2(level2, level1_id) if level2 else None
    scope = (form_type or "").partition("_")[0]
    return Place(level1_id, level2_id, scope if scope in {"department", "project"} else None)
