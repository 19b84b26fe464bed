"""Numbers and dates as a spreadsheet shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from gongbiao.extractors.office.number_format import shown_date, shown_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.95, "0%", "95%"),
        (1, "0%", "100%"),
        (0.9789, "0.00%", "97.89%"),
        (0.285, "0%", "29%"),
        (10891.615675, "#,##0.00", "10,891.62"),
        (61915.7693, "0.00_ ", "61915.77"),
        (1234567, "#,##0", "1,234,567"),
        (12.5, "General", "12.5"),
        (0.1 + 0.2, "General", "0.3"),
        (100.0, "General", "100"),
        (1e15, "General", "1000000000000000"),
        (5, '0.00"万元"', "5.00万元"),
        (5, "0.00\\元", "5.00元"),
        (-3.5, "0.00;[Red]-0.00", "-3.50"),
        (-3.5, "#,##0.00_);(#,##0.00)", "(3.50)"),
        (0, '0.00;-0.00;"—"', "—"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (1250000, "0.00,", "1250.00"),
        (7, "000", "007"),
        (0.5, "#.##", ".5"),
        (2.50, "0.##", "2.5"),
        (3, "0.##", "3"),
        (3, "@", "3"),
        (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
    ],
)
def test_a_number(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (datetime(2024, 1, 5), "yyyy-mm-dd", "2024-01-05"),
        (datetime(2024, 1, 5), "yyyy/m/d", "2024/1/5"),
        (datetime(2024, 1, 5), 'yyyy"年"m"月"d"日"', "2024年1月5日"),
        (datetime(2024, 1, 5), 'yyyy"年"m"月";@', "2024年1月"),
        (date(2024, 12, 31), "[$-804]yyyy.mm", "2024.12"),
        (time(9, 30), "h:mm", "09:30"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
    ],
)
def test_a_date(value: date | datetime | time | timedelta, code: str, shown: str) -> None:
    assert shown_date(value, code) == shown
