"""Whether a recognised comma or bracket is full-width or half-width: the room that it takes tells.

Both look alike in a picture, and an engine guesses. Where the room cannot be measured (at the ends of lines), the
others of its kind on the page decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.scans.text_lines import InkLine

FULL = "，：；（）！？"
HALF = ",:;()!?"
_TO_HALF = dict(zip(FULL, HALF, strict=True))
_TO_FULL = dict(zip(HALF, FULL, strict=True))
FIRST_WIDE = "\u2e80"
"""Characters from here on, the radicals, ideographs and full-width forms, are as wide as they are high."""
NARROW = 0.5
"""Width of letters and digits, in widths of an ideograph."""
SURELY_HALF, SURELY_FULL = 0.7, 1.0
"""Room of a comma, colon or the like, in widths of an ideograph, that tells; between them the engine's word counts."""
BRACKETS = "()"
SURELY_HALF_BRACKET, SURELY_FULL_BRACKET = 0.4, 1.15
"""The same for brackets, whose middle an engine places less well."""
MIN_PAIRS = 2
"""Neighbouring ideographs that are needed to know how wide one is in a line."""
MIN_VOTES = 3
"""Measured punctuation of one kind on a page that is needed to decide about the rest."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """One punctuation character: where it stands, and its width where that could be measured."""

    line: int
    index: int
    half: str
    is_full: bool | None
    is_among_letters: bool
    """Whether a letter or digit stands beside it: it is as wide as the engine says."""


def with_measured_punctuation(lines: Sequence[InkLine], read: Sequence[RecognisedLine]) -> list[RecognisedLine]:
    """Return a page's recognised lines with the punctuation as wide as it is printed."""
    marks = [
        mark for number, (line, text) in enumerate(zip(lines, read, strict=True)) for mark in _marks(number, line, text)
    ]
    votes: dict[str, Counter[bool]] = {}
    for mark in marks:
        if mark.is_full is not None:
            votes.setdefault(mark.half, Counter())[mark.is_full] += 1
    texts = [list(line.text) for line in read]
    for mark in marks:
        own = votes.get(mark.half, Counter())
        is_full = mark.is_full
        unanimous = mark.half not in BRACKETS and own.total() >= MIN_VOTES and min(own[True], own[False]) == 0
        if is_full is None and unanimous and not mark.is_among_letters:
            is_full = own[True] > 0
        if is_full is not None:
            texts[mark.line][mark.index] = _TO_FULL[mark.half] if is_full else mark.half
    return [replace(line, text="".join(text)) for line, text in zip(read, texts, strict=True)]


def _marks(number: int, line: InkLine, read: RecognisedLine) -> list[_Mark]:
    found = [index for index, character in enumerate(read.text) if character in _TO_HALF or character in _TO_FULL]
    if not found:
        return []
    at = (read.position * (line.box[2] - line.box[0])).tolist()
    pairs = [
        b - a
        for a, b, left, right in zip(at, at[1:], read.text, read.text[1:], strict=False)
        if _plain(left) and _plain(right)
    ]
    unit = median(pairs) if len(pairs) >= MIN_PAIRS else 0.0
    return [
        _Mark(
            number,
            index,
            _TO_HALF.get(read.text[index], read.text[index]),
            _is_full(read.text, at, index, unit),
            _is_among_letters(read.text, index),
        )
        for index in found
    ]


def _is_full(text: str, at: list[float], index: int, unit: float) -> bool | None:
    """Tell whether the character at ``index`` is full-width; None where its neighbours do not tell."""
    if unit <= 0 or not 0 < index < len(text) - 1:
        return None
    left, right = _half_width(text[index - 1]), _half_width(text[index + 1])
    if left is None or right is None:
        return None
    room = (at[index + 1] - at[index - 1]) / unit - left - right
    is_bracket = _TO_HALF.get(text[index], text[index]) in BRACKETS
    half, full = (SURELY_HALF_BRACKET, SURELY_FULL_BRACKET) if is_bracket else (SURELY_HALF, SURELY_FULL)
    return False if room <= half else True if room >= full else None


def _is_among_letters(text: str, index: int) -> bool:
    beside = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
    return any(character.isascii() and character.isalnum() for character in beside)


def _plain(character: str) -> bool:
    return character >= FIRST_WIDE and character not in _TO_HALF


def _half_width(character: str) -> float | None:
    """Return half of what a neighbour takes; None for spaces and other punctuation."""
    if _plain(character):
        return 0.5
    return NARROW / 2 if character.isalnum() else None
