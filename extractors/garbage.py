"""Text that is none: characters that a broken or missing ToUnicode map makes of a page's glyphs."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.page import Glyphs

MIN_PLAUSIBLE = 0.7
"""Share of a font's characters that can stand in a form. Wrong maps spread over all of Unicode's 20,000 ideographs, of
which less than half are in use; of Chinese text, simplified or traditional, 0.97 and more are."""
MIN_CHARACTERS = 20
"""Fewer characters tell nothing."""

MAX_ACCENTED = 0.3
"""Share of characters from Latin's upper pages: far above any language's, but usual where codes were never mapped."""

ODD_SIGNS = "!\"#$&'*;<=>?@[\\]^_`{|}~"
MIN_ODD_SIGNS = 8
"""Different ones of these in one font on a page: no form has so many, but codes that count glyphs run through them."""

MOST_ODD = 6
"""Odd characters of all kinds on a page of which no font can be garbage: by any of the limits one needs more."""

_LAST = 0xFFFF
"""Code points beyond are looked at as if they were this one."""
_ACCENTED = (0xA1, 0x24F)
_SCRIPTS = (
    (0x21, 0x7E),  # ASCII
    _ACCENTED,  # Latin letters and signs
    (0x370, 0x52F),  # Greek and Cyrillic
    (0x2010, 0x27BF),  # punctuation, signs, arrows, mathematics, boxes
    (0x2E80, 0x2FDF),  # radicals, which stand for the characters that look the same
    (0x3001, 0x30FF),  # Chinese punctuation, kana
    (0x3200, 0x33FF),  # ㈠ ㎡
    (0xFF01, 0xFFEE),  # full-width forms
)


def may_be_garbage(codes: NDArray[np.uint32]) -> bool:
    """Tell whether a page's code points hold enough odd ones for one of its fonts to be garbage."""
    return bool(np.count_nonzero(_is_odd()[np.minimum(codes, _LAST)]) > MOST_ODD)


def is_garbage(glyphs: Glyphs) -> bool:
    """Tell whether one of a page's fonts maps its glyphs to characters that are too unlikely to be what it shows."""
    codes = np.minimum(glyphs.text.view(np.uint32), _LAST)
    if not may_be_garbage(codes):
        return False
    accented = (codes >= _ACCENTED[0]) & (codes <= _ACCENTED[1])
    count = np.bincount(glyphs.font)
    enough = count >= MIN_CHARACTERS
    unlikely = np.bincount(glyphs.font, _plausible()[codes]) < MIN_PLAUSIBLE * count
    unmapped = np.bincount(glyphs.font, accented) > MAX_ACCENTED * count
    return bool((enough & (unlikely | unmapped)).any()) or _counts_glyphs(glyphs, codes)


def _counts_glyphs(glyphs: Glyphs, codes: NDArray[np.uint32]) -> bool:
    """Tell whether a font's characters look like the numbers of its glyphs: they run through ASCII's signs."""
    odd = np.flatnonzero(np.isin(codes, _ODD_CODES))
    fonts, signs = glyphs.font[odd], codes[odd]
    return any(len(np.unique(signs[fonts == font])) >= MIN_ODD_SIGNS for font in np.unique(fonts).tolist())


_ODD_CODES = np.array([ord(sign) for sign in ODD_SIGNS], dtype=np.uint32)


@cache
def _is_odd() -> NDArray[np.bool_]:
    """Shape (65536,): which code points speak for garbage in any of the ways looked for."""
    odd = ~_plausible()
    odd[_ACCENTED[0] : _ACCENTED[1] + 1] = True
    odd[_ODD_CODES] = True
    return odd


@cache
def _plausible() -> NDArray[np.bool_]:
    """Shape (65536,): which code points can stand in a form; ideographs if simplified or traditional text uses them.

    That is: GB 2312 has them, or the first level of Big5.
    """
    table = np.zeros(0x10000, dtype=np.bool_)
    for first, last in _SCRIPTS:
        table[first : last + 1] = True
    for encoding, first, last in (("gb2312", 0xB0, 0xF8), ("big5", 0xA4, 0xC7)):
        codes = (bytes((high, low)) for high in range(first, last) for low in range(0x40, 0xFF))
        ideographs = [ord(letter) for code in codes for letter in code.decode(encoding, errors="ignore")]
        table[ideographs] = True
    return table
