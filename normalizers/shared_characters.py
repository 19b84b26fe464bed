"""Which of many texts share so many characters with one that they can be like it: an index looked up before comparing.

Two texts of m and n characters that share k of them, in whatever order, have a ratio (normalized Indel similarity, 0 to
100) of at most 200 k / (m + n). Few of tens of thousands of names reach a given ratio so; only those need a comparison.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class SharedCharacters:
    """An inverted index of the characters of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._lengths = np.array([len(text) for text in texts], np.intp)
        holders = np.repeat(np.arange(len(texts)), self._lengths)
        characters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
        order = np.lexsort((holders, characters))
        holders, characters = holders[order], characters[order]
        starts = np.flatnonzero(np.diff(characters, prepend=0))
        self._holders = dict(zip(map(chr, characters[starts].tolist()), np.split(holders, starts[1:]), strict=True))
        """Of each character the texts that hold it, in order, as often as they do."""

    def alike(self, text: str, least: float) -> NDArray[np.bool_]:
        """Tell of each text whether its ratio to this one can be ``least`` (0 to 100) or more.

        A character that this text has once counts as often as the other one has it: a bound all the same.
        """
        found = [self._holders[character] for character in set(text) if character in self._holders]
        listed = np.concatenate(found) if found else np.array([], np.intp)
        shared = np.bincount(listed, minlength=len(self._lengths))
        alike: NDArray[np.bool_] = 200 * shared >= least * (self._lengths + len(text))
        return alike
