"""Picture files through the whole program: as inputs, by content, with boxes in points, by the engine asked for."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pyarrow.parquet as pq
import pytest

import gongbiao
from gongbiao.pipeline.cli import main
from gongbiao.pipeline.intake import find_sources
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source
from tests.extractors.scans import made_pictures as made

DPI = 150
INTERNAL = "internal error"


def png(dpi: int = DPI) -> bytes:
    """Return a drawn form as a PNG that does not say how many dots an inch has."""
    return cv2.imencode(".png", made.form(dpi))[1].tobytes()


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


@pytest.mark.parametrize("name", ["a.png", "a.JPG", "a.jpeg", "a.tif", "a.TIFF"])
def test_a_directory_gives_its_pictures_by_suffix(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert [source.origin.name for source in find_sources([tmp_path]).sources if isinstance(source.origin, Path)] == [
        name
    ]


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"MM\0*"])
def test_a_directory_gives_its_pictures_by_content(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "scan.dat").write_bytes(start + b"and so on")
    (tmp_path / "notes.txt").write_bytes(b"text")
    assert len(find_sources([tmp_path]).sources) == 1


@pytest.mark.parametrize("name", ["scan.pdf", "scan.jpg", "scan"])
def test_a_picture_is_read_whatever_its_name_says(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(png())
    result = process_document(Source(name, tmp_path / name), Settings())
    assert (result.document.error, result.document.pages) == (None, 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"text", "no PDF, PNG, JPEG, TIFF, .xlsx or .docx"),
        (b"GIF89a" + b"\0" * 50, "no PDF, PNG, JPEG, TIFF, .xlsx or .docx"),
        (b"\x89PNG\r\n\x1a\n", "the picture cannot be opened"),
        (b"II*\0\x08\0\0\0", "the picture cannot be opened"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_line(content: bytes, reason: str) -> None:
    error = process_document(Source("scan.png", None, content), Settings()).document.error
    assert error is not None
    assert reason in error and "\n" not in error and INTERNAL not in error


def test_a_truncated_picture_is_named_with_its_page() -> None:
    data = png()
    result = process_document(Source("scan.png", None, data[: len(data) // 2]), Settings())
    said = [*([result.document.error] if result.document.error else []), *(flag.message for flag in result.flags)]
    assert any("picture is damaged" in line for line in said)
    assert not any(INTERNAL in line for line in said)


def test_without_an_engine_a_picture_is_refused_and_says_why() -> None:
    result = process_document(Source("scan.png", None, png()), Settings(ocr="none"))
    assert result.document.status == "failed"
    assert "--ocr none" in str(result.document.error)


def test_boxes_are_pixels_by_72_through_dots_an_inch() -> None:
    (table,) = gongbiao.tables(png())
    drawn = (made.COLUMNS[0], made.ROWS[0], made.COLUMNS[-1], made.ROWS[-1])
    box = (table.box.x0, table.box.top, table.box.x1, table.box.bottom)
    assert box == pytest.approx([edge * DPI / 72 for edge in drawn], abs=4)  # a pixel is a point: nothing is stated


def test_the_engine_asked_for_reaches_the_workers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scan.png").write_bytes(png())
    for arguments in (
        ("tables", str(tmp_path / "scan.png"), "--ocr", "nonesuch"),
        ("run", str(tmp_path / "scan.png"), "--out", str(tmp_path / "out"), "--ocr", "nonesuch"),
    ):
        assert run(*arguments) == 1
        said = capsys.readouterr().err
        assert "there is no OCR engine nonesuch; known are auto, openvino" in said
    (row,) = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert row["status"] == "failed"
    with pytest.raises(gongbiao.UnreadableError, match="nonesuch"):
        gongbiao.read(tmp_path / "scan.png", ocr="nonesuch")


@pytest.mark.parametrize("ocr", ["openvino", "onnxruntime"])
def test_tables_shows_the_table_of_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str], ocr: str) -> None:
    (tmp_path / "scan.png").write_bytes(png())
    assert run("tables", str(tmp_path / "scan.png"), "--ocr", ocr, "--format", "json") == 0
    (table,) = json.loads(capsys.readouterr().out)
    assert table["page"] == 1
    assert np.mean([bool(cell["text"]) for cell in table["cells"]]) > 0.9
