"""Money cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.normalizers.amount import ParsedAmount, find_money_unit, parse_amount


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1051.92万元", "1051.92", "万元"),
        ("92.5 万元", "92.5", "万元"),
        ("1051.92", "1051.92", None),
        ("1,051.92", "1051.92", None),
        ("1，051.92", "1051.92", None),
        ("1 051.92", "1051.92", None),
        ("10519200元", "1051.92", "元"),
        ("1.2亿元", "12000", "亿元"),
        ("10万", "10", "万元"),
        ("１０万元", "10", "万元"),
        ("人民币10万元整", "10", "万元"),
        ("0", "0", None),
        ("-5", "-5", None),
        ("(5.00)", "-5", None),
        ("（5.00）", "-5", None),
    ],
)
def test_amounts_in_ten_thousand_yuan(text: str, value: str, unit: str | None) -> None:
    assert parse_amount(text) == ParsedAmount(Decimal(value).quantize(Decimal("0.0001")), unit)


@pytest.mark.parametrize("text", ["", "—", "/", "abc", "约10万元", "10-20", "5 10", "1,05", "9" * 19, "详见附件"])
def test_what_is_no_amount_has_no_value(text: str) -> None:
    assert parse_amount(text).value is None


def test_the_cell_wins_over_the_header() -> None:
    assert parse_amount("120", "元").value == Decimal("0.0120")
    assert parse_amount("120万元", "元").value == Decimal("120.0000")


def test_a_header_unit_must_be_money() -> None:
    with pytest.raises(ValueError, match="人次"):
        parse_amount("120", "人次")


def test_the_unit_of_a_header_is_found() -> None:
    assert find_money_unit("项目资金（万 元）") == "万元"
    assert find_money_unit("单位：元") == "元"
    assert find_money_unit("资金来源") is None


@given(st.decimals(-(10**9), 10**9, places=4))
def test_four_places_are_read_back(value: Decimal) -> None:
    assert parse_amount(f"{value:,}").value == value
    assert parse_amount(f"{value}万元").value == value


@given(st.text())
def test_any_text_gives_an_amount_with_four_places_or_none(text: str) -> None:
    value = parse_amount(text).value
    assert value is None or value.as_tuple().exponent == -4
