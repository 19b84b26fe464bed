"""Printed labels onto canonical indicators: exact, by alias, or fuzzy; or an honest none with the best candidates.

A label is compared in its comparison form. What it maps to depends on the label and its context alone, never on what
was matched before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gongbiao.normalizers.label import split_label

if TYPE_CHECKING:
    from gongbiao.normalizers.catalogue import Catalogue
    from gongbiao.normalizers.matcher import Matcher

__all__ = ["Candidate", "LabelKey", "Match", "identify", "match", "match_many", "split_label"]


FORM_TYPES = ("department_target", "project_target", "department_evaluation", "project_evaluation", "unknown")
"""The types of forms that a label can stand in."""

_CATALOGUES = 8
"""Catalogues in use at the same time, each with a matcher and its memory."""


class LabelKey(NamedTuple):
    """A label with its context, as printed; the unit of work of matching."""

    label: str
    level1: str | None = None
    level2: str | None = None
    form_type: str | None = None
    """One of FORM_TYPES, or None."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a label might mean."""

    indicator_id: str
    indicator_name: str
    score: float
    """0 to 100."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a label was found to mean."""

    label: str
    """As given."""
    indicator_id: str | None
    indicator_name: str | None
    """The canonical name; both None where nothing matches well enough."""
    method: str
    """``exact``, ``alias``, ``fuzzy`` or ``none``."""
    score: float
    """0 to 100; of ``none`` the best candidate's."""
    candidates: tuple[Candidate, ...]
    """The best three, best first; none where nobody asked for them."""


def match(
    label: str,
    level1: str | None = None,
    level2: str | None = None,
    form_type: str | None = None,
    catalogue: Catalogue | None = None,
) -> Match:
    """Map one label, as printed and with or without its 指标 N：, to a canonical indicator.

    The levels above it and the type of form break ties and weigh candidates; they never overrule an exact or alias
    match. Without ``catalogue`` the packaged one is used.
    """
    return match_many([label], level1, level2, form_type, catalogue)[0]


def match_many(
    labels: Iterable[str | LabelKey],
    level1: str | None = None,
    level2: str | None = None,
    form_type: str | None = None,
    catalogue: Catalogue | None = None,
) -> list[Match]:
    """Map many labels at once, in order: far faster than one by one, with the same results.

    A LabelKey brings its own context; for a bare label it is the one given here.
    """
    listed = list(labels)
    distinct = dict.fromkeys(listed)
    keys = [one if isinstance(one, LabelKey) else LabelKey(one, level1, level2, form_type) for one in distinct]
    found = dict(zip(distinct, _matcher(catalogue).match_many(keys), strict=True))
    return [found[one] for one in listed]


def identify(labels: Iterable[LabelKey], catalogue: Catalogue | None = None) -> list[Match]:
    """Map the labels of a form, in order: the same indicators as by ``match_many``.

    A label that is a name or an alias comes without candidates; looking for them is most of the work.
    """
    return _matcher(catalogue).identify(list(labels))


@lru_cache(_CATALOGUES)
def _matcher(catalogue: Catalogue | None) -> Matcher:
    """One matcher, with its memory, for each catalogue in this process."""
    from gongbiao.normalizers.catalogue import default_catalogue
    from gongbiao.normalizers.matcher import Matcher

    return Matcher(catalogue or default_catalogue())
