"""Tables that leave lines out: columns follow from the header row and the text's alignment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.corpus import hidden_rulings
from tests.corpus.flow import PlacedPage
from tests.corpus.invent import invent
from tests.corpus.lettering import Run, cell_runs, runs_of
from tests.corpus.model import Shape
from tests.corpus.printing import Recipe


def _left_aligned(page: PlacedPage) -> Iterator[Run]:
    """Yield the lines of a page, every cell's beginning at its left."""
    for cell in page.cells:
        yield from cell_runs(replace(cell, role="prose"), page.setup)
    yield from runs_of(PlacedPage(page.setup, [], page.lines))


_SHAPE = Shape(projects=2)
MISSING_LINES: tuple[Recipe, ...] = (
    Recipe("missing-outer-borders", invent(200, _SHAPE), rulings=hidden_rulings.no_outer_borders),
    Recipe("missing-outer-verticals", invent(201, _SHAPE), rulings=hidden_rulings.no_outer_verticals),
    Recipe("missing-inner-verticals", invent(202, _SHAPE), rulings=hidden_rulings.no_inner_verticals),
    Recipe("missing-all-verticals", invent(203, _SHAPE), rulings=hidden_rulings.horizontal_only),
    Recipe(
        "missing-all-verticals-left-aligned",
        invent(204, _SHAPE),
        rulings=hidden_rulings.horizontal_only,
        text_of=_left_aligned,
    ),
)
