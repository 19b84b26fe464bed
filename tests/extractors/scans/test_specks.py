"""Dirt goes, and what looks like dirt but is print stays."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gongbiao.extractors.scans.specks import specks

DPI = 144
POINT = 2
"""Pixels."""


def page(*boxes: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    """Return a page of 100 x 60 points with boxes of ink: x0, top, x1, bottom in points."""
    ink = np.zeros((60 * POINT, 100 * POINT), dtype=np.bool_)
    for box in boxes:
        x0, top, x1, bottom = (round(value * POINT) for value in box)
        ink[top:bottom, x0:x1] = True
    return ink


CHARACTER = (40, 20, 50, 30)


def test_dots_that_stand_alone_go() -> None:
    ink = page(CHARACTER, (10, 10, 11.5, 11.5), (80, 50, 82, 51))
    assert np.array_equal(ink & ~specks(ink, DPI), page(CHARACTER))


@pytest.mark.parametrize(
    "kept",
    [
        (51.5, 28.5, 53, 30),  # a full stop
        (44, 16, 46, 18),  # the dot of an i, the upper stroke of a character
        (53.5, 24, 57, 25),  # a hyphen
    ],
)
def test_a_small_thing_beside_a_character_stays(kept: tuple[float, float, float, float]) -> None:
    ink = page(CHARACTER, kept)
    assert not specks(ink, DPI).any()


def test_a_hyphen_stays_even_alone() -> None:
    ink = page((40, 24, 44, 25))
    assert not specks(ink, DPI).any()


def test_dots_beside_each_other_do_not_keep_one_another() -> None:
    ink = page((10, 10, 11, 11), (14, 10, 15, 11))
    assert np.array_equal(specks(ink, DPI), ink)


def test_the_dots_of_a_colon_stay_even_alone() -> None:
    ink = page((60, 22, 61.5, 23.5), (60, 27, 61.5, 28.5))
    assert not specks(ink, DPI).any()


def test_strokes_of_a_faint_character_are_one_thing() -> None:
    ink = page((40, 20, 41, 21), (41.5, 20, 42.5, 21), (43, 20, 44, 21))
    assert not specks(ink, DPI).any()


@pytest.mark.parametrize("shape", [(1, 1), (40, 1), (200, 100)])
def test_white_pages_have_none(shape: tuple[int, int]) -> None:
    assert not specks(np.zeros(shape, dtype=np.bool_), DPI).any()
