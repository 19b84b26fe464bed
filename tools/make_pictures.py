"""Make docs/pictures from samples and from what the program makes of them.

Run as ``python -m tools.make_pictures``; needs the development requirements, ``chromium`` and a Chinese font.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path

from PIL import Image, ImageChops, ImageOps
from tools.scan_pictures import as_displayed, as_read
from tools.stage_pictures import cells_by_span, glyphs_and_rulings, joined_rows, page_strip

import gongbiao
from gongbiao.extractors.box import Box
from gongbiao.pipeline.document import Document
from gongbiao.pipeline.schema import IndicatorRow

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "samples" / "rugao-2024-libreoffice.pdf"
SCAN = ROOT / "samples" / "rugao-2024-scan-300.pdf"
SCANNED = 4
"""The same form's first page, half a degree askew, a red seal over its amounts."""
SCAN_SHOWN = Box(50, 55, 540, 460)
"""What of it is shown, in points: the title down to the last money line."""
FORM = 1
"""Index of the form that the pictures show: the first project form."""
PAGES = (4, 5)
"""The pages on which it stands."""
SHOWN_FROM = (585.5, 0.0)
"""Points from each page's top: from the row 项目实施内容 to the page break, and what follows it."""
PRINTED = Box(50, 52, 532, 790)
"""What of the pages is shown as input, in points: all but most of their margins."""
COLOURS = 64
"""Of a picture's palette: black text, a few fills, a seal need no more, and the files stay small."""
BREATHING_ROOM = 16
"""Pixels of white left around a picture."""
WINDOW = (1180, 1000)
"""Pixels of the browser's window: as wide as the page below, higher than it ever gets."""

STYLE = """
body { margin: 16px; width: 1148px; font: 14px/1.35 'Noto Sans CJK SC', sans-serif; color: #222; }
h2 { font: 600 14px/1.2 monospace; margin: 14px 0 4px; color: #14603a; }
table { border-collapse: collapse; white-space: nowrap; }
th { text-align: left; vertical-align: bottom; font-weight: 600; background: #eef5f0; }
th, td { border: 1px solid #c9d6ce; padding: 2px 8px; }
td.number { text-align: right; }
"""


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    document = gongbiao.read(SAMPLE)
    form_id = document.forms[FORM].form_id
    rows = [row for row in document.indicators if row.form_id == form_id]
    save("input", input_pages())
    save("output", photographed(dataset_page(document, form_id, rows)))
    save("step-1-page", glyphs_and_rulings(SAMPLE, PAGES[0], SHOWN_FROM[0]))
    save("step-2-cells", cells_by_span(SAMPLE, PAGES[0], SHOWN_FROM[0]))
    save("step-3-joined", joined_rows(SAMPLE, PAGES, SHOWN_FROM, rows))
    save("scan-1-displayed", as_displayed(SCAN, SCANNED, SCAN_SHOWN))
    save("scan-2-read", as_read(SCAN, SCANNED, SCAN_SHOWN))


def save(name: str, picture: Image.Image) -> None:
    """Write a picture with a small palette."""
    path = PICTURES / f"{name}.png"
    picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(f"{path.relative_to(ROOT)} {picture.width} x {picture.height}, {path.stat().st_size // 1024} KiB")


def input_pages() -> Image.Image:
    """The form's two pages side by side, without their margins."""
    pages = [ImageOps.expand(page_strip(SAMPLE, number, PRINTED).picture, border=1, fill="grey") for number in PAGES]
    width, height = pages[0].size
    beside = Image.new("RGB", (2 * width + BREATHING_ROOM, height), "white")
    beside.paste(pages[0], (0, 0))
    beside.paste(pages[1], (width + BREATHING_ROOM, 0))
    return beside


def dataset_page(document: Document, form_id: str, rows: Sequence[IndicatorRow]) -> str:
    """The form's rows in three of the dataset's tables, chosen columns, as a web page."""
    forms = [form for form in document.forms if form.form_id == form_id]
    funds = [line for line in document.funds if line.form_id == form_id and line.full_year is not None]
    parts = (
        html_table(
            "forms",
            ("form_type", "year", "region", "department", "project_name", "project_tier", "start_date", "end_date"),
            forms,
        ),
        html_table("funds", ("side", "item", "label", "half_year", "full_year", "raw_full_year", "page"), funds),
        html_table(
            "indicators",
            (
                *("level1", "level2", "level3", "full_year_value"),
                *("full_year_comparator", "full_year_number", "full_year_unit", "indicator_id", "page"),
            ),
            rows,
        ),
    )
    return f"<!doctype html><html lang='zh-CN'><meta charset='utf-8'><style>{STYLE}</style>{''.join(parts)}</html>"


def html_table(name: str, columns: Sequence[str], rows: Iterable[object]) -> str:
    """One table of the dataset."""
    head = "".join(f"<th>{column.replace('full_year_', 'full_year_<br>')}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(html_cell(getattr(row, column)) for column in columns)}</tr>" for row in rows)
    return f"<h2>{name}.parquet</h2><table><tr>{head}</tr>{body}</table>"


def html_cell(value: object) -> str:
    """One value; null is an empty cell."""
    if value is None:
        return "<td></td>"
    kind = "number" if isinstance(value, int | float | Decimal) else "text"
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return f"<td class='{kind}'>{escape(shown)}</td>"


def photographed(page: str) -> Image.Image:
    """A web page as chromium shows it; raises subprocess.CalledProcessError where that fails."""
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder, "page.html"), Path(folder, "page.png")
        source.write_text(page, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={folder}/profile", f"--window-size={WINDOW[0]},{WINDOW[1]}"]
        command += [f"--screenshot={shot}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
        return trimmed(Image.open(shot).convert("RGB"))


def trimmed(picture: Image.Image) -> Image.Image:
    """A picture without the white around it, but for a little."""
    ink = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    assert ink is not None, "the picture is empty"
    x0, top, x1, bottom = ink
    room = BREATHING_ROOM
    return picture.crop(
        (max(x0 - room, 0), max(top - room, 0), min(x1 + room, picture.width), min(bottom + room, picture.height))
    )


if __name__ == "__main__":
    main()
