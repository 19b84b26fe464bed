"""Glyphs to lines: by baseline, then along the direction of writing, whatever order the file stores them in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.extractors.lines import build_lines
from tests.extractors.made_glyphs import SIZE, glyphs_at, written


def texts(places: Sequence[tuple[str, float, float]], **options: object) -> list[str]:
    glyphs = glyphs_at(places, **options)  # type: ignore[arg-type]
    return [line.text for line in build_lines(glyphs, np.zeros(len(glyphs), dtype=np.int64))]


def test_no_glyphs_no_lines() -> None:
    assert texts([]) == []


@given(st.randoms(use_true_random=False))
def test_the_stored_order_does_not_matter(random: object) -> None:
    places = [*written("绩效目标", baseline=100), *written("一览表", baseline=115)]
    random.shuffle(places)  # type: ignore[attr-defined]
    assert texts(places) == ["绩效目标", "一览表"]


def test_a_subscript_stays_in_its_line() -> None:
    assert texts([("m", 0, 100), ("2", 10, 103), ("地", 20, 100)]) == ["m2地"]


def test_a_stored_space_is_one_and_a_justified_gap_is_none() -> None:
    assert texts(written("95件"), spaced=[2]) == ["95 件"]
    assert texts([("绩", 0, 100), ("效", 14, 100)]) == ["绩效"]


@pytest.mark.parametrize(("gap", "expected"), [(0.1, "ab"), (0.3, "a b")])
def test_a_gap_between_latin_letters_is_a_space(gap: float, expected: str) -> None:
    assert texts([("a", 0, 100), ("b", SIZE * (1 + gap), 100)]) == [expected]


@pytest.mark.parametrize(("gap", "expected"), [(0.2, "5件"), (0.25, "5 件")])
def test_word_processors_set_chinese_apart_from_digits(gap: float, expected: str) -> None:
    assert texts([("5", 0, 100), ("件", SIZE * (1 + gap), 100)]) == [expected]


def test_text_turned_by_a_quarter_is_read_along_its_own_lines() -> None:
    downwards = [("绩", 20, 0), ("效", 20, 10), ("指", 5, 0), ("标", 5, 10)]
    assert texts(downwards, direction=1) == ["绩效", "指标"]
    upwards = [("效", 5, 0), ("绩", 5, 10), ("标", 20, 0), ("指", 20, 10)]
    assert texts(upwards, direction=3) == ["绩效", "指标"]


def test_groups_are_kept_apart() -> None:
    glyphs = glyphs_at(written("左右"))
    lines = build_lines(glyphs, np.array([1, 0]))
    assert [(line.group, line.text) for line in lines] == [(0, "右"), (1, "左")]
