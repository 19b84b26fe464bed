"""Checks of the indicator lines as lines: there, named, with a value, once, and in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from gongbiao.normalizers.text import squash
from gongbiao.pipeline.checks.rule import Findings, FormCheck, Threshold, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import IndicatorRow
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING


@form_rule(
    "indicators.none",
    ERROR,
    zh="应有绩效指标",
    en="the form has indicators",
    basis="财预〔2020〕10号：绩效目标应分解为绩效指标",
    basis_en="财预〔2020〕10号: a goal is broken down into indicators",
)
def none(view: FormView) -> Findings:
    """Find forms without any indicator line."""
    if not view.indicators:
        yield view.about_form("未找到绩效指标", "The form has no indicator")


@form_rule(
    "indicators.orphan_row",
    ERROR,
    zh="指标应有一级指标",
    en="every indicator stands under a level 1",
    basis="分级指标体系；疑为跨页断裂或漏填",
    basis_en="indicators come in levels; probably cut by a page break, or left out",
)
def orphan_row(view: FormView) -> Findings:
    """Find lines without a level 1 in forms whose other lines have one."""
    if any(row.level1 for row in view.indicators):
        for row in view.indicators:
            if row.level1 is None:
                yield view.about_row(
                    row,
                    f"第 {row.row_no} 行指标“{row.level3 or ''}”没有一级指标",
                    f"Row {row.row_no}, “{row.level3 or ''}”, has no level 1",
                    column="level1",
                )


@form_rule(
    "indicators.name_missing",
    ERROR,
    zh="有指标值应有三级指标",
    en="a value has the name of an indicator",
    basis="表式必填项",
    basis_en="the form requires it",
)
def name_missing(view: FormView) -> Findings:
    """Find values beside which no indicator is named."""
    for row in view.indicators:
        value = row.full_year_value or row.half_year_value
        if row.level3 is None and value is not None:
            yield view.about_row(
                row, f"有指标值“{value}”而无三级指标", f"The value “{value}” has no indicator", column="level3"
            )


@form_rule(
    "indicators.value_missing",
    ERROR,
    zh="指标应有指标值",
    en="every indicator has a value",
    basis="财预〔2015〕88号：绩效指标应细化量化",
    basis_en="财预〔2015〕88号: indicators are specific",
)
def value_missing(view: FormView) -> Findings:
    """Find indicators without a target for the year."""
    for row in view.indicators:
        if row.level3 is not None and row.full_year_value is None:
            yield view.about_row(
                row,
                f"指标“{row.level3}”没有{'指标值' if row.half_year_value is None else '全年指标值'}",
                f"The indicator “{row.level3}” has no target for the year",
                column="full_year_value",
            )


@form_rule(
    "indicators.half_value_missing",
    WARNING,
    zh="有半年列而半年指标值未填",
    en="the half-year column is filled in",
    basis="表式要求",
    basis_en="the form asks for it",
)
def half_value_missing(view: FormView) -> Findings:
    """Find lines with a target for the year whose printed half-year cell is empty."""
    for row in view.indicators:
        if row.full_year_value and row.half_year_value is None and view.prints(row, "half_year_value"):
            yield view.about_row(
                row,
                f"“{row.level3}”全年指标值“{row.full_year_value}”，半年指标值未填",
                f"“{row.level3}”: “{row.full_year_value}” for the year, nothing for the half year",
                column="half_year_value",
            )


@form_rule(
    "indicators.duplicate",
    WARNING,
    zh="同一二级指标下指标不应重复",
    en="no indicator stands twice under one level 2",
    basis="填报差错",
    basis_en="a slip",
)
def duplicate(view: FormView) -> Findings:
    """Find lines whose levels, task and name stand in an earlier line too."""
    first: dict[tuple[str | None, ...], IndicatorRow] = {}
    for row in view.indicators:
        if row.level3 is None:
            continue
        earlier = first.setdefault(_name(row), row)
        if earlier is not row:
            yield view.about_row(
                row,
                f"“{row.level3}”在“{row.level2}”下重复（第 {earlier.row_no}、{row.row_no} 行，"
                f"指标值“{earlier.full_year_value}”、“{row.full_year_value}”）",
                f"“{row.level3}” stands twice under “{row.level2}” (rows {earlier.row_no} and {row.row_no}, "
                f"values “{earlier.full_year_value}” and “{row.full_year_value}”)",
                column="level3",
            )


@form_rule(
    "indicators.duplicate_id",
    INFO,
    zh="两个指标实为同一指标",
    en="no two names mean one indicator",
    basis="指标冗余",
    basis_en="one of them is superfluous",
)
def duplicate_id(view: FormView) -> Findings:
    """Find lines under one level 2 that differ in name and mean the same canonical indicator."""
    first: dict[tuple[str | None, ...], IndicatorRow] = {}
    for row in view.indicators:
        if row.indicator_id is None or row.match_method == "fuzzy":
            continue
        earlier = first.setdefault((row.level1, row.level2, row.task, row.indicator_id), row)
        if earlier is not row and _name(earlier) != _name(row):
            yield view.about_row(
                row,
                f"“{row.level3}”与第 {earlier.row_no} 行“{earlier.level3}”均为“{row.indicator_name}”",
                f"“{row.level3}” and “{earlier.level3}” in row {earlier.row_no} both mean “{row.indicator_name}”",
                column="level3",
            )


@form_rule(
    "indicators.ordinal_sequence",
    WARNING,
    zh="指标序号应连续",
    en="indicators are numbered without gaps and repetitions",
    basis="填报差错",
    basis_en="a slip",
)
def ordinal_sequence(view: FormView) -> Findings:
    """Find groups whose numbers neither count from 1 nor go on from the group before, one finding for each."""
    last = 0
    for (_, level2), rows in _groups(view):
        numbered = [row for row in rows if row.ordinal is not None]
        numbers = [row.ordinal or 0 for row in numbered]
        if not numbers:
            continue
        steps = [
            (row, after == before + 1) for row, (before, after) in zip(numbered[1:], pairwise(numbers), strict=True)
        ]
        wrong = [row for row, right in steps if not right]
        if numbers[0] not in (1, last + 1):
            wrong.insert(0, numbered[0])
        last = numbers[-1]
        if wrong:
            listed = "、".join(map(str, numbers))
            yield view.about_row(
                wrong[0],
                f"“{level2}”下序号为 {listed}",
                f"The numbers under “{level2}” run {', '.join(map(str, numbers))}",
                column="level3",
            )


@form_rule(
    "indicators.ordinal_missing",
    INFO,
    zh="指标缺序号",
    en="either all indicators have a number or none",
    basis="表式规范性",
    basis_en="good form",
    threshold=Threshold(50, "least share of numbered lines, in %"),
)
def ordinal_missing(view: FormView, least: float) -> Findings:
    """Find lines without 指标 N： in forms most of whose lines have one."""
    whole, bare = len(view.indicators), [row for row in view.indicators if row.ordinal is None]
    if bare and (whole - len(bare)) * 100 >= least * whole:
        for row in bare:
            yield view.about_row(
                row,
                f"“{row.level3}”缺“指标 N：”序号（{whole} 行中 {whole - len(bare)} 行有）",
                f"“{row.level3}” has no number; {whole - len(bare)} of {whole} rows have one",
                column="level3",
            )


def _name(row: IndicatorRow) -> tuple[str | None, ...]:
    return row.level1, row.level2, row.task, row.funding_project, squash(row.level3 or "")


def _groups(view: FormView) -> Iterator[tuple[tuple[str | None, str | None], list[IndicatorRow]]]:
    """Yield the lines that follow one another under one level 1 and level 2."""
    for key, rows in groupby(view.indicators, key=lambda row: (row.level1, row.level2)):
        yield key, list(rows)


CHECKS: tuple[FormCheck, ...] = (
    none,
    orphan_row,
    name_missing,
    value_missing,
    half_value_missing,
    duplicate,
    duplicate_id,
    ordinal_sequence,
    ordinal_missing,
)
