"""A family of forms that the program has never seen: invented words for every label, as in docs/new-family.md."""

from __future__ import annotations

from decimal import Decimal

from samples.builders.sheet import Sheet, SheetCell

from tests.corpus.expected import Dataset
from tests.corpus.flow import Setup
from tests.corpus.sheets import FormSheet
from tests.families.recipes import print_items

_ROWS = (
    "承诺单位|<|青屏区文化馆|<|归口部门|青屏区文化和旅游局|<",
    "承诺事项|<|乡镇戏曲巡演|<|承诺期限|2024年3月至2024年11月|<",
    "经费安排（元）|<|资金来源渠道|<|<|安排额度|<",
    "^|<|区级安排|<|<|360,000.00|<",
    "^|<|上级补助|<|<|120,000.00|<",
    "^|<|合计|<|<|480,000.00|<",
    "事项简介|<|在12个乡镇组织戏曲演出，丰富群众文化生活。|<|<|<|<",
    "承诺目标|<|演出48场，观众不少于19000人次。|<|<|<|<",
    "承诺指标|承诺维度|承诺方面|承诺内容|承诺标准|分值权重|责任科室",
    "^|产出|数量|演出场次|≥48场|20|艺术辅导部",
    "^|^|^|观众人次|≥19000人次|20|艺术辅导部",
    "^|^|质量|演出按计划完成率|100%|20|办公室",
    "^|效益|社会效益|基层群众文化参与程度|明显提高|20|办公室",
    "^|满意度|服务对象满意度|观众满意度|≥92%|20|办公室",
)
_WIDTHS = (3.4, 5.2, 6.4, 10.4, 7.0, 7.6, 7.4)
"""In em."""
HEADER_ROW = 8


def printed() -> bytes:
    """Return the PDF."""
    return print_items([FormSheet(_sheet(), HEADER_ROW)], Setup())


def _sheet() -> Sheet:
    grid = [row.split("|") for row in _ROWS]
    columns = len(_WIDTHS)
    edges = [sum(_WIDTHS[:at]) for at in range(columns + 1)]
    cells = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            width = next((k for k in range(1, columns - c) if row[c + k] != "<"), columns - c)
            height = next((k for k in range(1, len(grid) - r) if grid[r + k][c] != "^"), len(grid) - r)
            cells.append(SheetCell(r, height, c, c + width, text, "value"))
    return Sheet("青屏区预算绩效承诺表", "（2024年度）", None, tuple(edges), len(grid), tuple(cells))


EXPECTED = Dataset(
    [
        {
            "form_no": 1,
            "form_type": "project_target",
            "template": "qingping-promise",
            "title": "青屏区预算绩效承诺表",
            "region": "青屏区",
            "year": 2024,
            "department": "青屏区文化馆",
            "project_name": "乡镇戏曲巡演",
            "supervising_department": "青屏区文化和旅游局",
            "implementing_unit": None,
            "content": "在12个乡镇组织戏曲演出，丰富群众文化生活。",
            "annual_goal": "演出48场，观众不少于19000人次。",
            "form_key": "青屏区|青屏区文化馆|2024|project_target|乡镇戏曲巡演",
        }
    ],
    [
        {
            "form_no": 1,
            "line_no": number,
            "side": "income",
            "item": item,
            "label": label,
            "full_year": Decimal(amount).quantize(Decimal("0.0001")),
            "raw_full_year": raw,
        }
        for number, (item, label, amount, raw) in enumerate(
            (
                ("county_funds", "区级安排", 36, "360,000.00"),
                ("higher_level_funds", "上级补助", 12, "120,000.00"),
                ("total", "合计", 48, "480,000.00"),
            ),
            start=1,
        )
    ],
    [
        {
            "form_no": 1,
            "row_no": number,
            "level1": one,
            "level2": two,
            "level3": name,
            "full_year_value": value,
            "full_year_comparator": comparator,
            "full_year_number": number_of,
            "full_year_unit": unit,
            "score_weight": 20.0,
        }
        for number, (one, two, name, value, comparator, number_of, unit) in enumerate(
            (
                ("产出", "数量", "演出场次", "≥48场", "≥", 48.0, "场"),
                ("产出", "数量", "观众人次", "≥19000人次", "≥", 19000.0, "人次"),
                ("产出", "质量", "演出按计划完成率", "100%", "=", 100.0, "%"),
                ("效益", "社会效益", "基层群众文化参与程度", "明显提高", None, None, None),
                ("满意度", "服务对象满意度", "观众满意度", "≥92%", "≥", 92.0, "%"),
            ),
            start=1,
        )
    ],
)
"""What the form says, read by a person."""
