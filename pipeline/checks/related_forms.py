"""Checks of a department form's projects and tasks, and of the forms that one document holds beside one another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from gongbiao.pipeline.checks.funds import ROUNDING
from gongbiao.pipeline.checks.prose import NARRATIVES, around, bare, named, written
from gongbiao.pipeline.checks.rule import Check, Findings, FormCheck, document_rule, form_rule, wan_yuan
from gongbiao.pipeline.checks.submission import FormView, Submission
from gongbiao.pipeline.schema import FundRow
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING
from gongbiao.pipeline.schema.funds import EXPENDITURE

_SAME_NAME = 90
"""Similarity (0 to 100) from which on two names are one with a slip in it."""
_SHORTEST_NAME = 5
"""Characters: shorter names of projects are words that any prose may hold."""


@form_rule(
    "cross.funding_project_unknown",
    WARNING,
    zh="履职指标的资金项目应在项目支出之列",
    en="the project that pays for a duty is among the form's projects",
    basis="部门整体目标与项目目标应衔接",
    basis_en="the department's form and its projects belong together",
)
def funding_project_unknown(view: FormView) -> Findings:
    """Find duty indicators whose project is none of those that the form lists."""
    items = _items(view)
    for row in view.indicators if items else ():
        if row.funding_project and not any(_is_named(item, row.funding_project) for item in items):
            yield view.about_row(
                row,
                f"履职指标的资金项目“{row.funding_project}”不在所列 {len(items)} 个项目之中",
                f"The funding project “{row.funding_project}” is none of the {len(items)} projects listed",
            )


@form_rule(
    "cross.project_without_duty_indicator",
    WARNING,
    zh="部门表的项目应有对应的履职指标",
    en="every project of the department form has a duty indicator",
    basis="财预〔2020〕10号：绩效目标应与资金相匹配",
    basis_en="财预〔2020〕10号: targets match the money",
)
def project_without_duty_indicator(view: FormView) -> Findings:
    """Find listed projects that no duty indicator names, in forms whose duty indicators name projects."""
    paying = [row.funding_project for row in view.indicators if row.funding_project]
    for item in _items(view) if paying else ():
        if not any(_is_named(item, name) for name in paying):
            zh = "" if item.full_year is None else f"（{wan_yuan(item.full_year)} 万元）"
            en = "" if item.full_year is None else f" ({wan_yuan(item.full_year)}, 10,000 CNY)"
            yield view.about_row(
                item,
                f"项目“{item.project_name}”{zh}没有对应的履职指标",
                f"The project “{item.project_name}”{en} has no duty indicator",
                column="label",
            )


@document_rule(
    "cross.projects_sum_vs_department",
    ERROR,
    zh="各项目表合计应等于部门表的项目支出",
    en="the project forms of a file add up to the department's project expenditure",
    basis="表间勾稽；只公开部分项目时合计可较小，仅为提示",
    basis_en="figures of two forms agree; where only some projects are published a smaller sum is a note",
)
def projects_sum_vs_department(submission: Submission) -> Findings:
    """Find sums that differ, where the department form does not list its projects one by one."""
    for department in submission.views:
        project = department.line(EXPENDITURE, "project")
        if department.form.form_type != "department_target" or project is None or _items(department):
            continue
        totals = [total for view in submission.views if (total := _project_total(view, department)) is not None]
        made, whole = sum(totals, Decimal(0)), project.full_year
        if not totals or whole is None or abs(made - whole) <= ROUNDING * len(totals):
            continue
        s, p, d = wan_yuan(made), wan_yuan(whole), wan_yuan(abs(made - whole))
        yield department.about_row(
            project,
            f"{len(totals)} 张项目表合计 {s} 万元 ≠ 部门表项目支出 {p} 万元（差 {d} 万元）",
            f"{len(totals)} project forms add up to {s}, the department says {p} (10,000 CNY), a difference of {d}",
            column="full_year",
            severity=INFO if made < whole else None,
        )


@document_rule(
    "cross.department_name_mismatch",
    WARNING,
    zh="同一文件中项目表的单位应属部门表的单位",
    en="the project forms of a file belong to the department whose form it holds",
    basis="常见差错；合订多个单位的文件除外",
    basis_en="a usual slip; files of several departments apart",
)
def department_name_mismatch(submission: Submission) -> Findings:
    """Find project forms that name another department than the only department form of the file."""
    departments = [view for view in submission.views if view.form.form_type == "department_target"]
    if len(departments) != 1 or not departments[0].form.department:
        return
    own = departments[0].form.department
    for view in submission.views:
        form = view.form
        names = [name for name in (form.department, form.supervising_department, form.implementing_unit) if name]
        if form.form_type == "project_target" and form.department and not any(_is_unit_of(name, own) for name in names):
            yield view.about_field(
                "department",
                f"项目表填报单位“{form.department}”，同文件部门表单位“{own}”",
                f"The form is of “{form.department}”, the department form of the file of “{own}”",
            )


@document_rule(
    "cross.year_mismatch",
    ERROR,
    zh="同一文件中同类表的年度应相同",
    en="the target forms of a department in one file are of one year",
    basis="绩效目标按预算年度公开；目标表与上年自评表可以合订",
    basis_en="targets are published for a budget year; last year's evaluation may stand beside them",
)
def year_mismatch(submission: Submission) -> Findings:
    """Find target forms whose year is another than that of their department's first one in the file."""
    first: dict[tuple[str, str], FormView] = {}
    for view in submission.views:
        form = view.form
        if form.year is None or not form.department:
            continue
        kind = form.form_type.rpartition("_")[2]
        earlier = first.setdefault((bare(form.department), kind), view)
        if earlier.form.year != form.year:
            yield view.about_form(
                f"本表为 {form.year} 年度，同文件第 {earlier.form.form_no} 张表为 {earlier.form.year} 年度",
                f"The form is for {form.year}, form {earlier.form.form_no} of the file for {earlier.form.year}",
            )


@document_rule(
    "forms.other_project_mentioned",
    WARNING,
    zh="叙述中不应出现别的项目的名称",
    en="the prose does not name another project",
    basis="疑为复制粘贴",
    basis_en="probably copied and pasted",
)
def other_project_mentioned(submission: Submission) -> Findings:
    """Find names of the file's other projects in the prose of a project form, each once."""
    names = {bare(name): name for view in submission.views for name in _project_names(view)}
    for view in submission.views if len(names) > 1 else ():
        own = bare(view.form.project_name or "")
        if not view.is_project or not own:
            continue
        told: set[str] = set()
        for field, text in written(view, NARRATIVES):
            for key, name in names.items():
                at = text.find(name)
                if at >= 0 and len(key) >= _SHORTEST_NAME and key not in own and key not in told and own not in key:
                    told.add(key)
                    zh, en = named(field)
                    shown = around(text, at, at + len(name), 4)
                    yield view.about_field(
                        field,
                        f"“{zh}”中出现项目“{name}”的名称：“{shown}”",
                        f"{en[0].upper()}{en[1:]} names the project “{name}”: “{shown}”",
                    )


def _items(view: FormView) -> list[FundRow]:
    return [line for line in view.funds if line.item == "project_item" and line.project_name]


def _is_named(item: FundRow, name: str) -> bool:
    return fuzz.ratio(bare(item.project_name or ""), bare(name)) >= _SAME_NAME


def _is_unit_of(name: str, department: str) -> bool:
    """Tell whether a name is the department's, or that of a unit which bears it: 某局信息中心."""
    return bare(name).startswith(bare(department)) or bare(department).startswith(bare(name))


def _project_total(view: FormView, department: FormView) -> Decimal | None:
    """Return the total of a project form of the department and its year."""
    line = view.line(EXPENDITURE, "total")
    same = view.form.department == department.form.department and view.form.year == department.form.year
    return line.full_year if line and same and view.form.form_type == "project_target" else None


def _project_names(view: FormView) -> Iterator[str]:
    if view.is_project and view.form.project_name:
        yield view.form.project_name
    yield from (line.project_name for line in _items(view) if line.project_name)


CHECKS: tuple[Check | FormCheck, ...] = (
    funding_project_unknown,
    project_without_duty_indicator,
    projects_sum_vs_department,
    department_name_mismatch,
    year_mismatch,
    other_project_mentioned,
)
