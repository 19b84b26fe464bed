"""What a label may mean: the indicators whose names come nearest, each with the evidence for it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongbiao.normalizers.evidence import Evidence, Rivals, evidence_for
from gongbiao.normalizers.known_names import KnownNames, Owner
from gongbiao.normalizers.nearest import Near, Nearest, Neighbour
from gongbiao.normalizers.place import Place

_WEIGHED = 4
"""Indicators of a label for which the evidence is gathered."""
_NEARNESS = 8.0
"""Points of ratio by which a neighbour counts e times less."""


class Ranked(NamedTuple):
    """An indicator that a label may mean."""

    owner: Owner
    near: Near
    """Its name that comes nearest."""
    points: float
    """How alike that is to the label, 0 to 100, and what the context adds."""


class Hypothesis(NamedTuple):
    """An indicator that a label may mean, and what speaks for it."""

    ranked: Ranked
    evidence: Evidence


def ranked(names: Sequence[Near], known: KnownNames, place: Place) -> list[Ranked]:
    """Return the indicators of the names, best first, every one once."""
    found: dict[int, Ranked] = {}
    for near in names:
        for owner in known.owners[near.name]:
            points = near.score + place.weight(owner.indicator)
            before = found.get(owner.order)
            if before is None or points > before.points:
                found[owner.order] = Ranked(owner, near, points)
    return sorted(found.values(), key=lambda one: (-one.points, one.owner.precedence))


def hypotheses(
    form: str, nearest: Nearest, standing: Sequence[Ranked], known: KnownNames, place: Place
) -> list[Hypothesis]:
    """Return the best of those that the label may mean, in the order of ``standing`` (all, as ``ranked`` gives them).

    ``form`` is the label in comparison form. Of indicators of one canonical name only the first is weighed.
    """
    best_other = max((near.score for near in nearest.names if not known.owners[near.name]), default=0.0)
    shares = _shares(nearest.neighbours)
    against = sum(share for name, share in shares.items() if not known.owners[name])
    found: dict[str, Hypothesis] = {}
    for one in standing:
        indicator = one.owner.indicator
        if len(found) == _WEIGHED:
            break
        if indicator.name in found or not one.near.means_the_same:
            continue
        same = known.namesakes_of(indicator)
        rival = max((other.points for other in standing if other.owner.indicator.indicator_id not in same), default=0.0)
        own = (
            share
            for name, share in shares.items()
            if any(owner.indicator.indicator_id in same for owner in known.owners[name])
        )
        rivals = Rivals(
            ahead=one.points - rival,
            ahead_of_others=one.near.score - best_other,
            support=sum(own),
            against=against,
            in_place=place.is_under(known.in_place(indicator, one.near.name, place)),
            wrong_form=place.is_wrong_form(known.in_place(indicator, one.near.name, place)),
        )
        evidence = evidence_for(form, one.near.name, known.stock_of(indicator), rivals)
        found[indicator.name] = Hypothesis(one, evidence)
    return list(found.values())


def _shares(neighbours: Sequence[Neighbour]) -> Mapping[str, float]:
    """Return how much each of the nearest names counts, by nearness; all in all 1."""
    if not neighbours:
        return {}
    weights = {one.name: math.exp((one.ratio - neighbours[0].ratio) / _NEARNESS) for one in neighbours}
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
