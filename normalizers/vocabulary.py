"""The words that carry an indicator's meaning, from catalogue/words.csv and catalogue/confusables.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gongbiao.normalizers.packaged import packaged_rows

_GENERIC_ENDING = "(?:比率|比例|情况|程度|水平|[率律绿]|[性姓]|度)?"
"""X率, X性, X情况, X程度 of one X measure the same, and so do the commonest misspellings X律, X姓."""

ANY_COUNT = "any"
"""Family of 数量: goes with every other count."""

CHANGES = frozenset({"growth", "reduction", "change", "saving"})
"""Families of measures of a change."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists made ready for searching."""

    measure: re.Pattern[str]
    """Searches the measure at a name's end; group ``word``."""
    measures: dict[str, tuple[str, bool]]
    """By word: its family, and whether it is a count."""
    change: re.Pattern[str]
    """Finds a word that says that something changes."""
    synonym: re.Pattern[str]
    synonyms: dict[str, str]
    """By word: the first word of its row."""
    filler: re.Pattern[str]
    """Fully matches what may be added to a name without changing it."""
    filler_word: re.Pattern[str]
    """Finds single words of that kind."""
    opposite_word: re.Pattern[str]
    """Finds at every place the longest word of any pair, without using it up; group 1."""
    opposite_sides: dict[str, tuple[int, int]]
    """By such a word: the pairs in whose first half it stands, or a word with which it begins, and likewise second."""
    negation: re.Pattern[str]
    remark: re.Pattern[str]
    """Fully matches what forms note about an indicator in brackets behind its name."""
    office: re.Pattern[str]
    """Matches an office's name in front of what may be an indicator's."""
    suffixes: tuple[tuple[str, str], ...]
    """(ending, indicator id), longest first."""
    sounds: dict[str, frozenset[int]]
    """By character: the groups of like-sounding characters that it is in."""
    shapes: dict[str, frozenset[int]]
    """Likewise of like-looking ones."""
    glyphs: dict[str, str]
    """By character of the catalogue: those that look most like it."""

    def opposite_halves(self, text: str) -> tuple[int, int]:
        """Return two sets of bits: bit n says that of the n-th pair only a word of that half stands in the text."""
        first = second = 0
        for word in self.opposite_word.findall(text):
            here, there = self.opposite_sides[word]
            first |= here
            second |= there
        return first & ~second, second & ~first


@cache
def vocabulary() -> Vocabulary:
    """Load the lists, once a process."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for _, row in packaged_rows("catalogue/words.csv"):
        rows.setdefault(row["kind"], []).append((row["name"], row["words"]))
    measures = {
        word: (name, kind == "count")
        for kind in ("measure", "count")
        for name, words in rows[kind]
        for word in words.split("|")
    }
    synonyms = {word: words.split("|")[0] for _, words in rows["synonym"] for word in words.split("|")}
    suffixes = [(word, name) for name, words in rows["suffix"] for word in words.split("|")]
    sides = _sides([words for _, words in rows["opposite"]])
    fillers = _any_of(word for _, words in rows["filler"] for word in words.split("|"))
    return Vocabulary(
        measure=re.compile(rf"(?P<word>{_any_of(measures)}){_GENERIC_ENDING}\Z"),
        measures=measures,
        change=re.compile(_any_of(word for word, (name, _) in measures.items() if name in CHANGES) + "|[增减降升]"),
        synonym=re.compile(_any_of(synonyms)),
        synonyms=synonyms,
        filler=re.compile(rf"(?:{fillers})+"),
        filler_word=re.compile(fillers),
        opposite_word=re.compile(f"(?=({_any_of(sides)}))"),
        opposite_sides=sides,
        negation=re.compile("|".join(words for _, words in rows["negation"])),
        remark=re.compile("|".join(words for _, words in rows["remark"])),
        office=re.compile(rf".{{1,12}}?(?:{'|'.join(words for _, words in rows['office'])})(?=.{{4}})"),
        suffixes=tuple(sorted(suffixes, key=lambda pair: -len(pair[0]))),
        sounds=_groups("sound"),
        shapes=_groups("shape"),
        glyphs={row["characters"][0]: row["characters"][1:] for row in _confusables("glyph")},
    )


def _sides(opposites: Iterable[str]) -> dict[str, tuple[int, int]]:
    """By word of an opposite: the bits of the pairs that have it, or a word with which it begins, in either half."""
    words = [
        (word, half, 1 << at)
        for at, pair in enumerate(opposites)
        for half, listed in enumerate(pair.split("/"))
        for word in listed.split("|")
    ]
    sides: dict[str, tuple[int, int]] = {}
    for word, _, _ in words:
        bits = [0, 0]
        for start, half, bit in words:
            if word.startswith(start):
                bits[half] |= bit
        sides[word] = bits[0], bits[1]
    return sides


def _groups(kind: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(_confusables(kind)):
        for character in row["characters"]:
            groups.setdefault(character, set()).add(number)
    return {character: frozenset(numbers) for character, numbers in groups.items()}


def _confusables(kind: str) -> Iterator[dict[str, str]]:
    return (row for _, row in packaged_rows("catalogue/confusables.csv") if row["kind"] == kind)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
