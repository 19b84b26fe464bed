"""Make extractors/substitute.ttf: a font of one glyph, as large as a Chinese character and all but invisible.

    python -m tools.make_substitute_font      (needs fonttools)

Every Chinese character, and the punctuation and signs set with them, is that glyph: two dots at opposite corners of the
square that such characters fill.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

FONT = Path(__file__).parent.parent / "extractors" / "substitute.ttf"
NAME = "GongbiaoSubstitute"
EM, ASCENT, DESCENT = 1000, 880, 120
CORNERS, DOT = ((40, -80), (958, 858)), 2
"""Where the ink of Song types ends, about; and the size of a dot."""
CHARACTERS = (
    *((0xB0, 0xB7), (0xD7, 0xD7), (0xF7, 0xF7), (0x2010, 0x27BF), (0x2E80, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x323AF)),
)
"""First and last: signs, radicals, ideographs with extensions (Unicode 15.1, Blocks.txt), forms of either width."""


def make() -> None:
    """Write the font."""
    pen = TTGlyphPen(None)
    for x, y in CORNERS:
        pen.moveTo((x, y))
        for corner in ((x, y + DOT), (x + DOT, y + DOT), (x + DOT, y)):
            pen.lineTo(corner)
        pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "character"])
    builder.setupGlyf({".notdef": glyph, "character": glyph})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "character"), (EM, CORNERS[0][0])))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupCharacterMap({CHARACTERS[0][0]: "character"})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=-DESCENT, usWinAscent=ASCENT, usWinDescent=DESCENT)
    builder.setupPost()
    builder.font["cmap"] = _many_to_one()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(FONT)


def _many_to_one() -> object:
    """Map all characters to the one glyph (OpenType, cmap format 13)."""
    subtable = CmapSubtable.newSubtable(13)
    subtable.platformID, subtable.platEncID, subtable.language = 3, 10, 0
    subtable.cmap = {code: "character" for first, last in CHARACTERS for code in range(first, last + 1)}
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, [subtable]
    return table


if __name__ == "__main__":
    make()
