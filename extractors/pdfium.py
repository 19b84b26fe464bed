"""pdfium's calls, bound so that they write straight into arrays.

A call through pypdfium2's typed pointers costs several times what pdfium itself needs for one character, and most of
what is left goes into checking and converting arguments. So the functions here declare no argument types: they take
:data:`Handle`, integers of 32 bits, and pointers that were made once, all of which ctypes passes on as they are. They
are not safe to call from two threads, nor is pdfium. Only :mod:`gongbiao.extractors.native` and what it is made of use
them; everybody else opens documents with pypdfium2's own classes.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, repeat
from typing import Any, NewType, TypeVar, cast

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

Handle = NewType("Handle", object)
"""An address as ctypes passes it on: that of a pdfium object, or of memory to write into.

Unlike a ``c_void_p`` of its own it is nothing for the garbage collector to look after.
"""
handle = cast("Callable[[int], Handle]", ctypes.c_void_p.from_param)
_Argument = TypeVar("_Argument")

_INT, _UINT, _DOUBLE = ctypes.c_int, ctypes.c_uint, ctypes.c_double
_ADDRESS = ctypes.c_size_t
"""Where a pdfium object is; 0 where there is none."""
_NOTHING = None
"""What is returned is not looked at: the results are zeros where a call fails."""

_PLACE = 8
"""Bytes of a place for a result: a double."""
_PLACES = 1024
"""How many there are; for more results than fit, calls are made in turns."""
_BUFFER = (_DOUBLE * _PLACES)()
_MEMORY = np.ctypeslib.as_array(_BUFFER)
_POINTERS = [ctypes.byref(_BUFFER, offset) for offset in range(0, _MEMORY.nbytes, _PLACE)]
"""To each place; making them anew would cost more than the calls that they are for."""


def _bound(name: str, restype: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value
    assert address is not None
    # PYFUNCTYPE keeps the interpreter's lock, which CFUNCTYPE gives up and takes back around each of these tiny calls
    return ctypes.PYFUNCTYPE(restype)(address)


count_characters = _bound("FPDFText_CountChars", _INT)
character = _bound("FPDFText_GetUnicode", _UINT)
characters = _bound("FPDFText_GetText", _INT)
character_box = _bound("FPDFText_GetCharBox", _NOTHING)
character_origin = _bound("FPDFText_GetCharOrigin", _NOTHING)
character_matrix = _bound("FPDFText_GetMatrix", _NOTHING)
character_object = _bound("FPDFText_GetTextObject", _ADDRESS)
is_generated = _bound("FPDFText_IsGenerated", _INT)
is_hyphen = _bound("FPDFText_IsHyphen", _INT)
font_size = _bound("FPDFText_GetFontSize", _DOUBLE)
count_objects = _bound("FPDFPage_CountObjects", _INT)
page_object = _bound("FPDFPage_GetObject", _ADDRESS)
count_form_objects = _bound("FPDFFormObj_CountObjects", _INT)
form_object = _bound("FPDFFormObj_GetObject", _ADDRESS)
object_type = _bound("FPDFPageObj_GetType", _INT)
object_bounds = _bound("FPDFPageObj_GetBounds", _NOTHING)
object_matrix = _bound("FPDFPageObj_GetMatrix", _NOTHING)
draw_mode = _bound("FPDFPath_GetDrawMode", _NOTHING)
fill_colour = _bound("FPDFPageObj_GetFillColor", _NOTHING)
stroke_colour = _bound("FPDFPageObj_GetStrokeColor", _NOTHING)
character_loose_box = _bound("FPDFText_GetLooseCharBox", _NOTHING)
text_font = _bound("FPDFTextObj_GetFont", _ADDRESS)
text_render_mode = _bound("FPDFTextObj_GetTextRenderMode", _INT)
clip_path = _bound("FPDFPageObj_GetClipPath", _ADDRESS)
count_clips = _bound("FPDFClipPath_CountPaths", _INT)
count_clip_segments = _bound("FPDFClipPath_CountPathSegments", _INT)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _ADDRESS)
count_segments = _bound("FPDFPath_CountSegments", _INT)
path_segment = _bound("FPDFPath_GetPathSegment", _ADDRESS)
segment_type = _bound("FPDFPathSegment_GetType", _INT)
segment_point = _bound("FPDFPathSegment_GetPoint", _NOTHING)
segment_closes = _bound("FPDFPathSegment_GetClose", _INT)


def run(call: Callable[..., Any], *arguments: Iterable[Any]) -> None:
    """Make ``call`` once for each item of ``arguments`` and forget what it returns."""
    deque(map(call, *arguments), maxlen=0)


def fill_float32(
    call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int
) -> NDArray[np.float32]:
    """Collect ``count`` results of ``width`` floats each from a call that takes one address for every float."""
    return _fill(call, heads, np.empty((count, width), dtype=np.float32))


def fill_float64(
    call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int
) -> NDArray[np.float64]:
    """Collect ``count`` results of ``width`` doubles each from a call that takes one address for every double."""
    return _fill(call, heads, np.empty((count, width), dtype=np.float64))


def fill_uint32(
    call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int
) -> NDArray[np.uint32]:
    """Collect ``count`` results of ``width`` unsigned integers each, one address for every one of them."""
    return _fill(call, heads, np.empty((count, width), dtype=np.uint32))


def fill_int32(call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int) -> NDArray[np.int32]:
    """Collect ``count`` results of ``width`` integers each, one address for every one of them."""
    return _fill(call, heads, np.empty((count, width), dtype=np.int32))


def fill_struct(
    call: Callable[..., Any], heads: tuple[Iterable[Any], ...], count: int, width: int
) -> NDArray[np.float32]:
    """Collect ``count`` structures of ``width`` floats each from a call that takes the structure's address.

    ``width`` is even.
    """
    out = np.empty((count, width), dtype=np.float32)
    step = width * out.itemsize // _PLACE
    for first, size, turn in _turns(heads, count, _PLACES // step):
        memory = _MEMORY[: size * step]
        memory[:] = 0
        run(call, *turn, _POINTERS[: size * step : step])
        out[first : first + size] = memory.view(np.float32).reshape(size, width)
    return out


def _fill(call: Callable[..., Any], heads: tuple[Iterable[Any], ...], out: NDArray[Any]) -> NDArray[Any]:
    count, width = out.shape
    for first, size, turn in _turns(heads, count, _PLACES // width):
        memory = _MEMORY[: size * width]
        memory[:] = 0
        run(call, *turn, *(_POINTERS[start : start + size] for start in range(0, size * width, size)))
        values = memory.view(out.dtype)[:: _PLACE // out.itemsize]
        out[first : first + size] = values.reshape(width, size).T
    return out


def _turns(heads: tuple[Iterable[Any], ...], count: int, most: int) -> Iterator[tuple[int, int, list[Iterable[Any]]]]:
    """Yield the first call of each turn, how many there are, and their first arguments: ``most`` calls in one turn."""
    arguments = list(map(iter, heads))
    for first in range(0, count, most):
        size = min(most, count - first)
        yield first, size, [islice(one, size) for one in arguments]


def matrix_of(form: Handle) -> NDArray[np.float32]:
    """Return the matrix (a, b, c, d, e, f) of a page object."""
    (matrix,) = fill_struct(object_matrix, ([form],), 1, 6)
    return np.asarray(matrix)


def handle_of(raw: Any) -> Handle:
    """Return what a pypdfium2 raw pointer points to."""
    address = ctypes.cast(raw, ctypes.c_void_p).value
    assert address is not None
    return handle(address)


def handles(addresses: Iterable[int]) -> list[Handle]:
    """Return the pdfium objects at some addresses."""
    return list(map(handle, addresses))


def same(argument: _Argument) -> Iterable[_Argument]:
    """Repeat an argument for as long as the others last."""
    return repeat(argument)
