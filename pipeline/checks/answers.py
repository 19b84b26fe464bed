"""Checks of values in words: whether the word answers what the indicator's name asks."""

from __future__ import annotations

import re

from gongbiao.normalizers.text import squash
from gongbiao.pipeline.checks.rule import Findings, FormCheck, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import INFO

_ADJECTIVES = {
    "合理": "合理性",
    "明确": "明确性|确定性|清晰性",
    "健全": "健全性|完整性|完善性|完备性",
    "规范": "规范性|合规性|合法性",
    "合规": "合规性|规范性|合法性",
    "科学": "科学性|合理性",
    "充分": "充分性|必要性",
    "有效": "有效性|效果|成效|作用",
    "完善": "完善性|健全性|完整性|完备性",
    "完整": "完整性|健全性|完善性|完备性",
    "可行": "可行性",
    "及时": "及时性|时效",
    "准确": "准确性|真实性",
    "稳定": "稳定性|稳定",
    "安全": "安全性|安全",
}
"""Value and the endings of names that it answers."""
_STEM = re.compile(
    "(?:"
    + "|".join(sorted({end for ends in _ADJECTIVES.values() for end in ends.split("|") if end.endswith("性")}))
    + ")$"
)
_QUESTION = re.compile("是否|有无|能否")
_ANSWERS = frozenset({"是", "否", "有", "无", "能"})


@form_rule(
    "indicators.adjective_mismatch",
    INFO,
    zh="定性取值应与指标名称对应",
    en="a qualitative value answers the indicator's name",
    basis="名称与取值应对应",
    basis_en="name and value belong together",
)
def adjective_mismatch(view: FormView) -> Findings:
    """Find values such as 合理 of indicators such as 确定性, whose own answer is another word."""
    for row in view.indicators:
        stem = _STEM.search(squash(row.level3 or ""))
        answers = _ADJECTIVES.get(squash(row.full_year_value or ""))
        if stem and answers and stem[0] not in answers.split("|"):
            expected = "、".join(word for word, ends in _ADJECTIVES.items() if stem[0] in ends.split("|"))
            yield view.about_row(
                row,
                f"“{row.level3}”取值“{row.full_year_value}”，宜为“{expected}”",
                f"“{row.level3}” has “{row.full_year_value}”; expected is “{expected}”",
                column="full_year_value",
            )


@form_rule(
    "indicators.yes_no_question",
    INFO,
    zh="指标以“是否”设问",
    en="an indicator is no yes-or-no question",
    basis="财预〔2021〕101号：指标应可衡量",
    basis_en="财预〔2021〕101号: indicators can be measured",
)
def yes_no_question(view: FormView) -> Findings:
    """Find names that ask 是否 and values that answer 是."""
    for row in view.indicators:
        if _QUESTION.search(row.level3 or "") and row.full_year_value in _ANSWERS:
            yield view.about_row(
                row,
                f"“{row.level3}”以“是否”设问（取值“{row.full_year_value}”），难以衡量",
                f"“{row.level3}” is a yes-or-no question (“{row.full_year_value}”), hard to measure",
                column="level3",
            )


CHECKS: tuple[FormCheck, ...] = (adjective_mismatch, yes_no_question)
