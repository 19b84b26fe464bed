"""Every invented document gives exactly the rows that its content says."""

from __future__ import annotations

import pytest

import gongbiao
from tests.corpus.compare import compare, summary
from tests.families.recipes import RECIPES, Recipe

DRIFTED = {"national-other-words", "evaluation-moved"}
"""Documents with another order of columns than their template."""


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_document_gives_exactly_what_its_content_says(recipe: Recipe) -> None:
    outcome = compare(recipe.print(), recipe.expected)
    assert not outcome.differences, summary(outcome.differences, 12)
    assert ("template.drift" in outcome.flags) is (recipe.name in DRIFTED)


def test_the_finding_says_what_differs() -> None:
    moved = next(recipe for recipe in RECIPES if recipe.name == "evaluation-moved")
    (flag,) = (flag for flag in gongbiao.read(moved.print()).flags if flag.rule == "template.drift")
    assert (flag.severity, flag.page) == ("info", 1)
    assert "level3 score_weight full_year actual_value" in flag.message
