"""What speaks for and against a label meaning an indicator: facts about its words and the names around it.

How much each fact weighs is not decided here but in certainty.py.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from gongbiao.normalizers.name_stock import NameStock, pairs_of
from gongbiao.normalizers.typos import is_misprint, is_typo
from gongbiao.normalizers.vocabulary import vocabulary
from gongbiao.normalizers.wording import plain_form

_END = 4
"""Characters at the end of a label that say what is measured: 补助资金追缴金额 measures what was taken back."""
_FRONT_AT_MOST = 5
_AHEAD = (-20.0, 40.0)
"""Points between which a distance counts."""


class Rivals(NamedTuple):
    """How an indicator stands among all that a label may mean."""

    ahead: float
    """Points (0 to 100, context included) by which it is ahead of the best one that means something else."""
    ahead_of_others: float
    """Points by which it is ahead of the nearest name that belongs to no indicator."""
    support: float
    """Share of the nearest names, weighed by nearness, that are its own or mean the same: 0 to 1."""
    against: float
    """Likewise of those that belong to no indicator."""
    in_place: bool
    """Whether the label stands under its level 2."""
    wrong_form: bool
    """Whether the label stands in a form on which it does not."""


class Evidence(NamedTuple):
    """The facts of one label and one indicator."""

    rivals: Rivals
    missing: float
    """Rarity, all in all, of the characters that nearly all names of the indicator have and the label lacks."""
    strange_end: int
    """Characters at the label's end that stand in no name of the indicator."""
    strange_front: int
    """Likewise in front of all that do, an office's name apart."""
    typos: int
    """Characters taken for misprints of what the nearest name says."""
    strange: tuple[str, ...]
    """Single characters and pairs of the label that stand in no name of the indicator, an office's name apart."""


def clipped(points: float) -> float:
    """Return a distance in points within the bounds in which it counts."""
    return min(max(points, _AHEAD[0]), _AHEAD[1])


def evidence_for(form: str, nearest: str, stock: NameStock, rivals: Rivals) -> Evidence:
    """Gather the facts of a label and an indicator.

    ``form`` is the label in comparison form, ``nearest`` the indicator's name that comes nearest to it, ``stock`` what
    all its names are made of.
    """
    plain = plain_form(form)
    misprints = {**_misprints(plain, plain_form(nearest), stock), **_misprints(form, nearest, stock)}
    known = {*stock.characters, *misprints}
    own = form[_office(form) :]
    front = next((at for at, character in enumerate(own) if character in known), len(own))
    said = {*form, *plain, *misprints.values()}
    strange_pairs = [pair for pair in pairs_of(own) if pair not in stock.pairs and misprints.keys().isdisjoint(pair)]
    return Evidence(
        rivals=rivals,
        missing=sum(rarity for character, rarity in stock.essential.items() if character not in said),
        strange_end=sum(character not in known for character in form[-_END:]),
        strange_front=min(front, _FRONT_AT_MOST),
        typos=len(misprints),
        strange=(*strange_pairs, *(character for character in own if character not in known)),
    )


def _misprints(printed: str, name: str, stock: NameStock) -> dict[str, str]:
    """Return the strange characters of a text that stand where a name has one they sound or look like, with that."""
    found: dict[str, str] = {}
    for edit in Levenshtein.opcodes(printed, name):
        if edit.tag == "replace":
            pairs = zip(printed[edit.src_start : edit.src_end], name[edit.dest_start : edit.dest_end], strict=True)
            found.update((a, b) for a, b in pairs if a not in stock.characters and (is_typo(a, b) or is_misprint(a)))
    return found


def _office(form: str) -> int:
    """Return where an office's name in front ends; 0 where there is none."""
    office = vocabulary().office.match(form)
    return office.end() if office else 0
