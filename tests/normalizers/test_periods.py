"""Of two indicator tables beside each other that of the year is read, and the other one is no row."""

from __future__ import annotations

import pytest
from tests.drawn_tables import draw_table

from gongbiao.normalizers.indicators import read_indicators
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template_files import load_templates

NATIONAL = next(template for template in load_templates() if template.id == "national-project-target")
HEADER = "绩效|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值"
ROWS = (
    "^|产出指标|数量指标|指标1：改造小区|≥60个|数量指标|指标1：改造小区|≥21个",
    "^|^|质量指标|验收合格率|100%|时效指标|开工及时率|≥95%",
)


def read(*rows: str) -> list[tuple[str | None, str | None, str | None]]:
    sheet = Sheet(draw_table(1, *rows))
    found, _ = read_indicators(sheet, NATIONAL, [], lambda _: "native")
    return [(one.level2, one.level3, one.full_year.text if one.full_year else None) for one in found]


OF_YEAR = [("数量指标", "改造小区", "≥21个"), ("时效指标", "开工及时率", "≥95%")]
OF_MEDIUM_TERM = [("数量指标", "改造小区", "≥60个"), ("质量指标", "验收合格率", "100%")]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("目标|实施期目标（2024年—2026年）|<|<|<|年度目标|<|<", OF_YEAR),
        ("目标|中期指标|<|<|<|年度指标|<|<", OF_YEAR),
        ("目标|年度目标|<|<|<|中长期目标|<|<", OF_MEDIUM_TERM),  # the year's stands left
        ("目标|无|<|<|<|无|<|<", OF_YEAR),
    ],
)
def test_the_half_of_the_year_is_read(heads: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(heads, HEADER, *ROWS) == expected


def test_a_single_table_is_read_whole() -> None:
    rows = ["|".join(row.split("|")[:5]) for row in (HEADER, *ROWS)]
    assert read("目标|中期目标|<|年度目标|<", *rows) == OF_MEDIUM_TERM
