"""Lines from edge to edge of a sheet go, those of tables stay."""

from __future__ import annotations

import numpy as np
import pytest

from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.extractors.scans.streaks import without_streaks

HEIGHT, WIDTH = 1170, 827


def sheet() -> Pixels:
    page = np.full((HEIGHT, WIDTH), 250, np.uint8)
    page[100:1050, 80:82] = page[100:1050, 700:702] = 20
    page[100:102, 80:700] = page[1048:1050, 80:700] = 20
    return page


@pytest.mark.parametrize("grey", [0, 90, 190])
def test_a_line_from_edge_to_edge_goes(grey: int) -> None:
    page = sheet()
    page[:, 300:302] = grey
    assert np.array_equal(without_streaks(page), sheet())


def test_a_level_one_too() -> None:
    page = sheet()
    page[500, :] = 60
    assert np.array_equal(without_streaks(page), sheet())


def test_lines_of_tables_stay() -> None:
    page = sheet()
    assert without_streaks(page) is page


@pytest.mark.parametrize("width", [2, 30])
def test_a_dark_edge_stays_for_others_to_judge(width: int) -> None:
    page = sheet()
    page[:, :width] = 20
    assert without_streaks(page) is page


def test_pictures_too_small_to_judge_are_left() -> None:
    page = np.full((40, 40), 250, np.uint8)
    page[:, 20] = 0
    assert without_streaks(page) is page
