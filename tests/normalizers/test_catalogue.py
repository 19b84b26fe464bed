"""The catalogue as data: complete, checked on load, open to a user's rows."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from gongbiao.normalizers.catalogue import CatalogueError, UserTable, catalogue_with, default_catalogue, load_catalogue
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import match, match_many
from gongbiao.normalizers.vocabulary import vocabulary

HEADER = "indicator_id,name_zh,name_en,level1_zh,level2_zh,scope,kind,unit,direction,source,aliases_zh,definition_zh\n"
OWN = "own.light_rate,路灯亮灯率,Lamps lit,产出,质量指标,project,rate,%,higher_better,本单位,亮灯率,亮灯的路灯占比\n"


def table(*rows: str) -> UserTable:
    return UserTable("own.csv", (HEADER + "".join(rows)).encode())


def test_every_indicator_has_a_unique_id_and_canonical_levels() -> None:
    indicators = default_catalogue().indicators
    assert len({one.indicator_id for one in indicators}) == len(indicators) > 200
    assert all(one.level1_id for one in indicators)


def test_general_indicators_of_the_word_list_exist() -> None:
    ids = {one.indicator_id for one in default_catalogue().indicators}
    assert {indicator_id for _, indicator_id in vocabulary().suffixes} <= ids


def test_a_users_row_is_added_and_changes_the_version() -> None:
    own = load_catalogue([table(OWN)])
    assert match("路灯亮灯律", catalogue=own).indicator_id == "own.light_rate"
    assert match("路灯亮灯律").indicator_id is None
    assert own.version != default_catalogue().version == load_catalogue().version


def test_a_users_row_wins() -> None:
    row = OWN.replace("亮灯率,亮", "质量达标率|设施完好率,亮")
    own = load_catalogue([table(row)])
    assert match("设施完好率", catalogue=own).indicator_id == "own.light_rate"
    assert match("设备完好率", catalogue=own).indicator_id == "output.quality.equipment_good_rate"
    assert match("质量达标率", level2="质量指标", catalogue=own).indicator_id == "own.light_rate"


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ([OWN, OWN], 3, "stands on line 2"),
        ([OWN, OWN.replace("own.light_rate", "own.other").replace("路灯", "电灯")], 3, "belongs to own.light_rate"),
        ([OWN.replace("project", "projekt")], 2, "scope"),
        ([OWN.replace("产出", "产量")], 2, "unknown level"),
        ([OWN.replace(",产出,", ",,")], 2, "level1_zh"),
        (["own.x,名\n"], 2, "cells"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(rows: list[str], line: int, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        load_catalogue([table(*rows)])
    assert f"own.csv, line {line}:" in str(caught.value)


def test_missing_columns_are_named() -> None:
    with pytest.raises(CatalogueError, match="columns missing: name_en"):
        load_catalogue([UserTable("own.csv", b"indicator_id,name_zh\nown.x,y\n")])


IN_PLACE = "process.fund_management.funds_in_place_rate"


def labels_row(indicator_id: str, label: str) -> str:
    return f"{indicator_id},,,产出,数量指标,project,count,个,higher_better,,{label},\n"


def test_a_row_without_a_name_gives_its_labels_to_an_indicator() -> None:
    own = load_catalogue([table(labels_row(IN_PLACE, "专款入账比率|款已到账"), labels_row(IN_PLACE, "预算执行进度"))])
    for label in ("专款入账比率", "款已到账", "预算执行进度"):
        assert (match(label, catalogue=own).indicator_id, match(label, catalogue=own).method) == (IN_PLACE, "alias")
    assert match("资金到位率", catalogue=own).method == "exact"
    assert match("预算执行率", catalogue=own).indicator_id == "process.fund_management.budget_execution_rate"


def test_a_new_id_without_a_name_makes_an_indicator_of_its_label() -> None:
    own = load_catalogue([table(labels_row("own.lamps", "路灯盏数"), labels_row("own.lamps", "亮灯盏数"))])
    assert match("路灯盏数", catalogue=own).indicator_name == "路灯盏数"
    assert match("路灯盏数", catalogue=own).method == "exact"
    assert match("亮灯盏数", catalogue=own).indicator_id == "own.lamps"


def test_a_row_that_is_not_filled_in_says_nothing() -> None:
    own = load_catalogue([table(labels_row("", "路灯盏数"))])
    assert [one.indicator_id for one in own.indicators] == [one.indicator_id for one in default_catalogue().indicators]
    assert match("路灯盏数", catalogue=own).indicator_id is None


def test_other_names_are_no_names_of_indicators() -> None:
    catalogue = default_catalogue()
    names = {comparison_form(label) for one in catalogue.indicators for label in one.labels}
    with resources.files("gongbiao.normalizers").joinpath("catalogue", "others.csv").open(encoding="utf-8") as file:
        others = [row["name"] for row in csv.DictReader(line for line in file if not line.startswith("#"))]
    assert [name for name in others if comparison_form(name) in names] == []
    assert len(catalogue.others) == len(others) > 3000
    assert not any(one.indicator_id for one in match_many(others[::40]))


def test_a_user_may_say_that_a_label_is_no_indicators() -> None:
    label, alias = "信访事项化解律", "款项到位率"
    assert match(label).indicator_id is not None
    assert match(alias).method == "alias"
    own = load_catalogue([table(labels_row("none", f"{label}|{alias}"))])
    for one in (label, alias):
        found = match(one, catalogue=own)
        assert (found.indicator_id, found.method, len(found.candidates)) == (None, "none", 3)
    assert match("资金到位率", catalogue=own).indicator_id == IN_PLACE
    assert own.settled == {label, alias}


def test_a_user_may_give_an_other_name_to_an_indicator() -> None:
    name = default_catalogue().others[0]
    own = load_catalogue([table(labels_row("none", "路灯盏数")), table(labels_row(IN_PLACE, f"{name}|路灯盏数"))])
    assert match(name, catalogue=own).indicator_id == match("路灯盏数", catalogue=own).indicator_id == IN_PLACE
    assert own.settled == frozenset()


def test_a_general_indicator_that_a_user_took_away_covers_nothing() -> None:
    general = "satisfaction.service_object.satisfaction_rate"
    row = "own.satisfaction,服务对象满意度,Own,满意度,服务对象满意度指标,both,rate,%,higher_better,本单位,,\n"
    own = load_catalogue([table(row)])
    assert match("景区游客满意度").indicator_id == general
    assert match("景区游客满意度", catalogue=own).indicator_id != general


def test_the_later_of_two_tables_wins() -> None:
    tables = [table(labels_row("own.lamps", "路灯盏数")), table(labels_row(IN_PLACE, "路灯亮灯情况"))]
    later = table(labels_row("own.lamps", "路灯亮灯情况"))
    assert match("路灯亮灯情况", catalogue=load_catalogue(tables)).indicator_id == IN_PLACE
    assert match("路灯亮灯情况", catalogue=load_catalogue([*tables, later])).indicator_id == "own.lamps"


def test_a_table_saved_by_a_spreadsheet_program_in_china_is_read() -> None:
    text = HEADER + labels_row(IN_PLACE, "款已到账")
    for content in (text.encode("gb18030"), text.encode("utf-8-sig"), text.replace("\n", "\r\n").encode()):
        assert match("款已到账", catalogue=load_catalogue([UserTable("own.csv", content)])).indicator_id == IN_PLACE


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ([labels_row(IN_PLACE[:-1], "款已到账")], 2, f"{IN_PLACE} has"),
        ([labels_row(IN_PLACE, "款到"), labels_row("own.x", "别的"), labels_row("own.x", "款到")], 4, "belongs to"),
        ([labels_row(IN_PLACE, "预算执行率")], 2, "is the name of process.fund_management.budget_execution_rate"),
        ([labels_row("none", "预算执行率")], 2, "it is the name of process.fund_management.budget_execution_rate"),
        ([labels_row("none", "款到"), labels_row(IN_PLACE, "款到")], 3, "belongs to none"),
        ([labels_row(IN_PLACE, "")], 2, "needs a name"),
        ([labels_row(IN_PLACE, "（）")], 2, "nothing that could be compared"),
        ([OWN.replace("own.light_rate", "")], 2, "indicator_id"),
    ],
)
def test_a_row_that_cannot_be_given_is_named(rows: list[str], line: int, reason: str) -> None:
    with pytest.raises(CatalogueError, match=reason) as caught:
        load_catalogue([table(*rows)])
    assert str(caught.value).startswith(f"own.csv, line {line}:")


def test_one_table_is_loaded_once() -> None:
    assert catalogue_with((table(OWN),)) is catalogue_with((table(OWN),))
    assert catalogue_with(()) is default_catalogue()


@pytest.mark.parametrize(
    ("text", "level1"),
    [
        ("产出指标", "output"),
        ("产出", "output"),
        ("产 出 指标", "output"),
        ("产岀指标", "output"),
        ("产出指标（50分）", "output"),
        ("產出指標", "output"),
        ("满意度", "satisfaction"),
        ("履职指标", "duty"),
        ("绩效目标指标", None),
        ("数量", None),
        ("", None),
    ],
)
def test_level1(text: str, level1: str | None) -> None:
    assert match_level1(text) == level1


@pytest.mark.parametrize(
    ("text", "level1", "level2"),
    [
        ("数量指标", "output", "output.quantity"),
        ("数量指杯", "output", "output.quantity"),
        ("产出数量", None, "output.quantity"),
        ("满意度指标", "satisfaction", "satisfaction.satisfaction"),
        ("服务对象满意度指标", "satisfaction", "satisfaction.service_object"),
        ("社会效益", "duty", "benefit.social"),
        ("资产管理", "process", "process.asset_management"),
        ("资产管理", None, None),
        ("资产管理", "management", "management.asset"),
        ("重量指标", "output", None),
    ],
)
def test_level2(text: str, level1: str | None, level2: str | None) -> None:
    assert match_level2(text, level1) == level2
