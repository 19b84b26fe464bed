"""A machine without Chinese fonts reads what one with them reads."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

LINES = ("服务对象满意", "度", "资金到位率≥95％", "（", "一", "℃", "培训 12 次", "龘")
"""Some of one character: text objects of their own."""
FONTS = ("STSong-Light", "MSung-Light", "HeiseiMin-W3", "HYSMyeongJo-Medium")
"""That PDFs name and do not bring along: simplified and traditional Chinese, Japanese, Korean."""

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "promise-2024.pdf"

READ = """
import json, sys
from pypdfium2 import PdfSysfontBase
from gongbiao.extractors import native
from gongbiao.extractors.substitute_font import SubstituteFont

class NoFonts(PdfSysfontBase):
    def EnumFonts(self, *asked):
        return None

    def MapFont(self, *asked):
        return None

    GetFont = MapFont

fonts = {"machine": None, "none": NoFonts, "substitute": lambda: SubstituteFont(NoFonts())}[sys.argv[1]]
if fonts:
    native.stand_in = lambda: None
    fonts().setup()
reader = native.NativeReader(sys.stdin.buffer.read())
glyphs = reader.read_page(1).glyphs
print(json.dumps([reader.look(1), glyphs.boxes.tolist()]))
"""


def page(font: str) -> bytes:
    """A page with a line of text for each of LINES in a font that is not embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    file = BytesIO()
    canvas = Canvas(file, pagesize=(300, 300))
    canvas.setFont(font, 12)
    for number, line in enumerate(LINES):
        canvas.drawString(30, 260 - 30 * number, line)
    canvas.save()
    return file.getvalue()


def read(data: bytes, fonts: str) -> tuple[str, list[list[float]]]:
    """Read a page where pdfium finds the machine's fonts, none, or the substitute alone: its text, boxes of glyphs."""
    ended = subprocess.run([sys.executable, "-c", READ, fonts], input=data, capture_output=True, check=True, timeout=60)
    text, boxes = json.loads(ended.stdout)
    return "".join(text.split()), boxes


@pytest.mark.parametrize("font", FONTS)
def test_no_character_is_lost_where_no_font_is_installed(font: str) -> None:
    text, boxes = read(page(font), "substitute")
    assert text == "".join(LINES).replace(" ", "")
    heights = [bottom - top for _, top, _, bottom in boxes if bottom > top]
    assert len(heights) >= len(text)
    assert max(heights) < 15


def test_pdfium_alone_loses_some() -> None:
    """Once it does not any more, substitute_font.py has had its day."""
    data = EXAMPLE.read_bytes()
    assert len(read(data, "none")[0]) < len(read(data, "substitute")[0])


@pytest.mark.parametrize("data", [EXAMPLE.read_bytes(), page(FONTS[0])], ids=["example", "made"])
def test_with_fonts_of_its_own_a_machine_reads_the_same(data: bytes) -> None:
    assert read(data, "machine")[0] == read(data, "substitute")[0]
