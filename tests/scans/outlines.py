"""Text drawn as curves: pages that show characters and hold none, as design programs and some printers write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from fontTools.pens.reportLabPen import ReportLabPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection, TTFont
from reportlab.pdfgen.canvas import Canvas
from samples.builders.fonts import HEI

from tests.corpus.flow import PlacedPage
from tests.corpus.lettering import Run, runs_of
from tests.corpus.printing import EMBEDDED, Recipe, print_document
from tests.corpus.rulings import strokes
from tests.scans.files import Binding
from tests.scans.leaf import Leaf


@cache
def _font() -> TTFont:
    return TTCollection(str(HEI)).fonts[0]


class _CanvasPen(ReportLabPen):  # type: ignore[misc]
    """Draws onto a canvas's path, which names one call differently."""

    def _closePath(self) -> None:  # noqa: N802
        self.path.close()


def in_curves(recipe: Recipe) -> Binding:
    """Print a recipe of the corpus anew, all its text as filled curves; nothing is scanned."""

    def bind(_: Iterator[Leaf], __: bytes) -> bytes:
        return print_document(
            replace(recipe, setup=replace(recipe.setup, font=EMBEDDED), rulings=_strokes_and_outlines, text_of=_nothing)
        )

    return bind


def _strokes_and_outlines(canvas: Canvas, page: PlacedPage) -> None:
    strokes(canvas, page)
    for run in runs_of(page):
        _outline(canvas, run)


def _outline(canvas: Canvas, run: Run) -> None:
    glyphs, names = _font().getGlyphSet(), _font().getBestCmap()
    scale = run.size / _font()["head"].unitsPerEm
    path, x = canvas.beginPath(), run.x
    for character in run.text:
        glyph = glyphs[names[ord(character)]]
        pen = _CanvasPen(glyphs, path)
        glyph.draw(TransformPen(pen, (scale, 0, 0, scale, x, run.y)))
        x += glyph.width * scale
    canvas.drawPath(path, stroke=0, fill=1)


def _nothing(_: PlacedPage) -> tuple[Run, ...]:
    return ()
