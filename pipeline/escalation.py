"""Takes one reading of a document after another until one makes sense, or the best of them."""

from __future__ import annotations

from dataclasses import dataclass

from gongbiao.extractors.document import Document
from gongbiao.extractors.stages import readings
from gongbiao.extractors.table import Reading
from gongbiao.normalizers.reader import read_contents
from gongbiao.normalizers.record import Contents

GOOD_SCORE = 0.9
"""Reading score from which on no slower stage is asked: at most one label in ten was not found."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A document as one stage read it, and what is in it."""

    reading: Reading
    contents: Contents

    @property
    def makes_sense(self) -> bool:
        """Whether every form was read well, and nothing else looks like one."""
        scores = (form.reading_score for form in self.contents.forms)
        return not self.contents.unread and all(score >= GOOD_SCORE for score in scores)

    @property
    def worth(self) -> float:
        """More forms, better read, are worth more."""
        return sum(form.reading_score for form in self.contents.forms)


def best_attempt(document: Document, first_stage: str) -> Attempt:
    """Read the document stage by stage, from ``first_stage`` on, and return the first attempt that makes sense.

    Where none does, the one worth most is returned, the earlier of equals. Raises ExtractionError.
    """
    best: Attempt | None = None
    for reading in readings(document, first_stage):
        attempt = Attempt(reading, read_contents(reading))
        if best is None or attempt.worth > best.worth:
            best = attempt
        if attempt.makes_sense:
            break
    assert best is not None, "there is at least one stage"
    return best
