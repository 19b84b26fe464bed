"""The engine behind ``match``: all labels against all names in one vectorised comparison, then a close look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from gongbiao.normalizers.catalogue import CanonicalIndicator, Catalogue
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import FORM_TYPES, Candidate, LabelKey, Match
from gongbiao.normalizers.names import analysed
from gongbiao.normalizers.similarity import similarity
from gongbiao.normalizers.vocabulary import vocabulary
from gongbiao.normalizers.wording import plain_form

_ACCEPTED = 75.0
"""Least score of a fuzzy match: a typing error in five characters scores 94, a lost character 82, another one 60."""
_MARGIN = 3.0
"""Least distance to the best candidate that means something else."""
_SUFFIX_SCORE = 75.0
"""Score of a department's own name that a general indicator covers (游客满意度)."""
_SHORTEST_FUZZY = 3
"""Characters; shorter labels match exactly or not at all."""

_LOOKED_AT = 16
"""Names that get a close look for each label."""
_ALIKE = 57.0
"""rapidfuzz ratio below which names are looked at for the sake of candidates only: no accepted match lies there."""
_UNALIKE = 0.5
"""Share of the ratio that a pair scores at least, so that candidates far from a match have an order too."""
_CANDIDATES = 3
_CHUNK = 2048
"""Labels compared in one call: 2048 x 1200 names x 4 bytes are 10 MiB."""
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


@dataclass(frozen=True, slots=True)
class _Context:
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


class Matcher:
    """Maps labels to the indicators of one catalogue and remembers what it found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._owners = _owners(catalogue)
        self._names = list(self._owners)
        self._plain_names = [plain_form(name) for name in self._names]
        self._by_plain: dict[str, list[int]] = {}
        for at, plain in enumerate(self._plain_names):
            self._by_plain.setdefault(plain, []).append(at)
        self._by_id = {indicator.indicator_id: indicator for indicator in catalogue.indicators}
        self._memory: dict[LabelKey, Match] = {}

    def match_many(self, keys: Sequence[LabelKey]) -> list[Match]:
        """Return the match of each key, in order."""
        new = [key for key in dict.fromkeys(keys) if key not in self._memory]
        if len(self._memory) + len(new) > _REMEMBERED:
            self._memory.clear()
            new = list(dict.fromkeys(keys))
        nearest = self._nearest([comparison_form(key.label) for key in new])
        for key in new:
            self._memory[key] = self._match(key, nearest[comparison_form(key.label)])
        return [self._memory[key] for key in keys]

    def identify(self, keys: Sequence[LabelKey]) -> list[Match]:
        """Return the match of each key, in order, without candidates where the label is a name or an alias."""
        distinct = list(dict.fromkeys(keys))
        found = {key: named for key in distinct if (named := self._named(key)) is not None}
        others = [key for key in distinct if key not in found]
        found.update(zip(others, self.match_many(others), strict=True))
        return [found[key] for key in keys]

    def _nearest(self, forms: Sequence[str]) -> dict[str, list[tuple[str, float]]]:
        """By label: the names most like it with their similarity, best first."""
        distinct = list(dict.fromkeys(forms))
        nearest: dict[str, list[tuple[str, float]]] = {}
        for start in range(0, len(distinct), _CHUNK):
            chunk = distinct[start : start + _CHUNK]
            plain = [plain_form(form) for form in chunk]
            ratios = process.cdist(plain, self._plain_names, scorer=fuzz.ratio, dtype=np.float32)
            for form, row, best in zip(chunk, ratios, _best_columns(ratios), strict=True):
                nearest[form] = self._close_look(form, row, best)
        return nearest

    def _close_look(self, form: str, row: NDArray[np.float32], best: NDArray[np.intp]) -> list[tuple[str, float]]:
        chosen = self._endings(plain_form(form))
        indicators: set[int] = set()
        for at in best.tolist():
            if row[at] < _ALIKE and len(indicators) >= _CANDIDATES:
                break
            if at not in chosen:
                chosen.append(at)
            indicators.update(owner.order for owner in self._owners[self._names[at]])
        scored = [(self._names[at], self._score(form, self._names[at], float(row[at]))) for at in chosen]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def _endings(self, plain: str) -> list[int]:
        """The names with which a label ends, in plain words."""
        return [at for start in range(1, len(plain) - 2) for at in self._by_plain.get(plain[start:], ())]

    def _score(self, form: str, name: str, ratio: float) -> float:
        return round(max(_UNALIKE * ratio, similarity(form, name)), 2)

    def _match(self, key: LabelKey, nearest: Sequence[tuple[str, float]]) -> Match:
        form, context = comparison_form(key.label), _context(key)
        ranked = self._ranked(nearest, context)
        candidates = tuple(
            Candidate(owner.indicator.indicator_id, owner.indicator.name, score)
            for score, _, owner in ranked[:_CANDIDATES]
        )
        named = self._named(key)
        if named is not None:
            return replace(named, candidates=candidates)
        if ranked and self._certain(form, ranked):
            return _matched(key, ranked[0][2].indicator, "fuzzy", ranked[0][0], candidates)
        general = self._general(form)
        if general and (not ranked or ranked[0][0] < _ACCEPTED):
            first = Candidate(general.indicator_id, general.name, _SUFFIX_SCORE)
            others = [one for one in candidates if one.indicator_id != general.indicator_id]
            return _matched(key, general, "fuzzy", _SUFFIX_SCORE, (first, *others)[:_CANDIDATES])
        return Match(key.label, None, None, "none", max((one.score for one in candidates), default=0.0), candidates)

    def _named(self, key: LabelKey) -> Match | None:
        """Return the match of a label that is a name or an alias, without candidates; None for any other."""
        owners = self._owners.get(comparison_form(key.label))
        if owners is None:
            return None
        context = _context(key)
        owner = min(owners, key=lambda one: (-context.weight(one.indicator), *_tie(one)))
        return _matched(key, owner.indicator, owner.method, 100.0, ())

    def _ranked(self, nearest: Sequence[tuple[str, float]], context: _Context) -> list[tuple[float, float, _Owner]]:
        """(score, score with context, owner), best first, every indicator once."""
        found: dict[str, tuple[float, float, _Owner]] = {}
        for name, score in nearest:
            for owner in self._owners[name]:
                weighed = score + context.weight(owner.indicator)
                known = found.get(owner.indicator.indicator_id)
                if known is None or weighed > known[1]:
                    found[owner.indicator.indicator_id] = (score, weighed, owner)
        return sorted(found.values(), key=lambda one: (-one[1], *_tie(one[2])))

    def _certain(self, form: str, ranked: Sequence[tuple[float, float, _Owner]]) -> bool:
        """Whether the best is good enough and ahead of all that are not the same name under another level."""
        score, weighed, owner = ranked[0]
        if len(form) < _SHORTEST_FUZZY or score < _ACCEPTED:
            return False
        same = self._namesakes(owner.indicator)
        rivals = [rival[1] for rival in ranked[1:] if rival[2].indicator.indicator_id not in same]
        return weighed - max(rivals, default=0.0) >= _MARGIN

    def _namesakes(self, indicator: CanonicalIndicator) -> set[str]:
        shared = {indicator.indicator_id}
        for label in (indicator.name, *indicator.aliases):
            for at in self._by_plain[plain_form(comparison_form(label))]:
                shared.update(owner.indicator.indicator_id for owner in self._owners[self._names[at]])
        return shared

    def _general(self, form: str) -> CanonicalIndicator | None:
        """The general indicator for a department's own name with a telling ending."""
        for suffix, indicator_id in vocabulary().suffixes:
            if form.endswith(suffix) and len(form) > len(suffix) and not analysed(form).negations:
                return self._by_id.get(indicator_id)
        return None


def _owners(catalogue: Catalogue) -> Mapping[str, tuple[_Owner, ...]]:
    owners: dict[str, dict[str, _Owner]] = {}
    for order, indicator in enumerate(catalogue.indicators):
        for label in (indicator.name, *indicator.aliases):
            method = "exact" if label == indicator.name else "alias"
            owner = _Owner(order, indicator, method)
            owners.setdefault(comparison_form(label), {}).setdefault(indicator.indicator_id, owner)
    return {form: tuple(ones.values()) for form, ones in owners.items()}


def _best_columns(ratios: NDArray[np.float32]) -> NDArray[np.intp]:
    """Shape (labels, ``_LOOKED_AT``): the columns of the highest ratios, best first, ties by column."""
    kept = min(_LOOKED_AT, ratios.shape[1])
    # A tiny slope makes the choice among equal ratios independent of the partition's algorithm.
    sloped = ratios - np.arange(ratios.shape[1], dtype=np.float32) * np.float32(1e-5)
    best = np.argpartition(-sloped, kept - 1, axis=1)[:, :kept]
    order = np.argsort(-np.take_along_axis(sloped, best, axis=1), axis=1)
    return np.take_along_axis(best, order, axis=1)


def _context(key: LabelKey) -> _Context:
    if key.form_type not in (None, *FORM_TYPES):
        raise ValueError(f"form_type is {key.form_type!r}: one of {', '.join(FORM_TYPES)}, or None")
    level1 = match_level1(key.level1) if key.level1 else None
    level2 = match_level2(key.level2, level1) if key.level2 else None
    scope = (key.form_type or "").partition("_")[0]
    return _Context(level1, level2, scope if scope in {"department", "project"} else None)


def _tie(owner: _Owner) -> tuple[int, int]:
    """What decides between equals: a canonical name before an alias, then the catalogue's order."""
    return int(owner.method != "exact"), owner.order


def _matched(
    key: LabelKey, indicator: CanonicalIndicator, method: str, score: float, candidates: tuple[Candidate, ...]
) -> Match:
    return Match(key.label, indicator.indicator_id, indicator.name, method, score, candidates)
