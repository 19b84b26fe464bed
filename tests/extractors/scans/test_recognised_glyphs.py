"""Recognised lines as the glyphs of a page: places, sizes, doubts, and the gaps that part columns."""

from __future__ import annotations

import numpy as np
import pytest

from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.scans.recognised_glyphs import SUREST, glyphs_of
from gongbiao.extractors.scans.text_lines import MARGIN, InkLine

UNIT = 0.5
"""Points a pixel."""
HEIGHT = 20
"""Pixels: of the characters; a line is higher by its margins."""


def ink(x0: int, x1: int, top: int = 100, gaps: tuple[tuple[int, int], ...] = ()) -> InkLine:
    return InkLine(0, (x0, top, x1, top + round(HEIGHT * (1 + 2 * MARGIN))), gaps)


def read(text: str, *position: float, confidence: float = 0.9, runner_up: tuple[str, ...] = ()) -> RecognisedLine:
    places = np.array(position) if position else (np.arange(len(text)) + 0.5) / max(len(text), 1)
    return RecognisedLine(text, np.full(len(text), confidence), places, runner_up)


def test_characters_share_the_line_half_way_to_their_neighbours() -> None:
    glyphs = glyphs_of([ink(100, 200)], [read("甲乙丙", 0.1, 0.5, 0.9)], UNIT)
    assert "".join(glyphs.text) == "甲乙丙"
    assert glyphs.boxes[:, [0, 2]].tolist() == [[50, 65], [65, 85], [85, 100]]
    assert (glyphs.direction == 0).all()


def test_the_font_is_as_large_as_the_ink_is_high() -> None:
    glyphs = glyphs_of([ink(100, 200)], [read("甲乙")], UNIT)
    assert glyphs.size == pytest.approx(HEIGHT * UNIT, rel=0.03)
    _, y = glyphs.centres()
    assert y == pytest.approx((100 + HEIGHT * (1 + 2 * MARGIN) / 2) * UNIT, abs=0.3)


def test_no_character_reaches_over_a_wide_gap() -> None:
    line = ink(100, 300, gaps=((150, 240),))
    glyphs = glyphs_of([line], [read("甲乙丙丁", 0.06, 0.2, 0.75, 0.93)], UNIT)
    x0, x1 = glyphs.boxes[:, 0], glyphs.boxes[:, 2]
    assert (x1[1], x0[2]) == (75, 120)
    assert (x0 < x1).all() and (x0[1:] >= x1[:-1]).all()


def test_a_gap_before_or_after_all_characters_changes_nothing() -> None:
    plain = glyphs_of([ink(100, 300)], [read("甲乙", 0.4, 0.6)], UNIT)
    gapped = glyphs_of([ink(100, 300, gaps=((105, 130), (270, 295)))], [read("甲乙", 0.4, 0.6)], UNIT)
    assert np.array_equal(plain.boxes, gapped.boxes)


def test_spaces_are_no_glyphs_and_are_remembered() -> None:
    glyphs = glyphs_of([ink(0, 100)], [read("甲 乙\u3000丙丁")], UNIT)
    assert "".join(glyphs.text) == "甲乙丙丁"
    assert glyphs.space_before.tolist() == [False, True, True, False]


def test_a_line_of_nothing_but_spaces_has_no_glyphs() -> None:
    glyphs = glyphs_of([ink(0, 100), ink(0, 100, 200), ink(0, 100, 300)], [read("  "), read(""), read("甲")], UNIT)
    assert "".join(glyphs.text) == "甲"
    assert len(glyphs_of([], [], UNIT)) == 0
    assert glyphs_of([], [], UNIT).boxes.shape == (0, 4)


def test_recognised_text_is_never_as_sure_as_text_that_the_file_carries() -> None:
    glyphs = glyphs_of([ink(0, 100)], [read("甲乙", confidence=1.0)], UNIT)
    assert (glyphs.confidence == SUREST).all() and SUREST < 1


def test_the_runner_up_stays_with_its_character() -> None:
    line = read("甲 内乙", runner_up=("", "", "门", ""))
    glyphs = glyphs_of([ink(0, 100), ink(0, 100, 200)], [line, read("丙")], UNIT)
    assert glyphs.runner_up is not None
    assert dict(zip(glyphs.text.tolist(), glyphs.runner_up.tolist(), strict=True)) == {
        "甲": "",
        "内": "门",
        "乙": "",
        "丙": "",
    }
