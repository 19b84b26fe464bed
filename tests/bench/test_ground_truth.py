from __future__ import annotations

from pathlib import Path

import pytest
from bench.ground_truth import described_documents, true_tables
from bench.relations import TextCell

STRUCTURE = """<?xml version="1.0" encoding="UTF-8"?>
<document filename="x.pdf">
  <table id="1">
    <region id="1" page="1" col-increment="0" row-increment="0">
      <cell id="1" start-row="0" start-col="0" end-row="0" end-col="1">
        <bounding-box x1="1" y1="1" x2="2" y2="2"/><content>head</content>
      </cell>
      <cell id="2" start-row="1" start-col="0"><content>a</content></cell>
    </region>
    <region id="2" page="2" col-increment="0" row-increment="0">
      <cell id="1" start-row="0" start-col="0"><content/></cell>
    </region>
  </table>
</document>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "x-str.xml").write_text(STRUCTURE, encoding="utf-8")
    (tmp_path / "alone-str.xml").write_text(STRUCTURE, encoding="utf-8")
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path


def test_cells_have_their_spans_and_text_and_each_region_is_a_table(folder: Path) -> None:
    assert true_tables(folder / "x-str.xml") == [
        [TextCell(0, 0, 0, 1, "head"), TextCell(1, 0, 1, 0, "a")],
        [TextCell(0, 0, 0, 0, "")],
    ]


def test_only_documents_with_a_pdf_are_scored(folder: Path) -> None:
    assert [pdf.name for pdf, _ in described_documents(folder)] == ["x.pdf"]
