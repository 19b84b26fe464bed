"""Checks of a department's form against the forms of its projects: named, there, and with the same money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from gongbiao.pipeline.checks.funds import COLUMNS, ROUNDING
from gongbiao.pipeline.checks.prose import bare
from gongbiao.pipeline.checks.rule import wan_yuan
from gongbiao.pipeline.cross.digest import FormDigest, MoneyLine
from gongbiao.pipeline.cross.finding import CrossCheck, CrossFinding, CrossFindings, cross_rule, where
from gongbiao.pipeline.cross.index import Index, Ref
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING

SAME_NAME = 90
"""Similarity (0 to 100) from which on two names are one with a slip in it."""
_BETWEEN = "表间勾稽"
_BETWEEN_EN = "figures of two forms agree"


@cross_rule(
    "cross.project_missing_form",
    ERROR,
    zh="部门表所列项目应有项目绩效目标表",
    en="every project of the department form has its own form",
    basis="中发〔2018〕34号：绩效管理全覆盖；财预〔2016〕143号：公开绩效目标",
    basis_en="中发〔2018〕34号: all projects are covered; 财预〔2016〕143号: targets are published",
)
def project_missing_form(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find listed projects without a form, where the batch holds forms of the department's projects at all."""
    names = index.project_names(form) if form.items else frozenset()
    for item in form.items if names else ():
        name = bare(item.name)
        if name not in names and not any(same_name(name, other) for other in names):
            zh, en = _amount(item)
            yield _on_line(
                item,
                f"部门表所列项目“{item.name}”（{zh}）没有项目绩效目标表，同批有该部门 {len(names)} 张项目表",
                f"The project “{item.name}” ({en}) has no form of its own; {len(names)} others have",
            )


@cross_rule(
    "cross.project_not_listed",
    WARNING,
    zh="项目应列入部门表的项目支出",
    en="a project with a form is listed in the department form",
    basis="部门整体目标与项目目标应衔接",
    basis_en="the department's form and its projects' forms belong together",
)
def project_not_listed(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find project forms that no form of their department lists."""
    if form.form_type != "project_target" or not form.project_name:
        return
    departments = _nearest(ref, index.departments(form, ref))
    if departments and not any(_item(index.form(one), form) for one in departments):
        at, at_en = where(index, ref, departments[0])
        count = len(index.form(departments[0]).items)
        yield CrossFinding(
            f"项目“{form.project_name}”未列入部门表的 {count} 个项目（{at}）",
            f"The project “{form.project_name}” is not among the {count} that the department form lists ({at_en})",
            form.spot,
        )


@cross_rule(
    "cross.project_amount_mismatch",
    ERROR,
    zh="部门表与项目表的项目金额应一致",
    en="department form and project form name the same amounts",
    basis=_BETWEEN,
    basis_en=_BETWEEN_EN,
)
def project_amount_mismatch(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find projects whose amounts in the two forms differ by more than rounding."""
    for other, item, project in _pairs(index, ref, form):
        line = project.total
        for column in ("full_year", "half_year") if line else ():
            listed, own = getattr(item, column), getattr(line, column)
            if line is None or listed is None or own is None or abs(listed - own) <= ROUNDING:
                continue
            a, b, d = wan_yuan(listed), wan_yuan(own), wan_yuan(abs(listed - own))
            (zh, en), (at, at_en) = COLUMNS[column], where(index, ref, other)
            yield _on_line(
                line if project is form else item,
                f"项目“{project.project_name}”{zh}：部门表 {a} 万元 ≠ 项目表 {b} 万元（差 {d} 万元；另见{at}）",
                f"Project “{project.project_name}”, {en}: {a} in the department form, {b} in the project form "
                f"(10,000 CNY), a difference of {d}; see {at_en}",
            )


@cross_rule(
    "cross.project_name_variant",
    INFO,
    zh="同一项目在两处的名称应相同",
    en="a project has one name in both forms",
    basis="项目名称应稳定一致",
    basis_en="names of projects are stable",
)
def project_name_variant(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find pairs that belong together and whose names differ a little."""
    for other, item, project in _pairs(index, ref, form):
        name = project.project_name or ""
        if bare(item.name) != bare(name):
            at, at_en = where(index, ref, other)
            zh = f"项目名称不一致：部门表“{item.name}”，项目表“{name}”（另见{at}）"
            en = f"The project is “{item.name}” in the department form and “{name}” in its own; see {at_en}"
            yield CrossFinding(zh, en, form.spot) if project is form else _on_line(item, zh, en)


@cross_rule(
    "cross.satisfaction_target_mismatch",
    INFO,
    zh="部门表与项目表的满意度目标口径不一",
    en="department and project set satisfaction the same target",
    basis="表间一致性；服务对象不同时目标可以不同",
    basis_en="two forms of one department agree, unless they serve different people",
)
def satisfaction_target_mismatch(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find targets of satisfaction of a project that are words, or another number than its department's."""
    for other, _, project in _pairs(index, ref, form):
        department = index.form(other) if project is form else form
        stated = next((one for one in department.satisfaction if one.number is not None), None)
        numbers = {one.number for one in department.satisfaction}
        for one in project.satisfaction if stated else ():
            if stated is None or (one.number is not None and one.number in numbers):
                continue
            here = one if project is form else stated
            at, at_en = where(index, ref, other)
            yield CrossFinding(
                f"满意度：部门表“{stated.value}”，项目“{project.project_name}”的表“{one.value}”（另见{at}）",
                f"Satisfaction: “{stated.value}” for the department, “{one.value}” for the project "
                f"“{project.project_name}”; see {at_en}",
                here.spot,
                "indicators",
                here.row,
            )


def _pairs(index: Index, ref: Ref, form: FormDigest) -> Iterator[tuple[Ref, MoneyLine, FormDigest]]:
    """Yield each earlier form that belongs to a form as department or project, with the item and the project."""
    if form.form_type == "project_target" and form.project_name:
        for other in _nearest(ref, index.departments(form, ref)):
            item = _item(index.form(other), form) if other < ref else None
            if item is not None:
                yield other, item, form
    elif form.items:
        here = [(ref[0], number) for number, one in enumerate(index.forms_of(ref[0])) if _is_project_of(one, form)]
        for item in form.items:
            name = bare(item.name)
            variants = [one for one in here if same_name(name, _name(index, one))]
            others = index.projects_named(form, name, ref) or variants
            for other in _nearest(ref, others)[:1]:
                if other < ref:
                    yield other, item, index.form(other)


def _nearest(ref: Ref, others: list[Ref]) -> list[Ref]:
    """Return those in the same document, else all: what an office files together belongs together."""
    return [other for other in others if other[0] == ref[0]] or others


def _item(department: FormDigest, project: FormDigest) -> MoneyLine | None:
    """Return the line of a department form that means a project: by its name, else by a name with a slip."""
    name = bare(project.project_name or "")
    exact = next((item for item in department.items if bare(item.name) == name), None)
    return exact or next((item for item in department.items if same_name(bare(item.name), name)), None)


def _is_project_of(project: FormDigest, department: FormDigest) -> bool:
    units = (project.department, project.supervising)
    return project.form_type == "project_target" and department.department in units and project.year == department.year


def _name(index: Index, ref: Ref) -> str:
    return bare(index.form(ref).project_name or "")


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one; a slip changes no number: 一期 and 二期, 2023 and 2024 are two."""
    if one == other:
        return True
    return fuzz.ratio(one, other) >= SAME_NAME and _numerals(one) == _numerals(other)


def _numerals(text: str) -> list[str]:
    return [sign for sign in text if sign.isdigit() or sign in "一二三四五六七八九十"]


def _amount(item: MoneyLine) -> tuple[str, str]:
    if item.full_year is None:
        return "金额未填", "no amount"
    return f"{wan_yuan(item.full_year)} 万元", f"{wan_yuan(item.full_year)} of 10,000 CNY"


def _on_line(line: MoneyLine, zh: str, en: str) -> CrossFinding:
    return CrossFinding(zh, en, line.spot, "funds", line.line_no)


def total_of(form: FormDigest) -> Decimal | None:
    """Return a form's total budget."""
    return form.total.full_year if form.total else None


CHECKS: tuple[CrossCheck, ...] = (
    project_missing_form,
    project_not_listed,
    project_amount_mismatch,
    project_name_variant,
    satisfaction_target_mismatch,
)
