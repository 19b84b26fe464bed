"""What stands in for a Chinese font that a document does not bring along and the machine does not have.

Without one pdfium knows no glyph, so every character is a box without height, and a character that is a text object of
its own (a last one on a line) is left out of the page's text without a word. What a page says would depend on the
machine's fonts. So where the machine has none, characters are as large as the one glyph of substitute.ttf (made by
tools/make_substitute_font.py): their boxes are right, and on a rendered page they are no ink, as before.
"""

from __future__ import annotations

import ctypes
from functools import cache
from importlib import resources

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfSysfontBase

_CHINESE = frozenset(
    {
        pdfium_c.FXFONT_GB2312_CHARSET,
        pdfium_c.FXFONT_CHINESEBIG5_CHARSET,
        pdfium_c.FXFONT_SHIFTJIS_CHARSET,
        pdfium_c.FXFONT_HANGEUL_CHARSET,
    }
)
"""Character sets with Chinese characters, as pdfium asks for them (fpdf_sysfontinfo.h)."""
_WHOLE_FILE = 0
"""The table that pdfium asks for when it wants all of a font."""
_NAME = b"GongbiaoSubstitute\0"


class SubstituteFont(PdfSysfontBase):  # type: ignore[misc]  # pypdfium2 has no types
    """The machine's fonts as pdfium finds them by itself, and one more; the methods are pdfium's calls."""

    def __init__(self, default: PdfSysfontBase | None = None) -> None:
        """Stand behind ``default``, or behind the machine's fonts."""
        super().__init__(default)
        self._file = resources.files("gongbiao.extractors").joinpath("substitute.ttf").read_bytes()
        self._place = ctypes.create_string_buffer(1)
        self._handle = ctypes.addressof(self._place)

    def MapFont(  # noqa: N802
        self, _: object, weight: int, italic: int, charset: int, pitch: int, face: object, ignored: object
    ) -> int | None:
        """Return the handle of the font to be used for a face, None where there is none."""
        found: int | None = self.default.MapFont(self.default, weight, italic, charset, pitch, face, ignored)
        return self._handle if not found and charset in _CHINESE else found

    def GetFontData(self, _: object, font: int, table: int, buffer: ctypes.c_void_p | None, size: int) -> int:  # noqa: N802
        """Write a font's file, or one table of it, if it fits into ``size`` bytes; return how long it is."""
        if font != self._handle:
            return int(self.default.GetFontData(self.default, font, table, buffer, size))
        return _given(self._file, buffer, size) if table == _WHOLE_FILE else 0

    def GetFaceName(self, _: object, font: int, buffer: ctypes.c_void_p | None, size: int) -> int:  # noqa: N802
        """Write a font's name, closed by a zero, if it fits into ``size`` bytes; return how long it is."""
        if font != self._handle:
            return int(self.default.GetFaceName(self.default, font, buffer, size))
        return _given(_NAME, buffer, size)

    def GetFontCharset(self, _: object, font: int) -> int:  # noqa: N802
        """Return a font's character set."""
        if font != self._handle:
            return int(self.default.GetFontCharset(self.default, font))
        return int(pdfium_c.FXFONT_GB2312_CHARSET)

    def DeleteFont(self, _: object, font: int) -> None:  # noqa: N802
        """Take a font back that is not needed any more."""
        if font != self._handle:
            self.default.DeleteFont(self.default, font)


@cache
def stand_in() -> None:
    """Have the substitute ready in this process; to be called before a document is opened."""
    SubstituteFont().setup()


def _given(content: bytes, buffer: ctypes.c_void_p | None, size: int) -> int:
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)
