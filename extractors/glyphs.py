"""The characters of a page as a reader would see them: pdfium's text page, without what is not to be seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from gongbiao.extractors import pdfium
from gongbiao.extractors.clips import clip_boxes
from gongbiao.extractors.displayed import Display
from gongbiao.extractors.garbage import may_be_garbage
from gongbiao.extractors.page import NOWHERE_CUT, FloatArray, Glyphs
from gongbiao.extractors.pdfium import Handle

_FIRST_SQUARE = 0x2E80
"""From this code point on characters are as wide as they are high."""
_INK, _SPACE, _NO_TEXT = range(3)
"""Kinds of characters."""
_KINDS = np.full(0x10001, _INK, dtype=np.uint8)
"""The kind of each code point; those beyond the first 65,536 are like the last one."""
_KINDS[[code for code in range(0x10000) if chr(code).isspace()]] = _SPACE
_KINDS[[0x200B, 0xFEFF]] = _SPACE  # the zero-width kinds
_KINDS[[0x00, 0xFFFF]] = _NO_TEXT  # a glyph without a character
_LINE_END_HYPHENS = (0x02, 0xFFFE)
"""What pdfium gives for a hyphen that is printed at a line's end, and for some glyphs without a character."""
_SURROGATES = (0xD800, 0xDFFF)
_WHITE = 250
"""Of 255: red, green and blue from which on ink cannot be seen on paper."""
_OPAQUE = 10
"""Of 255: below this alpha ink cannot be seen at all."""
_SAME_GLYPH = 0.1
"""Share of the font size within which the same character drawn twice is one in false bold; two l are 0.2 apart."""

_LEAST_SPACE, _MOST_SPACE = 0.02, 1.0
"""Shares of the font size: how wide the space between two Latin words is at least and at most."""
_FAR = 1 << 30
"""Points: farther than any page is wide."""
_EXACT = 0.01
"""Points: places closer than this are one place."""


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """The runs of characters that come of one text object each."""

    firsts: list[int]
    """The index of the first character of each run."""
    objects: list[Handle]
    """The text object of each run."""
    of_characters: NDArray[np.intp]
    """Shape (n,): the run that each character belongs to."""


@dataclass(frozen=True, slots=True, eq=False)
class _Style:
    """What the characters of one text object share; all arrays have one item for each character."""

    size: FloatArray
    direction: NDArray[np.int64]
    shown: NDArray[np.bool_]
    """Painted at all: not in the invisible mode, not transparent."""
    white: NDArray[np.bool_]


def read_glyphs(text_page: Handle, display: Display, dark: FloatArray) -> Glyphs:
    """Return the visible characters of a pdfium text page, in points from the top left of the page as displayed.

    Invisible text, white text that stands on none of the ``dark`` boxes (n, 4), text outside the page and second
    copies of a character in the same place are left out.
    """
    count = max(0, pdfium.count_characters(text_page))
    codes = _codes(text_page, count)
    for index in ((codes == _LINE_END_HYPHENS[0]) | (codes == _LINE_END_HYPHENS[1])).nonzero()[0].tolist():
        codes[index] = ord("-") if pdfium.is_hyphen(text_page, index) == 1 else 0
    kind = _KINDS[np.minimum(codes, len(_KINDS) - 1)]
    inked = (kind == _INK).nonzero()[0]
    indices = inked.tolist()
    heads = (pdfium.same(text_page), indices)
    # pdfium's order is left, right, bottom, top
    boxes = display.boxes(pdfium.fill_float64(pdfium.character_box, heads, len(indices), 4)[:, (0, 2, 1, 3)])
    origins = pdfium.fill_float64(pdfium.character_origin, heads, len(indices), 2)
    x, y = display.points(origins[:, 0], origins[:, 1])
    text = codes[inked]
    runs = _runs(text_page, indices)
    style = _style(text_page, runs, display)
    _widen(boxes, text_page, indices, text, x, style, display)
    baseline = np.choose(style.direction, (y, -x, -y, x)) if style.direction.any() else y
    visible = style.shown & _on_page(boxes, display) & ~_second_copies(text, inked, x, y, style.size)
    visible[style.white] &= _inside(boxes[style.white], dark)
    seen = visible.nonzero()[0]
    stored, all_spaces = _spaces(text_page, (kind == _SPACE).nonzero()[0])
    clips = _clips(runs, boxes, display)
    spaced = _one_before(stored, inked) | (_one_before(all_spaces, inked) & _follows_letter(text, boxes, style.size))
    return Glyphs(
        text=text.view("<U1")[seen],
        boxes=boxes[seen],
        baseline=baseline[seen],
        size=style.size[seen],
        direction=style.direction[seen],
        font=_fonts(runs)[seen] if may_be_garbage(text) else np.zeros(len(seen), dtype=np.int64),
        space_before=spaced[seen],
        confidence=np.ones(len(seen)),
        clips=clips[seen] if clips is not None else None,
    )


def text_of(text_page: Handle) -> NDArray[np.uint16]:
    """Return the whole text of a pdfium text page as the file stores it, in units of UTF-16, shape (n,)."""
    count = max(0, pdfium.count_characters(text_page))
    units = np.zeros(2 * count + 1, dtype=np.uint16)
    written: int = pdfium.characters(text_page, 0, count, pdfium.handle(units.ctypes.data))
    return units[: max(0, written - 1)]


def _codes(text_page: Handle, count: int) -> NDArray[np.uint32]:
    """Return the code point of each character, shape (n,).

    One call gives the whole text. Where that is not one unit for each character, every one is asked for.
    """
    units = text_of(text_page)
    if len(units) == count and not ((units >= _SURROGATES[0]) & (units <= _SURROGATES[1])).any():
        return units.astype(np.uint32)
    return np.fromiter(map(pdfium.character, pdfium.same(text_page), range(count)), dtype=np.uint32, count=count)


def _widen(
    boxes: FloatArray,
    text_page: Handle,
    indices: list[int],
    text: NDArray[np.uint32],
    pen: FloatArray,
    style: _Style,
    display: Display,
) -> None:
    """Let the boxes of upright characters reach from pen to pen, in place: the ink of ， or 1 is much narrower."""
    upright = style.direction == 0
    square = upright & (text >= _FIRST_SQUARE)
    boxes[square, 0] = np.minimum(pen, boxes[:, 0])[square]
    boxes[square, 2] = np.maximum(pen + style.size, boxes[:, 2])[square]
    other = (upright & ~square).nonzero()[0]
    chosen = [indices[i] for i in other.tolist()]
    # a structure of left, top, right, bottom
    loose = pdfium.fill_struct(pdfium.character_loose_box, (pdfium.same(text_page), chosen), len(chosen), 4)
    loose_boxes = display.boxes(loose[:, (0, 3, 2, 1)].astype(np.float64))
    boxes[other, 0] = np.minimum(loose_boxes[:, 0], boxes[other, 0])
    boxes[other, 2] = np.maximum(loose_boxes[:, 2], boxes[other, 2])


def _runs(text_page: Handle, indices: list[int]) -> _Runs:
    count = len(indices)
    objects = np.fromiter(map(pdfium.character_object, pdfium.same(text_page), indices), np.uint64, count)
    is_first = np.ones(count, dtype=np.bool_)
    is_first[1:] = objects[1:] != objects[:-1]
    first = is_first.nonzero()[0]
    firsts = [indices[i] for i in first.tolist()]
    return _Runs(firsts, pdfium.handles(objects[first].tolist()), is_first.cumsum() - 1)


def _fonts(runs: _Runs) -> NDArray[np.intp]:
    """Return a number for the font of each character."""
    fonts = np.fromiter(map(pdfium.text_font, runs.objects), dtype=np.uint64, count=len(runs.objects))
    return np.unique(fonts, return_inverse=True)[1][runs.of_characters]


def _style(text_page: Handle, runs: _Runs, display: Display) -> _Style:
    """Look once at each run, and spread what was seen over its characters."""
    firsts, objects, run = runs.firsts, runs.objects, runs.of_characters
    matrices = pdfium.fill_struct(pdfium.character_matrix, (pdfium.same(text_page), firsts), len(firsts), 6)
    nominal = np.fromiter(map(pdfium.font_size, pdfium.same(text_page), firsts), dtype=np.float64, count=len(firsts))
    modes = np.fromiter(map(pdfium.text_render_mode, objects), dtype=np.int64, count=len(objects))
    colours = pdfium.fill_uint32(pdfium.fill_colour, (objects,), len(objects), 4)
    direction = _directions(matrices, display)
    painted = (modes != pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE) & (modes != pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
    red, green, blue, alpha = colours.T
    shown = painted & (alpha >= _OPAQUE)
    white = (red >= _WHITE) & (green >= _WHITE) & (blue >= _WHITE) & (modes == pdfium_c.FPDF_TEXTRENDERMODE_FILL)
    sizes = display.unit * nominal * np.hypot(matrices[:, 2], matrices[:, 3])
    return _Style(sizes[run], direction[run], shown[run], white[run])


def _clips(runs: _Runs, boxes: FloatArray, display: Display) -> FloatArray | None:
    """Return the box outside which each character is cut away, in points as displayed; None where none is.

    A clip that shows nothing of its text says nothing: that of an object within a form XObject counts from elsewhere.
    """
    drawn = clip_boxes(runs.objects)
    if drawn is None:
        return None
    clips = display.boxes(drawn)[runs.of_characters]
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    shown = (x > clips[:, 0]) & (x < clips[:, 2]) & (y > clips[:, 1]) & (y < clips[:, 3])
    if shown.all():
        return None
    _, owner = np.unique(clips.round(1), axis=0, return_inverse=True)
    says = np.bincount(owner, weights=shown) > 0
    return np.where(says[owner][:, None], clips, NOWHERE_CUT)


def _directions(matrices: NDArray[np.float32], display: Display) -> NDArray[np.int64]:
    """Return the quarter turns clockwise by which text is turned on the page as displayed."""
    a, b = matrices[:, 0], matrices[:, 1]
    turned = np.where(np.abs(a) >= np.abs(b), np.where(a >= 0, 0, 2), np.where(b < 0, 1, 3))
    return (turned + display.rotation) % 4


def _inside(boxes: FloatArray, areas: FloatArray) -> NDArray[np.bool_]:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    x, y = x[:, None], y[:, None]
    inside = (x > areas[:, 0]) & (x < areas[:, 2]) & (y > areas[:, 1]) & (y < areas[:, 3])
    return np.asarray(inside.any(axis=1))


def _on_page(boxes: FloatArray, display: Display) -> NDArray[np.bool_]:
    width, height = display.size
    x, y = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    return np.asarray((x > 0) & (x < 2 * width) & (y > 0) & (y < 2 * height))


def _second_copies(
    codes: NDArray[np.uint32], index: NDArray[np.intp], x: FloatArray, y: FloatArray, size: FloatArray
) -> NDArray[np.bool_]:
    """Tell which characters repeat an earlier one in (almost) the same place.

    Characters that follow each other in exactly one place come of one glyph (Ⅲ stored as III), and all stay.
    """
    copies = np.zeros(len(codes), dtype=np.bool_)
    if not len(codes):
        return copies
    # by character, then place; the sort is stable, so of two in one place the earlier comes first
    key = codes.astype(np.int64) * (4 * _FAR) + np.clip(np.round(x + y), -_FAR, _FAR).astype(np.int64)
    order = key.argsort(kind="stable")
    key = key[order]
    reach = 2 * _SAME_GLYPH * size.max() + 1
    for lag in (1, 2, 3):
        close = (key[lag:] - key[:-lag] <= reach).nonzero()[0]
        if not len(close):
            break
        a, b = order[close], order[close + lag]
        dx, dy = np.abs(x[a] - x[b]), np.abs(y[a] - y[b])
        near = _SAME_GLYPH * size[b]
        same = (codes[a] == codes[b]) & (dx < near) & (dy < near)
        one_glyph = (np.abs(index[a] - index[b]) <= lag) & (dx + dy < _EXACT)
        copies[np.maximum(a, b)[same & ~one_glyph]] = True
    return copies


def _spaces(text_page: Handle, spaces: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the spaces that the file itself stores, and all: pdfium adds some where it sees a gap."""
    generated = map(pdfium.is_generated, pdfium.same(text_page), spaces.tolist())
    return spaces[np.fromiter(generated, dtype=np.int64, count=len(spaces)) == 0], spaces


def _follows_letter(text: NDArray[np.uint32], boxes: FloatArray, size: FloatArray) -> NDArray[np.bool_]:
    """Tell which Latin letters stand a word space right of another one: there pdfium's own spaces are to be believed.

    Elsewhere they are gaps like others: it also adds them where word processors set Chinese and Latin apart.
    """
    letter = ((text | 0x20) >= ord("a")) & ((text | 0x20) <= ord("z"))
    gap = boxes[1:, 0] - boxes[:-1, 2]
    level = np.abs(boxes[1:, 3] - boxes[:-1, 3]) < size[1:]
    follows = np.zeros(len(text), dtype=np.bool_)
    follows[1:] = letter[1:] & letter[:-1] & level & (gap > _LEAST_SPACE * size[1:]) & (gap < _MOST_SPACE * size[1:])
    return follows


def _one_before(spaces: NDArray[np.intp], inked: NDArray[np.intp]) -> NDArray[np.bool_]:
    seen = spaces.searchsorted(inked)
    before = np.zeros(len(inked), dtype=np.bool_)
    before[:1], before[1:] = seen[:1] > 0, seen[1:] > seen[:-1]
    return before
