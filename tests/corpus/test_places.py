"""A page that is stored turned, cropped or in another unit looks the same, so everything stands in the same place."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gongbiao
from tests.corpus.printing import Recipe, print_document
from tests.corpus.recipes.pages import PAGES

_TOLERANCE = 0.6
"""Points: numbers are rounded when pages are transformed."""
_SAME_LOOK = ("rotate", "rotated", "cropbox", "user-unit")


def _recipes() -> list[Recipe]:
    return [recipe for recipe in PAGES if any(word in recipe.name for word in _SAME_LOOK)]


def _places(data: bytes) -> list[tuple[float | None, ...]]:
    document = gongbiao.read(data)
    funds: list[tuple[float | None, ...]] = [(row.page, row.x0, row.top, row.x1, row.bottom) for row in document.funds]
    return funds + [(row.page, row.x0, row.top, row.x1, row.bottom) for row in document.indicators]


@pytest.mark.parametrize("recipe", _recipes(), ids=lambda recipe: recipe.name)
def test_rows_stand_where_they_are_displayed(recipe: Recipe) -> None:
    plain = _places(print_document(replace(recipe, finish=())))
    assert len(plain) > 30
    shown = _places(print_document(recipe))
    assert len(shown) == len(plain)
    for ours, theirs in zip(shown, plain, strict=True):
        assert ours == pytest.approx(theirs, abs=_TOLERANCE)
