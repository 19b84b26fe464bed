"""What was seen, character by character, beside what was printed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters in the cells of tables."""

    printed: int
    """How many there are; a sign such as ㎡, which stands for two, counts as two."""
    right: int
    """How many of them were seen, be it in another width: （ and ( are one character in a picture."""
    exact: int
    """How many of them were seen in the width that was printed."""
    added: int
    """How many more were seen, such as those of seals."""


def characters_right(seen: str, printed: str) -> Characters:
    """Align two texts with the fewest changes, and count."""
    folded = unicodedata.normalize("NFKC", printed)
    wrong, added = _changes(unicodedata.normalize("NFKC", seen), folded)
    return Characters(len(folded), len(folded) - wrong, len(folded) - _changes(seen, printed)[0], added)


def _changes(seen: str, printed: str) -> tuple[int, int]:
    """How many characters were not seen, or as others; and how many were seen that were not printed."""
    kinds = [change.tag for change in Levenshtein.editops(printed, seen)]
    return len(kinds) - kinds.count("insert"), kinds.count("insert")
