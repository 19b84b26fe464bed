"""Each family as office programs print it, and as a scanner sees such a print: exact all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples.builders.browser import print_with_chromium
from samples.builders.families.layout import lay_out
from samples.builders.scan import Scanner, scan
from samples.builders.word import print_with_writer

from gongbiao.normalizers.text import squash
from tests.corpus.compare import compare, summary
from tests.families.recipes import RECIPES, Recipe

pytestmark = pytest.mark.slow
PRINTERS = {"chromium": print_with_chromium, "soffice": print_with_writer}
CHOSEN = [
    recipe
    for recipe in RECIPES
    if recipe.name
    in ("national-plain", "department-tasks", "evaluation-usual", "department-evaluation-usual", "national-signed")
]
SCANNED = [recipe for recipe in CHOSEN if recipe.name != "national-signed"]
"""A sign that stands alone in its cell (≥) is beyond the engine: that form is not scanned."""
SCANNER = Scanner(300, "L", (0.4,), 3.0, 75, (520.0, 770.0))


def printed(recipe: Recipe, program: str, folder: Path) -> Path:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    return PRINTERS[program](tuple(lay_out(form, look)[0] for form, look in recipe.forms), folder)


@pytest.mark.parametrize("program", PRINTERS)
@pytest.mark.parametrize("recipe", CHOSEN, ids=lambda recipe: recipe.name)
def test_a_print_gives_exactly_what_its_content_says(recipe: Recipe, program: str, tmp_path: Path) -> None:
    outcome = compare(printed(recipe, program, tmp_path).read_bytes(), recipe.expected)
    assert not outcome.differences, summary(outcome.differences, 12)


@pytest.mark.parametrize("recipe", SCANNED, ids=lambda recipe: recipe.name)
def test_a_scan_gives_what_its_content_says_but_for_the_width_of_signs(recipe: Recipe, tmp_path: Path) -> None:
    picture = scan(printed(recipe, "chromium", tmp_path), SCANNER, frozenset({0}), tmp_path)
    outcome = compare(picture.read_bytes(), recipe.expected)
    wrong = [one for one in outcome.differences if squash(str(one.read)) != squash(str(one.expected))]
    assert not wrong, summary(wrong, 12)
