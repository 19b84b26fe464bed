"""Target values: the printed text and what a person reads in it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.normalizers.value import Value, parse_value


@pytest.mark.parametrize(
    ("text", "comparator", "number", "unit"),
    [
        ("100%", "=", 100, "%"),
        ("0%", "=", 0, "%"),
        ("≤0%", "≤", 0, "%"),
        ("≥95%", "≥", 95, "%"),
        ("≧95%", "≥", 95, "%"),
        (">=95", "≥", 95, None),
        ("＞60％", ">", 60, "%"),
        ("》 90%", "≥", 90, "%"),
        ("95%以上", "≥", 95, "%"),
        ("不低于95％", "≥", 95, "%"),
        ("达到95%", "≥", 95, "%"),
        ("群众满意率达95%以上", "≥", 95, "%"),
        ("群众满意度达到95%以上", "≥", 95, "%"),
        ("化解率超过 60%", ">", 60, "%"),
        ("不超过100%", "≤", 100, "%"),
        ("低于5%", "<", 5, "%"),
        ("≤3天", "≤", 3, "天"),
        ("30日内", "≤", 30, "天"),
        ("3个工作日内", "≤", 3, "工作日"),
        ("30分钟内", "≤", 30, "分钟"),
        ("控制在15万元以内", "≤", 15, "万元"),
        ("1.2万人次", "=", 12000, "人次"),
        ("2万余人", ">", 20000, "人"),
        ("1000多件", ">", 1000, "件"),
        ("1,200人", "=", 1200, "人"),
        ("1，200 名", "=", 1200, "人"),
        ("62条", "=", 62, "条"),
        ("完成12场", "=", 12, "场"),
        ("至少3次", "≥", 3, "次"),
        ("不少于每年3次", "≥", 3, "次"),
        ("三次", "=", 3, "次"),
        ("培训两次", "=", 2, "次"),
        ("十五件以上", "≥", 15, "件"),
        ("百分之九十", "=", 90, "%"),
        ("百分之百", "=", 100, "%"),
        ("九成以上", "≥", 90, "%"),
        ("580元/人·天", "=", 580, "元/人·天"),
        ("≥190元每人每月", "≥", 190, "元/人·月"),
        ("每人每年16万元", "=", 16, "万元/人·年"),
        ("人均300元", "=", 300, "元/人"),
        ("500㎡", "=", 500, "平方米"),
        ("500m²", "=", 500, "平方米"),
        ("5台（套）", "=", 5, "台(套)"),
        ("提高到95%", "≥", 95, "%"),
        ("全省前5名", "≤", 5, "名次"),
        ("-5%", "=", -5, "%"),
        ("1.5‰", "=", 1.5, "‰"),
        ("12345热线办结率达95%以上", "≥", 95, "%"),
        ("PM2.5≤35微克/立方米", "≤", 35, "微克/立方米"),
        ("2024年完成20件", "=", 20, "件"),
        ("一万元", "=", 1, "万元"),
        ("100%≥", "≥", 100, "%"),
        ("≥100%", "≥", 100, "%"),
        ("5天≤", "≤", 5, "天"),
        ("满意度95%>=；", "≥", 95, "%"),
        ("100%≥95%", "≥", 95, "%"),
        ("每季度1次", "=", 1, "次"),
        ("≥3次，≤5天", "≥", 3, "次"),
        ("≥90%，<60%", "≥", 90, "%"),
        ("A类≥90%，B类≤95%", "≥", 90, "%"),
    ],
)
def test_a_number(text: str, comparator: str, number: float, unit: str | None) -> None:
    assert parse_value(text) == Value(comparator, number, None, unit, "number")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10-15家", 10, 15, "家"),
        ("5至10件", 5, 10, "件"),
        ("90%-95%", 90, 95, "%"),
        ("10～15天", 10, 15, "天"),
        ("在90%与95%之间", 90, 95, "%"),
        ("1-2万人", 10000, 20000, "人"),
        ("10万-20万元", 10, 20, "万元"),
        (">90%且<95%", 90, 95, "%"),
        ("≥90且≤95%", 90, 95, "%"),
        ("≥3次/年，≤5次/年", 3, 5, "次/年"),
        ("≤5次/年，≥3次/年", 3, 5, "次/年"),
        ("不低于90%且不高于95%", 90, 95, "%"),
        ("10件以上20件以下", 10, 20, "件"),
        ("90%≤合格率＜95%", 90, 95, "%"),
    ],
)
def test_a_range_has_two_ends_and_no_comparator(text: str, low: float, high: float, unit: str) -> None:
    assert parse_value(text) == Value(None, low, high, unit, "range")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("1000件左右", 1000, "件"), ("约50场", 50, "场"), ("近1000件", 1000, "件"), ("20人上下", 20, "人")],
)
def test_an_approximation_has_no_comparator(text: str, number: float, unit: str) -> None:
    assert parse_value(text) == Value(None, number, None, unit, "approximate")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("较上年增长5%", 5, "%"),
        ("同比再下降20%", 20, "%"),
        ("提高2个百分点", 2, "个百分点"),
        ("增长5%以上", 5, "%"),
        ("±5%", 5, "%"),
        ("误差控制在±0.5%以内", 0.5, "%"),
    ],
)
def test_a_change_has_no_comparator(text: str, number: float, unit: str) -> None:
    assert parse_value(text) == Value(None, number, None, unit, "change")


@pytest.mark.parametrize(
    "text",
    [
        "健全",
        "是",
        "无",
        "可持续",
        "一次性",
        "统一",
        "进一步提高",
        "两个维护",
        "三年行动计划",
        "2024年",
        "2024-2026年",
        "12月31日前",
        "2024年12月底前完成",
        "每月5日前",
        "达到省定目标",
        "不低于上年度水平",
        "7×24小时",
        "5G基站",
        "①健全②有效",
        "按苏信〔2016〕15号执行",
        "1/2",
        "3/5",
        "1／2",
        "完成2/3以上",
        "≥1/2",
    ],
)
def test_words_dates_and_names_are_no_numbers(text: str) -> None:
    assert parse_value(text) == Value(kind="qualitative")


@pytest.mark.parametrize(
    "text", ["/", "／", "—", "——", "-", "\\", "根据任务确定", "根据2024年任务确定", "待定", "据实"]
)
def test_what_is_left_open_is_undetermined(text: str) -> None:
    assert parse_value(text) == Value(kind="undetermined")


@pytest.mark.parametrize("text", ["", " ", "\u3000\n"])
def test_no_text_is_no_value(text: str) -> None:
    assert parse_value(text) == Value()


@pytest.mark.parametrize(
    ("text", "label", "number", "unit"),
    [
        ("每年群众来信来访件约1000件，力争群众满意率达95%以上", None, 95, "%"),
        ("每年来信约1000件，力争群众满意率达95%以上", "来信来访件办理", 95, "%"),
        ("培训10场，参训500人", "参训人数", 500, "人"),
        ("培训10场，参训500人", "培训场次", 10, "场"),
        ("100%（每年2次）", "完成率", 100, "%"),
    ],
)
def test_of_several_numbers_the_target_is_taken(text: str, label: str | None, number: float, unit: str) -> None:
    value = parse_value(text, label)
    assert (value.number, value.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "symbol", "comparator"),
    [
        ("95%", "≥", "≥"),
        ("95%", "大于等于", "≥"),
        ("95%", "≧", "≥"),
        ("95%", "定性", "="),
        ("95%", "数值", "="),
        ("≤95%", "≥", "≤"),
        ("约95%", "≥", None),
        ("健全", "≥", None),
    ],
)
def test_the_symbol_column_counts_unless_the_value_prints_its_own(
    text: str, symbol: str, comparator: str | None
) -> None:
    assert parse_value(text, calc_symbol=symbol).comparator == comparator


VALUE_LIKE = "0123456789.-一二三十百千万亿点成分之约达≥以上内%元人天次年月日第前,，、()（）至/·每"
value_texts = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(VALUE_LIKE)), max_size=24)


@given(value_texts, value_texts, value_texts)
def test_any_text_gives_a_consistent_value(text: str, label: str, symbol: str) -> None:
    value = parse_value(text, label, symbol)
    assert (value.number is None) == (value.kind in {None, "qualitative", "undetermined"})
    assert (value.comparator is not None) == (value.kind == "number")
    assert (value.number_max is not None) == (value.kind == "range")
    assert value.number is None or math.isfinite(value.number)
    if value.number_max is not None and value.number is not None:
        assert value.number < value.number_max


@given(st.integers(0, 10**9), st.sampled_from(["", "%", "件", "人次", "元/人·天", "个工作日"]))
def test_a_plain_number_is_read_back(number: int, unit: str) -> None:
    assert parse_value(f"≥{number}{unit}").number == number
    assert parse_value(f"≥{number:,}{unit}").number == number


@pytest.mark.parametrize(
    ("ending", "comparator", "number", "unit", "kind"),
    [
        ("培训不少于30人", "≥", 30, "人", "number"),
        ("满意率同比上年同期环境项目提高5%", None, 5, "%", "change"),
        ("约50户", None, 50, "户", "approximate"),
    ],
)
def test_words_before_a_number_are_read_at_the_end_of_a_long_text(
    ending: str, comparator: str | None, number: float, unit: str, kind: str
) -> None:
    long = "按照方案逐步推进各项工作，确保任务落到实处。" * 20
    assert parse_value(long + ending) == Value(comparator, number, None, unit, kind)
