"""The known names that come nearest to labels: by one comparison with all that can be like them, then by a close look.

Known are the names of indicators and the names that only look like them (others.py). Both are compared in plain words
(wording.py), and as they are printed where that differs much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongbiao.normalizers.name_ratios import NameRatio, NameRatios
from gongbiao.normalizers.similarity import Wording, similarity, wording
from gongbiao.normalizers.wording import plain_form

_LIKELIEST = 48
"""Names of a label by ratio from which those that get a close look are chosen."""
_ALIKE = 30
"""Ratio below which no name gets one: no accepted match lies there."""
_INDICATORS = 6
"""Different indicators whose names are looked at."""
_NAMES_OF_ONE = 3
"""Names of each."""
_OTHERS = 4
"""Names that belong to none."""
_LISTED_MORE = 160
"""Names that are listed for labels that no name is certain for: one indicator has up to a hundred."""
_NEIGHBOURS = 12
"""Names that count when it is asked whose names stand around a label."""
_UNALIKE = 0.5
"""Share of the ratio that a pair scores at least, so that candidates far from a match have an order too."""
_HARDLY_ALIKE = (15, 0)
"""Least ratios of names that are listed for them, the second where there are few names of the first."""
_CHUNK = 64
"""Labels compared in one call, each with the names that any of them needs."""
_SHORTEST_ENDING = 3
"""Characters of a name that counts as the end of a label."""


class Near(NamedTuple):
    """A known name, as it compares to a label."""

    name: str
    """In comparison form."""
    score: float
    """How alike they are, 0 to 100; half of the ratio at least."""
    means_the_same: bool
    """False where something says that they mean different things (similarity.py)."""


class Neighbour(NamedTuple):
    """A known name among those with the highest ratio."""

    name: str
    ratio: int
    """rapidfuzz ratio to the label, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The names that come nearest to one label."""

    names: list[Near]
    """Looked at closely; in no order."""
    neighbours: list[Neighbour]
    """Nearest first."""


class NearestNames:
    """Known names, made ready for being compared."""

    def __init__(self, owners: Mapping[str, object]) -> None:
        """Take names in comparison form, each with whom it belongs to: what is equal is one; empty for none."""
        self._names = list(owners)
        numbers: dict[object, int] = {}
        self._owners = [
            numbers.setdefault(owner, len(numbers)) if (owner := owners[name]) else None for name in self._names
        ]
        self._ratios = NameRatios(self._names)
        self._by_plain: dict[str, list[int]] = {}
        for at, name in enumerate(self._names):
            self._by_plain.setdefault(plain_form(name), []).append(at)
        self._wordings: dict[int, Wording] = {}

    def of(self, forms: Sequence[str]) -> Iterator[tuple[str, Nearest]]:
        """Yield each form with the names that come nearest."""
        for start in range(0, len(forms), _CHUNK):
            chunk = forms[start : start + _CHUNK]
            printed = [wording(form) for form in chunk]
            likeliest = self._ratios.highest(printed, _LIKELIEST, _ALIKE)
            for form, said, names in zip(chunk, printed, likeliest, strict=True):
                yield form, self._nearest(said, names)

    def further(self, form: str) -> list[Near]:
        """Return many names, not looked at closely, for a label that no name is certain for."""
        printed = [wording(form)]
        for least in _HARDLY_ALIKE:
            (listed,) = self._ratios.highest(printed, _LISTED_MORE, least)
            if len(listed) == _LISTED_MORE:
                break
        return [Near(self._names[at], _at_least(ratio), False) for at, ratio in listed]

    def _nearest(self, printed: Wording, likeliest: Sequence[NameRatio]) -> Nearest:
        ratios = dict(likeliest)
        looked_at = {*self._various(ratios), *self._endings(printed.plain.text)}
        names = [self._near(printed, at, ratios.get(at, 0)) for at in sorted(looked_at)]
        neighbours = [Neighbour(self._names[at], ratio) for at, ratio in likeliest[:_NEIGHBOURS]]
        return Nearest(names, neighbours)

    def _various(self, likeliest: Iterable[int]) -> Iterator[int]:
        """Yield the first names of several indicators, and of those that belong to none."""
        seen: dict[int | None, int] = {}
        owned = 0
        for at in likeliest:
            owner = self._owners[at]
            times = seen.get(owner, 0)
            if times >= (_OTHERS if owner is None else _NAMES_OF_ONE):
                continue
            if owner is not None and not times:
                if owned == _INDICATORS:
                    continue
                owned += 1
            seen[owner] = times + 1
            yield at

    def _near(self, printed: Wording, at: int, ratio: int) -> Near:
        name = self._wordings.get(at)
        if name is None:
            name = self._wordings[at] = wording(self._names[at])
        alike = round(similarity(printed, name), 2)
        return Near(self._names[at], max(alike, _at_least(ratio)), alike > 0)

    def _endings(self, plain: str) -> list[int]:
        """The names with which a label ends."""
        ends = (plain[start:] for start in range(1, len(plain) - _SHORTEST_ENDING + 1))
        return [at for end in ends for at in self._by_plain.get(end, ())]


def _at_least(ratio: int) -> float:
    """Return what a pair scores by its ratio alone."""
    return round(_UNALIKE * float(ratio), 2)
