"""Text that is none is told from text, font by font."""

from __future__ import annotations

import random

import pytest

from gongbiao.extractors.garbage import is_garbage
from tests.extractors.made_glyphs import glyphs_at, written

CHINESE = "如皋市信访局负责处理市内外群众通过书信、电子邮件、传真、电话、走访等形式提出的信访事项。95%以上，⻔⼯①㎡"
TRADITIONAL = "財政部門應當依法公開預算績效目標表，並接受社會公眾監督。項目支出與部門整體績效評價結果應當公佈"
FRENCH = "Les dépenses prévues au titre de l'exercice à été arrêtées où nécessaire, déjà payées à l'étranger"


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, FRENCH, "1,051.92 866.92 185.00 (95%) ≥ 60 ≤ 5 10-15 2024.1.1"])
def test_text_is_no_garbage(text: str) -> None:
    assert not is_garbage(glyphs_at(written(text.replace(" ", ""))))


@pytest.mark.parametrize(
    "alphabet",
    [
        range(0x4E00, 0x9FA6),  # a wrong map spreads over all ideographs
        range(0xE000, 0xE400),  # private use
        range(0xA1, 0x250),  # glyph numbers taken for characters
        [0xFFFD],
    ],
)
def test_garbage_is(alphabet: list[int]) -> None:
    letters = random.Random(1).choices(alphabet, k=200)
    assert is_garbage(glyphs_at(written("".join(map(chr, letters)))))


def test_one_bad_font_among_good_ones_is_enough() -> None:
    bad = "".join(map(chr, random.Random(2).choices(range(0x4E00, 0x9FA6), k=40)))
    good = CHINESE * 10
    assert is_garbage(glyphs_at(written(good + bad), fonts=[0] * len(good) + [1] * len(bad)))


def test_a_few_odd_signs_are_none() -> None:
    assert not is_garbage(glyphs_at(written(CHINESE + "\uf0fe\uf0a8"), fonts=[0] * len(CHINESE) + [1, 1]))
