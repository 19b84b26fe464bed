"""The catalogue as data: complete, checked on load, open to a user's rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongbiao.normalizers.catalogue import CatalogueError, default_catalogue, load_catalogue
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import match
from gongbiao.normalizers.vocabulary import vocabulary

HEADER = "indicator_id,name_zh,name_en,level1_zh,level2_zh,scope,kind,unit,direction,source,aliases_zh,definition_zh\n"
OWN = "own.light_rate,路灯亮灯率,Lamps lit,产出,质量指标,project,rate,%,higher_better,本单位,亮灯率,亮灯的路灯占比\n"


def catalogue_file(folder: Path, *rows: str) -> Path:
    path = folder / "own.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def test_every_indicator_has_a_unique_id_and_canonical_levels() -> None:
    indicators = default_catalogue().indicators
    assert len({one.indicator_id for one in indicators}) == len(indicators) > 200
    assert all(one.level1_id for one in indicators)


def test_general_indicators_of_the_word_list_exist() -> None:
    ids = {one.indicator_id for one in default_catalogue().indicators}
    assert {indicator_id for _, indicator_id in vocabulary().suffixes} <= ids


def test_a_users_row_is_added_and_changes_the_version(tmp_path: Path) -> None:
    own = load_catalogue([catalogue_file(tmp_path, OWN)])
    assert match("路灯亮灯律", catalogue=own).indicator_id == "own.light_rate"
    assert match("路灯亮灯律").indicator_id is None
    assert own.version != default_catalogue().version == load_catalogue().version


def test_a_users_row_wins(tmp_path: Path) -> None:
    row = OWN.replace("亮灯率,亮", "质量达标率|设施完好率,亮")
    own = load_catalogue([catalogue_file(tmp_path, row)])
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
        ([OWN.replace("路灯亮灯率", "")], 2, "name_zh"),
        (["own.x,名\n"], 2, "cells"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, rows: list[str], line: int, reason: str) -> None:
    path = catalogue_file(tmp_path, *rows)
    with pytest.raises(ValueError, match=reason) as caught:
        load_catalogue([path])
    assert f"{path}, line {line}:" in str(caught.value)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("indicator_id,name_zh\nown.x,名\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="columns missing: name_en"):
        load_catalogue([path])


@pytest.mark.parametrize(
    ("text", "level1"),
    [
        ("产出指标", "output"),
        ("产出", "output"),
        ("产 出 指标", "output"),
        ("产岀指标", "output"),
        ("产出指标（50分）", "output"),
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
