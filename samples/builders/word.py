"""The forms as a Word document, printed by LibreOffice Writer: strokes along every cell, merged cells cut by pages."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from samples.builders.sheet import Sheet, SheetCell

FONT = "Noto Serif CJK SC"
EM = 10.5
"""Points: 五号, the usual size of forms."""
_TWIPS = 20
"""Twentieths of a point, Word's unit of length."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="0" w:footer="0" w:gutter="0"/>'
    "</w:sectPr>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)


def print_with_writer(sheets: tuple[Sheet, ...], folder: Path) -> Path:
    """Write ``forms.docx`` into ``folder``, convert it, return the PDF; needs ``soffice``.

    Raises subprocess.CalledProcessError where the conversion fails.
    """
    document = folder / "forms.docx"
    write_document(sheets, document)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'office-profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(document),
        ],
        check=True,
        capture_output=True,
    )
    return folder / "forms.pdf"


def write_document(sheets: tuple[Sheet, ...], path: Path) -> None:
    """Write the forms as a Word document, each on pages of its own; the same forms give the same bytes."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _document(sheets),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0)), text, zipfile.ZIP_DEFLATED)


def _document(sheets: tuple[Sheet, ...]) -> str:
    body = "".join(part for number, sheet in enumerate(sheets) for part in _form(sheet, number))
    return f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}{_SECTION}</w:body></w:document>'


def _form(sheet: Sheet, number: int) -> Iterator[str]:
    page_break = "<w:pageBreakBefore/>" if number else ""
    yield _paragraph(sheet.title, '<w:jc w:val="center"/>', size=16, bold="<w:b/>", before=page_break)
    yield _paragraph(sheet.year_line, '<w:jc w:val="center"/>')
    if sheet.unit_line is not None:
        yield _paragraph(sheet.unit_line, '<w:jc w:val="left"/>')
    yield _table(sheet)


def _paragraph(text: str, alignment: str, size: float = EM, bold: str = "", before: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"/>'
    run = f'<w:rPr>{fonts}{bold}<w:sz w:val="{round(size * 2)}"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{round(size * 1.3 * _TWIPS)}" w:lineRule="exact"/>'
    content = f'<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{before}{spacing}{alignment}{run}</w:pPr>{content}</w:p>"


def _table(sheet: Sheet) -> str:
    columns = "".join(
        f'<w:gridCol w:w="{_width(sheet, column, column + 1)}"/>' for column in range(len(sheet.edges) - 1)
    )
    rows = "".join(_row(sheet, row) for row in range(sheet.row_count))
    borders = f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    properties = f'<w:jc w:val="center"/>{borders}<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _row(sheet: Sheet, row: int) -> str:
    covering = [cell for cell in sheet.cells if cell.row <= row < cell.row + cell.row_span]
    cells = "".join(_cell(sheet, cell, row) for cell in sorted(covering, key=lambda cell: cell.left))
    # Rows stay whole, only merged cells are cut by the page: the look of forms whose author ticked this off in Word.
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{round(EM * 2 * _TWIPS)}"/></w:trPr>{cells}</w:tr>'


def _cell(sheet: Sheet, cell: SheetCell, row: int) -> str:
    merge = ""
    if cell.row_span > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    alignment = '<w:jc w:val="both"/>' if cell.role == "prose" else '<w:jc w:val="center"/>'
    text = cell.text if row == cell.row else ""
    width = _width(sheet, cell.left, cell.right)
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{cell.right - cell.left}"/>{merge}'
    return f'<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr>{_paragraph(text, alignment)}</w:tc>'


def _width(sheet: Sheet, left: int, right: int) -> int:
    return round(sheet.edges[right] * EM * _TWIPS) - round(sheet.edges[left] * EM * _TWIPS)
