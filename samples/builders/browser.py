"""The forms as a web page, printed by Chromium: collapsed borders, and forms that follow each other on one page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from html import escape
from pathlib import Path

from samples.builders.sheet import Sheet, SheetCell

_STYLE = """
@page { size: A4; margin: 20mm 22mm; }
body { margin: 0; font: 10pt/1.4 'Noto Serif CJK SC', serif; }
h1 { font-size: 15pt; text-align: center; margin: 14pt 0 2pt; break-after: avoid; }
p { margin: 2pt 0; break-after: avoid; }
p.year { text-align: center; }
table { border-collapse: collapse; table-layout: fixed; margin: 0 auto 18pt; }
td { border: 1px solid #000; padding: 2pt 4pt; text-align: center; vertical-align: middle; height: 15pt; }
td.prose { text-align: justify; }
tr { break-inside: avoid; }
"""


def print_with_chromium(sheets: tuple[Sheet, ...], folder: Path) -> Path:
    """Write ``forms.html`` into ``folder``, print it, return the PDF; needs ``chromium``.

    Raises subprocess.CalledProcessError where printing fails.
    """
    page, printed = folder / "forms.html", folder / "printed.pdf"
    page.write_text(_page(sheets), encoding="utf-8")
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'browser-profile'}",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    return printed


def _page(sheets: tuple[Sheet, ...]) -> str:
    body = "".join(part for sheet in sheets for part in _form(sheet))
    head = f"<meta charset='utf-8'><title>{escape(sheets[0].title)}</title><style>{_STYLE}</style>"
    return f"<!doctype html><html lang='zh-CN'><head>{head}</head><body>{body}</body></html>"


def _form(sheet: Sheet) -> Iterator[str]:
    yield f"<h1>{escape(sheet.title)}</h1><p class='year'>{escape(sheet.year_line)}</p>"
    if sheet.unit_line is not None:
        yield f"<p>{escape(sheet.unit_line)}</p>"
    yield f"<table style='width:{sheet.edges[-1]}em'><colgroup>"
    for left, right in zip(sheet.edges, sheet.edges[1:], strict=False):
        yield f"<col style='width:{right - left:.2f}em'>"
    yield "</colgroup>"
    for row in range(sheet.row_count):
        yield f"<tr>{''.join(_cell(cell) for cell in sheet.cells if cell.row == row)}</tr>"
    yield "</table>"


def _cell(cell: SheetCell) -> str:
    spans = f"rowspan='{cell.row_span}' colspan='{cell.right - cell.left}'"
    return f"<td class='{cell.role}' {spans}>{escape(cell.text)}</td>"
