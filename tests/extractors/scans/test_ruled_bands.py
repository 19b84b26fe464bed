"""Which parts rules alone make of a page."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.scans.ruled_bands import cut_by_rules

PAGE = (0.0, 0.0, 600.0, 800.0)
LEFT, RIGHT = 60.0, 540.0


def _rules(*rules: tuple[float, float, float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array(rules, dtype=np.float64).reshape(-1, 3)


def test_rules_from_side_to_side_cut_a_table_into_rows() -> None:
    parts = list(cut_by_rules(PAGE, _rules((100, LEFT, RIGHT), (120, LEFT, RIGHT), (150, LEFT, RIGHT))))
    assert [part for part, is_cell in parts if is_cell] == [(LEFT, 100, RIGHT, 120), (LEFT, 120, RIGHT, 150)]
    around = [part for part, is_cell in parts if not is_cell]
    assert (0.0, 0.0, 600.0, 100.0) in around
    assert (0.0, 150.0, 600.0, 800.0) in around
    assert (0.0, 100.0, LEFT, 150.0) in around


def test_a_rule_that_begins_further_in_leaves_a_column_beside_it() -> None:
    rules = _rules((100, LEFT, RIGHT), (120, 200, RIGHT), (140, 200, RIGHT), (160, LEFT, RIGHT))
    cells = [part for part, is_cell in cut_by_rules(PAGE, rules) if is_cell]
    assert cells == [(LEFT, 100, 200, 160), (200, 100, RIGHT, 120), (200, 120, RIGHT, 140), (200, 140, RIGHT, 160)]


def test_underlines_cut_nothing() -> None:
    assert list(cut_by_rules(PAGE, _rules((100, 60, 300), (130, 60, 250)))) == [(PAGE, False)]
    assert list(cut_by_rules(PAGE, _rules())) == [(PAGE, False)]
