"""The documents: forms of the national and the evaluation families, each varying what real ones vary."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportlab.pdfgen.canvas import Canvas
from samples.builders.families.content import Form
from samples.builders.families.expected import form_rows, fund_rows, indicator_rows
from samples.builders.families.invent import Inventor
from samples.builders.families.layout import lay_out
from samples.builders.families.look import Look

from tests.corpus.expected import Dataset
from tests.corpus.flow import Item, PageBreak, Setup, flow
from tests.corpus.lettering import draw_runs, runs_of
from tests.corpus.printing import register
from tests.corpus.rulings import strokes
from tests.corpus.sheets import FormSheet

EVALUATED = ("level1", "level2", "level3", "full_year", "actual_value", "score_weight", "score", "deviation_reason")
SIGNED = ("level1", "level2", "level3", "calc_symbol", "full_year", "unit", "score_weight")
LOW = Setup(height=440)
"""Low pages: two or three page breaks in every form."""
WIDE = Setup(width=841.89, height=595.28)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One document."""

    name: str
    forms: tuple[tuple[Form, Look], ...]
    setup: Setup = field(default_factory=Setup)
    each_on_its_own: bool = True
    """Whether every form begins on a new page."""

    @property
    def expected(self) -> Dataset:
        """The rows that it must give."""
        return Dataset(form_rows(self.forms), fund_rows(self.forms), indicator_rows(self.forms))

    def print(self) -> bytes:
        """Return the PDF."""
        items: list[Item] = []
        for form, look in self.forms:
            items += [PageBreak()] if items and self.each_on_its_own else []
            items.append(form_sheet(form, look))
        return print_items(items, self.setup)


def form_sheet(form: Form, look: Look) -> FormSheet:
    """Return a form's cells, and which row is the header of its indicators."""
    return FormSheet(*lay_out(form, look))


def print_items(items: Sequence[Item], setup: Setup) -> bytes:
    """Return a PDF of forms, prose and other tables."""
    register(setup.font)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(setup.width, setup.height), invariant=True, initialFontName="Helvetica")
    for page in flow(items, setup).pages:
        strokes(canvas, page)
        draw_runs(canvas, list(runs_of(page)))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _national() -> list[Recipe]:
    plain, signed = Look(), Look(SIGNED, money="pairs", goals="below")
    medium = Inventor(3).project_target(medium_term=True)
    return [
        Recipe("national-plain", ((Inventor(1).project_target(), plain),)),
        Recipe("national-signed", ((medium, signed),), WIDE),
        Recipe("national-cost-first", ((Inventor(5).project_target(cost_first=True), Look(SIGNED)),), WIDE),
        Recipe(
            "national-yuan",
            ((Inventor(6).project_target(), Look(money_in_yuan=True, words={"money": "项目资金（元）"})),),
        ),
        Recipe("national-breaks", ((Inventor(7).project_target(), plain),), LOW),
        Recipe("national-header-again", ((Inventor(8).project_target(), plain),), replace(LOW, repeats_header=True)),
        Recipe(
            "national-blank-rows",
            (
                (
                    Inventor(9).project_target(),
                    Look(blank_rows=(("产出指标", "成本指标"), ("效益指标", "经济效益指标"))),
                ),
            ),
        ),
        Recipe("national-levels-not-merged", ((Inventor(10).project_target(), Look(merges_levels=False)),)),
        Recipe("national-in-table", ((Inventor(11).project_target(), Look(title_in_table=True)),)),
        Recipe(
            "national-remark", ((Inventor(12).project_target(), Look(remark="1.本表按年度填报；2.指标值应当可衡量。")),)
        ),
        Recipe(
            "national-other-words",
            (
                (
                    Inventor(13).project_target(),
                    Look(
                        ("level1", "level2", "level3", "full_year", "unit", "calc_symbol", "score_weight", "not_kept"),
                        words={
                            "project_name": "项目（专项）名称",
                            "implementing_unit": "项目实施单位",
                            "full_year": "目标值",
                            "unit": "计量单位",
                            "score_weight": "分值权重（90分）",
                            "goals": "年度绩效目标",
                            "level3": "指标名称",
                        },
                    ),
                ),
            ),
            WIDE,
        ),
        Recipe(
            "national-several",
            tuple((Inventor(20 + n).project_target(), plain) for n in range(4)),
            each_on_its_own=False,
        ),
        Recipe(
            "national-two-a-page",
            tuple((Inventor(30 + n).project_target(), plain) for n in range(4)),
            Setup(height=1190, font_size=7, row_height=12, padding=2, title_size=11),
            each_on_its_own=False,
        ),
    ]


def _department() -> list[Recipe]:
    above = Look(money="above", words={"money": "年度预算申请（万元）"})
    rows = Look(words={"money": "预算情况", "goals": "年度总体目标"})
    return [
        Recipe("department-above", ((Inventor(41).department_target(), above),)),
        Recipe("department-rows", ((Inventor(42).department_target(), rows),)),
        Recipe("department-tasks", ((Inventor(43).department_target(with_tasks=True), rows),)),
        Recipe("department-tasks-above", ((Inventor(44).department_target(with_tasks=True), above),), LOW),
        Recipe("department-signed", ((Inventor(45).department_target(), replace(above, columns=SIGNED)),), WIDE),
        Recipe(
            "department-and-projects",
            (
                (Inventor(46).department_target(with_tasks=True), rows),
                (Inventor(47).project_target(), Look()),
                (Inventor(48).project_target(), Look()),
            ),
        ),
    ]


def _evaluations() -> list[Recipe]:
    usual = Look(EVALUATED, money="table", goals="below", total_row=True)
    beside = replace(usual, goals="right", score_columns=False)
    department = replace(usual, words={"money": "年度资金（万元）"})
    other = {
        "budget": "全年预算数（A）",
        "executed": "全年执行数（B）",
        "rate": "执行率（B/A）",
        "full_year": "年度指标值（A）",
        "actual_value": "实际完成值（B）",
        "annual_goal": "年初设定目标",
        "annual_result": "全年目标实际完成情况",
        "deviation_reason": "未完成原因及改进措施",
        "total": "总 分",
    }
    return [
        Recipe("evaluation-usual", ((Inventor(61).project_evaluation(), usual),), WIDE),
        Recipe("evaluation-narrow", ((Inventor(62).project_evaluation(), usual),)),
        Recipe("evaluation-goals-beside", ((Inventor(63).project_evaluation(), beside),), WIDE),
        Recipe("evaluation-other-words", ((Inventor(64).project_evaluation(), replace(usual, words=other)),), WIDE),
        Recipe(
            "evaluation-yuan",
            (
                (
                    Inventor(65).project_evaluation(),
                    replace(usual, money_in_yuan=True, words={"money": "项目资金（元）"}),
                ),
            ),
            WIDE,
        ),
        Recipe("evaluation-breaks", ((Inventor(66).project_evaluation(), usual),), replace(LOW, repeats_header=True)),
        Recipe(
            "evaluation-moved",
            (
                (
                    Inventor(67).project_evaluation(),
                    replace(
                        usual,
                        columns=(
                            "level1",
                            "level2",
                            "level3",
                            "score_weight",
                            "full_year",
                            "actual_value",
                            "score",
                            "deviation_reason",
                        ),
                    ),
                ),
            ),
            WIDE,
        ),
        Recipe(
            "evaluation-no-level2",
            (
                (
                    Inventor(68).project_evaluation(),
                    replace(usual, columns=("level1", "level3", "full_year", "actual_value", "score_weight", "score")),
                ),
            ),
        ),
        Recipe(
            "evaluation-several",
            tuple((Inventor(70 + n).project_evaluation(), usual) for n in range(4)),
            WIDE,
            each_on_its_own=False,
        ),
        Recipe("evaluation-remark", ((Inventor(75).project_evaluation(), replace(usual, remark="无")),), WIDE),
        Recipe("department-evaluation-usual", ((Inventor(81).department_evaluation(), department),), WIDE),
        Recipe("department-evaluation-breaks", ((Inventor(82).department_evaluation(), department),), LOW),
        Recipe(
            "department-evaluation-in-table",
            ((Inventor(83).department_evaluation(), replace(department, title_in_table=True)),),
            WIDE,
        ),
        Recipe(
            "department-evaluation-beside",
            ((Inventor(84).department_evaluation(), replace(department, goals="right")),),
            WIDE,
        ),
    ]


RECIPES: tuple[Recipe, ...] = (*_national(), *_department(), *_evaluations())
