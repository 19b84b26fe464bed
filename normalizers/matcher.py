"""The engine behind ``match``: the nearest names of each label, weighed by its context, and whether one is certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from gongbiao.normalizers.catalogue import CanonicalIndicator, Catalogue
from gongbiao.normalizers.certainty import certainty
from gongbiao.normalizers.hypotheses import Hypothesis, Ranked, hypotheses, ranked
from gongbiao.normalizers.known_names import KnownNames, Owner
from gongbiao.normalizers.label import clauses, comparison_form
from gongbiao.normalizers.match import Candidate, LabelKey, Match
from gongbiao.normalizers.names import analysed
from gongbiao.normalizers.nearest import Nearest, NearestNames
from gongbiao.normalizers.place import Place, place_of
from gongbiao.normalizers.typos import is_misspelt
from gongbiao.normalizers.vocabulary import vocabulary
from gongbiao.normalizers.wording import plain_form

_LEAST = 80.0
"""Least score of a fuzzy match: the likelihood, in per cent, that the label means the indicator."""
_AHEAD = 35.0
"""Points by which it must be ahead of all that means something else."""
_MISSPELT = 97.0
"""Score of a known name with a typo: of 1,074 labels written by hand 1,073 meant what the name means."""
_COVERED = 80.0
"""Score of a department's own name that a general indicator covers (游客满意度)."""
_HIGHEST = 99.99
"""Score of what is no name: 100 is for names."""
_SHORTEST_FUZZY = 3
"""Characters; shorter labels match exactly or not at all."""

_CANDIDATES = 3
_REMEMBERED = 500_000
"""Keys after which the memory is emptied: about 300 MiB."""


class _Weighed(NamedTuple):
    """What a label may mean, with its score."""

    score: float
    hypothesis: Hypothesis


class Matcher:
    """Maps labels to the indicators of one catalogue and remembers what it found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._known = KnownNames(catalogue)
        self._nearest = NearestNames(self._known.owners)
        self._by_id = {indicator.indicator_id: indicator for indicator in catalogue.indicators}
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

    def weighed(self, keys: Sequence[LabelKey]) -> list[list[Hypothesis]]:
        """Return what each label may mean with the evidence for it, known names among them; nothing is remembered."""
        by_form: dict[str, list[int]] = {}
        for at, key in enumerate(keys):
            by_form.setdefault(comparison_form(key.label), []).append(at)
        found: dict[int, list[Hypothesis]] = {}
        for form, nearest in self._nearest.of(list(by_form)):
            for at in by_form[form]:
                place = _place(keys[at])
                standing = ranked(nearest.names, self._known, place)
                found[at] = hypotheses(form, nearest, standing, self._known, place)
        return [found[at] for at in range(len(keys))]

    def _match(self, key: LabelKey, form: str, nearest: Nearest) -> Match:
        place = _place(key)
        standing = ranked(nearest.names, self._known, place)
        share = 100.0 / clauses(key.label)
        weighed = [
            _Weighed(min(round(share * certainty(one.evidence), 2), _HIGHEST), one)
            for one in hypotheses(form, nearest, standing, self._known, place)
        ]
        found = (
            self._named(key)
            or self._misspelt(key, form, nearest, place)
            or self._likeliest(key, form, weighed, place)
            or self._covered(key, form)
        )
        if found is None and len(standing) < _CANDIDATES:
            standing = ranked([*nearest.names, *self._nearest.further(form)], self._known, place)
        candidates = _candidates(standing, weighed)
        if found is None:
            best = candidates[0].score if candidates else 0.0
            return Match(key.label, None, None, "none", best, tuple(candidates[:_CANDIDATES]))
        others = [one for one in candidates if one.indicator_id != found.indicator_id]
        return replace(found, candidates=(_candidate_of(found), *others)[:_CANDIDATES])

    def _named(self, key: LabelKey) -> Match | None:
        """Return the match of a label that is a name or an alias, without candidates; None for any other."""
        form = comparison_form(key.label)
        if not self._known.owners.get(form):
            return None
        owner, meant = self._owner(form, _place(key))
        return _matched(key, meant, owner.method, 100.0)

    def _owner(self, name: str, place: Place) -> tuple[Owner, CanonicalIndicator]:
        """Return whose name it is where the label stands, and which of the indicators called so stands there."""
        owner = min(self._known.owners[name], key=lambda one: (-place.weight(one.indicator), one.precedence))
        return owner, self._known.in_place(owner.indicator, name, place)

    def _misspelt(self, key: LabelKey, form: str, nearest: Nearest, place: Place) -> Match | None:
        """Return the match of a label that is a name with a typo; None where it may be names of several, or of none."""
        names = [near.name for near in nearest.names if near.means_the_same and is_misspelt(form, near.name)]
        if not self._may_be_like(key, form) or not names or not all(self._known.owners[name] for name in names):
            return None
        meant, *others = [self._owner(name, place)[1] for name in names]
        return _matched(key, meant, "fuzzy", _MISSPELT) if all(other is meant for other in others) else None

    def _likeliest(self, key: LabelKey, form: str, weighed: Sequence[_Weighed], place: Place) -> Match | None:
        """Return the match of a label that is like a name, None where none is likely enough and ahead of the others."""
        if not weighed or not self._may_be_like(key, form):
            return None
        best = max(weighed, key=lambda one: one.score)
        ranked_best = best.hypothesis.ranked
        same = self._known.namesakes_of(ranked_best.owner.indicator)
        others = (one.score for one in weighed if one.hypothesis.ranked.owner.indicator.indicator_id not in same)
        if best.score < _LEAST or best.score - max(others, default=0.0) < _AHEAD:
            return None
        meant = self._known.in_place(ranked_best.owner.indicator, ranked_best.near.name, place)
        return _matched(key, meant, "fuzzy", best.score)

    def _covered(self, key: LabelKey, form: str) -> Match | None:
        """Return the match of a department's own name with a telling ending: the general indicator."""
        if not self._may_be_like(key, form):
            return None
        for suffix, indicator_id in vocabulary().suffixes:
            for said in (form, plain_form(form)):
                if said.endswith(suffix) and len(said) > len(suffix) and not analysed(said).negations:
                    general = self._by_id.get(indicator_id)
                    return _matched(key, general, "fuzzy", _COVERED) if general else None
        return None

    def _may_be_like(self, key: LabelKey, form: str) -> bool:
        """Whether a label may mean an indicator without being a name: too short ones, sentences and others may not."""
        return len(form) >= _SHORTEST_FUZZY and form not in self._known.owners and clauses(key.label) == 1


def _candidates(standing: Sequence[Ranked], weighed: Sequence[_Weighed]) -> list[Candidate]:
    """Return the indicators, the likeliest first; what was not weighed is as likely as nothing."""
    scores = {one.hypothesis.ranked.owner.order: one.score for one in weighed}
    scored = [
        Candidate(one.owner.indicator.indicator_id, one.owner.indicator.name, scores.get(one.owner.order, 0.0))
        for one in standing
    ]
    return sorted(scored, key=lambda one: -one.score)


def _candidate_of(found: Match) -> Candidate:
    assert found.indicator_id is not None
    assert found.indicator_name is not None
    return Candidate(found.indicator_id, found.indicator_name, found.score)


def _place(key: LabelKey) -> Place:
    return place_of(key.level1, key.level2, key.form_type)


def _matched(key: LabelKey, indicator: CanonicalIndicator, method: str, score: float) -> Match:
    return Match(key.label, indicator.indicator_id, indicator.name, method, score, ())
