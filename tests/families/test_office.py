"""Office originals give the same rows as their prints: merged cells, number formats, formulas."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from samples.builders.families.layout import lay_out
from samples.builders.office_files import write_word, write_workbook

import gongbiao
from tests.corpus.compare import compare, summary
from tests.families.recipes import RECIPES, Recipe

WRITERS = {"xlsx": write_workbook, "docx": write_word}
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def office_file(recipe: Recipe, kind: str, folder: Path) -> Path:
    sheets = tuple(lay_out(form, look)[0] for form, look in recipe.forms)
    return WRITERS[kind](sheets, folder / f"forms.{kind}")


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_an_office_file_gives_exactly_what_its_content_says(recipe: Recipe, kind: str, tmp_path: Path) -> None:
    outcome = compare(office_file(recipe, kind, tmp_path).read_bytes(), recipe.expected)
    assert not outcome.differences, summary(outcome.differences, 12)


def test_places_are_null_and_the_page_is_the_sheet(tmp_path: Path) -> None:
    recipe = next(recipe for recipe in RECIPES if recipe.name == "national-several")
    read = gongbiao.read(office_file(recipe, "xlsx", tmp_path))
    assert read.document.pages == 4
    assert [(form.first_page, form.last_page) for form in read.forms] == [(n, n) for n in (1, 2, 3, 4)]
    assert {(line.x0, line.top, line.x1, line.bottom) for line in read.indicators} == {(None, None, None, None)}
    assert {(line.extractor, line.confidence) for line in read.indicators} == {("office", 1.0)}
    (table,) = gongbiao.tables(office_file(RECIPES[0], "docx", tmp_path))
    assert (table.page, table.box.sides()) == (1, (None, None, None, None))


def test_a_formula_without_a_value_is_a_finding_that_names_the_cell(tmp_path: Path) -> None:
    path = office_file(RECIPES[0], "xlsx", tmp_path)
    workbook = load_workbook(path)
    cell = next(one for row in workbook.active.iter_rows() for one in row if one.number_format == "0.00")
    cell.value = "=B5+B6"
    workbook.save(path)
    read = gongbiao.read(path)
    (flag,) = (flag for flag in read.flags if flag.rule == "extraction.formula_without_value")
    assert (flag.severity, flag.page) == ("warning", 1)
    assert f"表1!{cell.coordinate}" in flag.message
    assert "=B5+B6" in flag.message
    assert read.funds[0].full_year is None


def test_hidden_sheets_rows_and_columns_show_nothing(tmp_path: Path) -> None:
    path = office_file(RECIPES[0], "xlsx", tmp_path)
    workbook = load_workbook(path)
    sheet = workbook.active
    sheet.insert_rows(5)
    sheet.cell(5, 1, "内部测算").border = sheet.cell(7, 1).border.copy()
    sheet.row_dimensions[5].hidden = True
    workbook.copy_worksheet(sheet).sheet_state = "hidden"
    workbook.save(path)
    read = gongbiao.read(path)
    assert (read.document.pages, len(read.forms)) == (1, 1)
    assert "内部测算" not in {cell.text for table in gongbiao.tables(path) for cell in table.cells}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (OLD, "is an old Office file (.doc, .xls, .wps, .et); save it as .docx, .xlsx or PDF first"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "the Office file is encrypted"),
        (b"{\\rtf1 x}", "is a rich text file; save it as .docx or PDF first"),
        (b"PK\x03\x04 xl/workbook.xml", "the spreadsheet cannot be opened"),
        (b"PK\x03\x04 word/document.xml", "the Word document cannot be opened"),
        (b"PK\x03\x04 something", "is a zip archive; give it to `gongbiao run`"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(gongbiao.UnreadableError) as refused:
        gongbiao.read(data)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_old_files_in_a_directory_are_failed_rows_and_owner_files_are_none(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    office_file(RECIPES[0], "xlsx", folder)
    for name in ("a.doc", "b.xls", "c.wps"):
        (folder / name).write_bytes(OLD + name.encode())
    (folder / "~$forms.xlsx").write_bytes(b"somebody")
    summary_of_run = gongbiao.run(folder, tmp_path / "out")
    assert summary_of_run.documents == {"ok": 1, "failed": 3}
    assert {reason.split(";")[0] for _, reason in summary_of_run.failed} == {
        "is an old Office file (.doc, .xls, .wps, .et)"
    }


def test_a_word_document_with_insertions_deletions_and_check_boxes() -> None:
    document = Document()
    document.add_paragraph("项目支出绩效目标表")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "项目名称"
    paragraph = table.cell(0, 1).paragraphs[0]
    paragraph.add_run("路灯")
    element = paragraph._p
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for tag, text_tag, text in (("ins", "t", "养护"), ("del", "delText", "改造")):
        change = element.makeelement(f"{{{word}}}{tag}", {})
        run = change.makeelement(f"{{{word}}}r", {})
        part = run.makeelement(f"{{{word}}}{text_tag}", {})
        part.text = text
        run.append(part)
        change.append(run)
        element.append(change)
    symbol = element.makeelement(f"{{{word}}}sym", {f"{{{word}}}char": "F0FE"})
    element.append(symbol)
    stored = io.BytesIO()
    document.save(stored)
    (table_read,) = gongbiao.tables(stored.getvalue())
    assert [cell.text for cell in table_read.cells] == ["项目名称", "路灯养护☑"]


def test_a_sheet_without_borders_is_lines_above_a_table() -> None:
    workbook = Workbook()
    for row in (["项目支出绩效目标表"], ["（2024年度）"], [], ["项目名称", "路灯养护"], ["实施单位", "甲所"]):
        workbook.active.append(row)
    stored = io.BytesIO()
    workbook.save(stored)
    (table,) = gongbiao.tables(stored.getvalue())
    assert [cell.text for cell in table.cells] == ["项目名称", "路灯养护", "实施单位", "甲所"]
