"""The expected dataset and the samples' source were transcribed apart from each other: they must agree."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parents[2]
EXPECTED = TOP / "samples" / "expected"
CATALOGUE = TOP / "normalizers" / "catalogue"
PREFIX = re.compile(r"^指标 \d+[:：]\s*")
PROSE = {
    "responsibilities": "单位主要职能",
    "organisation": "机构设置及人员配置",
    "necessity": "立项必要性",
    "feasibility": "实施可行性",
    "content": "项目实施内容",
    "long_term_goal": "中长期目标",
    "annual_goal": "年度目标",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def source_forms() -> list[dict[str, Any]]:
    source = TOP / "samples" / "source" / "rugao-xinfangju-2024.yaml"
    forms: list[dict[str, Any]] = yaml.safe_load(source.read_text(encoding="utf-8"))["forms"]
    return forms


def no_spaces(text: str | list[str]) -> str:
    return "".join(text).replace(" ", "")


def source_indicators() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for number, form in enumerate(source_forms(), start=1):
        for level in form["indicators"]["levels"]:
            for group in level["groups"]:
                for cells in group["rows"]:
                    task, fund, symbol = "", "", ""
                    if len(cells) == 5:
                        task, fund, *cells = cells
                    if len(cells) == 4:
                        symbol = cells.pop(1)
                    name, half, full = (no_spaces(PREFIX.sub("", cell)) for cell in cells)
                    found.append((str(number), level["name"], group["name"], task, fund, name, symbol, half, full))
    return found


def source_funds() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for number, form in enumerate(source_forms(), start=1):
        for side in ("income", "expenditure"):
            for line in form["funds"][side]["lines"]:
                lines = [(line["group"], *cells) for cells in line["lines"]] if "group" in line else [("", *line)]
                for group, label, *amounts in lines:
                    label = group + label if label == "小计" else no_spaces(label)
                    half, full = ("", *amounts)[-2:]
                    found.append((str(number), side, label, half, full))
    return found


def test_indicators_agree_with_the_source() -> None:
    levels, values = ("form_no", "level1", "level2", "task", "funding_project"), ("half_year_value", "full_year_value")
    columns = (*levels, "level3", "calc_symbol", *values)
    expected = [tuple(row[column] for column in columns) for row in rows(EXPECTED / "indicators.csv")]
    assert expected == source_indicators()
    assert len(expected) == 36 + 4 * 15


def test_funds_agree_with_the_source() -> None:
    columns = ("form_no", "side", "label", "raw_half_year", "raw_full_year")
    expected = [tuple(row[column] for column in columns) for row in rows(EXPECTED / "funds.csv")]
    assert expected == source_funds()
    assert len(expected) == 16 + 4 * 10


def test_prose_agrees_with_the_source() -> None:
    forms = rows(EXPECTED / "forms.csv")
    assert len(forms) == 5
    for form, source in zip(forms, source_forms(), strict=True):
        printed = {**source["before_funds"], **source["after_funds"]}
        assert {label: form[column] for column, label in PROSE.items() if form[column]} == {
            label: no_spaces(text) for label, text in printed.items()
        }


def test_amounts_are_the_printed_ones_with_four_places() -> None:
    for row in rows(EXPECTED / "funds.csv"):
        for amount, raw in ((row["half_year"], row["raw_half_year"]), (row["full_year"], row["raw_full_year"])):
            assert bool(amount) == bool(raw)
            if amount:
                assert re.fullmatch(r"\d+\.\d{4}", amount)
                assert Decimal(amount) == Decimal(raw.removesuffix("万元").strip())


def test_names_and_levels_come_from_the_catalogue() -> None:
    names = {row["indicator_id"]: row["name_zh"] for row in rows(CATALOGUE / "indicators.csv")}
    levels = {row["id"] for row in rows(CATALOGUE / "levels.csv")}
    for row in rows(EXPECTED / "indicators.csv"):
        assert {row["level1_id"], row["level2_id"]} <= levels
        assert (row["indicator_id"] == "") == (row["match_method"] == "none")
        if row["indicator_id"]:
            assert names[row["indicator_id"]] == row["indicator_name"]


@pytest.mark.parametrize(
    ("name", "key"), [("forms", ("form_no",)), ("funds", ("form_no", "line_no")), ("indicators", ("form_no", "row_no"))]
)
def test_files_are_written_as_the_dataset_writes_them(name: str, key: tuple[str, ...]) -> None:
    path = EXPECTED / f"{name}.csv"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    keys = [tuple(int(row[column]) for column in key) for row in rows(path)]
    assert keys == sorted(set(keys))
