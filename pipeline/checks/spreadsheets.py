"""Checks of what a spreadsheet leaves open."""

from __future__ import annotations

from gongbiao.pipeline.checks.rule import Finding, Findings, Spot, document_rule
from gongbiao.pipeline.checks.submission import Submission
from gongbiao.pipeline.schema.flags import WARNING


@document_rule(
    "extraction.formula_without_value",
    WARNING,
    zh="表格文件中的公式没有保存结果",
    en="every formula of a spreadsheet has a stored value",
    basis="数据完整性：公式未经计算即保存，该单元格按空白读入",
    basis_en="completeness: the cell of a formula that was never computed is read as empty",
)
def formula_without_value(submission: Submission) -> Findings:
    """Find formulas whose value nobody computed; their cells are read as empty."""
    for one in submission.unevaluated:
        yield Finding(
            f"单元格 {one.cell} 的公式 {one.formula} 没有保存结果，按空白读入；请用表格软件打开后另存",
            f"The formula {one.formula} in {one.cell} has no stored value and is read as empty; open and save the file "
            "in a spreadsheet program",
            spot=Spot(one.page),
        )


CHECKS = (formula_without_value,)
