"""A scan, from its pixels to rows and findings, with an engine that makes the mistakes that engines make."""

from __future__ import annotations

from decimal import Decimal
from unittest.mock import patch

import pytest

from gongbiao.pipeline.checks.registry import RULES
from gongbiao.pipeline.checks.rulebook import Rulebook
from gongbiao.pipeline.intake import Source
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import Settings
from tests.made_scan import made_scan

ABOVE = ("甲市市级项目预算绩效目标表", "（2024年度）", "填报单位(盖章)：乙局")
FORM = (
    "项目名称|<|甲工程|<|主管部门|乙局",
    "开始时间|<|2024.1.1|<|完成时间|2024.12.31",
    "实施单位：|<|乙局|<|项目负责人/联系电话:王明13900000001|<",
    "项目资金|收入|资金来源|<|<|全年预算数",
    "^|^|资金总额|<|<|1051.92万元",
    "^|^|其他资金|<|<|1051.92万元",
    "^|支出|资金分配|<|半年执行数|全年预算数",
    "^|^|资金总额|<|525.96万元|1051.92万元",
    "年度目标|<|办理1000件|<|<|<",
    "绩效目标|一级指标|二级指标|三级指标|半年指标值|全年指标值",
    "^|产出指标|数量指标|指标1：资金到位率|50%|≥95%",
    "^|^|质量指标|指标1：群众满意度|45%|≥90%",
)


KEPT = ("extraction.", "funds.income_expenditure_mismatch")
SETTINGS = Settings(rulebook=Rulebook(off=frozenset(rule.id for rule in RULES if not rule.id.startswith(KEPT))))
"""The form is as short as it can be: what it lacks is not what these tests are about."""


def read(*misread: tuple[str, str]) -> DocumentResult:
    """Read the form with some texts taken for others."""
    rows: tuple[str, ...] = FORM
    for printed, recognised in misread:
        assert any(printed in row for row in rows)
        rows = tuple(row.replace(printed, recognised) for row in rows)
    data, engine = made_scan(ABOVE, *rows)
    with patch("gongbiao.extractors.ocr.engines.load_engine", lambda _name: engine):
        return process_document(Source("scan.png", None, data), SETTINGS)


def rows_of(result: DocumentResult) -> list[object]:
    """What the form says, without how sure that is."""
    return [
        *((f.item, f.label, f.half_year, f.full_year) for f in result.funds),
        *((i.level1, i.level2, i.ordinal, i.level3, i.half_year_value, i.full_year_value) for i in result.indicators),
    ]


RIGHT = [
    ("total", "资金总额", None, Decimal("1051.92")),
    ("other", "其他资金", None, Decimal("1051.92")),
    ("total", "资金总额", Decimal("525.96"), Decimal("1051.92")),
    ("产出指标", "数量指标", 1, "资金到位率", "50%", "≥95%"),
    ("产出指标", "质量指标", 1, "群众满意度", "45%", "≥90%"),
]


def test_a_scan_gives_the_rows_of_its_form_below_full_confidence_and_without_a_finding() -> None:
    result = read()
    assert rows_of(result) == RIGHT
    assert {line.extractor for line in result.indicators} == {"ocr"}
    assert all(line.confidence < 1 for line in result.indicators)
    assert (result.document.status, result.flags) == ("ok", ())


@pytest.mark.parametrize(
    ("printed", "recognised"),
    [
        ("主管部门", "主管部<內/門>"),
        ("开始时间", "开始时<问/同>"),
        ("资金来源", "资<全/余>来源"),
        ("其他资金", "其他<資/资>金"),
        ("一级指标", "级指标"),
        ("三级指标", "王级指标"),
        ("产出指标", "产出指<你/标>"),
        ("数量指标", "数<最/童>指标"),
        ("指标1：资金到位率", "指标」：资金到位率"),
        ("指标1：资金到位率", "指标1：资<全/金>到位率"),
        ("525.96万元", "525.96方元"),
        ("1051.92万元", "1O5l.92万元"),
        ("50%", "5O%"),
        ("45%", "•45%."),
    ],
)
def test_what_the_form_makes_certain_is_repaired(printed: str, recognised: str) -> None:
    result = read((printed, recognised))
    assert rows_of(result) == RIGHT
    assert result.document.status == "ok"


def test_what_was_recognised_is_kept_beside_the_repair() -> None:
    result = read(("指标1：资金到位率", "指标1：资<全/金>到位率"))
    assert [line.raw_label for line in result.indicators] == ["指标1：资全到位率", "指标1：群众满意度"]
    (flag,) = result.flags
    assert (flag.rule, flag.severity, flag.table, flag.row) == ("extraction.low_confidence", "warning", "indicators", 1)
    assert "资全到位率" in flag.message and "资金到位率" in flag.message and "level3" in flag.message
    assert flag.page == 1
    line = result.indicators[0]
    assert line.x0 is not None and flag.x0 is not None and abs(flag.x0 - line.x0) < 1


def test_a_doubtful_value_is_a_finding_with_both_readings() -> None:
    result = read(("≥95%", "≥9<5/6>%"))
    (flag,) = result.flags
    assert (flag.table, flag.row) == ("indicators", 1)
    assert "“≥95%”" in flag.message and "“≥96%”" in flag.message and "0.60" in flag.message
    assert result.indicators[0].full_year_number == 95


def test_a_doubtful_digit_that_makes_the_totals_equal_is_proposed_and_not_written() -> None:
    rows = (*FORM[:7], FORM[7].replace("1051.92万元", "1<6/0>51.92万元"), *FORM[8:])
    data, engine = made_scan(ABOVE, *rows)
    with patch("gongbiao.extractors.ocr.engines.load_engine", lambda _name: engine):
        result = process_document(Source("scan.png", None, data), SETTINGS)
    assert result.funds[2].full_year == Decimal("1651.92")
    found = {flag.rule: flag for flag in result.flags}
    assert set(found) == {"extraction.low_confidence", "extraction.suspect_digit", "funds.income_expenditure_mismatch"}
    digit = found["extraction.suspect_digit"]
    assert (digit.severity, digit.table, digit.row) == ("warning", "funds", 3)
    assert "1651.92" in digit.message and "1051.92" in digit.message
