"""The indicator names to draw from: the packaged catalogue's, unambiguous ones only, and our own."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

from tests.corpus.model import Label, Target
from tests.corpus.wordlist import OWN_LABELS, QUALITATIVE

CATALOGUE = Path(__file__).parents[2] / "normalizers" / "catalogue"

PROJECT_LEVELS = {
    "决策指标": ("项目立项", "绩效目标", "资金投入"),
    "过程指标": ("资金管理", "组织实施"),
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
DEPARTMENT_LEVELS = {
    "决策指标": ("计划制定", "绩效目标"),
    "过程指标": ("预算执行", "预算管理", "资产管理", "人员管理"),
    "履职指标": ("职能指标",),
    "效益指标": ("社会效益指标",),
    "满意度指标": ("服务对象满意度指标",),
}

_COUNTED = frozenset(["件", "人", "次", "场", "家", "项", "个", "台", "期", "份", "篇", "户", "人次", "天"])
_OWN_SHARE = 0.12
"""Of the lines: names of our own among the catalogue's."""
_ALIAS_SHARE = 0.25


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (CATALOGUE / name).open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def level_id(name: str, parent: str | None) -> str:
    """Return the id of a level that is printed by its catalogue name; raises StopIteration for any other."""
    return next(
        row["id"] for row in _rows("levels.csv") if row["name_zh"] == name and (row["parent_id"] or None) == parent
    )


@cache
def _uses() -> Counter[str]:
    """How many names and aliases of indicators are the same but for punctuation."""
    return Counter(_bare(name) for row in _rows("indicators.csv") for name in (row["name_zh"], *_aliases(row)))


def _aliases(row: dict[str, str]) -> list[str]:
    return [alias for alias in _drawn_aliases().get(row["indicator_id"], "").split("|") if alias]


@cache
def _drawn_aliases() -> dict[str, str]:
    """Some of the catalogue's aliases by id: were all of them drawn from, each new one would change every document."""
    with (Path(__file__).parent / "aliases.csv").open(encoding="utf-8", newline="") as file:
        return {row["indicator_id"]: row["aliases_zh"] for row in csv.DictReader(file)}


def _bare(name: str) -> str:
    return "".join(sign for sign in name if sign.isalnum())


@cache
def _pool(level1: str, level2: str) -> tuple[dict[str, str], ...]:
    """The indicators of a level whose names stand for nothing else and whose values we can write."""
    return tuple(
        row
        for row in _rows("indicators.csv")
        if (row["level1_zh"], row["level2_zh"]) in {(level1.removesuffix("指标"), level2), (level1, level2)}
        and (row["kind"] in ("rate", "qualitative") or (row["kind"] == "count" and row["unit"] in _COUNTED))
        and _uses()[_bare(row["name_zh"])] == 1
    )


def draw_lines(random: Random, level1: str, level2: str, count: int) -> list[tuple[Label, Target, Target]]:
    """Draw up to ``count`` different labels of a level with values for the half year and the year."""
    pool = _pool(level1, level2)
    rows = random.sample(pool, min(count, len(pool)))
    return [_draw(random, row) for row in rows]


def _draw(random: Random, row: dict[str, str]) -> tuple[Label, Target, Target]:
    if random.random() < _OWN_SHARE:
        return Label(random.choice(OWN_LABELS), None, None, "none"), *_values(random, "qualitative", "")
    aliases = [alias for alias in _aliases(row) if _uses()[_bare(alias)] == 1 and alias.isalpha()]
    if aliases and random.random() < _ALIAS_SHARE:
        label = Label(random.choice(aliases), row["indicator_id"], row["name_zh"], "alias")
    else:
        label = Label(row["name_zh"], row["indicator_id"], row["name_zh"], "exact")
    return label, *_values(random, row["kind"], row["unit"])


def _values(random: Random, kind: str, unit: str) -> tuple[Target, Target]:
    if kind == "qualitative":
        word = random.choice(QUALITATIVE)
        return Target(word, "qualitative"), Target(word, "qualitative")
    unit = "%" if kind == "rate" else unit
    full = random.choice((80, 90, 95, 98, 100)) if kind == "rate" else random.randint(2, 400)
    comparator = random.choice(("=", "≥", "≥", "≤"))
    return _number(full // 2, unit, comparator), _number(full, unit, comparator)


def _number(number: int, unit: str, comparator: str) -> Target:
    sign = "" if comparator == "=" else comparator
    return Target(f"{sign}{number}{unit}", "number", comparator, float(number), unit)
