"""Dates and periods."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.normalizers.date import parse_end_date, parse_period, parse_start_date, parse_year


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024.1.1", "2024-01-01", "2024-01-01"),
        ("2024-01-01", "2024-01-01", "2024-01-01"),
        ("2024/1/1", "2024-01-01", "2024-01-01"),
        ("2024年1月1日", "2024-01-01", "2024-01-01"),
        ("2024 年 12 月 31 日", "2024-12-31", "2024-12-31"),
        ("20240101", "2024-01-01", "2024-01-01"),
        ("二〇二四年一月一日", "2024-01-01", "2024-01-01"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2024.12", "2024-12-01", "2024-12-31"),
        ("2024年12月底", "2024-12-01", "2024-12-31"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("2024年度", "2024-01-01", "2024-12-31"),
        ("２０２４.１.１", "2024-01-01", "2024-01-01"),
        ("二○二四年", "2024-01-01", "2024-12-31"),
        ("二O二O年二月", "2020-02-01", "2020-02-29"),
        ("二00八年", "2008-01-01", "2008-12-31"),
        ("24.1.1", "2024-01-01", "2024-01-01"),
        ("24/12/31", "2024-12-31", "2024-12-31"),
        ("24年2月", "2024-02-01", "2024-02-29"),
        ("2024-01-01 00:00:00", "2024-01-01", "2024-01-01"),
        ("2024-12-3100:00:00", "2024-12-31", "2024-12-31"),
        ("2024年1月1日 8:30", "2024-01-01", "2024-01-01"),
    ],
)
def test_dates(text: str, start: str, end: str) -> None:
    assert parse_start_date(text) == datetime.date.fromisoformat(start)
    assert parse_end_date(text) == datetime.date.fromisoformat(end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024.2.30",
        "2024.1.32",
        "2024年13月",
        "2024-0-1",
        "常年",
        "12月31日",
        "1051.92",
        "24.1",
        "12.31.24",
        "3.1.1",
        "2024-1-100:00:00",
    ],
)
def test_impossible_dates_are_none(text: str) -> None:
    assert parse_start_date(text) is None
    assert parse_end_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月1日至2024年12月31日",
        "2024.1-2024.12",
        "2024.1.1-2024.12.31",
        "2024-01-01—2024-12-31",
        "2024年1月-12月",
        "2024年1月1日-12月31日",
        "20240101～20241231",
        "24.1.1-24.12.31",
        "2024-01-01 00:00:00至2024-12-31 23:59:59",
        "2024年",
    ],
)
def test_a_whole_year_in_many_forms(text: str) -> None:
    assert parse_period(text) == (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("（2024年度）", 2024),
        ("（二〇二四年度）", 2024),
        ("( 二○二四 年度 )", 2024),
        ("二零二五年", 2025),
        ("2024年度", 2024),
        ("2024", 2024),
        ("甲市2024年度部门预算绩效目标表", 2024),
        ("甲市二〇二四年部门预算（2023年结转）", 2024),
    ],
)
def test_the_year_that_a_line_names(text: str, year: int) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize("text", ["", "绩效目标表", "120241", "1051.92万元", "二四年度", "一年度"])
def test_a_line_without_a_year(text: str) -> None:
    assert parse_year(text) is None


def test_a_short_year_is_not_seen_inside_a_longer_date() -> None:
    assert parse_period("2024.11.12-12.31") == (datetime.date(2024, 11, 12), datetime.date(2024, 12, 31))
    assert parse_period("2024-11-12-12-31") == (datetime.date(2024, 11, 12), datetime.date(2024, 12, 31))


def test_periods_of_years_single_days_and_none() -> None:
    assert parse_period("2024-2026年") == (datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
    assert parse_period("2024.1.1") == (datetime.date(2024, 1, 1), None)
    assert parse_period("长期") == (None, None)


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    for text in (f"{day.year}.{day.month}.{day.day}", day.isoformat(), f"{day.year}年{day.month}月{day.day}日"):
        assert parse_start_date(text) == parse_end_date(text) == day


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789年月日.-/至二〇十")), max_size=24))
def test_any_text_is_a_date_or_none(text: str) -> None:
    first, last = parse_start_date(text), parse_end_date(text)
    assert (first is None and last is None) or (first is not None and last is not None and first <= last)
    parse_period(text)
