"""The table ``forms``: one row for every form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from gongbiao.normalizers.match import FORM_TYPES
from gongbiao.pipeline.schema.column import Column, ForeignKey, TableSchema

Text = str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One form: what stands above and around its funds and indicators."""

    form_id: Annotated[str, Column("表编号", "文件编号-三位序号", "{doc_id}-{form_no:03d}")]
    doc_id: Annotated[str, Column("文件编号", "所属文件", "the document")]
    form_no: Annotated[int, Column("表序", "文件内的阅读顺序", "1, 2, 3 … in reading order within the document")]
    form_type: Annotated[
        str,
        Column(
            "表类",
            "部门整体绩效目标表、项目绩效目标表、部门整体支出绩效自评表、项目支出绩效自评表或未知",
            "which of the families of forms it is",
            values=FORM_TYPES,
        ),
    ]
    template: Annotated[Text, Column("模板", "读取所用模板", "id of the template that read it")]
    title: Annotated[Text, Column("标题", "表题，去空格、去年度行", "as printed, spaces and the year's line removed")]
    region: Annotated[Text, Column("地区", "如皋市等", "where the title or the unit's name carries one")]
    year: Annotated[int | None, Column("年度", "预算年度", "the budget year")]
    department: Annotated[Text, Column("单位名称", "单位名称或填报单位", "the department that files the form")]
    project_name: Annotated[Text, Column("项目名称", "部门表为空", "the project; null on department forms")]
    supervising_department: Annotated[Text, Column("主管部门", "主管部门", "the supervising department")]
    implementing_unit: Annotated[Text, Column("实施单位", "实施单位", "the unit that carries it out")]
    project_attribute: Annotated[Text, Column("项目属性", "如常年安排", "e.g. 常年安排 (every year)")]
    project_tier: Annotated[Text, Column("项目级次", "如市本级", "e.g. 市本级 (the city's own)")]
    project_category: Annotated[Text, Column("项目类别", "如其他运转类", "e.g. 其他运转类 (other operation)")]
    start_date: Annotated[date | None, Column("开始时间", "开始时间", "when the project begins")]
    end_date: Annotated[date | None, Column("完成时间", "完成时间", "when the project ends")]
    contact_name: Annotated[Text, Column("项目负责人", "项目负责人姓名", "contact persons, joined with ;")]
    contact_phone: Annotated[Text, Column("联系电话", "联系电话", "their telephone numbers, joined with ;")]
    responsibilities: Annotated[Text, Column("单位主要职能", "单位主要职能", "the department's duties")]
    organisation: Annotated[Text, Column("机构设置及人员配置", "机构设置及人员配置", "its divisions and staff")]
    necessity: Annotated[Text, Column("立项必要性", "立项必要性", "why the project is needed")]
    feasibility: Annotated[Text, Column("实施可行性", "实施可行性", "why it can be done")]
    content: Annotated[Text, Column("项目实施内容", "项目实施内容", "what is done")]
    long_term_goal: Annotated[Text, Column("中长期目标", "中长期目标", "the goal over several years")]
    annual_goal: Annotated[Text, Column("年度目标", "年度目标；自评表为预期目标", "the goal of the year")]
    first_page: Annotated[int, Column("首页", "从 1 起", "1-based page on which it begins")]
    last_page: Annotated[int, Column("末页", "从 1 起", "1-based page on which it ends")]
    form_key: Annotated[
        str,
        Column(
            "自然键",
            "地区|单位|年度|表类|项目名称，规范化后连接；重新公开后不变",
            "region|department|year|form_type|project_name in normal form; stable over re-publication",
        ),
    ]
    annual_result: Annotated[
        Text, Column("全年目标实际完成情况", "自评表", "evaluation forms: what became of the annual goal")
    ] = None
    reading_score: Annotated[float, Column("读取评分", "0 至 1，模板吻合程度", "0 to 1: how well the template fitted")]
    unclaimed_cells: Annotated[
        int, Column("未归属单元格", "有文字而无字段认领的单元格数", "cells with text that no template field claimed")
    ]


FORMS = TableSchema(
    name="forms",
    row=FormRow,
    title="绩效目标表",
    zh="每张绩效目标表或自评表一行。",
    en="One row for every form.",
    key=("form_id",),
    foreign_keys=(ForeignKey("doc_id", "documents", "doc_id"),),
)
