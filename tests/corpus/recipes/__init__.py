"""The documents of the corpus: recipes by what they vary, one file for each part of the program's promise."""

from __future__ import annotations

from tests.corpus.printing import Recipe
from tests.corpus.recipes.breaks import BREAKS
from tests.corpus.recipes.contents import CONTENTS
from tests.corpus.recipes.garbage import GARBAGE
from tests.corpus.recipes.lines import LINES
from tests.corpus.recipes.missing_lines import MISSING_LINES
from tests.corpus.recipes.pages import PAGES
from tests.corpus.recipes.text import TEXT

RECIPES: tuple[Recipe, ...] = (*LINES, *MISSING_LINES, *PAGES, *BREAKS, *TEXT, *CONTENTS, *GARBAGE)
