"""Pages of other sizes, units and directions, and forms among other things on a page."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus import page_geometry
from tests.corpus.flow import Item, PageBreak, Prose, Setup
from tests.corpus.invent import invent
from tests.corpus.model import Shape
from tests.corpus.printing import Recipe
from tests.corpus.sheets import FormSheet, plain_table
from tests.corpus.wordlist import SENTENCES

A4 = (595.28, 841.89)
A3 = (841.89, 1190.55)
_LANDSCAPE = Setup(width=A4[1], height=A4[0])
_SMALL = Setup(font_size=7, row_height=12, padding=2, title_size=11)
"""So small that a project form fits on one page."""


def _after_prose(sheets: Sequence[FormSheet]) -> Sequence[Item]:
    return [*(Prose(f"　　{number}. {text}") for number, text in enumerate(SENTENCES * 2, start=1)), *sheets]


def _between_prose(sheets: Sequence[FormSheet]) -> Sequence[Item]:
    items: list[Item] = [
        Prose("附件：2024年度预算绩效目标情况说明"),
        Prose("一、总体情况。根据预算绩效管理的要求，现将本单位绩效目标表予以公开，接受社会监督。"),
        plain_table([("序号", "名称", "金额（万元）"), ("1", "人员经费", "120.50"), ("2", "公用经费", "33.20")], 30),
    ]
    for number, sheet in enumerate(sheets, start=1):
        items += [Prose(f"（{number}）下表为第{number}张表，金额单位为万元。"), sheet]
        items += [Prose("注：本表由单位财务部门填写。半年指标值为截至6月底的目标。")]
    return items


def _each_on_its_own(sheets: Sequence[FormSheet]) -> Sequence[Item]:
    items: list[Item] = [sheets[0]]
    for sheet in sheets[1:]:
        items += [PageBreak(), sheet]
    return items


_WIDE = Setup(width=1000)
_CUT = 60 + 880 * 24.2 / 41.2
"""Points: before the columns of the values, on a sheet with project forms."""

PAGES: tuple[Recipe, ...] = (
    *(
        Recipe(f"pages-rotate-{90 * turns}", invent(300 + turns, Shape()), finish=(page_geometry.turned(turns),))
        for turns in (1, 2, 3)
    ),
    Recipe("pages-rotated-landscape", invent(304, Shape()), _LANDSCAPE, finish=(page_geometry.turned(1),)),
    Recipe("pages-cropbox-offset", invent(305, Shape()), finish=(page_geometry.cropped,)),
    Recipe(
        "pages-cropbox-and-rotate",
        invent(306, Shape()),
        finish=(page_geometry.turned(3), page_geometry.crop_to_origin),
    ),
    Recipe("pages-user-unit", invent(307, Shape()), finish=(page_geometry.in_unit(2),)),
    Recipe("pages-user-unit-small", invent(308, Shape()), finish=(page_geometry.in_unit(4),)),
    Recipe("pages-user-unit-large", invent(309, Shape()), finish=(page_geometry.in_unit(0.25),)),
    Recipe("pages-landscape", invent(310, Shape(projects=2)), _LANDSCAPE),
    Recipe(
        "pages-a3-landscape",
        invent(311, Shape(projects=2)),
        Setup(width=A3[1], height=A3[0], font_size=12, row_height=24),
    ),
    Recipe(
        "pages-a3-two-forms",
        invent(312, Shape(projects=2, department_form=False, lines_per_group=(1, 1), narrative=(0, 60))),
        Setup(width=A3[0], height=A3[1], font_size=7, row_height=11, padding=2, title_size=11),
        pages=(1, 1),
    ),
    Recipe(
        "pages-side-by-side",
        invent(313, Shape(projects=2, department_form=False)),
        _SMALL,
        arrange=_each_on_its_own,
        finish=(page_geometry.two_up,),
        pages=(2, 2),
    ),
    Recipe("pages-form-after-prose", invent(314, Shape(projects=2)), arrange=_after_prose),
    Recipe("pages-prose-between-tables", invent(315, Shape(projects=3)), arrange=_between_prose),
    Recipe("pages-large-type", invent(316, Shape()), Setup(font_size=13, row_height=26, left=30, right=30)),
    Recipe("pages-small-type", invent(317, Shape(projects=2)), _SMALL),
    *(
        Recipe(
            f"pages-to-the-right-{name}",
            invent(seed, Shape(projects=projects, department_form=False)),
            _WIDE,
            arrange=_each_on_its_own,
            finish=(page_geometry.to_the_right(_CUT, 60, over_first=name != "down-first"),),
        )
        for seed, name, projects in ((330, "down-first", 1), (331, "over-first", 1), (332, "over-first-of-two", 2))
    ),
)
