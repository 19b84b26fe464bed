"""Which known names have the highest ratio to labels: one vectorised comparison with all that can be like them.

Compared are plain words (wording.py), and what is printed where that differs much.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from gongbiao.normalizers.shared_characters import SharedCharacters
from gongbiao.normalizers.similarity import Wording
from gongbiao.normalizers.wording import plain_form

_REWORDED = 75
"""Ratio of a name to itself in plain words, below which it is compared as printed too."""


class NameRatio(NamedTuple):
    """A name, compared to a label."""

    at: int
    """Its place among the names."""
    ratio: int
    """rapidfuzz ratio, 0 to 100."""


class NameRatios:
    """Names, made ready for being compared."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take names in comparison form."""
        self._plain = [plain_form(name) for name in names]
        reworded = [
            at
            for at, (name, plain) in enumerate(zip(names, self._plain, strict=True))
            if name != plain and fuzz.ratio(name, plain) < _REWORDED
        ]
        self._reworded = np.array(reworded, np.intp)
        self._literal = [names[at] for at in reworded]
        self._by_plain = SharedCharacters(self._plain)
        self._by_literal = SharedCharacters(self._literal)

    def highest(self, printed: Sequence[Wording], count: int, least: int) -> list[list[NameRatio]]:
        """Return for each label the ``count`` names with the highest ratios, best first, of equals the first.

        Names of a ratio below ``least`` are left out.
        """
        names, ratios = self._compared(printed, least)
        if not len(names):
            return [[] for _ in printed]
        kept = min(count, len(names))
        bounds = np.maximum(np.partition(ratios, len(names) - kept, axis=1)[:, len(names) - kept], least)
        rows, columns = np.nonzero(ratios >= bounds[:, None])
        found = ratios[rows, columns].astype(np.intp)
        order = np.lexsort((columns, -found, rows))
        columns, found = names[columns[order]], found[order]
        starts = np.searchsorted(rows, np.arange(len(printed) + 1)).tolist()
        ends = (min(end, start + count) for start, end in pairwise(starts))
        return [
            list(map(NameRatio, columns[start:end].tolist(), found[start:end].tolist()))
            for start, end in zip(starts, ends, strict=False)
        ]

    def _compared(self, printed: Sequence[Wording], least: int) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
        """Return the names that come to ``least`` with any of the labels, in order, and labels x names ratios."""
        plain = [one.plain.text for one in printed]
        literal = [one.literal.text for one in printed]
        literally = np.flatnonzero(_alike_to_any(self._by_literal, literal, least))
        alike = _alike_to_any(self._by_plain, plain, least)
        alike[self._reworded[literally]] = True
        names = np.flatnonzero(alike)
        ratios = _ratios(plain, [self._plain[at] for at in names.tolist()])
        if len(literally):
            again = np.searchsorted(names, self._reworded[literally])
            as_printed = _ratios(literal, [self._literal[at] for at in literally.tolist()])
            ratios[:, again] = np.maximum(ratios[:, again], as_printed)
        return names, ratios


def _alike_to_any(texts: SharedCharacters, labels: Sequence[str], least: int) -> NDArray[np.bool_]:
    alike: NDArray[np.bool_] = np.logical_or.reduce([texts.alike(label, least) for label in labels])
    return alike


def _ratios(labels: Sequence[str], names: Sequence[str]) -> NDArray[np.uint8]:
    ratios: NDArray[np.uint8] = process.cdist(labels, names, scorer=fuzz.ratio, dtype=np.uint8)
    return ratios
