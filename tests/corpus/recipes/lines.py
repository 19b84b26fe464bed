"""Lines as they are really drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.corpus import hidden_rulings, rulings
from tests.corpus.flow import PlacedPage
from tests.corpus.invent import invent
from tests.corpus.lettering import Run, cell_runs, runs_of
from tests.corpus.model import Shape
from tests.corpus.printing import Recipe

_DRAWN = {
    "strokes": rulings.strokes,
    "open-at-page-breaks": rulings.open_breaks,
    "dashed": rulings.dashed,
    "dashes-one-by-one": rulings.dash_pieces,
    "dotted": rulings.dotted,
    "filled-bars": rulings.filled_bars,
    "rectangle-per-cell": rulings.cell_rectangles,
    "double": rulings.double,
    "a-point-apart": rulings.inset,
    "short-of-each-other": rulings.short,
    "thick-frame": rulings.thick_frame,
    "one-path": rulings.one_path,
    "one-filled-path": rulings.one_filled_path,
    "nested-form-xobjects": rulings.nested_forms,
    "under-white-boxes": hidden_rulings.under_white_boxes,
    "white-lines": hidden_rulings.white_lines,
    "coloured-cells": hidden_rulings.coloured,
    "clipped-away": hidden_rulings.clipped,
}


def _white_labels(page: PlacedPage) -> Iterator[Run]:
    """Yield the lines of a page, labels in white."""
    for cell in page.cells:
        for run in cell_runs(cell, page.setup):
            yield replace(run, grey=1.0) if cell.role == "label" else run
    yield from runs_of(PlacedPage(page.setup, [], page.lines))


LINES: tuple[Recipe, ...] = (
    *(
        Recipe(f"lines-{name}", invent(100 + seed, Shape()), rulings=way)
        for seed, (name, way) in enumerate(_DRAWN.items())
    ),
    Recipe("lines-frames", invent(131, Shape()), rulings=rulings.frames),
    Recipe("lines-dark-labels", invent(130, Shape()), rulings=hidden_rulings.dark_labels, text_of=_white_labels),
)
