"""Labels onto canonical indicators."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.normalizers.catalogue import default_catalogue, load_catalogue
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.match import LabelKey, identify, match, match_many, split_label
from gongbiao.normalizers.text import fold

DATA = Path(__file__).parent / "data"
FUNDS_IN_PLACE = "process.fund_management.funds_in_place_rate"


@pytest.mark.parametrize(
    ("label", "method"),
    [
        ("指标 1：资金到位 率", "exact"),
        ("指标 2: 资金到位率", "exact"),
        ("资金到位率（%）", "exact"),
        ("资金到位律", "fuzzy"),
        ("经费到位率", "alias"),
        ("项目资金到位率", "alias"),
        ("資金到位率", "exact"),
        ("指標 1：資金到位率", "exact"),
        ("經費到位率", "alias"),
    ],
)
def test_one_indicator_in_many_words(label: str, method: str) -> None:
    found = match(label)
    assert (found.indicator_id, found.indicator_name, found.method) == (FUNDS_IN_PLACE, "资金到位率", method)
    assert found.score == 100 if method != "fuzzy" else 80 <= found.score < 100
    assert found.label == label
    assert found.candidates[0].indicator_id == FUNDS_IN_PLACE


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("档案局政府采购执行率", "政府采购执行率"),  # a department in front
        ("预决算是否按规定公开", "预决算信息公开性"),  # a question
        ("项目立项有无充分的政策法规依据", "立项依据充分性"),
        ("信访群众对办理结果的满意率", "信访群众满意度"),
        ("信访事项受理及时率", "信访事项及时受理率"),
        ("预算执行率：100%", "预算执行率"),
        ("管理制度健全性（健全）", "管理制度健全性"),
        ("预算执行宰", "预算执行率"),  # looks like it
        ("设备購置数量", "购置设备数量"),
        ("景区游客满意度", "服务对象满意度"),
        ("资产管理制度全不全", "资产管理制度健全性"),  # a question without 是否
        ("有没有长效机制", "长效机制健全性"),
        ("项目按其开工率", "项目按期开工率"),  # a typing error in a word that is reworded
        ("新增税收≥上年水平", "新增税收"),  # a value without a number
        ("政采执行率", "政府采购执行率"),
        ("部门三定职责明确性", "部门职责明确性"),  # no number
    ],
)
def test_wordings_of_one_indicator(label: str, meant: str) -> None:
    assert match(label).indicator_name == meant


def test_reading_a_form_finds_what_matching_finds_whatever_was_matched_before() -> None:
    keys = [
        LabelKey(label, "产出指标", "数量指标", "project_target")
        for label in ("资金到位率", "经费到位率", "资金到位律", "完全无关的文字", "资金到位率", "")
    ]
    first = identify(keys)
    full = match_many(keys)
    assert identify(keys) == first
    assert [replace(one, candidates=()) for one in first] == [replace(one, candidates=()) for one in full]


def test_nothing_is_nothing_but_has_candidates() -> None:
    found = match("完全无关的文字")
    assert (found.indicator_id, found.indicator_name, found.method) == (None, None, "none")
    assert len(found.candidates) == 3
    assert found.score == found.candidates[0].score < 50


@pytest.mark.parametrize(
    ("label", "never"),
    [
        ("预算编制科学性", "预算编制规范性"),
        ("预算编制科字性", "预算编制规范性"),
        ("预算编制可学性", "预算编制规范性"),
        ("不满意率", "服务对象满意度"),
        ("群众不满意率", "群众满意度"),
        ("预算调整律", "预算执行率"),
        ("未完成率", "实际完成率"),
        ("非税收入支出完成率", "非税收入预算完成率"),
        ("补贴发放及时律", "补贴发放准确率"),
        ("培训次数律", "培训人数"),
        ("二公经费变动率", "“三公经费”变动率"),
        ("国库集中支付退票率", "国库集中支付率"),
        ("国库集中支付退票率≤3%", "国库集中支付率"),
        ("设备故障率≤5%", "故障排除率"),
        ("固定资产闲置率", "固定资产利用率"),
        ("培训缺勤率", "培训出勤率"),
        ("参赛人员满意度", "参训人员满意度"),
        ("结转结余资金笔数", "结转结余率"),
        ("合理性", "绩效目标合理性"),
    ],
)
def test_look_alikes_do_not_slide(label: str, never: str) -> None:
    assert match(label).indicator_name != never


def test_every_name_and_alias_of_the_catalogue_finds_its_indicator() -> None:
    indicators = default_catalogue().indicators
    owners: dict[str, set[str]] = {}
    for one in indicators:
        for label in (one.name, *one.aliases):
            owners.setdefault(label, set()).add(one.indicator_id)
    found = identify(map(LabelKey, owners))
    wrong = [one.label for one in found if one.indicator_id not in owners[one.label] or one.score != 100]
    assert wrong == []


@pytest.mark.parametrize(
    ("level1", "level2", "form_type", "expected"),
    [
        (None, None, None, "process.implementation.system_soundness"),
        ("过程指标", "预算管理", None, "process.budget_management.system_soundness"),
        ("过程", "资产管理", None, "process.asset_management.system_soundness"),
        (None, None, "department_target", "process.budget_management.system_soundness"),
        (None, None, "project_target", "process.implementation.system_soundness"),
    ],
)
def test_the_context_decides_between_namesakes(
    level1: str | None, level2: str | None, form_type: str | None, expected: str
) -> None:
    assert match("管理制度健全性", level1, level2, form_type).indicator_id == expected


@pytest.mark.parametrize(
    ("label", "level1", "level2", "expected"),
    [
        ("质量达标比例", "履职指标", "职责履行", "duty.performance.quality_rate"),
        ("质量达标比例", "产出指标", "质量指标", "output.quality.quality_attainment_rate"),
        ("管理制度健荃性", "过程", "资产管理", "process.asset_management.system_soundness"),
        ("管理制度健全性", "过程", "人员管理", "process.staff_management.system_soundness"),
        ("管理制度健全性", "过程", "项目管理", "process.project_management.system_soundness"),
    ],
)
def test_what_namesakes_are_called_goes_to_the_one_that_stands_there(
    label: str, level1: str, level2: str, expected: str
) -> None:
    assert match(label, level1, level2, "department_target").indicator_id == expected


@pytest.mark.parametrize(
    "label", ["补助资金追缴金额", "监测点位撤销数", "受灾人数", "重复领取补助人数", "万元GDP能耗", "交通事故死亡人数"]
)
def test_a_word_more_that_changes_what_is_counted_matches_nothing(label: str) -> None:
    assert match(label, "产出指标", "数量指标", "project_target").indicator_id is None


def test_a_sentence_of_several_clauses_matches_nothing() -> None:
    assert match("每年群众来信来访件约1000件，力争群众满意率达95%以上", "履职指标", "职能指标").indicator_id is None


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("受益人数（万人）", "受益人数"),
        ("项目完成时间（2023年12月底前）", "项目完成时间"),
        ("驻点人员包千标准", "驻点人员包干标准"),
        ("退役军人满意度调查结果", "服务对象满意度"),
        ("信访群众满音度", "信访群众满意度"),
        ("事故下隆率", "事故下降率"),
    ],
)
def test_what_stands_behind_or_is_misread_is_no_other_indicator(label: str, meant: str) -> None:
    assert match(label).indicator_name == meant


def test_the_context_never_overrules_a_name() -> None:
    assert match("资金到位率", "满意度指标", "满意度指标", "department_target").indicator_id == FUNDS_IN_PLACE


def test_the_result_does_not_depend_on_what_was_matched_before() -> None:
    labels = ["资金到位律", "完全无关的文字", "管理制度健全性", "游客满意度", "资金到位律"]
    fresh = [match_many([label], catalogue=load_catalogue())[0] for label in labels]
    assert match_many(labels) == fresh == match_many(labels[::-1])[::-1]


def test_a_type_of_form_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="form_type is 'project': one of department_target, project_target"):
        match("资金到位率", form_type="project")


def test_a_key_brings_its_own_context() -> None:
    found = match_many([LabelKey("管理制度健全性", "过程", "资产管理"), "管理制度健全性"], "过程", "预算管理")
    assert [one.indicator_id for one in found] == [
        "process.asset_management.system_soundness",
        "process.budget_management.system_soundness",
    ]


@given(st.text(max_size=20))
def test_any_label_gives_an_honest_match(label: str) -> None:
    found = match(label)
    assert (found.indicator_id is None) == (found.indicator_name is None) == (found.method == "none")
    assert 0 <= found.score <= 100
    assert (found.score == 100) == (found.method in {"exact", "alias"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("指标1：资金到位率", (1, "资金到位率")),
        ("指标 2: 资金到位率", (2, "资金到位率")),
        ("指标①资金到位率", (1, "资金到位率")),
        ("指标一：资金到位率", (1, "资金到位率")),
        ("指标十二、资金到位率", (12, "资金到位率")),
        ("指标1资金到位率", (1, "资金到位率")),
        ("1. 资金到位率", (1, "资金到位率")),
        ("1、资金到位率", (1, "资金到位率")),
        ("（1）资金到位率", (1, "资金到位率")),
        ("（三）资金到位率", (3, "资金到位率")),
        ("③资金到位率", (3, "资金到位率")),
        ("指标1：", (1, "")),
        ("资金到位率", (None, "资金到位率")),
        ("12345热线办结率", (None, "12345热线办结率")),
        ("110接警及时率", (None, "110接警及时率")),
        ("1.5万人培训", (None, "1.5万人培训")),
        ("2024年培训人数", (None, "2024年培训人数")),
        ("指标一致性", (None, "指标一致性")),
        ("一次性化解率", (None, "一次性化解率")),
        ("", (None, "")),
    ],
)
def test_the_number_is_split_off_and_the_name_stays_whole(text: str, expected: tuple[int | None, str]) -> None:
    assert split_label(text) == expected


NUMBERS = (
    "指标3：@|指标（一）：@|指标1-1：@|指标1.1：@|三级指标1：@|绩效指标2：@|指标名称：@"
    "|A31.@|C11@|1，@|1 @|一.@|⒈@|㈠@|1.1@|1-1 @|2.3.1、@|【1】@|[1]@"
    "|〔1〕@|第一，@|第1项：@|a.@"
)
LEVELS_AND_YEARS = (
    "数量指标：@|数量指标1：@|质量指标—@|产出-数量-@|产出指标/数量指标/@|2024年@|2024年度@|（2024年）@|2024-2025年度@"
)
VALUES = (
    "@95%|@100人|@100人次|@3次|@0个|@100|@大于等于95%|@低于5%|@5分|@百分之九十五|@500万元|@80元/人/月|@180元/人·天|@10-15家|@1.2万人次"
    "|@3个工作日内|@2023年12月底前|@：2023年12月底前|@：优"
)
REMARKS = (
    "@（百分比）|@（正向）|@（逆指标）|@（核心指标）|@（选填）|@（分值5）|@【5分】|@（如有）"
    "|@[注]|@①|@（见附件）|@指标|@{人}"
)


@pytest.mark.parametrize("around", "|".join((NUMBERS, LEVELS_AND_YEARS, VALUES, REMARKS)).split("|"))
@pytest.mark.parametrize("name", ["资金到位率", "培训人数", "会议次数"])
def test_what_stands_around_a_name_changes_nothing(around: str, name: str) -> None:
    found = match(around.replace("@", name))
    assert (found.indicator_name, found.score) == (name, 100)


def test_a_number_with_a_comma_makes_no_sentence() -> None:
    assert match("1，资金到位律").indicator_name == match("第一，资金到位律").indicator_name == "资金到位率"
    assert match("全年接待来访1000人，群众满意律达95%").indicator_name is None


WITH_NUMBERS = (
    "12345热线办结率|110接警及时率|5A级景区数量|PM10|A类企业占比|0-3岁婴幼儿托位数|3-6岁幼儿入园率|1.5万人培训|成本-效益比"
    "|1:1配套资金到位率|2024年末存量|指标一致性|一次性化解率|十四五规划完成率|3 个工作日办结率"
)


@pytest.mark.parametrize("name", WITH_NUMBERS.split("|"))
def test_numbers_that_belong_to_a_name_stay_in_it(name: str) -> None:
    assert comparison_form(name) == fold(name).casefold()


@pytest.mark.parametrize(
    ("name", "part", "least_precision", "least_recall"),
    [
        ("labels.csv", "dev", 0.99, 0.98),
        ("labels.csv", "test", 0.99, 0.95),
        ("clerks_labels.csv", "dev", 0.995, 0.97),
        ("clerks_labels.csv", "test", 0.994, 0.95),
        ("clerks_labels_2.csv", "dev", 0.995, 0.94),
        ("clerks_labels_2.csv", "test", 0.987, 0.94),
        ("clerks_labels_3.csv", "dev", 0.995, 0.97),
        ("clerks_labels_3.csv", "test", 0.994, 0.96),
        ("clerks_labels_4.csv", "test", 0.994, 0.98),
        ("clerks_labels_5.csv", "dev", 0.99, 0.97),
        ("clerks_labels_5.csv", "test", 0.995, 0.96),
        ("clerks_labels_6.csv", "dev", 0.995, 0.96),
        ("clerks_labels_6.csv", "test", 0.995, 0.97),
    ],
)
def test_precision_and_recall_on_labels_written_by_hand(
    name: str, part: str, least_precision: float, least_recall: float
) -> None:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    keys = [
        LabelKey(row["label"], row["level1"] or None, row["level2"] or None, row["form_type"] or None) for row in rows
    ]
    pairs = [(row["indicator_id"] or None, one.indicator_id) for row, one in zip(rows, match_many(keys), strict=True)]
    right = sum(expected is not None and expected == found for expected, found in pairs)
    precision = right / sum(found is not None for _, found in pairs)
    recall = right / sum(expected is not None for expected, _ in pairs)
    assert precision >= least_precision, f"precision {precision:.4f}"
    assert recall >= least_recall, f"recall {recall:.4f}"


def test_importing_the_types_loads_no_heavy_library() -> None:
    code = "import sys, gongbiao.normalizers.match; print([m for m in ('numpy', 'rapidfuzz') if m in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"
