"""What forms say: lengths, empty fields, other orders of columns, titles within the table."""

from __future__ import annotations

from tests.corpus.flow import Setup
from tests.corpus.invent import invent
from tests.corpus.model import Shape
from tests.corpus.printing import Recipe
from tests.corpus.sheets import Columns

CONTENTS: tuple[Recipe, ...] = (
    Recipe("contents-long-narratives", invent(600, Shape(projects=2, narrative=(500, 800)))),
    Recipe(
        "contents-long-narratives-cut",
        invent(601, Shape(projects=2, narrative=(500, 800))),
        Setup(rows_may_be_cut=True),
        cuts=frozenset({"row of a field"}),
    ),
    Recipe("contents-empty-narratives", invent(602, Shape(projects=2, narrative=(0, 0)))),
    Recipe(
        "contents-full-year-first",
        invent(603, Shape(projects=2, value_order=("calc_symbol", "full_year", "half_year"))),
    ),
    Recipe(
        "contents-symbol-last",
        invent(604, Shape(projects=2, value_order=("half_year", "full_year", "calc_symbol"))),
    ),
    Recipe("contents-title-in-table", invent(605, Shape(projects=2)), columns=Columns(year_in_table=True)),
    Recipe(
        "contents-title-in-table-glued",
        invent(606, Shape(projects=3)),
        Setup(gap=0),
        columns=Columns(year_in_table=True),
    ),
    Recipe("contents-no-department-form", invent(607, Shape(projects=3, department_form=False))),
    Recipe("contents-wide-labels", invent(608, Shape(projects=2)), columns=Columns(section=5, level3=14, value=5)),
    Recipe("contents-one-line-groups", invent(609, Shape(projects=2, lines_per_group=(1, 1)))),
)
