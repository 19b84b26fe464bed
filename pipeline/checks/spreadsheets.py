"""Checks of what a spreadsheet leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.pipeline.checks.rule import Check, Finding, Rule, Spot, Submission
from gongbiao.pipeline.schema.flags import WARNING

FORMULA_WITHOUT_VALUE = Rule(
    id="extraction.formula_without_value",
    severity=WARNING,
    title_zh="表格文件中的公式没有保存结果",
    title_en="a formula of a spreadsheet has no stored value",
    basis="数据完整性：公式未经计算即保存，该单元格按空白读入",
)


def formula_without_value(submission: Submission) -> Iterator[Finding]:
    """Find formulas whose value nobody computed; their cells are read as empty."""
    for one in submission.unevaluated:
        yield Finding(
            f"单元格 {one.cell} 的公式 {one.formula} 没有保存结果，按空白读入；请用表格软件打开后另存",
            f"The formula {one.formula} in {one.cell} has no stored value and is read as empty; open and save the file "
            "in a spreadsheet program",
            spot=Spot(one.page),
        )


CHECKS = (Check(FORMULA_WITHOUT_VALUE, formula_without_value),)
