"""What an engine for character recognition is: it reads pictures of single lines; where they are is found before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.pictures.picture import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class RecognisedLine:
    """What an engine read in the picture of one line: ``n`` characters, spaces among them."""

    text: str
    confidence: NDArray[np.float64]
    """Shape (n,): 0 to 1, how sure the engine is of each character."""
    position: NDArray[np.float64]
    """Shape (n,): where the middle of each character stands, as a share of the picture's width."""
    runner_up: tuple[str, ...] = ()
    """For each character the next likeliest one, empty where the engine is sure; empty if an engine does not tell."""


@runtime_checkable
class FindsLines(Protocol):
    """An engine that can tell where lines stand, too: asked where no rulings say so."""

    def lines_on(self, grey: Pixels, dpi: float) -> list[tuple[int, int, int, int]]:
        """Return the boxes (x0, top, x1, bottom, pixels) of the lines on a clean, level page (height, width)."""


class OcrEngine(Protocol):
    """Reads pictures of lines."""

    name: str

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        """Read grey pictures of one upright line each, shape (height, width), dark on light; one result for each."""
