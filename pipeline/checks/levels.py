"""Checks of the levels above the indicators: known ones, the right ones above one another, none left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from gongbiao.normalizers.levels import level_name, level_parent
from gongbiao.normalizers.text import squash
from gongbiao.pipeline.checks.rule import Finding, Findings, FormCheck, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import IndicatorRow
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING

_BASIS = "财预〔2015〕88号、财预〔2021〕101号"
_ANY_CHILD = {"duty": frozenset({"output", "benefit"}), "benefit": frozenset({"duty"}), "output": frozenset({"duty"})}
"""Departments count outputs and benefits among their duties (履职效能), and the reverse."""


@form_rule(
    "indicators.level1_missing",
    ERROR,
    zh="应设产出、效益、满意度等一级指标",
    en="the level-1 indicators that must be there are",
    basis=f"{_BASIS}：产出、效益指标必设，满意度指标视项目而定（缺者为警告）",
    basis_en=f"{_BASIS}: output and benefit always; satisfaction as the project goes, so its lack is a warning",
)
def level1_missing(view: FormView) -> Findings:
    """Find target forms without output (or duty), benefit, or satisfaction; not where a level 1 is an unknown name."""
    if not view.is_target or not view.indicators or any(row.level1 and not row.level1_id for row in view.indicators):
        return
    has = set(_level1_ids(view.indicators))
    if "duty" in has:
        has.add("output")
    lacking = [one for one in ("output", "benefit") if one not in has]
    if lacking:
        yield _lacking(view, lacking)
    if "satisfaction" not in has:
        yield _lacking(view, ["satisfaction"], severity=WARNING)


@form_rule(
    "indicators.level2_missing",
    WARNING,
    zh="产出应设数量、质量、时效、成本指标",
    en="outputs are counted, judged, timed and costed",
    basis="财预〔2021〕101号：每一项目原则上均应设置数量、质量、时效和成本指标",
    basis_en="财预〔2021〕101号: as a rule every project has indicators of quantity, quality, time and cost",
)
def level2_missing(view: FormView) -> Findings:
    """Find project targets whose output lacks a level 2; cost may stand as a level 1 of its own."""
    output = [row for row in view.indicators if row.level1_id == "output"]
    if not view.is_project or not view.is_target or not any(row.level2 for row in output):
        return
    has = {row.level2_id for row in output}
    if any(row.level1_id == "cost" for row in view.indicators):
        has.add("output.cost")
    if any(row.level2 and not row.level2_id for row in output):
        return
    lacking = [one for one in ("quantity", "quality", "timeliness", "cost") if f"output.{one}" not in has]
    if lacking:
        names = "、".join(level_name(f"output.{one}") for one in lacking)
        has_zh = "、".join(dict.fromkeys(row.level2 for row in output if row.level2))
        yield view.about_form(
            f"产出指标缺：{names}（现有：{has_zh}）",
            f"The outputs lack indicators of {', '.join(lacking)} (there are: {has_zh})",
            near=output[0],
        )


@form_rule(
    "indicators.level1_unknown",
    WARNING,
    zh="一级指标应为标准名称",
    en="level 1 is a known name",
    basis="绩效指标分类标准",
    basis_en="the classification of indicators",
)
def level1_unknown(view: FormView) -> Findings:
    """Find names of level 1 that no classification knows, each once."""
    for row in _first_of_each(view.indicators, "level1"):
        if row.level1 and row.level1_id is None:
            yield view.about_row(
                row, f"一级指标“{row.level1}”不在分类标准中", f"Level 1 “{row.level1}” is unknown", column="level1"
            )


@form_rule(
    "indicators.level2_wrong_parent",
    WARNING,
    zh="二级指标应在其所属的一级指标下",
    en="level 2 stands under the level 1 that it belongs to",
    basis="绩效指标分类标准",
    basis_en="the classification of indicators",
)
def level2_wrong_parent(view: FormView) -> Findings:
    """Find level-2 names that belong under another level 1, each once."""
    for row in _first_of_each(view.indicators, "level1", "level2"):
        parent = level_parent(row.level2_id) if row.level2_id else None
        if row.level1_id and parent and parent != row.level1_id and parent not in _ANY_CHILD.get(row.level1_id, ()):
            yield view.about_row(
                row,
                f"“{row.level2}”不属于“{row.level1}”，应在“{level_name(parent)}”下",
                f"“{row.level2}” stands under “{row.level1}” and belongs under “{level_name(parent)}”",
                column="level2",
            )


@form_rule(
    "indicators.level2_nonstandard",
    INFO,
    zh="二级指标宜用标准名称",
    en="level 2 has its standard name",
    basis="绩效指标分类标准",
    basis_en="the classification of indicators",
)
def level2_nonstandard(view: FormView) -> Findings:
    """Find level-2 names that are known under another name, or repeat level 1, each once."""
    for row in _first_of_each(view.indicators, "level1", "level2"):
        if not row.level2 or not row.level2_id:
            continue
        if row.level2 == row.level1:
            usual = "服务对象满意度指标" if row.level1_id == "satisfaction" else None
        else:
            name = level_name(row.level2_id)
            usual = name if squash(name) != squash(row.level2) else None
        if usual:
            yield view.about_row(
                row,
                f"二级指标“{row.level2}”宜用“{usual}”",
                f"Level 2 “{row.level2}” is usually “{usual}”",
                column="level2",
            )


def _level1_ids(rows: Iterable[IndicatorRow]) -> Iterator[str]:
    """Yield the canonical level 1 of each line, as printed and as its level 2 implies."""
    for row in rows:
        if row.level1_id:
            yield row.level1_id
        parent = level_parent(row.level2_id) if row.level2_id else None
        if parent:
            yield parent


def _lacking(view: FormView, lacking: list[str], severity: str | None = None) -> Finding:
    names = "、".join(level_name(one) for one in lacking)
    has = "、".join(dict.fromkeys(row.level1 for row in view.indicators if row.level1))
    return view.about_form(
        f"缺一级指标：{names}（现有：{has}）",
        f"Level 1 lacks {' and '.join(lacking)} (there are: {has})",
        near=view.indicators[0],
        severity=severity,
    )


def _first_of_each(rows: Iterable[IndicatorRow], *columns: str) -> Iterator[IndicatorRow]:
    """Yield the first line with each content of some columns."""
    content = attrgetter(*columns)
    first = {content(row): row for row in reversed(list(rows))}
    yield from reversed(first.values())


CHECKS: tuple[FormCheck, ...] = (
    level1_missing,
    level2_missing,
    level1_unknown,
    level2_wrong_parent,
    level2_nonstandard,
)
