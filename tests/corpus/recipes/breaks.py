"""Tables over page breaks, and forms that follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from tests.corpus import page_geometry
from tests.corpus.flow import Item, MergedText, PageBreak, PlacedPage, Setup
from tests.corpus.invent import invent
from tests.corpus.model import FormContent, Shape
from tests.corpus.printing import Recipe
from tests.corpus.rulings import open_breaks, strokes
from tests.corpus.sheets import FormSheet

_LOW = Setup(height=520)
"""Low pages: three or four page breaks in every form."""
_MANY = Shape(projects=2, lines_per_group=(2, 4))
_LONG = Shape(projects=2, narrative=(200, 500), lines_per_group=(2, 3))


def _new_pages(sheets: Sequence[FormSheet]) -> Sequence[Item]:
    return [item for sheet in sheets for item in (sheet, PageBreak())][:-1]


def _only_first_titled(forms: tuple[FormContent, ...]) -> tuple[FormContent, ...]:
    return (forms[0], *(replace(form, titled=False) for form in forms[1:]))


def _with_header_rule(canvas: Canvas, page: PlacedPage) -> None:
    """Strokes, and a line below the running header from margin to margin."""
    strokes(canvas, page)
    canvas.line(page.setup.left, page.setup.height - 38, page.setup.width - page.setup.right, page.setup.height - 38)


_RUNNING = replace(_LOW, running_header="2024年部门预算绩效目标公开", running_footer="第 {page} 页 共 {pages} 页")
_UNTITLED = Shape(projects=3, department_form=False)

BREAKS: tuple[Recipe, ...] = (
    Recipe("breaks-header-once", invent(400, _MANY), _LOW),
    Recipe(
        "breaks-header-repeated",
        invent(401, _MANY),
        replace(_LOW, repeats_header=True),
        cuts=frozenset({"repeated header"}),
    ),
    Recipe(
        "breaks-cut-field",
        invent(402, _LONG),
        replace(_LOW, rows_may_be_cut=True),
        cuts=frozenset({"row of a field"}),
    ),
    Recipe(
        "breaks-cut-row",
        invent(403, Shape(projects=3, lines_per_group=(3, 4), narrative=(0, 40))),
        replace(_LOW, rows_may_be_cut=True, height=438, row_height=16),
        cuts=frozenset({"row"}),
    ),
    Recipe(
        "breaks-cut-row-header-repeated",
        invent(404, Shape(projects=3, lines_per_group=(3, 4))),
        replace(_LOW, rows_may_be_cut=True, repeats_header=True, height=446),
        cuts=frozenset({"row", "repeated header"}),
    ),
    Recipe(
        "breaks-merged-text-first",
        invent(405, _MANY),
        replace(_LOW, merged_text=MergedText.FIRST),
        cuts=frozenset({"merged cell, text on the first page"}),
    ),
    Recipe(
        "breaks-merged-text-second",
        invent(406, _MANY),
        replace(_LOW, merged_text=MergedText.SECOND),
        cuts=frozenset({"merged cell, text on the second page"}),
    ),
    Recipe(
        "breaks-merged-text-second-open",
        invent(407, _MANY),
        replace(_LOW, merged_text=MergedText.SECOND),
        rulings=open_breaks,
        cuts=frozenset({"merged cell, text on the second page"}),
    ),
    Recipe("breaks-running-lines", invent(408, _MANY), _RUNNING),
    Recipe("breaks-running-lines-ruled", invent(409, _MANY), _RUNNING, rulings=_with_header_rule),
    Recipe("breaks-page-numbers", invent(410, _MANY), replace(_LOW, running_footer="- {page} -")),
    Recipe(
        "breaks-page-numbers-above-repeated-header",
        invent(411, _MANY),
        replace(_LOW, running_header="{page}/{pages}", repeats_header=True),
        cuts=frozenset({"repeated header"}),
    ),
    Recipe("breaks-edges-shift", invent(412, _MANY), replace(_LOW, edge_shift=(0, 2.6))),
    Recipe("breaks-edges-shift-far", invent(413, _MANY), replace(_LOW, edge_shift=(0, 5, -3))),
    Recipe("breaks-table-shifts", invent(419, _MANY), _LOW, finish=(page_geometry.nudged(4.5),)),
    Recipe("breaks-mirrored-margins", invent(420, _MANY), _LOW, finish=(page_geometry.nudged(20),)),
    Recipe("breaks-glued-untitled", _only_first_titled(invent(414, _UNTITLED)), Setup(gap=0)),
    Recipe("breaks-near-untitled", _only_first_titled(invent(415, _UNTITLED)), Setup(gap=24)),
    Recipe("breaks-untitled-on-new-pages", _only_first_titled(invent(416, _UNTITLED)), arrange=_new_pages),
    Recipe("breaks-eight-projects", invent(417, Shape(projects=8)), Setup(running_footer="{page}")),
    Recipe(
        "breaks-second-text-shift-cut",
        invent(418, _LONG),
        replace(_RUNNING, rows_may_be_cut=True, merged_text=MergedText.SECOND, edge_shift=(0, 3)),
    ),
)
