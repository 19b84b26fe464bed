"""An engine that can read one character, and only where it stands upright; and pages of that character."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.pictures.picture import Pixels
from tests.extractors.scans.made_pictures import INK

SURE, LOST = 0.97, 0.4
HEIGHT, STEP = 24, 28
"""Pixels: of a character, and from one to the next."""
_STEM, _FOOT = 5, 18
"""Pixels: how broad the stem is and how far the foot reaches."""


def write_l(page: Pixels, left: int, top: int, count: int) -> None:
    """Write a line of L in place: a foot to the right of a stem."""
    for x in range(left, left + count * STEP, STEP):
        page[top : top + HEIGHT, x : x + _STEM] = INK
        page[top + HEIGHT - _STEM : top + HEIGHT, x : x + _FOOT] = INK


class UprightOnly:
    """Reads a line of L, and guesses at anything else."""

    name = "upright only"

    def __init__(self, sure: float = SURE) -> None:
        """Be so sure of what can be read."""
        self.sure = sure
        self.asked = 0

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        """Return a character for every height of a line."""
        self.asked += len(lines)
        return [self._read(line) for line in lines]

    def _read(self, line: Pixels) -> RecognisedLine:
        ink = line < 128
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        own = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        height, width = own.shape
        count = max(round(width / height), 1)
        feet_below = own[-height // 4 :].mean() > 1.5 * own[: height // 4].mean()
        stem_first = own[:, : height // 8 + 1].mean() > 0.6
        sure = self.sure if feet_below and stem_first and width > height else LOST
        return RecognisedLine("L" * count, np.full(count, sure), (np.arange(count) + 0.5) / count)
