"""The readable source of a sample: YAML in, typed forms out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Row = tuple[str, ...]
"""Printed cells from left to right; an empty cell is ``""``."""


@dataclass(frozen=True, slots=True)
class FundGroup:
    """Lines under one merged label, e.g. 财政拨款; ``label`` is None for lines that stand alone."""

    label: str | None
    lines: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FundSide:
    """One half of the money block: 收入 or 支出."""

    label: str
    header: Row
    groups: tuple[FundGroup, ...]


@dataclass(frozen=True, slots=True)
class LevelTwo:
    """A 二级指标 with its rows, printed from 三级指标 on."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class LevelOne:
    """A 一级指标 with its 二级指标."""

    name: str
    groups: tuple[LevelTwo, ...]

    @property
    def row_count(self) -> int:
        """The number of indicator rows below this level."""
        return sum(len(group.rows) for group in self.groups)


@dataclass(frozen=True, slots=True)
class SourceForm:
    """One form as it is printed."""

    form_type: str
    title: str
    year_line: str
    unit_line: str | None
    """The paragraph 填报单位(盖章) above the table, where there is one."""
    head: tuple[Row, ...]
    """Rows of label and value pairs; a last cell without a partner stands for itself."""
    before_funds: tuple[tuple[str, str], ...]
    """Labelled prose above the money block."""
    funds_section: str
    funds: tuple[FundSide, ...]
    after_funds: tuple[tuple[str, str], ...]
    """Labelled prose below the money block."""
    indicator_section: str
    indicator_header: Row
    levels: tuple[LevelOne, ...]


def read_source(path: Path) -> tuple[SourceForm, ...]:
    """Read the forms of a source file; raises KeyError where a part is missing."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(_form(form) for form in document["forms"])


def _form(raw: dict[str, Any]) -> SourceForm:
    funds, indicators = raw["funds"], raw["indicators"]
    return SourceForm(
        form_type=raw["type"],
        title=raw["title"],
        year_line=raw["year_line"],
        unit_line=raw.get("unit_line"),
        head=tuple(tuple(row) for row in raw["head"]),
        before_funds=_prose(raw["before_funds"]),
        funds_section=funds["section"],
        funds=(_side(funds["income"]), _side(funds["expenditure"])),
        after_funds=_prose(raw["after_funds"]),
        indicator_section=indicators["section"],
        indicator_header=tuple(indicators["header"]),
        levels=tuple(_level(level) for level in indicators["levels"]),
    )


def _prose(raw: dict[str, str | list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, "".join(text)) for label, text in raw.items())


def _side(raw: dict[str, Any]) -> FundSide:
    groups = (
        FundGroup(line["group"], tuple(tuple(row) for row in line["lines"]))
        if isinstance(line, dict)
        else FundGroup(None, (tuple(line),))
        for line in raw["lines"]
    )
    return FundSide(raw["label"], tuple(raw["header"]), tuple(groups))


def _level(raw: dict[str, Any]) -> LevelOne:
    groups = (LevelTwo(group["name"], tuple(tuple(row) for row in group["rows"])) for group in raw["groups"])
    return LevelOne(raw["name"], tuple(groups))
