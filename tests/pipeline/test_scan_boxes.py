"""The rows of a scan stand where the rows of its print stand: the box of a row, on the page as displayed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from samples.builders.scan import SCANNERS

from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.schema import IndicatorRow
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

SAMPLES = Path(__file__).parents[2] / "samples"
PRINTED = "libreoffice"
PAGE = (595.0, 842.0)
"""Points."""
TOLERANCE = 2.0
"""Points by which an edge may stand beside where the skewed print has it."""
LEAST = 0.98
"""Share of the rows that stand there: a row whose cells were read otherwise may be longer or shorter by a cell."""

pytestmark = pytest.mark.slow


def read(name: str) -> DocumentResult:
    return process_document(Source(name, SAMPLES / f"rugao-2024-{name}.pdf"), Settings())


@pytest.fixture(scope="module")
def printed() -> tuple[IndicatorRow, ...]:
    return read(PRINTED).indicators


def skewed(row: IndicatorRow, degrees: Sequence[float]) -> list[float]:
    """Return the upright box around a printed row on a page turned about its middle, against the clock."""
    assert row.page is not None and row.x0 is not None and row.x1 is not None
    assert row.top is not None and row.bottom is not None
    turn = math.radians(degrees[(row.page - 1) % len(degrees)])
    x = np.array([row.x0, row.x1, row.x0, row.x1]) - PAGE[0] / 2
    y = np.array([row.top, row.top, row.bottom, row.bottom]) - PAGE[1] / 2
    across = x * math.cos(turn) + y * math.sin(turn) + PAGE[0] / 2
    down = y * math.cos(turn) - x * math.sin(turn) + PAGE[1] / 2
    return [across.min(), down.min(), across.max(), down.max()]


@pytest.mark.parametrize("name", SCANNERS)
def test_rows_of_a_scan_stand_where_the_skewed_print_has_them(name: str, printed: tuple[IndicatorRow, ...]) -> None:
    scanned = read(name).indicators
    assert len(scanned) == len(printed)
    off = []
    for row, original in zip(scanned, printed, strict=True):
        assert row.page == original.page
        expected = skewed(original, SCANNERS[name].skew_degrees)
        found = [row.x0, row.top, row.x1, row.bottom]
        if found != pytest.approx(expected, abs=TOLERANCE):
            off.append((row.page, row.level3, [round(value, 1) for value in expected], found))
    assert len(off) <= (1 - LEAST) * len(printed), off
