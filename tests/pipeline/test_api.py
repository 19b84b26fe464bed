"""The Python API: what a program gets from ``import gongbiao``."""

from __future__ import annotations

from pathlib import Path

import pytest

import gongbiao
from gongbiao.pipeline.schema import TABLES
from tests.pipeline.hostile_files import encrypted_pdf
from tests.pipeline.unreadable_pages import partly_scanned_pdf

SAMPLE = Path(__file__).parents[2] / "samples" / "rugao-2024-reportlab.pdf"


@pytest.fixture(scope="module")
def document() -> gongbiao.Document:
    return gongbiao.read(SAMPLE)


def test_read_gives_typed_records(document: gongbiao.Document) -> None:
    assert document.document.source == str(SAMPLE)
    assert len(document.forms) == document.document.forms == 5
    assert document.forms[0].year == 2024
    ids = {form.form_id for form in document.forms}
    assert {line.form_id for line in document.funds} == ids
    assert {line.form_id for line in document.indicators} == ids


def test_bytes_give_what_the_file_gives(document: gongbiao.Document) -> None:
    from_bytes = gongbiao.read(SAMPLE.read_bytes())
    assert from_bytes.forms == document.forms
    assert from_bytes.document.sha256 == document.document.sha256


def test_to_pandas_gives_all_tables_with_their_types(document: gongbiao.Document) -> None:
    frames = document.to_pandas()
    assert list(frames) == [table.name for table in TABLES]
    for table in TABLES:
        assert list(frames[table.name].columns) == [field.name for field in table.fields]
    funds = frames["funds"]
    assert str(funds["full_year"].dtype) == "decimal128(18, 4)[pyarrow]"
    assert str(funds["project_no"].dtype) == "int64[pyarrow]"
    assert str(frames["forms"]["start_date"].dtype) == "date32[day][pyarrow]"


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file"), (b"", "empty"), (b"text", "no PDF"), (encrypted_pdf(), "password")]
)
def test_what_cannot_be_read_raises_with_the_reason(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "bad.pdf"
    if content is not None:
        path.write_bytes(content)
    for reader in (gongbiao.read, gongbiao.tables):
        with pytest.raises(gongbiao.UnreadableError, match=reason) as caught:
            reader(path)
        assert caught.value.source == str(path)
        assert isinstance(caught.value, gongbiao.GongbiaoError)


def test_tables_gives_cells_with_boxes() -> None:
    found = gongbiao.tables(SAMPLE)
    assert found[0].page == 1
    assert found[0].cells[0].text == "单位名称"


def test_a_document_shows_itself_in_a_few_words(document: gongbiao.Document) -> None:
    shown = repr(document)
    assert "\n" not in shown
    assert len(shown) < len(str(SAMPLE)) + 100
    counts = (len(document.forms), len(document.funds), len(document.indicators), len(document.flags))
    for word in (str(SAMPLE), "ok", *map(str, counts)):
        assert word in shown


def test_tables_warns_of_pages_that_it_could_not_read() -> None:
    with pytest.warns(gongbiao.UnreadPagesWarning, match="pages 2-3, 5 .*picture") as warned:
        found = gongbiao.tables(partly_scanned_pdf(), ocr="none")
    assert [table.page for table in found] == [1, 4]
    assert [one.filename for one in warned] == [__file__]


def test_run_takes_one_input_or_many(tmp_path: Path) -> None:
    one = gongbiao.run(SAMPLE, tmp_path / "one", workers=1)
    many = gongbiao.run([str(SAMPLE)], str(tmp_path / "many"), workers=2)
    assert (one.forms, many.forms) == (5, 5)
    with pytest.raises(gongbiao.NothingToReadError):
        gongbiao.run([], tmp_path / "none")


def test_match_and_parse_value() -> None:
    (found,) = gongbiao.match(["资金到位率"])
    assert (found.indicator_name, found.method) == ("资金到位率", "exact")
    value = gongbiao.parse_value("≥95%")
    assert (value.comparator, value.number, value.unit, value.kind) == ("≥", 95, "%", "number")


def test_every_public_name_is_there() -> None:
    for name in gongbiao.__all__:
        assert getattr(gongbiao, name) is not None
    with pytest.raises(AttributeError):
        _ = gongbiao.nonsense
