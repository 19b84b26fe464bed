"""Tesseract as the engine for scans: slower and less sure of Chinese, but packaged by every system."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytesseract
from PIL import Image

from gongbiao.extractors.errors import NoEngineError
from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.pictures.picture import Pixels

LANGUAGE = "chi_sim"
ONE_LINE = "--psm 7"
"""Tesseract's page segmentation mode for a picture of a single line."""


class Tesseract:
    """Reads lines with the program ``tesseract``."""

    name = "tesseract"

    def __init__(self) -> None:
        """Look for the program and its Chinese data; raises NoEngineError."""
        try:
            languages = pytesseract.get_languages()
        except pytesseract.TesseractNotFoundError as error:
            raise NoEngineError("the program tesseract is not installed (Debian: apt install tesseract-ocr)") from error
        if LANGUAGE not in languages:
            raise NoEngineError(f"tesseract has no data for {LANGUAGE} (Debian: apt install tesseract-ocr-chi-sim)")

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        """Read grey pictures of one line each, dark on light."""
        return [_read(line) for line in lines]


def _read(line: Pixels) -> RecognisedLine:
    found = pytesseract.image_to_data(
        Image.fromarray(line), lang=LANGUAGE, config=ONE_LINE, output_type=pytesseract.Output.DICT
    )
    text: list[str] = []
    sure: list[float] = []
    position: list[float] = []
    words = zip(found["text"], found["conf"], found["left"], found["width"], strict=True)
    for word, confidence, left, width in words:
        if not word.strip():
            continue
        if text and text[-1].isascii() and word[0].isascii():  # between Chinese words no space is printed
            text.append(" ")
            sure.append(float(confidence) / 100)
            position.append(left / line.shape[1])
        for index, character in enumerate(word):
            text.append(character)
            sure.append(float(confidence) / 100)
            position.append((left + (index + 0.5) * width / len(word)) / line.shape[1])
    return RecognisedLine("".join(text), np.clip(np.array(sure), 0.0, 1.0), np.clip(np.array(position), 0.0, 1.0))
