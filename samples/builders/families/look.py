"""How an invented form may look: its columns, its labels' words, and which of the usual arrangements it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

WIDTHS = {
    "level1": 5.0,
    "level2": 6.4,
    "level3": 9.6,
    "calc_symbol": 4.0,
    "full_year": 7.0,
    "unit": 4.0,
    "actual_value": 7.0,
    "score_weight": 3.4,
    "score": 3.4,
    "deviation_reason": 8.6,
    "not_kept": 5.0,
}
"""In em of the body font."""
SECTION = 3.2
"""Width of the column that names a section, in em."""
WORDS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "calc_symbol": "指标性质",
    "full_year": "年度指标值",
    "unit": "度量单位",
    "actual_value": "实际完成值",
    "score_weight": "分值",
    "score": "得分",
    "deviation_reason": "偏差原因分析及改进措施",
    "not_kept": "评分标准",
    "project_name": "项目名称",
    "supervising_department": "主管部门",
    "implementing_unit": "实施单位",
    "project_attribute": "项目属性",
    "period": "项目期",
    "department": "部门（单位）名称",
    "responsibilities": "部门主要职能",
    "money": "项目资金（万元）",
    "budget_initial": "年初预算数",
    "budget": "全年预算数",
    "executed": "全年执行数",
    "weight": "分值",
    "rate": "执行率",
    "points": "得分",
    "goals": "年度总体目标",
    "annual_goal": "预期目标",
    "annual_result": "实际完成情况",
    "long_term_goal": "中期目标",
    "year_goal": "年度目标",
    "indicators": "绩效指标",
    "tasks": "年度主要任务",
    "task": "任务名称",
    "task_content": "主要内容",
    "task_amount": "预算金额（万元）",
    "total": "总分",
}
"""The usual words of each label."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a form is laid out."""

    columns: tuple[str, ...] = ("level1", "level2", "level3", "full_year")
    """Of the indicator block, from the left."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Labels in other words than the usual ones."""
    money: Literal["table", "rows", "pairs", "above"] = "rows"
    """A table of columns; label and amount; the medium term's beside the year's; labels above amounts."""
    money_in_yuan: bool = False
    score_columns: bool = True
    goals: Literal["beside", "below", "right"] = "right"
    total_row: bool = False
    remark: str = ""
    blank_rows: tuple[tuple[str, str], ...] = ()
    """Level 1 and level 2 of rows that the form left empty."""
    merges_levels: bool = True
    title_in_table: bool = False
    unit_line: str | None = None

    def word(self, name: str) -> str:
        """The label of something."""
        return self.words.get(name, WORDS[name])

    @property
    def width(self) -> float:
        """The table's width in em."""
        return SECTION + sum(WIDTHS[name] for name in self.columns)
