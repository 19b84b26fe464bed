"""The PP-OCR recognition model that RapidOCR's wheel ships, on batches of narrow lines.

The time goes with the width of what the network sees, so lines are made narrower than they are (the model does not
mind), padded to few widths, and read at full width only where the first reading is in doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.ocr.ctc import Alphabet, decode
from gongbiao.extractors.ocr.paddle_detector import PaddleDetector
from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.pictures.picture import Pixels

HEIGHT = 48
"""Pixels: the height of a line that the model was trained on."""
NARROWED = 0.65
"""Share of its width that a line keeps at first: on clean lines nothing is lost down to 0.55."""
WIDTHS: tuple[int, ...] = (*range(32, 257, 32), *range(320, 1025, 64), *range(1280, 3201, 320))
"""Pixels: lines are padded to one of these, since every shape costs the runtime a megabyte and some time once."""
BATCH = 4
"""Lines of one width read at once, the rest one by one; larger batches are slower on processors."""
BATCHED = 512
"""Pixels: wider lines are read one by one. Batches of them save no time, and cost the runtime 0.7 GB at worst."""
SHORT = 4.5
"""Heights of a line that a short one is wide at most: amounts, shares, single words."""
TOLERATED = 0.02
"""Mean confidence by which the second reading, which holds what the first may lack, may be less sure."""
_DIGITS = re.compile("[0-9]")
DOUBTFUL = 0.8
"""Confidence of a line's least certain character below which it is read again at full width."""
STEP = 8
"""Pixels of the model's input that one step of its output stands for."""

FloatArray = NDArray[np.float32]


class Runtime(Protocol):
    """Runs the recognition model."""

    @property
    def name(self) -> str:
        """What the runtime is called."""

    @property
    def characters(self) -> Sequence[str]:
        """The character of each class but the blank, which is class 0."""

    def probabilities(self, lines: FloatArray) -> FloatArray:
        """Return how likely each class is at each step, (n, steps, classes), for lines (n, 3, 48, width).

        What is returned may change with the next call.
        """


class PaddleOcr:
    """Reads lines with PP-OCR."""

    def __init__(self, runtime: Callable[[Path], Runtime], detector: Callable[[], PaddleDetector]) -> None:
        """Load the model; ``runtime`` is made from its file, ``detector`` when it is first needed."""
        self._runtime = runtime(recognition_model())
        self._make_detector = detector
        self._alphabet = Alphabet(self._runtime.characters)
        self.name = self._runtime.name

    @cached_property
    def _detector(self) -> PaddleDetector:
        return self._make_detector()

    def lines_on(self, grey: Pixels, dpi: float) -> list[tuple[int, int, int, int]]:
        """Return the boxes (x0, top, x1, bottom, pixels) of the lines on a clean, level page (height, width)."""
        return self._detector.lines_on(grey, dpi)

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        """Read grey pictures of one line each, dark on light.

        Short lines are read as they are, long ones narrowed, and again as they are where that leaves a doubt or shows
        digits: of two equal ones side by side a narrowed line may show one.
        """
        short = {index for index, line in enumerate(lines) if line.shape[1] <= SHORT * line.shape[0]}
        results = self._read({index: lines[index] for index in short}, 1.0)
        narrowed = {index: line for index, line in enumerate(lines) if index not in short}
        for index, line in self._read(narrowed, NARROWED).items():
            results[index] = line
        again = [
            index for index in narrowed if _least(results[index]) < DOUBTFUL or _DIGITS.search(results[index].text)
        ]
        for index, line in self._read({index: lines[index] for index in again}, 1.0).items():
            if _sureness(line) > _sureness(results[index]) - TOLERATED:
                results[index] = line
        return [results[index] for index in range(len(lines))]

    def _read(self, lines: dict[int, Pixels], narrowed: float) -> dict[int, RecognisedLine]:
        results: dict[int, RecognisedLine] = {}
        for batch in _batches(lines, narrowed):
            probabilities = self._runtime.probabilities(_as_input([picture for _, picture in batch]))
            for (index, picture), own in zip(batch, probabilities, strict=True):
                results[index] = decode(own, self._alphabet, picture.shape[1] / own.shape[0] / STEP)
        return results


def recognition_model() -> Path:
    """Return the file of the recognition model in the installed RapidOCR."""
    import rapidocr

    return next(iter(sorted((Path(rapidocr.__file__).parent / "models").glob("PP-OCR*_rec_*.onnx"))))


def _batches(lines: dict[int, Pixels], narrowed: float) -> Iterator[list[tuple[int, Pixels]]]:
    """Bring lines to the model's height and yield those of one padded width together."""
    resized = sorted(
        ((index, _resized(line, narrowed)) for index, line in lines.items()), key=lambda item: item[1].shape[1]
    )
    for width, group in groupby(resized, key=lambda item: _padded(item[1].shape[1])):
        alike = list(group)
        full = len(alike) - len(alike) % BATCH if width <= BATCHED else 0
        yield from (alike[start : start + BATCH] for start in range(0, full, BATCH))
        yield from ([line] for line in alike[full:])


def _resized(line: Pixels, narrowed: float) -> Pixels:
    height, width = line.shape
    wanted = min(max(round(width * HEIGHT / height * narrowed), 1), WIDTHS[-1])
    shrinks = height > HEIGHT
    resized = cv2.resize(line, (wanted, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    return np.asarray(resized, dtype=np.uint8)


def _padded(width: int) -> int:
    return WIDTHS[bisect_left(WIDTHS, width)]


def _as_input(lines: Sequence[Pixels]) -> FloatArray:
    """Return lines of about one width as the model wants them: (n, 3, 48, padded), -1 to 1, the padding 0."""
    width = _padded(max(line.shape[1] for line in lines))
    batch = np.zeros((len(lines), 1, HEIGHT, width), dtype=np.float32)
    for number, line in enumerate(lines):
        batch[number, 0, :, : line.shape[1]] = line.astype(np.float32) / 127.5 - 1.0
    return np.repeat(batch, 3, axis=1)


def _least(line: RecognisedLine) -> float:
    return float(line.confidence.min(initial=1.0))


def _sureness(line: RecognisedLine) -> float:
    return float(line.confidence.mean()) if len(line.confidence) else 0.0
