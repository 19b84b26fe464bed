"""Which way up a page stands, found out with an engine that reads only what stands upright."""

from __future__ import annotations

import numpy as np
import pytest

from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.extractors.scans.upright import SAMPLE, upright
from tests.extractors.scans import made_pictures as made
from tests.extractors.scans.upright_engine import SURE, UprightOnly, write_l

DPI = 150


def lines_of_l() -> Pixels:
    """Return a page of 17 lines."""
    page = made.blank(DPI)
    for top in range(80, 1100, 60):
        write_l(page, 60, top, 25)
    return page


@pytest.mark.parametrize("turned", range(4))
@pytest.mark.parametrize("sure", [SURE, 0.7])
def test_the_way_up_in_which_the_page_can_be_read_is_taken(turned: int, sure: float) -> None:
    page = lines_of_l()
    way = upright(np.ascontiguousarray(np.rot90(page, -turned)), DPI, UprightOnly(sure))
    assert way.turns == turned
    assert way.sureness == pytest.approx(sure)
    assert len(way.found.lines) == 17


def test_a_page_that_stands_upright_is_tried_once() -> None:
    engine = UprightOnly()
    upright(lines_of_l(), DPI, engine)
    assert engine.asked == SAMPLE


def test_what_was_read_to_find_out_need_not_be_read_again() -> None:
    way = upright(lines_of_l(), DPI, UprightOnly())
    assert len(way.read) == SAMPLE
    assert all(index < len(way.found.crops) for index in way.read)


def test_a_blank_page_stays_as_it_is() -> None:
    way = upright(made.blank(DPI), DPI, UprightOnly())
    assert (way.turns, len(way.found.lines), dict(way.read), way.sureness) == (0, 0, {}, 0.0)


def test_a_page_that_no_way_up_can_be_read_stays_as_it_is_or_keeps_all_its_lines() -> None:
    dots = made.blank(DPI)
    dots[100:120, 100:120] = made.INK
    way = upright(dots, DPI, UprightOnly())
    assert way.turns == 0
    assert len(way.found.lines) == 1
