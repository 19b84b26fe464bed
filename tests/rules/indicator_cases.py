"""Planted defects of the indicator lines and their levels.

A project's form has lines 1-3 of decision and process, 4-7 of output, 8 of benefit, 9 of satisfaction.
"""

from __future__ import annotations

from tests.rules.drafts import Line
from tests.rules.planting import Case, both, drop, insert, make, near_row, nothing, on_form, on_line, target

_LEVELS = ("产出指标", "数量指标")

INDICATOR_CASES = (
    Case("indicators.none", make(2, lines=[]), nothing, on_form(2), ("绩效指标",)),
    Case(
        "indicators.orphan_row",
        target(2, 9, level1=None),
        both(*(target(2, row, level1=None) for row in range(1, 10))),
        on_line(2, 9, "level1"),
        ("9", "群众满意度"),
    ),
    Case(
        "indicators.name_missing",
        target(2, 4, label=None),
        target(2, 4, label=None, full=None, half=None),
        on_line(2, 4, "level3"),
        ("≥120公里",),
    ),
    Case(
        "indicators.value_missing",
        target(2, 4, full=None, half=None),
        target(2, 4, full="0公里", half="0公里"),
        on_line(2, 4, "full_year_value"),
        ("保洁河道长度",),
    ),
    Case(
        "indicators.half_value_missing",
        target(2, 4, half=None),
        both(target(2, 4, half=None), make(2, half_year=False)),
        on_line(2, 4, "half_year_value"),
        ("保洁河道长度", "≥120公里"),
    ),
    Case(
        "indicators.duplicate",
        insert(2, 5, Line(*_LEVELS, "指标2：保洁河道长度", "≥150公里", "≥60公里", "数值")),
        insert(2, 5, Line(*_LEVELS, "指标2：巡查河道长度", "≥120公里", "≥60公里", "数值")),
        on_line(2, 5, "level3"),
        ("4、5", "≥120公里", "≥150公里"),
    ),
    Case(
        "indicators.duplicate_id",
        insert(2, 4, Line("过程指标", "资金管理", "指标3：项目资金到位率", "≥100%", "≥50%", "数值")),
        insert(2, 4, Line("过程指标", "资金管理", "指标3：资金使用率", "≥100%", "≥50%", "数值")),
        on_line(2, 4, "level3"),
        ("项目资金到位率", "资金到位率"),
    ),
    Case(
        "indicators.ordinal_sequence",
        insert(2, 5, Line(*_LEVELS, "指标1：清理垃圾点", "≥30处", "≥15处", "数值")),
        both(
            insert(2, 5, Line(*_LEVELS, "指标2：清理垃圾点", "≥30处", "≥15处", "数值")),
            target(2, 6, label="指标3：水面清洁达标率"),
        ),
        on_line(2, 5, "level3"),
        ("1、1",),
        name="starting anew, or going on through the form",
    ),
    Case(
        "indicators.ordinal_missing",
        target(2, 9, label="群众满意度"),
        both(*(target(2, row, label=f"事项{row}办理量") for row in range(4, 9))),
        on_line(2, 9, "level3"),
        ("9", "8"),
    ),
    Case(
        "indicators.level1_missing",
        drop(2, 8),
        target(2, 8, level1="效益"),
        near_row(2, 1),
        ("效益指标",),
    ),
    Case(
        "indicators.level1_missing",
        drop(2, 9),
        target(2, 9, level1="社会满意度"),
        near_row(2, 1),
        ("满意度指标",),
        severity="warning",
        name="satisfaction may be left out",
    ),
    Case(
        "indicators.level2_missing",
        drop(2, 5, 7),
        target(2, 7, level1="成本指标", level2="经济成本指标"),
        near_row(2, 4),
        ("质量指标", "成本指标"),
    ),
    Case(
        "indicators.level1_unknown",
        target(2, 8, level1="特色指标", level2=None),
        target(2, 8, level1="项目效益"),
        on_line(2, 8, "level1"),
        ("特色指标",),
    ),
    Case(
        "indicators.level2_wrong_parent",
        target(2, 8, level2="时效指标"),
        target(1, 6, level1="履职指标"),
        on_line(2, 8, "level2"),
        ("时效指标", "效益指标", "产出指标"),
        name="departments count benefits among their duties",
    ),
    Case(
        "indicators.level2_nonstandard",
        target(2, 8, level2="社会效益"),
        target(2, 8, level2="生态效益指标"),
        on_line(2, 8, "level2"),
        ("社会效益", "社会效益指标"),
    ),
    Case(
        "indicators.repair_changed_text",
        target(2, 8, more={"raw_label": "河道环境投朔下夅率王"}),
        target(2, 8, more={"raw_label": "指标 1：河道环境 投诉下降率"}),
        on_line(2, 8, "level3"),
        ("河道环境投诉下降率",),
    ),
)
