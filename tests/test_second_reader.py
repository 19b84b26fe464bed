"""pdfplumber, the reader for files that pdfium does not survive, gives the same dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

SAMPLES = Path(__file__).parent.parent / "samples"
TYPESETTING: dict[str, Any] = {
    "extractor": "",
    "raw_label": "",
    "page": 0,
    "x0": 0.0,
    "top": 0.0,
    "x1": 0.0,
    "bottom": 0.0,
}
"""What two readers of one page may see differently: gaps, and ink boxes or character boxes."""


@pytest.mark.slow
@pytest.mark.parametrize("rendering", ["libreoffice", "browser", "reportlab", "excel"])
def test_both_readers_give_the_same_rows(rendering: str) -> None:
    path = SAMPLES / f"rugao-2024-{rendering}.pdf"
    source = Source(path.name, path)
    native = process_document(source, Settings())
    plumber = process_document(source, Settings(first_stage="plumber"))
    assert {row.extractor for row in plumber.indicators} == {"plumber"}
    assert plumber.forms == native.forms
    assert [row._replace(**TYPESETTING) for row in plumber.indicators] == [
        row._replace(**TYPESETTING) for row in native.indicators
    ]
    amounts = [(row.label, row.half_year, row.full_year) for row in native.funds]
    assert [(row.label, row.half_year, row.full_year) for row in plumber.funds] == amounts
