"""Signs that recognition takes for others are put right where their place makes them certain, and only there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongbiao.normalizers.recognised_text import (
    repair_amount,
    repair_brackets,
    repair_date,
    repair_field,
    repair_label_number,
    repair_number,
    repair_telephone,
    repair_value,
    restore_lost_number,
    without_dirt,
)

Repair = Callable[[str], str]


@pytest.mark.parametrize(
    ("repair", "read", "printed"),
    [
        (repair_amount, "1O51.92万元", "1051.92万元"),
        (repair_amount, "l0○.5o", "100.50"),
        (repair_amount, "丨2.5|", "12.51"),
        (repair_amount, "10 51.92 万元", "1051.92万元"),
        (repair_amount, "1051.92方元", "1051.92万元"),
        (repair_amount, "1051.92万兀", "1051.92万元"),
        (repair_amount, "1051.92万无", "1051.92万元"),
        (repair_amount, "•. 272.79 •", "272.79"),
        (repair_amount, ".272.79", "272.79"),
        (repair_amount, "36174.", "36174"),
        (repair_value, "I00%", "100%"),
        (repair_value, "≥9O%", "≥90%"),
        (repair_value, "一00%", "100%"),
        (repair_value, "•45%.", "45%"),
        (repair_value, "≤55.人", "≤55人"),
        (repair_value, "一", "—"),
        (repair_value, "明显提升.", "明显提升"),
        (repair_date, "2O24年l月1日", "2024年1月1日"),
        (repair_date, "• 2024.12.31.", "2024.12.31"),
        (repair_telephone, "王明 139OOOO0001", "王明 13900000001"),
        (repair_telephone, "0513-l2345678", "0513-12345678"),
        (repair_brackets, "通财〔2016]1号", "通财〔2016〕1号"),
        (repair_brackets, "通财〔2016)1号", "通财〔2016〕1号"),
        (repair_brackets, "《条例〉的通知", "《条例》的通知"),
        (repair_brackets, "《关于〈条例>的通知》", "《关于〈条例〉的通知》"),
        (repair_brackets, "（一)完成；（二)推进", "（一）完成；（二）推进"),
        (repair_label_number, "指标l：资金到位率", "指标1：资金到位率"),
        (repair_label_number, "指标」：资金到位率", "指标1：资金到位率"),
        (restore_lost_number, "指标：资金到位率", "指标1：资金到位率"),
        (without_dirt, "·. 中长期目标", "中长期目标"),
        (repair_field, "• 2024年度", "2024年度"),
    ],
)
def test_what_its_place_makes_certain_is_repaired(repair: Repair, read: str, printed: str) -> None:
    assert repair(read) == printed
    assert repair(printed) == printed


@pytest.mark.parametrize(
    ("repair", "text"),
    [
        (repair_amount, "一"),
        (repair_amount, "—"),
        (repair_amount, "-5.00"),
        (repair_amount, "约10万元"),
        (repair_amount, ""),
        (repair_value, "/"),
        (repair_value, "一次性完成"),
        (repair_value, "O2O平台上线"),
        (repair_value, "5G基站10个"),
        (repair_value, "ISO9001认证"),
        (repair_value, "10-15家"),
        (repair_value, "0.5%"),
        (repair_value, ".5%"),
        (repair_value, "1.健全"),
        (repair_value, "良好。"),
        (repair_number, "IO"),
        (repair_number, "H2O检测12次"),
        (repair_telephone, "王小OO"),
        (repair_telephone, "OA系统120"),
        (repair_brackets, "《条例》和〈办法〉"),
        (repair_brackets, "(万元）"),
        (repair_brackets, "A（1）、B)"),
        (repair_brackets, "《甲〉乙》"),
        (repair_brackets, "5>3"),
        (repair_label_number, "指标体系：完善"),
        (restore_lost_number, "指标体系：完善"),
        (restore_lost_number, "指标2：完善"),
        (without_dirt, "•"),
        (
            repair_field,
            "完成全部工作并组织验收，确保资金安全、规范、有效使用，群众满意度不低于百分之九十五，长期保持。.",
        ),
    ],
)
def test_what_may_be_printed_stays(repair: Repair, text: str) -> None:
    assert repair(text) == text
