"""What stands above a form: its title, whole, the year, and the region."""

from __future__ import annotations

import pytest

from gongbiao.normalizers.title import read_heading, region_of


@pytest.mark.parametrize(
    ("lines", "title", "year"),
    [
        (["附件2", "如皋市市级项目预算绩效目标表", "（2024年度）"], "如皋市市级项目预算绩效目标表", 2024),
        (["如皋市市级部门整体预算", "绩效目标表", "(2024年度)"], "如皋市市级部门整体预算绩效目标表", 2024),
        (["新疆维吾尔自治区伊犁州", "部门整体绩效目标表"], "新疆维吾尔自治区伊犁州部门整体绩效目标表", None),
        (["2024年度部门预算公开", "项目支出绩效目标表"], "项目支出绩效目标表", None),
        (["2024年市级部门整体预算绩效目标表"], "2024年市级部门整体预算绩效目标表", 2024),
        (["项目预算绩效目标表", "（二〇二四年度）"], "项目预算绩效目标表", 2024),
        (["项目预算绩效目标表（二○二五年度）"], "项目预算绩效目标表", 2025),
        (["一、绩效目标", "我局按要求填报了绩效目标表。", "(2024年度)"], None, 2024),
        ([], None, None),
    ],
)
def test_the_heading(lines: list[str], title: str | None, year: int | None) -> None:
    heading = read_heading(lines)
    assert (heading.title, heading.year) == (title, year)


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("如皋市市级部门整体预算绩效目标表", "如皋市"),
        ("南通市市场监督管理局", "南通市"),
        ("上海市普陀区司法局", "上海市普陀区"),
        ("江苏省南通市如皋市教育局", "江苏省南通市如皋市"),
        ("广西壮族自治区南宁市青秀区财政局", "广西壮族自治区南宁市青秀区"),
        ("如皋市城市管理局", "如皋市"),
        ("云溪区城市管理局", "云溪区"),
        ("盐城市城市管理局", "盐城市"),
        ("南通市开发区管理委员会", "南通市"),
        ("中共如皋市委宣传部", "如皋市"),
        ("市场监管局", None),
        ("市级项目预算绩效目标表", None),
        ("2024年市级部门整体预算绩效目标表", None),
    ],
)
def test_the_region_is_the_administrative_prefix(name: str, region: str | None) -> None:
    assert region_of(name) == region
