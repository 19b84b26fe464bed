"""Which way up a page stands: the way in which its text can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gongbiao.extractors.ocr.recognise import OcrEngine, RecognisedLine
from gongbiao.extractors.page import FloatArray
from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.extractors.scans.sheet_lines import SheetLines, sheet_lines

SAMPLE = 5
"""Lines that are read to find out."""
SURE = 0.85
"""Mean confidence of the sample from which on no other way up is tried; lines upside down have about 0.5."""
MIN_TEXT = 2.5
"""Characters a line of the sample holds at least where a page stands upright; on its side lines are single ones."""
SAMPLE_SHAPE = (4.0, 14.0)
"""Heights of a line that a line of the sample is wide: long enough to be text, short enough to be read fast."""


@dataclass(frozen=True, slots=True, eq=False)
class Upright:
    """A page that stands upright, its lines found and some of them read."""

    turns: int
    """Quarter turns against the clock that put it so."""
    found: SheetLines
    read: Mapping[int, RecognisedLine]
    """By index into the lines found: the sample that was read to find out."""

    @property
    def sureness(self) -> float:
        """How sure the engine is of the sample's characters on the whole, 0 where there are none."""
        characters = self._confidences()
        return float(characters.mean()) if len(characters) else 0.0

    @property
    def legible(self) -> float:
        """How much text the sample holds: the confidence of all its characters together."""
        return float(self._confidences().sum())

    @property
    def is_plain(self) -> bool:
        """Whether there is no doubt that this is the right way up."""
        return self.sureness >= SURE and self.legible >= MIN_TEXT * SAMPLE

    def _confidences(self) -> FloatArray:
        return np.concatenate([np.empty(0), *(line.confidence for line in self.read.values())])


def upright(grey: Pixels, dpi: float, engine: OcrEngine) -> Upright:
    """Return a clean, level page (height, width) the way up in which its text can be read."""
    best = _tried(grey, 0, dpi, engine)
    for turns in (2, 1, 3):
        if best.is_plain:
            break
        best = max(best, _tried(grey, turns, dpi, engine), key=lambda way: way.legible)
    return best


def _tried(grey: Pixels, turns: int, dpi: float, engine: OcrEngine) -> Upright:
    return with_sample(turns, sheet_lines(np.ascontiguousarray(np.rot90(grey, turns)), dpi), engine)


def with_sample(turns: int, found: SheetLines, engine: OcrEngine) -> Upright:
    """Read a few of the lines found on a page turned so."""
    sample = _sample(found.crops)
    read = engine.recognise([found.crops[index] for index in sample])
    return Upright(turns, found, dict(zip(sample, read, strict=True)))


def _sample(crops: Sequence[Pixels]) -> list[int]:
    """Choose lines spread over the page, of handy width where there are any."""
    low, high = SAMPLE_SHAPE
    handy = [index for index, crop in enumerate(crops) if low <= crop.shape[1] / crop.shape[0] <= high]
    chosen = handy or list(range(len(crops)))
    return [chosen[index] for index in np.unique(np.linspace(0, len(chosen) - 1, SAMPLE).astype(int))] if chosen else []
