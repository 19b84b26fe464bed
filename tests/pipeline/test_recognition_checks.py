"""What is said of recognised cells: doubts with both readings, repairs, and digits that would make the sums right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongbiao.extractors.box import Box
from gongbiao.normalizers.record import Place, Recognised
from gongbiao.pipeline.checks.digits import suspect_digit
from gongbiao.pipeline.checks.recognition import LOW_CONFIDENCE, low_confidence
from gongbiao.pipeline.checks.registry import flags_of
from gongbiao.pipeline.checks.rule import Finding
from gongbiao.pipeline.checks.submission import Recognition, Submission
from gongbiao.pipeline.schema import FundRow
from tests.pipeline.made_rows import made_form, made_fund

DOC = "0123456789abcdef"
FORM = made_form(DOC)
PLACE = Place(2, Box(10, 20, 30, 40))
LOW = LOW_CONFIDENCE - 0.1


def cell(read: str, other: str = "", taken: str | None = None, confidence: float = LOW) -> Recognised:
    return Recognised(read, other, read if taken is None else taken, confidence, PLACE)


def doubts(one: Recognised, table: str = "indicators", row: int | None = 3, column: str = "level3") -> list[Finding]:
    recognition = Recognition(FORM, table, row, column, one)
    return list(low_confidence(Submission((FORM,), (), (), recognitions=(recognition,))))


def test_a_doubtful_cell_is_named_and_shown_both_ways() -> None:
    (finding,) = doubts(cell("≥95%", "≥96%"), "indicators", 3, "full_year_value")
    assert (finding.form, finding.table, finding.row) == (FORM, "indicators", 3)
    assert (finding.spot.page, finding.spot.x0, finding.spot.bottom) == (2, 10, 40)
    assert (
        finding.zh == "识别把握不足（0.75）：indicators 第 3 行 full_year_value（全年指标值）读作“≥95%”，也可能是“≥96%”"
    )
    assert finding.en == (
        "Recognised with little certainty (0.75): full_year_value in row 3 of indicators reads “≥95%”, perhaps “≥96%”"
    )


def test_a_repaired_cell_is_named_however_sure_the_engine_was() -> None:
    (finding,) = doubts(cell("资全总额", "", "资金总额", 0.99), "funds", 1, "label")
    assert finding.zh == "识别后经修正（把握 0.99）：funds 第 1 行 label（行名）读作“资全总额”，按“资金总额”记"
    assert "was read “资全总额” and taken as “资金总额”" in finding.en


def test_a_field_has_no_row() -> None:
    (finding,) = doubts(cell("甲工程", "甲王程"), "forms", None, "project_name")
    assert finding.row is None
    assert "forms 的 project_name（项目名称）" in finding.zh


def test_of_prose_only_the_doubt_is_shown() -> None:
    before, after = "一二三四五六七八九十" * 5, "甲乙丙丁戊己庚辛壬癸" * 5
    (finding,) = doubts(cell(f"{before}内{after}", f"{before}门{after}"), "forms", None, "content")
    assert "“…一二三四五六七八九十内甲乙丙丁戊己庚辛壬癸…”" in finding.zh
    assert "“…一二三四五六七八九十门甲乙丙丁戊己庚辛壬癸…”" in finding.zh


@pytest.mark.parametrize(
    "one",
    [
        cell("≥95%", "≥96%", confidence=LOW_CONFIDENCE),
        cell("（一）甲", "(一）甲"),
        cell("资金到位率", "资全到位率"),
        cell("指标1：资金到位率", "指标1：资全到位率"),
        cell("产出指标", "产出措标"),
        cell("100％", "", "100%", 0.95),
    ],
)
def test_sure_cells_widths_of_signs_and_known_labels_are_no_doubt(one: Recognised) -> None:
    assert doubts(one) == []


def test_a_very_low_confidence_is_a_doubt_even_without_another_reading() -> None:
    (finding,) = doubts(cell("30%", "30％", confidence=0.5))
    assert "也可能" not in finding.zh and "perhaps" not in finding.en


def fund(number: int, side: str, item: str, amount: str | None) -> FundRow:
    return made_fund(FORM.form_id, number, side, amount, item)


def digits(*funds: FundRow, other: dict[int, str] | None = None, recognised: bool = True) -> list[Finding]:
    cells = tuple(
        Recognition(
            FORM, "funds", line.line_no, "full_year", cell(str(line.full_year), (other or {}).get(line.line_no, ""))
        )
        for line in funds
        if line.full_year is not None and recognised
    )
    return list(suspect_digit(Submission((FORM,), funds, (), recognitions=cells)))


def sheet(**changed: str) -> tuple[FundRow, ...]:
    """Return the lines of a form that adds up, but for ``changed`` amounts by item of expenditure, or ``income``."""
    amounts = {"income": "30.00", "total": "30.00", "basic": "10.00", "project": "20.00", "item": "20.00", **changed}
    return (
        fund(1, "income", "total", amounts["income"]),
        fund(2, "income", "other", None),
        fund(3, "expenditure", "total", amounts["total"]),
        fund(4, "expenditure", "basic", amounts["basic"]),
        fund(5, "expenditure", "project", amounts["project"]),
        fund(6, "expenditure", "project_item", amounts["item"]),
    )


def test_a_form_that_adds_up_is_not_doubted() -> None:
    assert digits(*sheet()) == []


def test_the_only_digit_that_makes_all_sums_right_is_proposed() -> None:
    (finding,) = digits(*sheet(total="80.00"))
    assert (finding.table, finding.row) == ("funds", 3)
    assert "80.00" in finding.zh and "30.00" in finding.zh and "30.00" in finding.en


def test_parts_are_looked_at_too() -> None:
    (finding,) = digits(*sheet(item="26.00"))
    assert finding.row == 6


def test_of_two_totals_the_doubted_one_is_proposed_else_both() -> None:
    totals = (fund(1, "income", "total", "30.00"), fund(2, "expenditure", "total", "80.00"))
    assert [finding.row for finding in digits(*totals)] == [1, 2]
    assert [finding.row for finding in digits(*totals, other={2: "30.00"})] == [2]


def test_look_alikes_are_preferred() -> None:
    funds = (
        fund(1, "income", "total", "15.00"),
        fund(2, "expenditure", "total", "15.00"),
        fund(3, "expenditure", "basic", "4.00"),
        fund(4, "expenditure", "project", "6.00"),
    )
    assert [finding.row for finding in digits(*funds)] == [3]  # 9.00 for 4.00, not 11.00 for 6.00


def test_two_wrong_digits_are_no_one_s_guess() -> None:
    assert digits(*sheet(total="86.00")) == []


def test_amounts_that_a_pdf_carries_are_never_doubted() -> None:
    assert digits(*sheet(total="80.00"), recognised=False) == []


def test_the_header_s_unit_does_not_matter() -> None:
    income, expenditure = fund(1, "income", "total", "0.30"), fund(2, "expenditure", "total", "0.80")
    cells = (
        Recognition(FORM, "funds", 1, "full_year", cell("3000")),
        Recognition(FORM, "funds", 2, "full_year", cell("8000", "3000")),
    )
    (finding,) = suspect_digit(Submission((FORM,), (income, expenditure), (), recognitions=cells))
    assert "0.80" in finding.zh and "0.30" in finding.zh


def test_an_empty_amount_leaves_sums_open() -> None:
    lines = sheet()
    lines = (*lines[:4], lines[4]._replace(full_year=None), lines[5])
    assert digits(*lines) == []


def test_both_are_warnings_beside_the_errors_about_the_sums() -> None:
    lines = sheet(total="80.00")
    cells = (Recognition(FORM, "funds", 3, "full_year", cell("80.00", "30.00")),)
    flags = flags_of(Submission((FORM,), lines, (), recognitions=cells), DOC)
    told = [(flag.rule, flag.severity) for flag in flags if flag.table == "funds"]
    assert told == [
        ("extraction.low_confidence", "warning"),
        ("extraction.suspect_digit", "warning"),
        ("funds.expenditure_sum_mismatch", "error"),
        ("funds.income_expenditure_mismatch", "error"),
    ]
    assert lines[2].full_year == Decimal("80.00")
