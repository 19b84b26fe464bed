"""The output of a recognition network to text: connectionist temporal classification (Graves et al., 2006), greedy.

Each step names a class; a character is a run of steps that name it, and blanks part runs of the same one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.ocr.recognise import RecognisedLine

BLANK = 0
"""The class that stands for no character."""
SURE = 0.9
"""Confidence from which on a character's runner-up is of no interest."""
CONSIDERED = 4
"""Classes that are looked at for the runner-up: the best, its twin, the blank, and one more."""

FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Alphabet:
    """The characters of a network's classes; class 0 is the blank."""

    characters: Sequence[str]

    def text(self, classes: Sequence[int]) -> str:
        """Return the characters of classes other than the blank."""
        return "".join(self.characters[number - 1] for number in classes)

    @cached_property
    def twins(self) -> dict[int, int]:
        """Return for classes that differ from another only in width (``,`` and ``，``) that other one."""
        numbers = {character: number for number, character in enumerate(self.characters, start=1)}
        pairs: dict[int, int] = {}
        for character, number in numbers.items():
            narrow = numbers.get(unicodedata.normalize("NFKC", character), number)
            if narrow != number and len(character) == 1:
                pairs[number], pairs[narrow] = narrow, number
        return pairs

    @cached_property
    def traditional(self) -> NDArray[np.bool_]:
        """Tell which classes, shape (classes,), are characters that simplified Chinese does not use (決).

        They look like the ones that it does, and the network takes them for each other with much confidence.
        """
        return np.array([False, *map(_is_traditional, self.characters)], dtype=np.bool_)

    @cached_property
    def folded(self) -> NDArray[np.int64]:
        """Return for each class, shape (classes,), the lower one of it and its twin."""
        numbers = np.arange(len(self.characters) + 1)
        for number, twin in self.twins.items():
            numbers[number] = min(number, twin)
        return numbers


def decode(probabilities: FloatArray, alphabet: Alphabet, seen: float) -> RecognisedLine:
    """Return the text of one line from (steps, classes); ``seen`` is the share of the steps that show no padding.

    A character is as sure as the step of its run that is surest; which width it has is no doubt.
    """
    classes = probabilities.argmax(axis=1)
    folded = alphabet.folded[classes]
    starts = np.flatnonzero(np.concatenate(([True], folded[1:] != folded[:-1])))
    ends = np.append(starts[1:], len(classes))
    shown = classes[starts] != BLANK
    starts, ends = starts[shown], ends[shown]
    best = probabilities[np.arange(len(classes)), classes]
    peaks = [start + int(best[start:end].argmax()) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    read = classes[peaks].tolist()
    sure, runners_up = best[peaks].astype(np.float64), [""] * len(peaks)
    for index in np.flatnonzero((sure < SURE) | alphabet.traditional[read]).tolist():
        sure[index], runners_up[index] = _doubt(probabilities[peaks[index]], read[index], alphabet)
    position = np.clip((starts + ends) / 2 / (len(classes) * seen), 0.0, 1.0)
    return RecognisedLine(alphabet.text(read), sure, position, tuple(runners_up))


def _is_traditional(character: str) -> bool:
    return not _is_in(character, "gb2312") and _is_in(character, "big5")


def _is_in(character: str, charset: str) -> bool:
    try:
        return len(character.encode(charset)) == 2
    except UnicodeEncodeError:
        return False


def _doubt(step: FloatArray, best: int, alphabet: Alphabet) -> tuple[float, str]:
    """Return how likely a character is in either width, and the next likeliest other one if that leaves a doubt."""
    twin = alphabet.twins.get(best)
    sure = float(step[best]) + (float(step[twin]) if twin is not None else 0.0)
    if (sure >= SURE and not alphabet.traditional[best]) or alphabet.text([best]).isspace():
        return 1.0 if alphabet.text([best]).isspace() else sure, ""
    likeliest = np.argpartition(step, -CONSIDERED)[-CONSIDERED:]
    others = [number for number in likeliest.tolist() if number not in (best, twin, BLANK)]
    return sure, alphabet.text([max(others, key=lambda number: float(step[number]))])
