"""The table ``flags``: one row for every finding about a submission."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from gongbiao.pipeline.schema.column import Column, ForeignKey, TableSchema

ERROR = "error"
WARNING = "warning"
INFO = "info"
SEVERITIES = (ERROR, WARNING, INFO)
"""Gravest first."""


class FlagRow(NamedTuple):
    """One finding about a submission."""

    doc_id: Annotated[str | None, Column("文件编号", "所属文件", "the document")]
    flag_no: Annotated[int, Column("序号", "文件内的序号", "1, 2, 3 … within the document")]
    form_id: Annotated[
        str | None, Column("表编号", "所属的表；关于整个文件时为空", "the form; null for findings about the whole file")
    ]
    rule: Annotated[str, Column("规则", "规则的固定标识", "stable id, e.g. funds.income_expenditure_mismatch")]
    severity: Annotated[
        str, Column("严重程度", "error 错误；warning 警告；info 提示", "error, warning or info", values=SEVERITIES)
    ]
    table: Annotated[
        str | None, Column("数据表", "发现所在的数据表", "table of the row it is about; null for the form as a whole")
    ]
    row: Annotated[int | None, Column("行", "该表中的 line_no 或 row_no", "its line_no or row_no in that table")]
    message: Annotated[
        str, Column("说明", "问题及相关数字（中英文）", "what is wrong, with the figures, in Chinese and English")
    ]
    page: Annotated[int | None, Column("页码", "从 1 起", "1-based page to look at; null where there is no place")]
    x0: Annotated[float | None, Column("左", "区域左边", "left side of the place", unit="pt")]
    top: Annotated[float | None, Column("上", "区域上边", "upper side, from the page's top", unit="pt")]
    x1: Annotated[float | None, Column("右", "区域右边", "right side", unit="pt")]
    bottom: Annotated[float | None, Column("下", "区域下边", "lower side", unit="pt")]


FLAGS = TableSchema(
    name="flags",
    row=FlagRow,
    title="发现",
    zh="每条检查发现一行，按表、数据表、行、规则排序。",
    en="One row for every finding about a submission, ordered by form, table, row and rule.",
    key=("doc_id", "flag_no"),
    foreign_keys=(ForeignKey("doc_id", "documents", "doc_id"), ForeignKey("form_id", "forms", "form_id")),
)
