"""What is printed before it is scanned: documents of the corpus, samples, and small ones made for this."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

from gongbiao.pipeline.schema import FORMS, FUNDS, INDICATORS
from tests.corpus.expected import Dataset
from tests.corpus.flow import Setup
from tests.corpus.invent import invent
from tests.corpus.model import Shape
from tests.corpus.printing import EMBEDDED, Recipe, print_document
from tests.corpus.recipes import RECIPES
from tests.expected_tables import Record, read_records
from tests.scans.typeface import register_face, register_song

SAMPLES = Path(__file__).parents[2] / "samples"
_FIRST_PAGES = (0, 3, 5, 7, 9, 11)
"""Of the forms, in the samples of eleven pages, and their end."""
_SMALL = Shape(projects=1, department_form=False, narrative=(20, 40), lines_per_group=(1, 1))
_DENSE = Setup(font_size=9, row_height=15, top=36, bottom=30, padding=2.5)


@dataclass(frozen=True, slots=True)
class Original:
    """A born-digital document."""

    pdf: bytes
    """What is printed and scanned."""
    expected: Dataset
    """What it must give; its scan must give the same."""


Source = Callable[[], Original]
"""Makes an original when it is wanted."""


def corpus(name: str) -> Source:
    """Print a document of the corpus in 宋体."""
    return lambda: _printed(_set_in(_recipe(name), register_song()))


def in_hei(name: str) -> Source:
    """Print a document of the corpus in 黑体."""
    return lambda: _printed(_set_in(_recipe(name), EMBEDDED))


def one_page(seed: int) -> Source:
    """Print one project's form on one page in 宋体."""
    return lambda: _printed(_set_in(small_form(seed), register_song()))


def one_page_in_hei(seed: int) -> Source:
    """Print one project's form on one page in 黑体."""
    return lambda: _printed(_set_in(small_form(seed), EMBEDDED))


def one_page_in(seed: int, name: str, file: Path, family: str) -> Source:
    """Print one project's form on one page in a face of an installed collection."""
    return lambda: _printed(_set_in(small_form(seed), register_face(name, file, family)))


def small_form(seed: int) -> Recipe:
    """Lay out one project's form on one page."""
    return Recipe(f"one-page-{seed}", invent(seed, _SMALL), _DENSE, pages=(1, 1))


def sample(rendering: str) -> Source:
    """Take a sample with its transcribed dataset."""

    def make() -> Original:
        return Original((SAMPLES / f"rugao-2024-{rendering}.pdf").read_bytes(), _transcribed())

    return make


def sample_form(rendering: str, number: int) -> Source:
    """Take one form, from 1, of a sample that begins each on a new page; it becomes form 1."""

    def make() -> Original:
        whole, first, end = sample(rendering)(), _FIRST_PAGES[number - 1], _FIRST_PAGES[number]
        buffer = io.BytesIO()
        with pikepdf.open(io.BytesIO(whole.pdf)) as document, pikepdf.new() as part:
            assert len(document.pages) == _FIRST_PAGES[-1], f"{rendering} begins its forms on other pages"
            part.pages.extend(document.pages[first:end])
            part.save(buffer, deterministic_id=True)
        return Original(buffer.getvalue(), _only(whole.expected, number))

    return make


def _recipe(name: str) -> Recipe:
    (found,) = (recipe for recipe in RECIPES if recipe.name == name)
    return found


def _set_in(recipe: Recipe, font: str) -> Recipe:
    return replace(recipe, setup=replace(recipe.setup, font=font))


def _printed(recipe: Recipe) -> Original:
    return Original(print_document(recipe), recipe.expected)


def _transcribed() -> Dataset:
    tables: list[list[Record]] = [
        read_records(SAMPLES / "expected" / f"{table.name}.csv", table) for table in (FORMS, FUNDS, INDICATORS)
    ]
    return Dataset(*tables)


def _only(whole: Dataset, number: int) -> Dataset:
    rows = [
        [{**row, "form_no": 1} for row in table if row["form_no"] == number]
        for table in (whole.forms, whole.funds, whole.indicators)
    ]
    return Dataset(*rows)
