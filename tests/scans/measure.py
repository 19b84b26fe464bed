"""How the program does on one scan, beside the original that was scanned."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from unittest.mock import patch

from gongbiao.extractors.document import Document, open_document
from gongbiao.extractors.stages import readings
from gongbiao.extractors.table import Reading, Table
from gongbiao.pipeline.escalation import Attempt, best_attempt
from gongbiao.pipeline.intake import Source as File
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import Settings
from tests.corpus.compare import Difference, Outcome, outcome_of
from tests.corpus.expected import Dataset
from tests.scans.characters import Characters, characters_right
from tests.scans.originals import Original
from tests.scans.recipe import ScanRecipe

_GAPS = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one scan gave."""

    outcome: Outcome
    forms: tuple[int, int]
    """Found, and there."""
    characters: Characters
    """Before any repair."""
    pages: int
    seconds: float
    """Processor time for all pages."""

    @property
    def differences(self) -> list[Difference]:
        """What is wrong: rows, of which much is promised, before the fields of forms."""
        return sorted(self.outcome.differences, key=lambda difference: difference.table == "forms")


@cache
def measured(recipe: ScanRecipe) -> Measured:
    """Scan and read a recipe's document; once in a process, however often it is asked for."""
    original = recipe.source()
    data = recipe.scanned(original)
    return measure(data, original)


def measure(data: bytes, original: Original) -> Measured:
    """Read the scan of an original in this process, with the engine as warm as the scan before left it.

    Spaces in raw amounts are not compared: how wide a gap is a space is a matter of opinion in a picture.
    """
    attempts: list[Attempt] = []

    def remembered(document: Document, first_stage: str, *knowledge: Any) -> Attempt:
        attempts.append(best_attempt(document, first_stage, *knowledge))
        return attempts[-1]

    start = time.process_time()
    with patch("gongbiao.pipeline.process.best_attempt", remembered):
        result = process_document(File("scan", None, data), Settings())
    seconds = time.process_time() - start
    seen = _cell_text(attempts[0].reading) if attempts else ""
    outcome = outcome_of(_without_gaps(result), _expected_without_gaps(original.expected))
    failure = (f"failed: {result.document.error}",) if result.document.error else ()
    return Measured(
        replace(outcome, flags=(*outcome.flags, *failure)),
        (len(result.forms), len(original.expected.forms)),
        characters_right(seen, _cell_text(_born_digital(original.pdf))),
        result.document.pages or 0,
        seconds,
    )


def _born_digital(pdf: bytes) -> Reading:
    with open_document(pdf) as document:
        return next(readings(document))


def _cell_text(reading: Reading) -> str:
    cells = (cell.text for block in reading.blocks if isinstance(block, Table) for cell in block.cells)
    return _GAPS.sub("", "".join(cells))


def _without_gaps(result: DocumentResult) -> DocumentResult:
    funds = tuple(
        fund._replace(raw_half_year=_bare(fund.raw_half_year), raw_full_year=_bare(fund.raw_full_year))
        for fund in result.funds
    )
    return replace(result, funds=funds)


def _expected_without_gaps(expected: Dataset) -> Dataset:
    funds = [
        {**row, "raw_half_year": _bare(row["raw_half_year"]), "raw_full_year": _bare(row["raw_full_year"])}
        for row in expected.funds
    ]
    return replace(expected, funds=funds)


def _bare(text: str | None) -> str | None:
    return text and _GAPS.sub("", text)
