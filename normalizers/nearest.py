"""The known names that come nearest to labels: one vectorised comparison of all with all, then a close look.

Known are the names of indicators and the names that only look like them (others.py). Both are compared in plain words
(wording.py), and as they are printed where that differs much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

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
_REWORDED = 75
"""Ratio of a name to itself in plain words, below which it is compared as printed too."""
_CHUNK = 512
"""Labels compared in one call: 512 x 30,000 names are 15 MiB."""
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


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The names that come nearest to one label."""

    names: list[Near]
    """Looked at closely; in no order."""
    neighbours: list[Neighbour]
    """Nearest first."""
    _all: Sequence[str]
    _ratios: NDArray[np.uint8]

    def more(self) -> list[Near]:
        """Return further names, not looked at closely, for labels that no name is certain for."""
        known = {near.name for near in self.names}
        best = (at for at in _best(self._ratios, _LISTED_MORE) if self._all[at] not in known)
        return [*self.names, *(Near(self._all[at], _at_least(self._ratios[at]), False) for at in best)]


class NearestNames:
    """Known names, made ready for being compared."""

    def __init__(self, owners: Mapping[str, object]) -> None:
        """Take names in comparison form, each with whom it belongs to: what is equal is one; empty for none."""
        self._names = list(owners)
        numbers: dict[object, int] = {}
        self._owners = [
            numbers.setdefault(owner, len(numbers)) if (owner := owners[name]) else None for name in self._names
        ]
        self._plain = [plain_form(name) for name in self._names]
        reworded = [
            at
            for at, (name, plain) in enumerate(zip(self._names, self._plain, strict=True))
            if name != plain and fuzz.ratio(name, plain) < _REWORDED
        ]
        self._reworded = np.array(reworded, np.intp)
        self._literal = [self._names[at] for at in reworded]
        self._by_plain: dict[str, list[int]] = {}
        for at, plain in enumerate(self._plain):
            self._by_plain.setdefault(plain, []).append(at)
        self._wordings: dict[int, Wording] = {}

    def of(self, forms: Sequence[str]) -> Iterator[tuple[str, Nearest]]:
        """Yield each form with the names that come nearest."""
        for start in range(0, len(forms), _CHUNK):
            chunk = forms[start : start + _CHUNK]
            printed = [wording(form) for form in chunk]
            ratios = self._ratios(printed)
            likeliest = _likeliest(ratios)
            for at, (form, said) in enumerate(zip(chunk, printed, strict=True)):
                yield form, self._nearest(said, ratios[at], likeliest[at])

    def _ratios(self, printed: Sequence[Wording]) -> NDArray[np.uint8]:
        """Compare all with all: in plain words, and with reworded names as they are printed too, for typing errors."""
        ratios = process.cdist([one.plain.text for one in printed], self._plain, scorer=fuzz.ratio, dtype=np.uint8)
        if self._literal:
            forms = [one.literal.text for one in printed]
            literal = process.cdist(forms, self._literal, scorer=fuzz.ratio, dtype=np.uint8)
            ratios[:, self._reworded] = np.maximum(ratios[:, self._reworded], literal)
        return ratios

    def _nearest(self, printed: Wording, ratios: NDArray[np.uint8], likeliest: list[int]) -> Nearest:
        looked_at = {*self._various(likeliest), *self._endings(printed.plain.text)}
        names = [self._near(printed, at, ratios[at]) for at in sorted(looked_at)]
        neighbours = [Neighbour(self._names[at], int(ratios[at])) for at in likeliest[:_NEIGHBOURS]]
        return Nearest(names, neighbours, self._names, ratios)

    def _various(self, likeliest: Sequence[int]) -> Iterator[int]:
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


def _likeliest(ratios: NDArray[np.uint8]) -> list[list[int]]:
    """Return for each row the columns of its highest ratios, best first, of equals the first."""
    kept = min(_LIKELIEST, ratios.shape[1])
    least = np.maximum(np.partition(ratios, ratios.shape[1] - kept, axis=1)[:, ratios.shape[1] - kept], _ALIKE)
    rows, columns = np.nonzero(ratios >= least[:, None])
    order = np.lexsort((columns, -ratios[rows, columns].astype(np.int16), rows))
    rows, columns = rows[order], columns[order]
    starts = np.searchsorted(rows, np.arange(len(ratios) + 1))
    listed: list[int] = columns.tolist()
    return [listed[start : min(end, start + _LIKELIEST)] for start, end in pairwise(starts.tolist())]


def _best(ratios: NDArray[np.uint8], count: int) -> list[int]:
    """Return the columns of the highest ratios of one row, of equals the first."""
    kept = min(count, len(ratios))
    least = np.partition(ratios, len(ratios) - kept)[len(ratios) - kept]
    columns = np.nonzero(ratios >= least)[0]
    order = np.lexsort((columns, -ratios[columns].astype(np.int16)))
    best: list[int] = columns[order[:kept]].tolist()
    return best
