"""The names of the catalogue that come nearest to labels: one vectorised comparison of all with all, then a close look.

Both are compared in plain words (wording.py); only the few likeliest names of a label are looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from gongbiao.normalizers.similarity import Wording, similarity, wording
from gongbiao.normalizers.wording import plain_form

_LOOKED_AT = 8
"""Names of a label that get a close look, besides those with which it ends."""
_SPREAD = 35
"""Points of rapidfuzz ratio by which a name may lie behind the likest one to get a close look."""
_FIRST_LOOK = 2
_FOUND = 70.0
"""Score of one of the first names from which on only those about as likely are looked at."""
_ABOUT_AS_LIKELY = 15
"""Points of ratio behind the likeliest."""
_ALIKE_IN_WORDS = 52
"""Ratio below which only a question is looked at closely."""
_ALIKE = 30
"""Ratio below which no name gets one: no accepted match lies there."""
_LISTED = 12
"""Names that are listed, looked at or not."""
_LISTED_MORE = 128
"""Likewise where these mean too few different indicators: one has up to eighty names."""
_UNALIKE = 0.5
"""Share of the ratio that a pair scores at least, so that candidates far from a match have an order too."""
_REWORDED = 75
"""Ratio of a name to itself in plain words, below which it is compared as printed too."""
_CHUNK = 1024
"""Labels compared in one call: 1024 x 2000 names are 2 MiB, which stay in the processor's cache."""
_SHORTEST_ENDING = 3
"""Characters of a name that counts as the end of a label."""


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The names that come nearest to one label."""

    names: list[tuple[str, float]]
    """With how alike they are (0 to 100), best first."""
    _all: Sequence[str]
    _ratios: NDArray[np.uint8]

    def more(self) -> list[tuple[str, float]]:
        """Return further names, not looked at closely, for labels that no name is certain for."""
        known = {name for name, _ in self.names}
        further = (at for at in _best(self._ratios, _LISTED_MORE) if self._all[at] not in known)
        return [*self.names, *((self._all[at], _at_least(self._ratios, at)) for at in further)]


class NearestNames:
    """The names of a catalogue, made ready for being compared."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take names in comparison form."""
        self._names = list(names)
        self._wordings = [wording(name) for name in self._names]
        self._plain = [one.plain.text for one in self._wordings]
        self._reworded = [at for at, one in enumerate(self._wordings) if _is_reworded(one)]
        self._literal = [self._names[at] for at in self._reworded]
        self._by_plain: dict[str, list[int]] = {}
        for at, plain in enumerate(self._plain):
            self._by_plain.setdefault(plain, []).append(at)

    def alike_in_plain_words(self, name: str) -> list[str]:
        """Return the names that say the same as ``name``, itself included."""
        return [self._names[at] for at in self._by_plain.get(plain_form(name), ())]

    def of(self, forms: Sequence[str]) -> Iterator[tuple[str, Nearest]]:
        """Yield each form with the names that come nearest."""
        for start in range(0, len(forms), _CHUNK):
            chunk = forms[start : start + _CHUNK]
            printed = [wording(form) for form in chunk]
            ratios = self._ratios(printed)
            likeliest = _likeliest(ratios)
            for at, (form, said) in enumerate(zip(chunk, printed, strict=True)):
                yield form, Nearest(self._looked_at(said, ratios[at], likeliest[at]), self._names, ratios[at])

    def _ratios(self, printed: Sequence[Wording]) -> NDArray[np.uint8]:
        """Compare all with all: in plain words, and with reworded names as they are printed too, for typing errors."""
        ratios = process.cdist([one.plain.text for one in printed], self._plain, scorer=fuzz.ratio, dtype=np.uint8)
        if self._reworded:
            forms = [one.literal.text for one in printed]
            literal = process.cdist(forms, self._literal, scorer=fuzz.ratio, dtype=np.uint8)
            ratios[:, self._reworded] = np.maximum(ratios[:, self._reworded], literal)
        return ratios

    def _looked_at(self, printed: Wording, ratios: NDArray[np.uint8], likeliest: list[int]) -> list[tuple[str, float]]:
        scores: dict[int, float] = {}
        for at in (*self._endings(printed.plain.text), *likeliest[:_FIRST_LOOK]):
            scores[at] = self._score(printed, at, ratios)
        least = 0 if printed.question else _ALIKE_IN_WORDS
        if likeliest and max(scores.values()) >= _FOUND:
            least = max(least, int(ratios[likeliest[0]]) - _ABOUT_AS_LIKELY)
        for at in likeliest[_FIRST_LOOK:_LOOKED_AT]:
            if ratios[at] < least:
                break
            scores[at] = self._score(printed, at, ratios)
        for at in likeliest:
            if at not in scores:
                scores[at] = _at_least(ratios, at)
        return sorted(((self._names[at], score) for at, score in scores.items()), key=lambda one: (-one[1], one[0]))

    def _score(self, printed: Wording, at: int, ratios: NDArray[np.uint8]) -> float:
        return max(_at_least(ratios, at), round(similarity(printed, self._wordings[at]), 2))

    def _endings(self, plain: str) -> list[int]:
        """The names with which a label ends."""
        ends = (plain[start:] for start in range(1, len(plain) - _SHORTEST_ENDING + 1))
        return [at for end in ends for at in self._by_plain.get(end, ())]


def _at_least(ratios: NDArray[np.uint8], at: int) -> float:
    """Return what a pair scores by its ratio alone."""
    return round(_UNALIKE * float(ratios[at]), 2)


def _is_reworded(name: Wording) -> bool:
    """Whether plain words differ so much that a label whose typing error hides the words would not find the name."""
    return fuzz.ratio(name.literal.text, name.plain.text) < _REWORDED


def _likeliest(ratios: NDArray[np.uint8]) -> list[list[int]]:
    """Return for each row the columns of its highest ratios, best first, of equals the first."""
    least = np.maximum(ratios.max(axis=1, initial=0).astype(np.int16) - _SPREAD, _ALIKE).astype(np.uint8)
    rows, columns = np.nonzero(ratios >= least[:, None])
    order = np.lexsort((columns, -ratios[rows, columns].astype(np.int16), rows))
    rows, columns = rows[order], columns[order]
    starts = np.searchsorted(rows, np.arange(len(ratios) + 1))
    listed: list[int] = columns.tolist()
    return [listed[start : min(end, start + _LISTED)] for start, end in pairwise(starts.tolist())]


def _best(ratios: NDArray[np.uint8], count: int) -> list[int]:
    """Return the columns of the highest ratios of one row, of equals the first."""
    kept = min(count, len(ratios))
    least = np.partition(ratios, len(ratios) - kept)[len(ratios) - kept]
    columns = np.nonzero(ratios >= least)[0]
    order = np.lexsort((columns, -ratios[columns].astype(np.int16)))
    best: list[int] = columns[order[:kept]].tolist()
    return best
