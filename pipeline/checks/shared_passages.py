"""What two texts say in the same words."""

from __future__ import annotations


def passages(text: str, length: int) -> set[str]:
    """Return all passages of ``length`` characters of a text."""
    return {text[at : at + length] for at in range(len(text) - length + 1)}


def longest_shared(one: str, other: str, least: int) -> str:
    """Return the longest passage of at least ``least`` characters that two texts share, empty for none.

    Passages of the least length are looked up in a set, so that texts that share nothing cost one pass each.
    """
    starts: dict[str, list[int]] = {}
    for at in range(len(one) - least + 1):
        starts.setdefault(one[at : at + least], []).append(at)
    best, at = "", 0
    while at + max(least, len(best) + 1) <= len(other):
        found = starts.get(other[at : at + least])
        if found is None:
            at += 1
            continue
        longest = max(least + _common(one, start + least, other, at + least) for start in found)
        if longest > len(best):
            best = other[at : at + longest]
        at += longest - least + 1
    return best


def _common(one: str, start: int, other: str, at: int) -> int:
    length = 0
    while start + length < len(one) and at + length < len(other) and one[start + length] == other[at + length]:
        length += 1
    return length
