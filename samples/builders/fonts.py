"""Fonts for the drawn samples: the needed characters cut out of an installed font, with TrueType outlines."""

from __future__ import annotations

from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

SONG = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
SONG_BOLD = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")
HEI = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
"""Debian's fonts-noto-cjk and fonts-wqy-zenhei: a 宋体 and a 黑体 that may be embedded."""

_CURVE_ERROR = 1.0
"""Font units (1/1000 em) that a quadratic outline may be off: below what print shows."""


_UNUSED_LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentDepth",
)
"""What a TrueType font declares in ``maxp`` and a CFF font does not; fontTools counts points and contours itself."""


def embed(name: str, collection: Path, family: str, characters: str, folder: Path) -> None:
    """Register the face ``family`` of ``collection``, cut down to ``characters``, as ``name`` with reportlab.

    Raises LookupError where it lacks one of them: it would be printed as nothing.
    """
    font = _face(collection, family)
    if lacking := set("".join(characters.split())) - _characters_of(font):
        message = f"{family} has no {' '.join(sorted(lacking))}"
        raise LookupError(message)
    options = Options()
    options.layout_features = []
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "GDEF", "BDF", "FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    if "CFF " in font:
        _make_quadratic(font)
    path = folder / f"{name}.ttf"
    font.save(path)
    pdfmetrics.registerFont(EmbeddedFont(name, str(path)))


def covered(collection: Path, family: str, characters: str) -> str:
    """Return those of ``characters``, each once, that the face ``family`` of ``collection`` can print."""
    return "".join(sorted(_characters_of(_face(collection, family)).intersection(characters)))


def _characters_of(font: TTFont) -> set[str]:
    return set(map(chr, font.getBestCmap()))


def _face(collection: Path, family: str) -> TTFont:
    for font in TTCollection(str(collection)).fonts:
        if font["name"].getDebugName(1) == family:
            font.recalcTimestamp = False
            return font
    message = f"{collection.name} holds no face {family}"
    raise LookupError(message)


def _make_quadratic(font: TTFont) -> None:
    """Turn cubic (CFF) outlines into the quadratic ones that reportlab can embed."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, _CURVE_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, outlines
    del font["CFF "]
    _describe_outlines(font)


def _describe_outlines(font: TTFont) -> None:
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for name in _UNUSED_LIMITS:
        setattr(profile, name, 0)
    profile.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
