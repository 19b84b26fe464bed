"""A long booklet: forms here and there among the tables and the prose of a published budget."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from samples.builders.families.invent import Inventor
from samples.builders.families.look import Look

from tests.corpus.flow import Item, PageBreak, Prose, Setup
from tests.corpus.sheets import plain_table
from tests.families.recipes import EVALUATED, Recipe, form_sheet, print_items

PAGES = 120
SETUP = Setup(running_header="白石市水务局2024年度部门预算", running_footer="— {page} —")
_TITLES = (
    "收支总表",
    "收入总表",
    "支出总表",
    "财政拨款收支总表",
    "一般公共预算支出表",
    "一般公共预算基本支出表",
    "政府采购预算表",
)
_SENTENCES = (
    "根据预算编制要求，本部门按照零基预算的原则编制年度预算，收入预算与支出预算相等。",
    "一般公共预算拨款支出主要用于保障机构正常运转、完成日常工作任务以及承担的有关专项工作。",
    "本部门对财政资金安排的项目实行绩效目标管理，绩效目标随同预算一并批复。",
    "机关运行经费较上年略有下降，主要原因是压减一般性支出。",
)
FORMS = Recipe(
    "booklet-forms",
    (
        (Inventor(201).department_target(), Look(money="above", words={"money": "年度预算申请（万元）"})),
        *((Inventor(202 + number).project_target(), Look()) for number in range(5)),
        *(
            (
                Inventor(210 + number).project_evaluation(),
                Look(EVALUATED, money="table", goals="below", total_row=True),
            )
            for number in range(2)
        ),
    ),
    SETUP,
)
"""The eight forms, on pages of their own."""


def booklet() -> bytes:
    """Return a booklet of at least ``PAGES`` pages with the forms of ``FORMS`` in it."""
    random = Random(9)
    sheets = [form_sheet(form, look) for form, look in FORMS.forms]
    items: list[Item] = [*_contents(), PageBreak()]
    others = PAGES - 1 - len(sheets)
    for number in range(others):
        items += [*(_table(random) if number % 2 else _prose(random)), PageBreak()]
        if number % (others // len(sheets)) == others // len(sheets) - 1 and sheets:
            items += [sheets.pop(0), PageBreak()]
    assert not sheets
    return print_items(items[:-1], SETUP)


def _contents() -> Iterator[Item]:
    yield Prose("目　录")
    for number, title in enumerate(
        (*_TITLES, "部门整体支出绩效目标表", "项目支出绩效目标表", "项目支出绩效自评表"), start=1
    ):
        yield Prose(f"{number}. {title}")


def _prose(random: Random) -> Iterator[Item]:
    yield Prose("一、预算安排情况说明")
    for _ in range(9):
        yield Prose("　　" + "".join(random.choices(_SENTENCES, k=3)))


def _table(random: Random) -> Iterator[Item]:
    yield Prose(random.choice(_TITLES))
    yield Prose("单位：万元")
    rows: list[tuple[str, ...]] = [("科目编码", "科目名称", "合计", "基本支出", "项目支出", "上年结转")]
    for code in range(2010101, 2010126):
        amounts = [f"{random.randint(100, 99999) / 100:.2f}" for _ in range(4)]
        rows.append((str(code), random.choice(("行政运行", "一般行政管理事务", "事业运行", "其他支出")), *amounts))
    yield plain_table(rows, 60)
