"""Text that hangs out of its cell goes back to it; a note below the table stays outside."""

from __future__ import annotations

import numpy as np
import pytest

from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.page import Page, Rulings
from gongbiao.extractors.table import Table, TextLine
from tests.extractors.made_glyphs import glyphs_at, written


def page_with(below: list[tuple[str, float, float]]) -> Page:
    """A table of two columns; its first cell prints 绩效 / 目标 down to its lower edge at y = 100."""
    text = [*written("绩效", 15, 84), *written("目标", 15, 97), *written("规范", 70, 90), *below]
    rulings = Rulings(
        np.array([(60.0, 0, 150), (100, 0, 150)]), np.array([(0.0, 60, 100), (50, 60, 100), (150, 60, 100)])
    )
    return Page(1, 200, 300, glyphs_at(text), rulings, np.zeros((0, 4)))


def test_the_rest_of_a_label_below_the_last_rule_belongs_to_its_cell() -> None:
    (table,) = blocks_of(page_with(written("指标", 15, 110)))
    assert isinstance(table, Table)
    assert [cell.lines for cell in table.cells] == [("绩效", "目标", "指标"), ("规范",)]


@pytest.mark.parametrize(
    "below", [written("注：本表由单位填报", 0, 113), written("第1页", 60, 110), written("指标", 15, 140)]
)
def test_notes_and_page_numbers_below_stay_outside(below: list[tuple[str, float, float]]) -> None:
    table, line = blocks_of(page_with(below))
    assert isinstance(table, Table)
    assert isinstance(line, TextLine)
    assert [cell.lines for cell in table.cells] == [("绩效", "目标"), ("规范",)]
