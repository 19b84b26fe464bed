"""What the canonical catalogue says about an indicator that a line was found to mean."""

from __future__ import annotations

from functools import lru_cache

from gongbiao.normalizers.catalogue import CanonicalIndicator, Catalogue
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import IndicatorRow

_GENERAL = ("财预", "实务通用")
"""Sources of indicators that every office uses; the others are some office's own."""


def entry_of(view: FormView, row: IndicatorRow) -> CanonicalIndicator | None:
    """Return the entry of a line that was matched by name or alias; a fuzzy match is no ground for a finding."""
    if row.indicator_id is None or row.match_method not in ("exact", "alias"):
        return None
    return _entries(view.catalogue).get(row.indicator_id)


def is_general(view: FormView, row: IndicatorRow) -> bool:
    """Tell whether a line means an indicator that every office uses, and so may say the same as anybody's."""
    entry = _entries(view.catalogue).get(row.indicator_id or "")
    return entry is not None and entry.source.startswith(_GENERAL)


@lru_cache(4)
def _entries(catalogue: Catalogue) -> dict[str, CanonicalIndicator]:
    return {one.indicator_id: one for one in catalogue.indicators}
