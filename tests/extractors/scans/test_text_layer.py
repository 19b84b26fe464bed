"""Text beside a full-page picture, held against a few recognised lines."""

from __future__ import annotations

import numpy as np
import pytest

from gongbiao.extractors.box import Box
from gongbiao.extractors.page import Page, Rulings
from gongbiao.extractors.scans.text_layer import Sample, is_enough, is_layered
from tests.extractors.made_glyphs import glyphs_at

SHOWN = "预算绩效目标申报表填报单位公开"
PLACE, ELSEWHERE = Box(90, 88, 260, 104), Box(90, 300, 260, 316)
SAMPLE = Sample(((PLACE, SHOWN),), has_table=False)
NONE = np.empty((0, 3))


def _page(text: str, rules: int = 0, picture: float = 1.0) -> Page:
    glyphs = glyphs_at([(character, 100 + 10.0 * index, 100.0) for index, character in enumerate(text)])
    horizontal = np.array([(100.0 + 20 * index, 50, 500) for index in range(rules)]).reshape(-1, 3)
    pictures = np.array([(0, 0, 600 * picture, 800)])
    return Page(1, 600, 800, glyphs, Rulings(horizontal, NONE), pictures)


@pytest.mark.parametrize(
    ("page", "layered"),
    [(_page(SHOWN), True), (_page(SHOWN, rules=5), False), (_page(SHOWN, picture=0.3), False)],
    ids=["picture under text", "drawn table", "small picture"],
)
def test_text_may_be_a_layer_where_a_picture_fills_the_page(page: Page, layered: bool) -> None:
    assert is_layered(page) is layered


def test_text_that_the_picture_shows_is_kept() -> None:
    assert is_enough(_page(SHOWN), SAMPLE)
    assert is_enough(_page(SHOWN.replace("公", "兮")), SAMPLE)


@pytest.mark.parametrize("carried", [SHOWN[::-1], SHOWN[:8], "abcdefghijklmno"])
def test_text_that_the_picture_does_not_show_is_not(carried: str) -> None:
    assert not is_enough(_page(carried), SAMPLE)


def test_text_elsewhere_on_the_page_is_not_what_the_picture_shows_here() -> None:
    assert not is_enough(_page(SHOWN), Sample(((ELSEWHERE, SHOWN),), has_table=False))


def test_a_sample_of_few_characters_tells_nothing() -> None:
    assert is_enough(_page(SHOWN), Sample(((ELSEWHERE, "公开"),), has_table=False))


def test_text_is_not_enough_where_the_picture_shows_a_table() -> None:
    assert not is_enough(_page(SHOWN), Sample(((PLACE, SHOWN),), has_table=True))
