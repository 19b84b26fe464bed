"""All documents of the corpus, whoever prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tests.corpus.compare import Outcome
from tests.corpus.expected import Dataset, expected_dataset
from tests.corpus.invent import invent
from tests.corpus.model import Shape
from tests.corpus.printing import STANDARD, print_document
from tests.corpus.programs import PRINTERS, print_with
from tests.corpus.recipes import RECIPES
from tests.corpus.sheets import NARROW, Columns


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """One document: how to print it, and what it must give."""

    name: str
    print: Callable[[], bytes]
    expected: Dataset
    needs_more: bool = False
    """Whether printing it takes a font or a program from outside."""
    is_garbage: bool = False

    def is_right(self, outcome: Outcome) -> bool:
        """Tell whether an outcome is what was promised.

        Every row is exact. Garbage text is recognised from the page's picture: its money and indicator lines are exact,
        and texts but for what recognition cannot tell (㎡ from m²); or it gives no row at all, if that is reported.
        """
        if not outcome.differences:
            return True
        if not self.is_garbage:
            return False
        nothing = all(difference.read in ("none", None) for difference in outcome.differences)
        if nothing:
            return any(rule.startswith("extraction.") for rule in outcome.flags)
        return all(difference.table == "forms" for difference in outcome.differences)


def _documents() -> Iterator[CorpusDocument]:
    for recipe in RECIPES:
        yield CorpusDocument(
            recipe.name,
            partial(print_document, recipe),
            recipe.expected,
            needs_more=recipe.setup.font != STANDARD,
            is_garbage=recipe.is_garbage,
        )
    variants = {"usual": (Columns(), Shape(projects=2)), "narrow": (NARROW, Shape(projects=3, lines_per_group=(2, 4)))}
    for program, printer in PRINTERS.items():
        for seed, (variant, (columns, shape)) in enumerate(variants.items(), start=800):
            forms = invent(seed, shape)
            make = partial(print_with, printer, forms, columns)
            yield CorpusDocument(f"{program}-{variant}", make, expected_dataset(forms), needs_more=True)


DOCUMENTS = tuple(_documents())
