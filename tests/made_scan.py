"""A scan made by hand: a form whose characters are any letters, and an engine that knows what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.pictures.picture import Pixels
from tests.drawn_tables import COLUMN, ROW, draw_table

_UNIT = 200 / 72
"""Pixels a point."""
_WIDER = 2.0
_DOUBT = re.compile(r"<(?P<read>.)/(?P<other>.)>|(?P<sure>.)")
_SURE, _UNSURE = 0.99, 0.6
_HEIGHT, _DARK = 26, 150
"""Pixels, and a grey."""
_FACE = (96, 13)
"""Pixels: width and height."""
_LETTERS = "ABDEGKMNQRSWXZ"


def seen(text: str) -> RecognisedLine:
    """Return a line as an engine reads it; ``<内/门>`` is a doubtful 内 that may be 门."""
    found = list(_DOUBT.finditer(text))
    confidence = np.array([_SURE if one["sure"] else _UNSURE for one in found])
    position = (np.arange(len(found)) + 0.5) / max(1, len(found))
    characters = "".join(one["sure"] or one["read"] for one in found)
    return RecognisedLine(characters, confidence, position, tuple(one["other"] or "" for one in found))


class PreparedEngine:
    """Reads lines that it has been shown before, as it was told."""

    name = "prepared"

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: list[tuple[NDArray[np.float64], RecognisedLine]] = []

    def learn(self, line: Pixels, text: str) -> None:
        """Read this picture of a line as ``text``, written as for :func:`seen`."""
        self._known.append((_face(line), seen(text)))

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        """Return for each line what was said of the picture that it is most like."""
        faces = [_face(line) for line in lines]
        return [min(self._known, key=lambda known: float(np.abs(known[0] - face).sum()))[1] for face in faces]


def made_scan(above: Sequence[str], *rows: str) -> tuple[bytes, PreparedEngine]:
    """Return a PNG of lines with a table below them, drawn as in ``draw_table``, and the engine that reads it."""
    table = draw_table(1, *rows)
    engine = PreparedEngine()
    page = np.full((round(842 * _UNIT), round(595 * _UNIT)), 255, dtype=np.uint8)
    for cell in table.cells:
        x0, x1 = ((50 + at * COLUMN * _WIDER) * _UNIT for at in (cell.column, cell.column_end))
        top, bottom = ((100 + at * ROW) * _UNIT for at in (cell.row, cell.row_end))
        cv2.rectangle(page, (round(x0), round(top)), (round(x1), round(bottom)), 0, 2)
        if cell.lines:
            line = _printed(cell.lines[0], x1 - x0 - 20, cell.row * 100 + cell.column)
            engine.learn(_paste(page, line, x0 + 10, (top + bottom) / 2), cell.lines[0])
    for number, text in enumerate(above):
        line = _printed(text, page.shape[1] / 2, -1 - number)
        engine.learn(_paste(page, line, page.shape[1] / 4, (30 + 20 * number) * _UNIT), text)
    return cv2.imencode(".png", page)[1].tobytes(), engine


def _printed(text: str, width: float, pattern: int) -> Pixels:
    """Return a line with a letter for each character, as no other line has them."""
    count = len(seen(text).text)
    step = int(min(_HEIGHT, width / count))
    letters = np.random.default_rng(pattern % 2**32).choice(list(_LETTERS), count)
    line = np.full((_HEIGHT, count * step), 255, dtype=np.uint8)
    for number, letter in enumerate(letters.tolist()):
        one = np.full((_HEIGHT, _HEIGHT), 255, dtype=np.uint8)
        cv2.putText(one, letter, (1, _HEIGHT - 2), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 3)
        line[:, number * step : (number + 1) * step] = cv2.resize(one, (step, _HEIGHT), interpolation=cv2.INTER_AREA)
    return line


def _paste(page: Pixels, line: Pixels, left: float, middle: float) -> Pixels:
    top, x0 = round(middle) - _HEIGHT // 2, round(left)
    page[top : top + line.shape[0], x0 : x0 + line.shape[1]] = line
    return line


def _face(line: Pixels) -> NDArray[np.float64]:
    """Return the ink of a line without what is white around it, in a usual size."""
    ink = line < _DARK
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return np.zeros(_FACE[::-1])
    own = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32)
    return np.asarray(cv2.resize(own, _FACE, interpolation=cv2.INTER_AREA), dtype=np.float64)
