"""Text that leans in its cell, or stands on its side, is read by the installed engine; level text as ever."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from samples.builders.fonts import HEI, SONG

from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.ocr.engines import load_engine
from gongbiao.extractors.pictures.picture import Picture
from gongbiao.extractors.scans.scan import read_scan
from gongbiao.extractors.table import Cell, Table

COLUMNS, ROWS = (40, 200, 370, 555), (40, 120, 200, 280)
"""Points."""
TEXTS = ("资金总额", "年度绩效目标", "1234.56", "≥95%", "财政拨款", "其他资金", "服务满意度", "一级指标", "三级指标")


def _printed(text: str, font: Path, pixels: int, degrees: float) -> Image.Image:
    kind = ImageFont.truetype(str(font), pixels)
    picture = Image.new("L", (int(kind.getlength(text)) + 8, pixels + 12), 255)
    ImageDraw.Draw(picture).text((4, 4), text, fill=20, font=kind)
    return picture.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def _cells(turned: dict[int, float], font: Path, dpi: int) -> list[Cell]:
    """Return the cells of a table of TEXTS in which some texts are turned by degrees against the clock."""
    unit = dpi / 72
    page = Image.new("L", (round(595 * unit), round(340 * unit)), 255)
    pen = ImageDraw.Draw(page)
    for y in ROWS:
        pen.line((COLUMNS[0] * unit, y * unit, COLUMNS[-1] * unit, y * unit), fill=10, width=max(round(0.6 * unit), 1))
    for x in COLUMNS:
        pen.line((x * unit, ROWS[0] * unit, x * unit, ROWS[-1] * unit), fill=10, width=max(round(0.6 * unit), 1))
    boxes = [(a, b, c, d) for b, d in pairwise(ROWS) for a, c in pairwise(COLUMNS)]
    for number, ((x0, top, x1, bottom), text) in enumerate(zip(boxes, TEXTS, strict=True)):
        tile = _printed(text, font, round(10.5 * unit), turned.get(number, 0.0))
        middle = ((x0 + x1) / 2 * unit, (top + bottom) / 2 * unit)
        page.paste(tile, (round(middle[0] - tile.width / 2), round(middle[1] - tile.height / 2)))
    read = read_scan(Picture(1, np.asarray(page, dtype=np.uint8), dpi), load_engine("auto"))
    (table,) = [block for block in blocks_of(read) if isinstance(block, Table)]
    return list(table.cells)


@pytest.mark.slow
@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("font", [SONG, HEI], ids=["song", "hei"])
@pytest.mark.parametrize(
    "turned", [{}, {0: 8, 4: -6}, {5: -10, 7: 10}, {0: -90}, {7: -90}, {3: 90}], ids=lambda turned: str(turned)
)
def test_text_is_read_however_it_stands_in_its_cell(turned: dict[int, float], font: Path, dpi: int) -> None:
    cells = _cells(turned, font, dpi)
    assert ["".join(cell.lines).replace(" ", "") for cell in cells] == list(TEXTS)
