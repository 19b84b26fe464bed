"""Checks of what indicators and prose of one file's forms are about: taken from another project, or at odds with it."""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.normalizers.quantity import Quantity
from gongbiao.pipeline.checks.catalogue_entries import is_general
from gongbiao.pipeline.checks.money_in_text import clause_before, figures
from gongbiao.pipeline.checks.prose import GOALS, NARRATIVES, bare, named, written
from gongbiao.pipeline.checks.rule import Check, Findings, document_rule
from gongbiao.pipeline.checks.submission import FormView, Submission
from gongbiao.pipeline.schema import IndicatorRow
from gongbiao.pipeline.schema.flags import WARNING

_GENERAL_WORDS = frozenset(
    [
        "办理",
        "完成",
        "工作",
        "项目",
        "资金",
        "任务",
        "管理",
        "提升",
        "开展",
        "实施",
        "保障",
        "情况",
        "数量",
        "质量",
        "指标",
        "服务",
        "建设",
        "及时",
        "达标",
        "发放",
        "使用",
        "支付",
    ]
)
"""Pairs of characters that stand in the forms of any project."""
_COUNTS = frozenset({"件", "人", "人次", "次", "场", "户", "家", "起", "例", "份", "台", "套", "辆"})
_NOUN = 6
"""Characters before a number that name what is counted."""


@document_rule(
    "indicators.off_topic",
    WARNING,
    zh="产出指标应与本项目的内容有关",
    en="an output is about its own project",
    basis="疑为抄自其他项目的表",
    basis_en="probably copied from another project's form",
)
def off_topic(submission: Submission) -> Findings:
    """Find outputs that another project has too, whose words stand in that project's prose only."""
    projects = [view for view in submission.views if view.form.form_type == "project_target"]
    prose = {view.form.form_id: _prose(view) for view in projects} if len(projects) > 1 else {}
    for view in projects if prose else ():
        own = prose[view.form.form_id]
        for row in view.indicators:
            words = _words(row) if row.level1_id == "output" and own and not is_general(view, row) else set()
            if not words or any(word in own for word in words):
                continue
            source = next((other for other in projects if _is_source(other, view, row, words, prose)), None)
            if source is not None:
                name = source.form.project_name
                yield view.about_row(
                    row,
                    f"“{row.level3}”与本项目“{view.form.project_name}”的文字无关，疑抄自项目“{name}”",
                    f"“{row.level3}” has nothing to do with the project “{view.form.project_name}”; it was probably "
                    f"copied from “{name}”",
                    column="level3",
                )


@document_rule(
    "cross.quantity_conflict",
    WARNING,
    zh="同一数量在部门表与项目表应说法一致",
    en="department form and project form count the same things alike",
    basis="表间一致性",
    basis_en="two forms of one department agree",
)
def quantity_conflict(submission: Submission) -> Findings:
    """Find counts of a duty indicator that the form of the project which pays for it gives otherwise."""
    projects = {bare(view.form.project_name or ""): view for view in submission.views if view.is_project}
    for department in submission.views if len(projects) > 0 else ():
        for row in department.indicators:
            project = projects.get(bare(row.funding_project or "")) if row.funding_project else None
            if project is not None and project.is_target:
                yield from _conflicts(row, project)


def _conflicts(row: IndicatorRow, project: FormView) -> Findings:
    name = bare(row.level3 or "")
    in_value = [(name + noun, one, name + shown) for noun, one, shown in _counts(row.full_year_value or "")]
    duties = [*_counts(row.level3 or ""), *in_value]
    told: set[str] = set()
    for field, text in written(project, GOALS):
        for noun, one, shown in _counts(text):
            stated = next((duty for duty in duties if _is_same_thing(duty, (noun, one))), None)
            if stated is None or _agree(stated[1], one) or shown in told:
                continue
            told.add(shown)
            zh, _ = named(field)
            yield project.about_field(
                field,
                f"“{zh}”写明“{shown}”，部门表履职指标写明“{stated[2]}”",
                f"The project's form says “{shown}”, the department's duty indicator “{stated[2]}”",
            )
            return


def _counts(text: str) -> Iterator[tuple[str, Quantity, str]]:
    """Yield the counts in a text with the words before each, and as printed."""
    searched, found = figures(text)
    for one in found:
        if one.unit is not None and one.unit.name in _COUNTS:
            clause = clause_before(searched, one.start).replace("\x00", "")
            approximately = "约" if one.kind == "approximate" and "约" not in clause[-2:] else ""
            least = {"≥": "≥", ">": ">", "≤": "≤", "<": "<"}.get(one.comparator or "", "")
            shown = f"{clause}{approximately}{least}{searched[one.start : one.end]}"
            yield bare(clause)[-_NOUN - 2 :], one, shown


def _is_same_thing(duty: tuple[str, Quantity, str], other: tuple[str, Quantity]) -> bool:
    """Tell whether two counts are of one thing: one unit, two neighbouring characters in common, like amounts."""
    noun, one = other
    shared = any(
        noun[at : at + 2] in duty[0] and noun[at : at + 2] not in _GENERAL_WORDS for at in range(len(noun) - 1)
    )
    return (
        shared and duty[1].unit == one.unit and max(duty[1].number, one.number) <= 3 * min(duty[1].number, one.number)
    )


def _agree(one: Quantity, other: Quantity) -> bool:
    exact = {None, "="}
    same_sign = one.comparator == other.comparator or {one.comparator, other.comparator} <= exact
    return one.number == other.number and one.kind == other.kind and same_sign


def _prose(view: FormView) -> str:
    """Return the words of a project's form, its name among them."""
    return bare("".join(text for _, text in written(view, (*NARRATIVES, "project_name"))))


def _words(row: IndicatorRow) -> set[str]:
    """Return the pairs of neighbouring characters of a name, but for those that any form has."""
    name = bare(row.level3 or "")
    return {name[at : at + 2] for at in range(len(name) - 1)} - _GENERAL_WORDS


def _is_source(other: FormView, view: FormView, row: IndicatorRow, words: set[str], prose: dict[str, str]) -> bool:
    """Tell whether another project has the same indicator, and prose that is about it."""
    if other is view or not any(word in prose[other.form.form_id] for word in words):
        return False
    return any(bare(one.level3 or "") == bare(row.level3 or "") for one in other.indicators)


CHECKS: tuple[Check, ...] = (off_topic, quantity_conflict)
