"""RESULTS.md keeps what was not measured again, and the choice of groups names what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.groups import NAMES, chosen_groups
from bench.report import Section
from bench.results import groups_in, rewrite

RESULTS = Path(__file__).parents[2] / "bench" / "RESULTS.md"
ORDER = ("speed", "labels", "icdar")


def section(title: str, figure: str) -> Section:
    return Section(title, ("what", "figure"), ((title, figure),), "")


def test_a_group_that_is_measured_again_replaces_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    rewrite(path, {"icdar": [section("Tables", "1")], "speed": [section("Speed", "2"), section("Share", "3")]}, ORDER)
    before = groups_in(path.read_text(encoding="utf-8"))
    assert list(before) == ["speed", "icdar"]
    path.write_text(path.read_text(encoding="utf-8").replace("Measured 20", "Measured 19"), encoding="utf-8")
    rewrite(path, {"labels": [section("Labels", "4")], "speed": [section("Speed", "5")]}, ORDER)
    after = groups_in(path.read_text(encoding="utf-8"))
    assert list(after) == ["speed", "labels", "icdar"]
    assert after["icdar"].strip() == before["icdar"].strip().replace("Measured 20", "Measured 19")
    assert "| Speed | 5 |" in after["speed"] and "Share" not in after["speed"] and "Measured 20" in after["speed"]


def test_every_section_says_when_and_on_what_it_was_measured() -> None:
    groups = groups_in(RESULTS.read_text(encoding="utf-8"))
    assert {"speed", "booklet"} <= set(groups) <= set(NAMES)
    for text in groups.values():
        for one in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
            assert re.search(r"\A.+\n\nMeasured \d{4}-\d\d-\d\d on .+ cores usable, .+; Python \d.+\.\n", one), one[:80]


def test_groups_are_chosen_by_name_in_the_order_of_the_results() -> None:
    assert [group.name for group in chosen_groups(["scans", " speed"])] == ["speed", "scans"]
    with pytest.raises(ValueError, match="no such group: sped; there are speed, memory"):
        chosen_groups(["sped"])
