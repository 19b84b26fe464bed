"""pdfium's calls, bound so that they write straight into arrays.

A call through pypdfium2's typed pointers costs several times what pdfium itself needs for one character. Here every
function takes plain integers: handles, and addresses inside numpy arrays. Only :mod:`gongbiao.extractors.native` and
:mod:`gongbiao.extractors.paths` use them; everybody else opens documents with pypdfium2's own classes.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

Handle = int
"""The address of a pdfium object."""

_POINTER, _INT, _UINT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_double
_ADDRESS = ctypes.c_size_t
"""A pointer that is 0, not None, where there is nothing."""


def _bound(name: str, restype: Any, *argtypes: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value
    assert address is not None
    # PYFUNCTYPE keeps the interpreter's lock, which CFUNCTYPE gives up and takes back around each of these tiny calls
    return ctypes.PYFUNCTYPE(restype, *argtypes)(address)


count_characters = _bound("FPDFText_CountChars", _INT, _POINTER)
character = _bound("FPDFText_GetUnicode", _UINT, _POINTER, _INT)
characters = _bound("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
character_box = _bound("FPDFText_GetCharBox", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
character_origin = _bound("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
character_matrix = _bound("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
character_object = _bound("FPDFText_GetTextObject", _ADDRESS, _POINTER, _INT)
is_generated = _bound("FPDFText_IsGenerated", _INT, _POINTER, _INT)
is_hyphen = _bound("FPDFText_IsHyphen", _INT, _POINTER, _INT)
font_size = _bound("FPDFText_GetFontSize", _DOUBLE, _POINTER, _INT)
count_objects = _bound("FPDFPage_CountObjects", _INT, _POINTER)
page_object = _bound("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
count_form_objects = _bound("FPDFFormObj_CountObjects", _INT, _POINTER)
form_object = _bound("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
object_type = _bound("FPDFPageObj_GetType", _INT, _POINTER)
object_bounds = _bound("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
object_matrix = _bound("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
draw_mode = _bound("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
fill_colour = _bound("FPDFPageObj_GetFillColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
stroke_colour = _bound("FPDFPageObj_GetStrokeColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
character_loose_box = _bound("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
text_font = _bound("FPDFTextObj_GetFont", _ADDRESS, _POINTER)
text_render_mode = _bound("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
clip_path = _bound("FPDFPageObj_GetClipPath", _POINTER, _POINTER)
count_clips = _bound("FPDFClipPath_CountPaths", _INT, _POINTER)
count_clip_segments = _bound("FPDFClipPath_CountPathSegments", _INT, _POINTER, _INT)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _POINTER, _POINTER, _INT, _INT)
count_segments = _bound("FPDFPath_CountSegments", _INT, _POINTER)
path_segment = _bound("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_type = _bound("FPDFPathSegment_GetType", _INT, _POINTER)
segment_point = _bound("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
segment_closes = _bound("FPDFPathSegment_GetClose", _INT, _POINTER)


def run(call: Callable[..., Any], *arguments: Iterable[Any]) -> None:
    """Make ``call`` once for each item of ``arguments`` and forget what it returns."""
    deque(map(call, *arguments), maxlen=0)


def fill_float32(
    call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int
) -> NDArray[np.float32]:
    """Collect ``count`` results of ``width`` floats each from a call that takes one address for every float."""
    return _fill(call, heads, np.zeros((count, width), dtype=np.float32))


def fill_float64(
    call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int
) -> NDArray[np.float64]:
    """Collect ``count`` results of ``width`` doubles each from a call that takes one address for every double."""
    return _fill(call, heads, np.zeros((count, width), dtype=np.float64))


def fill_uint32(
    call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int
) -> NDArray[np.uint32]:
    """Collect ``count`` results of ``width`` unsigned integers each, one address for every one of them."""
    return _fill(call, heads, np.zeros((count, width), dtype=np.uint32))


def fill_int32(call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int) -> NDArray[np.int32]:
    """Collect ``count`` results of ``width`` integers each, one address for every one of them."""
    return _fill(call, heads, np.zeros((count, width), dtype=np.int32))


def fill_struct(
    call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int
) -> NDArray[np.float32]:
    """Collect ``count`` structures of ``width`` floats each from a call that takes the structure's address."""
    out = np.zeros((count, width), dtype=np.float32)
    if count:
        start, stride = out.ctypes.data, out.strides[0]
        run(call, *heads, range(start, start + count * stride, stride))
    return out


def _fill(call: Callable[..., Any], heads: tuple[Iterable[Any], ...], out: NDArray[Any]) -> NDArray[Any]:
    count, width = out.shape
    if count:
        start, stride = out.ctypes.data, out.strides[0]
        columns = (
            range(address, address + count * stride, stride)
            for address in range(start, start + width * out.itemsize, out.itemsize)
        )
        run(call, *heads, *columns)
    return out


def matrix_of(form: Handle) -> NDArray[np.float32]:
    """Return the matrix (a, b, c, d, e, f) of a page object."""
    out = np.zeros(6, dtype=np.float32)
    object_matrix(form, out.ctypes.data)
    return out


def handle_of(raw: Any) -> Handle:
    """Return the address behind a pypdfium2 raw pointer."""
    address = ctypes.cast(raw, ctypes.c_void_p).value
    assert address is not None
    return address


def same(handle: Handle) -> Iterable[Handle]:
    """Repeat a handle for as long as the other arguments last."""
    return repeat(handle)
