"""Camelot as a stage: its cells stand where the page shows them, and nobody pays for it who does not need it."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import islice

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from gongbiao.extractors import camelot_tables
from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.document import OCR, open_document
from gongbiao.extractors.stages import readings
from gongbiao.extractors.table import Table

pytestmark = pytest.mark.skipif(not camelot_tables.is_installed(), reason="the extra camelot is not installed")

NEAR = 2.0
"""Points by which two stages' boxes may differ."""
TEXT_STAGES = ("native", "plumber", "camelot")


def ruled_page() -> bytes:
    """Three columns and four rows; the first row's last two cells are merged. A line of text stands above."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800))
    canvas.drawString(100, 720, "A title above")
    for row in range(4):
        for column in range(3):
            if (row, column) == (0, 2):
                continue
            width = 200 if (row, column) == (0, 1) else 100
            canvas.rect(100 + 100 * column, 660 - 30 * row, width, 30)
            canvas.drawString(110 + 100 * column, 670 - 30 * row, f"r{row}c{column}")
    canvas.save()
    return out.getvalue()


def stored_otherwise(**page: object) -> bytes:
    """The same page with other entries in its dictionary."""
    with pikepdf.open(io.BytesIO(ruled_page())) as pdf:
        for key, value in page.items():
            pdf.pages[0].obj["/" + key] = pikepdf.Array(value) if isinstance(value, list) else value
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def only_table(data: bytes, stage: str) -> Table:
    with open_document(data) as document:
        page = (document.native if stage == "native" else document.camelot).read_page(1)
    (table,) = (block for block in blocks_of(page) if isinstance(block, Table))
    return table


@pytest.mark.parametrize(
    "page",
    [
        {},
        {"Rotate": 90},
        {"Rotate": 180},
        {"Rotate": 270},
        {"CropBox": [30, 50, 590, 780]},
        {"MediaBox": [-40, -60, 600, 800]},
        {"CropBox": [30, 50, 590, 780], "Rotate": 90},
        {"UserUnit": 2},
    ],
)
def test_its_cells_are_those_of_the_native_stage(page: dict[str, object]) -> None:
    data = stored_otherwise(**page)
    native, camelot = only_table(data, "native"), only_table(data, "camelot")
    assert [(c.row, c.column, c.row_span, c.column_span, c.lines) for c in camelot.cells] == [
        (c.row, c.column, c.row_span, c.column_span, c.lines) for c in native.cells
    ]
    for a, b in zip(camelot.cells, native.cells, strict=True):
        assert (a.box.x0, a.box.top, a.box.x1, a.box.bottom) == pytest.approx(
            (b.box.x0, b.box.top, b.box.x1, b.box.bottom), abs=NEAR
        )


def test_it_comes_last_and_keeps_the_lines_around_the_table() -> None:
    with open_document(ruled_page()) as document:
        found = list(islice(readings(document), len(TEXT_STAGES)))
    assert [reading.stage for reading in found] == list(TEXT_STAGES)
    title, table = found[-1].blocks
    assert not isinstance(title, Table)
    assert title.text == "A title above"
    assert isinstance(table, Table)
    assert len(table.cells) == 11


def test_it_sees_columns_where_nothing_is_ruled() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800))
    for row in range(8):
        for column in range(4):
            canvas.drawString(80 + 120 * column, 700 - 18 * row, f"{row}{column}.5")
    canvas.save()
    table = only_table(out.getvalue(), "camelot")
    assert (table.rows, table.columns) == (8, 4)


def test_a_stage_that_is_not_installed_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camelot_tables, "is_installed", lambda: False)
    with open_document(ruled_page()) as document:
        assert [reading.stage for reading in readings(document)] == ["native", "plumber", OCR]


def test_it_is_not_imported_before_it_is_asked() -> None:
    program = (
        "import sys; from gongbiao.extractors.document import open_document;"
        "from gongbiao.extractors.stages import readings;"
        "document = open_document(sys.stdin.buffer.read()); found = readings(document);"
        "next(found); next(found); print(sorted({'camelot', 'cv2', 'pandas', 'playa'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], input=ruled_page(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
