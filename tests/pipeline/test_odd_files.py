"""Odd files that once were taken for empty documents, for mistakes of ours, or took all the time there was."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from openpyxl import Workbook
from PIL import Image

import gongbiao
from gongbiao.extractors.document import open_document
from gongbiao.extractors.native import NativeReader
from gongbiao.pipeline.intake import find_sources
from gongbiao.pipeline.origins import open_origin
from tests.pipeline.hostile_files import saved

SHEET = "xl/worksheets/sheet1.xml"
WORD = "word/document.xml"


def spreadsheet() -> bytes:
    buffer = io.BytesIO()
    workbook = Workbook()
    workbook.active["A1"] = "绩效"
    workbook.save(buffer)
    return buffer.getvalue()


def word_document() -> bytes:
    buffer = io.BytesIO()
    Document().save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: str | None) -> bytes:
    """Replace a part of an Office file, or leave it out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.namelist():
            if member != name:
                target.writestr(member, source.read(member))
        if content is not None:
            target.writestr(name, content)
    return buffer.getvalue()


def sheet(rows: str) -> str:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'


def word(body: str) -> str:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'


def pageless_pdf() -> bytes:
    """A catalogue without a page tree, as damage leaves it."""
    catalogue = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    return catalogue + table + b"trailer\n<< /Root 1 0 R /Size 2 >>\nstartxref\n%d\n%%%%EOF\n" % len(catalogue)


STRINGLESS = sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pageless_pdf(), "no page that can be found"),
        (with_part(spreadsheet(), SHEET, None), "no sheet with cells"),
        (with_part(spreadsheet(), SHEET, STRINGLESS), "the spreadsheet cannot be opened"),
        (with_part(word_document(), WORD, "<html/>"), "the Word document cannot be opened"),
        (b"II*\0\x08\0\0\0\x01\0", "the picture cannot be opened"),
    ],
)
def test_a_damaged_file_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(gongbiao.UnreadableError) as refused:
        gongbiao.read(data)
    message = str(refused.value)
    assert says in message
    assert message.endswith("get the file again, or open it and save it anew")
    assert " at 0x" not in message
    assert "internal error" not in message


def with_picture(stream: bytes, kind: str) -> bytes:
    """A page that is nothing but a picture, stored so."""
    with pikepdf.new() as pdf:
        picture = pikepdf.Stream(pdf, stream)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = 1240, 1754, 8
        picture.ColorSpace, picture.Filter = pikepdf.Name.DeviceGray, pikepdf.Name(kind)
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        page.Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /P Do Q")
        return saved(pdf)


@pytest.mark.parametrize("kind", ["/DCTDecode", "/JPXDecode"])
def test_a_picture_that_cannot_be_decoded_is_no_blank_page(kind: str) -> None:
    document = gongbiao.read(with_picture(b"no picture at all" * 100, kind))
    assert [(flag.rule, flag.page) for flag in document.flags] == [("extraction.unread_table", 1)]
    assert "damaged" in document.flags[0].message


@pytest.mark.parametrize("kind", ["/Widget", "/FreeText"])
def test_what_is_typed_into_a_form_over_the_page_is_read(kind: str) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        look = pikepdf.Stream(pdf, b"BT /F 12 Tf 2 6 Td (123.45) Tj ET")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 100, 20]
        look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        box = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[100, 700, 200, 720], F=4, AP={"/N": look}
        )
        page.Annots = [pdf.make_indirect(box)]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=page.Annots)
        data = saved(pdf)
    reader = NativeReader(data)
    glyphs = reader.read_page(1).glyphs
    reader.close()
    assert "".join(glyphs.text) == "123.45"
    assert 100 <= glyphs.boxes[:, 0].min() <= glyphs.boxes[:, 2].max() <= 200
    assert 842 - 720 <= glyphs.boxes[:, 1].min() <= glyphs.boxes[:, 3].max() <= 842 - 700


def test_a_stray_cell_far_away_costs_no_rectangle() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>绩效</t></is></c></row>'
        for row, place in ((1, "A1"), (20_000, "XFD20000"))
    )
    pages = open_document(with_part(spreadsheet(), SHEET, sheet(rows))).office_pages.pages
    assert [block.text for block in pages[0] if hasattr(block, "text")] == ["绩效", "绩效"]


def test_a_cell_spans_no_more_columns_than_word_has() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr><w:p/></w:tc>'
    data = with_part(word_document(), WORD, word(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert open_document(data).office_pages.pages[0][0].columns == 63  # type: ignore[union-attr]


def test_the_frames_of_an_animated_png_are_no_pages() -> None:
    buffer = io.BytesIO()
    frames = [Image.new("L", (20, 20), grey) for grey in (0, 128, 255)]
    frames[0].save(buffer, "PNG", save_all=True, append_images=frames[1:])
    with open_document(buffer.getvalue()) as document:
        assert document.pages == 1


def test_a_list_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongbiao.pipeline.intake.LONGEST_LIST", 10)
    (tmp_path / "list.txt").write_text("a.pdf\nb.pdf\nc.pdf\n")
    found = find_sources([f"@{tmp_path / 'list.txt'}"])
    assert not found.sources
    assert "is longer than" in found.problems[0]


@pytest.mark.skipif(not Path("/proc/version").is_file(), reason="needs the /proc of Linux")
def test_a_file_that_says_it_has_no_bytes_has_none_whatever_comes_out_of_it() -> None:
    assert Path("/proc/version").read_bytes() != b""
    with open_origin(Path("/proc/version")) as file:
        assert file.read() == b""
