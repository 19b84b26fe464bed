"""The table ``funds``: one row for every money line that a form prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, NamedTuple

from gongbiao.pipeline.schema.column import Column, ForeignKey, TableSchema

INCOME = "income"
EXPENDITURE = "expenditure"
WAN_YUAN = "万元"
"""10,000 CNY, the unit of every amount."""


class FundRow(NamedTuple):
    """One money line of a form, filled in or not."""

    form_id: Annotated[str, Column("表编号", "所属的表", "the form")]
    line_no: Annotated[int, Column("行号", "阅读顺序", "1, 2, 3 … in reading order")]
    side: Annotated[
        str, Column("收支", "income 收入；expenditure 支出", "income or expenditure", values=(INCOME, EXPENDITURE))
    ]
    item: Annotated[
        str, Column("标准项目", "标准项目，如 general_public_budget", "canonical item, e.g. general_public_budget")
    ]
    label: Annotated[str | None, Column("行名", "该行名称", "the line's label, repaired")]
    project_no: Annotated[int | None, Column("项目序号", "项目 N 的 N", "for project_item: the N of 项目 N")]
    project_name: Annotated[str | None, Column("项目名称", "项目明细行的项目名称", "for project_item: its name")]
    half_year: Annotated[
        Decimal | None, Column("半年计划执行数", "半年计划执行数", "planned for the first half year", unit=WAN_YUAN)
    ]
    full_year: Annotated[Decimal | None, Column("全年预算数", "全年预算数", "budget of the whole year", unit=WAN_YUAN)]
    raw_half_year: Annotated[str | None, Column("半年计划执行数原文", "原文", "half_year as printed")]
    raw_full_year: Annotated[str | None, Column("全年预算数原文", "原文", "full_year as printed")]
    page: Annotated[int | None, Column("页码", "从 1 起", "1-based page on which the line stands")]
    x0: Annotated[float | None, Column("左", "区域左边", "left side of the line's box", unit="pt")]
    top: Annotated[float | None, Column("上", "区域上边", "upper side, from the page's top", unit="pt")]
    x1: Annotated[float | None, Column("右", "区域右边", "right side", unit="pt")]
    bottom: Annotated[float | None, Column("下", "区域下边", "lower side", unit="pt")]
    budget_initial: Annotated[
        Decimal | None, Column("年初预算数", "自评表", "evaluation forms: budget at the year's start", unit=WAN_YUAN)
    ] = None
    executed: Annotated[
        Decimal | None, Column("全年执行数", "自评表", "evaluation forms: spent in the year", unit=WAN_YUAN)
    ] = None
    execution_rate: Annotated[
        float | None, Column("执行率", "自评表", "evaluation forms: 98.7 for 98.70%", unit="%")
    ] = None
    score_weight: Annotated[float | None, Column("分值", "自评表", "evaluation forms: highest score", unit="分")] = None
    score: Annotated[float | None, Column("得分", "自评表", "evaluation forms: score reached", unit="分")] = None


FUNDS = TableSchema(
    name="funds",
    row=FundRow,
    title="资金",
    zh="表中每行资金一行，无论是否填写；金额以万元计。",
    en="One row for every money line that a form prints, filled in or not; amounts in 万元 (10,000 CNY).",
    key=("form_id", "line_no"),
    foreign_keys=(ForeignKey("form_id", "forms", "form_id"),),
)
