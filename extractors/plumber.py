"""The second reader: the same page through pdfplumber, for files that pdfium does not survive."""

from __future__ import annotations

import io
import logging
import unicodedata
from itertools import pairwise
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from gongbiao.extractors.errors import SAVE_ANEW, BrokenFileError, EncryptedError, PageError
from gongbiao.extractors.page import FloatArray, Glyphs, Page
from gongbiao.extractors.rulings import rulings_of_boxes

NAME = "plumber"

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font, once a page

_DESCENT = 0.2
"""Share of a character's box below its baseline, where the font does not say: pdfminer places boxes by it."""


class PlumberReader:
    """Reads the pages of one PDF with pdfplumber (points, from the top left of the page as displayed)."""

    def __init__(self, data: bytes) -> None:
        """Open ``data``; raises EncryptedError or BrokenFileError."""
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data))
            self.pages = len(self._pdf.pages)
        except Exception as error:  # pdfminer raises whatever its parsers run into
            if _is_password(error):
                raise EncryptedError(
                    "the PDF is encrypted and asks for a password; save it without one first"
                ) from error
            raise BrokenFileError(f"the PDF cannot be opened ({_reason(error)}); {SAVE_ANEW}") from error

    def close(self) -> None:
        """Forget the file."""
        self._pdf.close()

    def read_page(self, number: int) -> Page:
        """Read page ``number`` (1-based); raises PageError."""
        try:
            page = self._pdf.pages[number - 1]
            x0, top, _, _ = page.bbox
            read = Page(
                number=number,
                width=float(page.width),
                height=float(page.height),
                glyphs=_glyphs(page.chars, float(x0), float(top)),
                rulings=rulings_of_boxes(_boxes(page.edges, float(x0), float(top))),
                pictures=_boxes(page.images, float(x0), float(top)),
            )
            page.close()
        except Exception as error:
            raise PageError(number, f"pdfplumber cannot read it ({_reason(error)})") from error
        return read


def _is_password(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
            return True
        error = error.__cause__ or error.__context__
    return False


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n", 1)[0][:200].rstrip(": ")


def _glyphs(chars: list[dict[str, Any]], left: float, top: float) -> Glyphs:
    """Make the glyph arrays; a ligature that stands for several characters shares its width among them."""
    rows: list[tuple[str, float, float, float, float, float, float, bool, str]] = []
    spaced = False
    for char in chars:
        text, font = str(char["text"]), str(char.get("fontname"))
        if not text.strip("\u200b\ufeff") or text.isspace():
            spaced = True
            continue
        visible = [letter for letter in text if unicodedata.category(letter)[0] != "C" or letter >= "\ue000"]
        edges = np.linspace(char["x0"], char["x1"], len(visible) + 1) - left
        height = char["bottom"] - char["top"]
        size = float(char.get("size") or height)
        baseline = char["bottom"] - top - _DESCENT * height
        for letter, (a, b) in zip(visible, pairwise(edges), strict=True):
            rows.append((letter, a, char["top"] - top, b, char["bottom"] - top, baseline, size, spaced, font))
            spaced = False
    numbers = np.array([row[1:7] for row in rows], dtype=np.float64).reshape(-1, 6)
    return Glyphs(
        text=np.array([row[0] for row in rows], dtype="<U1"),
        boxes=numbers[:, :4],
        baseline=numbers[:, 4],
        size=numbers[:, 5],
        direction=np.zeros(len(rows), dtype=np.int64),
        font=np.unique([row[8] for row in rows], return_inverse=True)[1],
        space_before=np.array([row[7] for row in rows], dtype=np.bool_),
        confidence=np.ones(len(rows)),
    )


def _boxes(objects: list[dict[str, Any]], left: float, top: float) -> FloatArray:
    """Return the boxes (n, 4) of pdfplumber's objects: edges of lines, rectangles and curves, or pictures."""
    rows = [(item["x0"], item["top"], item["x1"], item["bottom"]) for item in objects]
    return np.array(rows, dtype=np.float64).reshape(-1, 4) - (left, top, left, top)
