"""Round seals in grey pages of 150 dots an inch: known by their ring, and what is read from under them is in doubt."""

from __future__ import annotations

import cv2
import numpy as np

from gongbiao.extractors.scans.guessed_text import SUREST, doubted
from gongbiao.extractors.scans.paper import clean_paper
from gongbiao.extractors.scans.round_seals import find_rings
from tests.extractors.made_glyphs import glyphs_at
from tests.extractors.scans import made_pictures as made

A4_AT_150 = (1754, 1240)
INK, SEAL = 40, 120


def _page() -> made.Pixels:
    page = np.full(A4_AT_150, 255, np.uint8)
    for row in range(40):
        made.draw_text(page, 150, 60, 60 + 16 * row, "HOW MANY LETTERS ARE THERE = 12.34", 9)
    return page


def _stamped(page: made.Pixels) -> made.Pixels:
    ring = np.full_like(page, 255)
    cv2.circle(ring, (600, 800), 120, SEAL, 7)
    return np.asarray(cv2.GaussianBlur(np.minimum(page, ring), (0, 0), 0.8), dtype=np.uint8)


def test_a_ring_is_found_where_it_is_and_text_makes_none() -> None:
    (ring,) = find_rings(_stamped(_page()))
    assert np.hypot(ring.x - 600, ring.y - 800) < 8
    assert abs(ring.radius - 120) < 8
    assert find_rings(_page()) == []


def test_the_ring_goes_and_where_it_was_is_told() -> None:
    stamped = _stamped(_page())
    clean = clean_paper(stamped)
    beside_text = (slice(680, 920), slice(660, 730))
    assert (clean.grey[beside_text] < 150).mean() < (stamped[beside_text] < 150).mean() / 5
    assert clean.guessed is not None
    assert clean.guessed[beside_text].any()
    assert clean_paper(_page()).guessed is None


def test_characters_from_under_a_seal_are_in_doubt() -> None:
    guessed = np.zeros((200, 200), dtype=np.bool_)
    guessed[20:40, 100:110] = True
    glyphs = doubted(glyphs_at([("甲", 20.0, 30.0), ("乙", 100.0, 30.0)]), guessed, unit=1.0)
    assert glyphs.confidence.tolist() == [1.0, SUREST]
