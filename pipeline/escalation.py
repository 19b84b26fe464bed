"""Takes one reading of a document after another until one makes sense, or the best of them."""

from __future__ import annotations

from dataclasses import dataclass

from gongbiao.extractors.document import Document
from gongbiao.extractors.stages import readings
from gongbiao.extractors.table import Reading, Table
from gongbiao.normalizers.reader import read_forms
from gongbiao.normalizers.record import Form
from gongbiao.normalizers.title import is_form_title

GOOD_SCORE = 0.9
"""Reading score from which on no slower stage is asked: at most one label in ten was not found."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A document as one stage read it, and the forms in it."""

    reading: Reading
    forms: tuple[Form, ...]

    @property
    def makes_sense(self) -> bool:
        """Whether every form was read well, or nothing but prose speaks of any."""
        if not self.forms:
            return not _has_form_title(self.reading)
        return all(form.reading_score >= GOOD_SCORE for form in self.forms)

    @property
    def worth(self) -> float:
        """More forms, better read, are worth more."""
        return sum(form.reading_score for form in self.forms)


def best_attempt(document: Document, first_stage: str) -> Attempt:
    """Read the document stage by stage, from ``first_stage`` on, and return the first attempt that makes sense.

    Where none does, the one worth most is returned, the earlier of equals. Raises ExtractionError.
    """
    best: Attempt | None = None
    for reading in readings(document, first_stage):
        attempt = Attempt(reading, tuple(read_forms(reading)))
        if best is None or attempt.worth > best.worth:
            best = attempt
        if attempt.makes_sense:
            break
    assert best is not None, "there is at least one stage"
    return best


def _has_form_title(reading: Reading) -> bool:
    """Tell whether a line or a cell is a form's title: what stands below was misread, or is of no known family."""
    texts = (
        text
        for block in reading.blocks
        for text in (("".join(cell.lines) for cell in block.cells) if isinstance(block, Table) else (block.text,))
    )
    return any(map(is_form_title, texts))
