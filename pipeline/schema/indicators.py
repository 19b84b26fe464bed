"""The table ``indicators``: one row for every indicator line."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from gongbiao.pipeline.schema.column import Column, ForeignKey, TableSchema

COMPARATORS = ("=", "≥", "≤", ">", "<")
MATCH_METHODS = ("exact", "alias", "fuzzy", "none")
VALUE_KINDS = ("number", "range", "approximate", "change", "qualitative", "undetermined")

Text = str | None
Number = float | None


class IndicatorRow(NamedTuple):
    """One indicator line of a form."""

    form_id: Annotated[str, Column("表编号", "所属的表", "the form")]
    row_no: Annotated[int, Column("行号", "阅读顺序", "1, 2, 3 … in reading order")]
    level1: Annotated[Text, Column("一级指标", "修复后的一级指标", "first level, repaired")]
    level2: Annotated[Text, Column("二级指标", "修复后的二级指标", "second level, repaired")]
    level3: Annotated[Text, Column("三级指标", "修复后，去“指标 N：”", "third level, repaired, without its 指标 N：")]
    ordinal: Annotated[int | None, Column("指标序号", "指标 N 的 N", "the N of 指标 N：; null where there is none")]
    task: Annotated[Text, Column("履职任务", "部门表履职指标的任务", "duty indicators: the task")]
    funding_project: Annotated[Text, Column("资金项目", "部门表履职指标的资金项目", "duty indicators: who pays")]
    indicator_id: Annotated[Text, Column("标准指标编号", "标准指标目录中的编号", "id in the canonical catalogue")]
    indicator_name: Annotated[Text, Column("标准指标名称", "标准指标名称", "canonical name")]
    match_method: Annotated[Text, Column("匹配方式", "匹配方式", "how it was matched", values=MATCH_METHODS)]
    match_score: Annotated[Number, Column("匹配得分", "0 至 100", "0 to 100; for none the best candidate's")]
    calc_symbol: Annotated[Text, Column("计算符号", "定性、数值、≥ 等", "定性, 数值, ≥ …, as printed")]
    half_year_value: Annotated[Text, Column("半年指标值", "修复后的原值", "target of the half year, repaired")]
    full_year_value: Annotated[Text, Column("全年指标值", "修复后的原值", "target of the year, repaired")]
    half_year_comparator: Annotated[
        Text, Column("半年比较符", "定性时为空", "null where the value is qualitative", values=COMPARATORS)
    ]
    full_year_comparator: Annotated[
        Text, Column("全年比较符", "定性时为空", "null where the value is qualitative", values=COMPARATORS)
    ]
    half_year_number: Annotated[Number, Column("半年数值", "值中的数", "the number in the value; 95 for 95%")]
    full_year_number: Annotated[Number, Column("全年数值", "值中的数", "the number in the value; 95 for 95%")]
    half_year_unit: Annotated[Text, Column("半年单位", "%、件、人等", "%, 件, 人 …")]
    full_year_unit: Annotated[Text, Column("全年单位", "%、件、人等", "%, 件, 人 …")]
    raw_label: Annotated[Text, Column("三级指标原文", "修复前的原文", "third level as extracted, before repair")]
    page: Annotated[int | None, Column("页码", "从 1 起", "1-based page on which the row stands")]
    x0: Annotated[Number, Column("左", "区域左边", "left side of the row's box", unit="pt")]
    top: Annotated[Number, Column("上", "区域上边", "upper side, from the page's top", unit="pt")]
    x1: Annotated[Number, Column("右", "区域右边", "right side", unit="pt")]
    bottom: Annotated[Number, Column("下", "区域下边", "lower side", unit="pt")]
    extractor: Annotated[str, Column("读取方式", "读出该行的阶段", "the stage that read it")]
    confidence: Annotated[float, Column("置信度", "0 至 1；电子文本为 1", "0 to 1; 1 for text that the PDF carries")]
    value_kind: Annotated[
        Text, Column("值类", "全年指标值的类别", "of the full-year value; null where there is none", values=VALUE_KINDS)
    ]
    full_year_number_max: Annotated[Number, Column("全年数值上限", "区间的上限", "upper end of a range")]
    level1_id: Annotated[Text, Column("一级指标编号", "标准目录中的一级指标", "canonical first level")]
    level2_id: Annotated[Text, Column("二级指标编号", "标准目录中的二级指标", "canonical second level")]
    actual_value: Annotated[Text, Column("实际完成值", "自评表", "evaluation forms: what was reached")] = None
    score_weight: Annotated[Number, Column("分值", "自评表", "evaluation forms: highest score", unit="分")] = None
    score: Annotated[Number, Column("得分", "自评表", "evaluation forms: score reached", unit="分")] = None
    deviation_reason: Annotated[
        Text, Column("偏差原因分析及改进措施", "自评表", "evaluation forms: why it was missed, and what is done")
    ] = None
    unit: Annotated[Text, Column("计量单位", "单列的计量单位", "forms with a column of their own for it")] = None


INDICATORS = TableSchema(
    name="indicators",
    row=IndicatorRow,
    title="绩效指标",
    zh="每行绩效指标一行，保留原文、位置与读取方式。",
    en="One row for every indicator line, with its printed text, its place and the stage that read it.",
    key=("form_id", "row_no"),
    foreign_keys=(ForeignKey("form_id", "forms", "form_id"),),
)
