"""The engine behind ``match``: the nearest names of each label, weighed by its context, and whether one is certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from gongbiao.normalizers.catalogue import CanonicalIndicator, Catalogue
from gongbiao.normalizers.essentials import essential_characters
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import FORM_TYPES, Candidate, LabelKey, Match
from gongbiao.normalizers.names import analysed
from gongbiao.normalizers.nearest import Nearest, NearestNames
from gongbiao.normalizers.vocabulary import vocabulary

_SURE = 75.0
"""Score from which on a label need not have every character that nearly all names of the indicator have."""
_ACCEPTED = ((_SURE, 3.0),)
"""Least score of a fuzzy match, and least distance to the best candidate that means something else.

A typing error in five characters scores 94, a lost character 82, another one 60.
"""
_ACCEPTED_IN_PLACE = (*_ACCEPTED, (66.0, 15.0), (50.5, 40.0))
"""Likewise where the label stands under the indicator's own level 2: there a distance may make up for the score.

The last is for labels that no other name comes near to; 50 is what a pair may score by its ratio alone.
"""
_SUFFIX_SCORE = 75.0
"""Score of a department's own name that a general indicator covers (游客满意度)."""
_LONGEST_NAME = 20
"""Characters of a label as printed; longer ones are sentences, and where they stand proves little."""
_SHORTEST_FUZZY = 3
"""Characters; shorter labels match exactly or not at all."""

_CANDIDATES = 3
_REMEMBERED = 500_000
"""Keys after which the memory is emptied: about 300 MiB."""

# Weight of the context against the score when candidates are ranked.
_SAME_LEVEL2 = 3.0
_SAME_LEVEL1 = 1.5
_WRONG_FORM = -1.5


@dataclass(frozen=True, slots=True)
class _Owner:
    """An indicator that a name belongs to."""

    order: int
    """Its place in the catalogue."""
    indicator: CanonicalIndicator
    method: str
    """``exact`` for its name, ``alias`` for an alias."""


class _Place(NamedTuple):
    """Where a label stands."""

    level1_id: str | None
    level2_id: str | None
    scope: str | None

    def weight(self, indicator: CanonicalIndicator) -> float:
        """Points for standing where the label stands."""
        weight = 0.0
        if self.level2_id is not None and indicator.level2_id == self.level2_id:
            weight += _SAME_LEVEL2
        if self.level1_id is not None and indicator.level1_id == self.level1_id:
            weight += _SAME_LEVEL1
        if self.scope is not None and indicator.scope not in (self.scope, "both"):
            weight += _WRONG_FORM
        return weight


_NO_PLACE = _Place(None, None, None)


class Matcher:
    """Maps labels to the indicators of one catalogue and remembers what it found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._owners = _owners(catalogue)
        self._nearest = NearestNames(self._owners)
        self._namesakes: dict[str, frozenset[str]] = {}
        self._essentials: dict[str, frozenset[str]] = {}
        self._by_id = {indicator.indicator_id: indicator for indicator in catalogue.indicators}
        self._weights: dict[_Place, tuple[float, ...]] = {}
        self._memory: dict[LabelKey, Match] = {}

    def match_many(self, keys: Sequence[LabelKey]) -> list[Match]:
        """Return the match of each key, in order."""
        distinct = dict.fromkeys(keys)
        new = [key for key in distinct if key not in self._memory]
        if len(self._memory) + len(new) > _REMEMBERED:
            self._memory.clear()
            new = list(distinct)
        by_form: dict[str, list[LabelKey]] = {}
        for key in new:
            by_form.setdefault(comparison_form(key.label), []).append(key)
        for form, nearest in self._nearest.of(list(by_form)):
            for key in by_form[form]:
                self._memory[key] = self._match(key, form, nearest)
        return list(map(self._memory.__getitem__, keys))

    def identify(self, keys: Sequence[LabelKey]) -> list[Match]:
        """Return the match of each key, in order, without candidates where the label is a name or an alias."""
        distinct = list(dict.fromkeys(keys))
        found = {key: named for key in distinct if (named := self._named(key)) is not None}
        others = [key for key in distinct if key not in found]
        found.update(zip(others, self.match_many(others), strict=True))
        return [found[key] for key in keys]

    def _match(self, key: LabelKey, form: str, nearest: Nearest) -> Match:
        place = _place(key.level1, key.level2, key.form_type)
        ranked = self._ranked(nearest.names, self._weights_at(place))
        candidates = _candidates(ranked)
        named = self._named(key)
        if named is not None:
            return replace(named, candidates=candidates)
        telling = place if len(key.label) <= _LONGEST_NAME else _NO_PLACE
        if ranked and self._certain(form, ranked, telling):
            return _matched(key, ranked[0][2].indicator, "fuzzy", ranked[0][0], candidates)
        general = self._general(form)
        if general and (not ranked or ranked[0][0] < _SUFFIX_SCORE):
            first = Candidate(general.indicator_id, general.name, _SUFFIX_SCORE)
            others = [one for one in candidates if one.indicator_id != general.indicator_id]
            return _matched(key, general, "fuzzy", _SUFFIX_SCORE, (first, *others)[:_CANDIDATES])
        if len(candidates) < _CANDIDATES:
            candidates = _candidates(self._ranked(nearest.more(), self._weights_at(place)))
        return Match(key.label, None, None, "none", max((one.score for one in candidates), default=0.0), candidates)

    def _named(self, key: LabelKey) -> Match | None:
        """Return the match of a label that is a name or an alias, without candidates; None for any other."""
        owners = self._owners.get(comparison_form(key.label))
        if owners is None:
            return None
        place = _place(key.level1, key.level2, key.form_type)
        owner = min(owners, key=lambda one: (-place.weight(one.indicator), *_tie(one)))
        return _matched(key, owner.indicator, owner.method, 100.0, ())

    def _weights_at(self, place: _Place) -> tuple[float, ...]:
        """The weight of every indicator for a label that stands there."""
        weights = self._weights.get(place)
        if weights is None:
            weights = tuple(place.weight(indicator) for indicator in self._by_id.values())
            self._weights[place] = weights
        return weights

    def _ranked(
        self, nearest: Sequence[tuple[str, float]], weights: Sequence[float]
    ) -> list[tuple[float, float, _Owner]]:
        """(score, score with context, owner), best first, every indicator once."""
        found: dict[int, tuple[float, float, _Owner]] = {}
        for name, score in nearest:
            for owner in self._owners[name]:
                weighed = score + weights[owner.order]
                known = found.get(owner.order)
                if known is None or weighed > known[1]:
                    found[owner.order] = (score, weighed, owner)
        return sorted(found.values(), key=lambda one: (-one[1], *_tie(one[2])))

    def _certain(self, form: str, ranked: Sequence[tuple[float, float, _Owner]], place: _Place) -> bool:
        """Whether the best is good enough and ahead of all that are not the same name under another level."""
        score, weighed, owner = ranked[0]
        if len(form) < _SHORTEST_FUZZY:
            return False
        same = self._namesakes_of(owner.indicator)
        ahead = weighed - max((one[1] for one in ranked[1:] if one[2].indicator.indicator_id not in same), default=0.0)
        if score < _SURE and self._essentials_of(owner.indicator).difference(form):
            return False
        in_place = place.level2_id is not None and owner.indicator.level2_id == place.level2_id
        accepted = _ACCEPTED_IN_PLACE if in_place else _ACCEPTED
        return any(score >= least and ahead >= margin for least, margin in accepted)

    def _essentials_of(self, indicator: CanonicalIndicator) -> frozenset[str]:
        """What nearly all names of the indicator have in common."""
        known = self._essentials.get(indicator.indicator_id)
        if known is None:
            known = self._essentials[indicator.indicator_id] = essential_characters(indicator.labels)
        return known

    def _namesakes_of(self, indicator: CanonicalIndicator) -> frozenset[str]:
        """The ids of the indicators that share a name with this one, in plain words."""
        known = self._namesakes.get(indicator.indicator_id)
        if known is None:
            names = (comparison_form(label) for label in indicator.labels)
            alike = {one for name in names for one in self._nearest.alike_in_plain_words(name)}
            known = frozenset(owner.indicator.indicator_id for name in alike for owner in self._owners[name])
            self._namesakes[indicator.indicator_id] = known
        return known

    def _general(self, form: str) -> CanonicalIndicator | None:
        """The general indicator for a department's own name with a telling ending."""
        for suffix, indicator_id in vocabulary().suffixes:
            if form.endswith(suffix) and len(form) > len(suffix) and not analysed(form).negations:
                return self._by_id.get(indicator_id)
        return None


def _candidates(ranked: Sequence[tuple[float, float, _Owner]]) -> tuple[Candidate, ...]:
    best = ((owner.indicator, score) for score, _, owner in ranked[:_CANDIDATES])
    return tuple(Candidate(indicator.indicator_id, indicator.name, score) for indicator, score in best)


def _owners(catalogue: Catalogue) -> Mapping[str, tuple[_Owner, ...]]:
    owners: dict[str, dict[str, _Owner]] = {}
    for order, indicator in enumerate(catalogue.indicators):
        for label in (indicator.name, *indicator.aliases):
            method = "exact" if label == indicator.name else "alias"
            owner = _Owner(order, indicator, method)
            owners.setdefault(comparison_form(label), {}).setdefault(indicator.indicator_id, owner)
    return {form: tuple(ones.values()) for form, ones in owners.items()}


@lru_cache(4096)
def _place(level1: str | None, level2: str | None, form_type: str | None) -> _Place:
    if form_type not in (None, *FORM_TYPES):
        raise ValueError(f"form_type is {form_type!r}: one of {', '.join(FORM_TYPES)}, or None")
    level1_id = match_level1(level1) if level1 else None
    level2_id = match_level2(level2, level1_id) if level2 else None
    scope = (form_type or "").partition("_")[0]
    return _Place(level1_id, level2_id, scope if scope in {"department", "project"} else None)


def _tie(owner: _Owner) -> tuple[int, int]:
    """What decides between equals: a canonical name before an alias, then the catalogue's order."""
    return int(owner.method != "exact"), owner.order


def _matched(
    key: LabelKey, indicator: CanonicalIndicator, method: str, score: float, candidates: tuple[Candidate, ...]
) -> Match:
    return Match(key.label, indicator.indicator_id, indicator.name, method, score, candidates)
