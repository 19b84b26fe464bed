"""Punctuation as wide as the room that it takes."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest

from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.scans.punctuation import MIN_VOTES, with_measured_punctuation
from gongbiao.extractors.scans.text_lines import InkLine

EM = 20.0
"""Pixels: the width of an ideograph."""


def widths(text: str) -> list[float]:
    """Return how wide the characters are printed: as wide as they are in Unicode."""
    return [EM if character >= "\u2e80" else EM / 2 for character in text]


def line(printed: str, read: str | None = None) -> tuple[InkLine, RecognisedLine]:
    """Return a line that is printed in one way and read in another, with the middle of each character."""
    own = widths(printed)
    ends = list(accumulate(own))
    middles = np.array([end - width / 2 for end, width in zip(ends, own, strict=True)])
    text = printed if read is None else read
    assert len(text) == len(printed)
    ink = InkLine(0, (100, 50, 100 + round(ends[-1]), 70))
    return ink, RecognisedLine(text, np.full(len(text), 0.9), middles / ends[-1])


def measured(*lines: tuple[InkLine, RecognisedLine]) -> list[str]:
    found = with_measured_punctuation([ink for ink, _ in lines], [read for _, read in lines])
    return [one.text for one in found]


@pytest.mark.parametrize("mark", ["，,", "：:", "；;", "！!", "？?"])
def test_the_room_between_two_ideographs_tells_the_width(mark: str) -> None:
    full, half = (f"项目资金{one}预算执行" for one in mark)
    assert measured(line(full, half)) == [full]
    assert measured(line(half, full)) == [half]
    assert measured(line(full), line(half)) == [full, half]


@pytest.mark.parametrize(
    ("room", "read", "text"),
    [
        (0.3, "（", "("),
        (0.3, "(", "("),
        (0.5, "（", "（"),
        (1.0, "(", "("),
        (1.3, "(", "（"),
        (1.3, "（", "（"),
    ],
)
def test_a_bracket_is_judged_only_where_its_room_is_beyond_doubt(room: float, read: str, text: str) -> None:
    before, after = "项目资金", "预算执行"
    places = [*np.arange(0.5, 4), 4 + room / 2, *(4 + room + np.arange(0.5, 4))]
    ink = InkLine(0, (100, 50, 100 + round((8 + room) * EM), 70))
    position = np.array(places) / (8 + room)
    assert measured((ink, RecognisedLine(before + read + after, np.ones(9), position))) == [before + text + after]


@pytest.mark.parametrize("text", ["金额为1,051.92万元左右", "比例为12:30的项目资金", "第(1)项目资金预算"])
def test_what_stands_half_wide_among_digits_stays_so(text: str) -> None:
    assert measured(line(text)) == [text]


def test_a_digits_comma_is_no_matter_for_the_others_of_the_page_to_decide() -> None:
    prose = line("项目资金，预算执行，绩效目标，年度指标")
    assert measured(prose, line("1,051")) == [prose[1].text, "1,051"]


def test_at_the_end_of_a_line_the_others_of_the_page_decide() -> None:
    prose = line("，".join(["项目资金"] * (MIN_VOTES + 1)))
    assert measured(prose, line("绩效目标，", "绩效目标,")) == [prose[1].text, "绩效目标，"]
    half = line(",".join(["项目资金"] * (MIN_VOTES + 1)))
    assert measured(half, line("绩效目标,", "绩效目标，")) == [half[1].text, "绩效目标,"]


def test_too_few_others_or_others_that_differ_decide_nothing() -> None:
    few = line("，".join(["项目资金"] * MIN_VOTES))
    assert measured(few, line("绩效目标,"))[1] == "绩效目标,"
    both = line("项目资金，预算执行,绩效目标，年度指标,产出")
    assert measured(both, line("绩效目标,"), line("绩效目标，"))[1:] == ["绩效目标,", "绩效目标，"]


def test_brackets_at_the_end_of_a_line_are_as_the_engine_says() -> None:
    prose = line("项目（资金）预算（执行）绩效（目标）年度")
    assert measured(prose, line("填报单位(盖章)")) == [prose[1].text, "填报单位(盖章)"]


def test_one_kind_tells_nothing_about_another() -> None:
    prose = line("，".join(["项目资金"] * (MIN_VOTES + 1)))
    assert measured(prose, line("绩效目标:"))[1] == "绩效目标:"


def test_only_the_text_changes() -> None:
    ink, read = line("项目资金，预算执行", "项目资金,预算执行")
    (found,) = with_measured_punctuation([ink], [read])
    assert np.array_equal(found.position, read.position)
    assert np.array_equal(found.confidence, read.confidence)


@pytest.mark.parametrize("text", ["", "，", ",", "，，", "a,b", "项,目"])
def test_lines_too_short_to_be_measured_stay(text: str) -> None:
    if text:
        assert measured(line(text)) == [text]
    else:
        empty = RecognisedLine("", np.empty(0), np.empty(0))
        assert measured((InkLine(0, (0, 0, 10, 10)), empty)) == [""]
