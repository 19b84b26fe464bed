"""What the rules say of the invented forms: no error while they are clean, and a defect once one is planted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from samples.builders.families.content import Form

from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.schema import FlagRow
from gongbiao.pipeline.schema.flags import ERROR
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source
from tests.families.recipes import RECIPES, Recipe

USUAL = next(recipe for recipe in RECIPES if recipe.name == "evaluation-usual")


def flags_of(recipe: Recipe) -> tuple[FlagRow, ...]:
    return process_document(Source(recipe.name, None, recipe.print()), Settings(ocr="none")).flags


def with_target(**changed: str) -> Callable[[Form], Form]:
    """Change what the first indicator prints."""
    return lambda form: replace(form, targets=(replace(form.targets[0], **changed), *form.targets[1:]))  # type: ignore[arg-type]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_no_error_is_found_on_a_clean_form(recipe: Recipe) -> None:
    assert [flag.message for flag in flags_of(recipe) if flag.severity == ERROR] == []


@pytest.mark.parametrize(
    ("rule", "defect"),
    [
        ("evaluation.weight_sum", with_target(weight="23", score="23")),
        ("evaluation.score_exceeds_weight", with_target(score="40")),
        ("evaluation.unmet_full_score", with_target(actual="1盏")),
        ("evaluation.deviation_reason_missing", with_target(actual="1盏", score="1")),
        ("evaluation.overfulfilled", with_target(actual="90000盏")),
        (
            "evaluation.execution_rate",
            lambda form: replace(form, money=(replace(form.money[0], rate="50%"), *form.money[1:])),
        ),
    ],
)
def test_a_defect_on_an_evaluation_form_is_found(rule: str, defect: Callable[[Form], Form]) -> None:
    (form, look), *others = USUAL.forms
    planted = replace(USUAL, forms=((defect(form), look), *others))
    assert rule not in {flag.rule for flag in flags_of(USUAL)}
    assert rule in {flag.rule for flag in flags_of(planted)}
