"""Rows of a catalogue file as indicators, checked one by one: levels that exist, words that are allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.packaged import TableError

COLUMNS = (
    "indicator_id",
    "name_zh",
    "name_en",
    "level1_zh",
    "level2_zh",
    "scope",
    "kind",
    "unit",
    "direction",
    "source",
    "aliases_zh",
    "definition_zh",
)
_ALLOWED = {
    "scope": {"project", "department", "both"},
    "kind": {"rate", "count", "amount", "time", "qualitative"},
    "direction": {"higher_better", "lower_better", "target"},
}


class CatalogueError(TableError):
    """A catalogue file breaks a rule; the message names file and line."""


@dataclass(frozen=True, slots=True)
class CanonicalIndicator:
    """One row of the catalogue."""

    indicator_id: str
    name: str
    name_en: str
    level1_id: str
    level2_id: str | None
    scope: str
    """``project``, ``department`` or ``both``: the forms on which it stands."""
    kind: str
    """``rate``, ``count``, ``amount``, ``time`` or ``qualitative``."""
    unit: str | None
    direction: str
    """``higher_better``, ``lower_better`` or ``target``."""
    source: str
    aliases: tuple[str, ...]
    definition: str

    @property
    def labels(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def context(self) -> str:
        """The level under which no other indicator has one of its labels."""
        return self.level2_id or self.level1_id


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An indicator, and where it stands."""

    path: str
    line: int
    indicator: CanonicalIndicator


def check_columns(row: dict[str, str], path: str, line: int) -> None:
    """Raise CatalogueError where a row's table lacks columns of the catalogue."""
    missing = [column for column in COLUMNS if column not in row]
    if missing:
        raise CatalogueError(path, line, f"columns missing: {', '.join(missing)}")


def aliases_of(row: dict[str, str]) -> tuple[str, ...]:
    """Return the aliases that a row lists."""
    return tuple(alias.strip() for alias in row["aliases_zh"].split("|") if alias.strip())


def indicator_of(row: dict[str, str], path: str, line: int) -> CanonicalIndicator:
    """Return the indicator that a row describes; raises CatalogueError."""
    check_columns(row, path, line)
    empty = [column for column in ("indicator_id", "name_zh", "level1_zh") if not row[column]]
    if empty:
        raise CatalogueError(path, line, f"empty: {', '.join(empty)}")
    for column, allowed in _ALLOWED.items():
        if row[column] not in allowed:
            raise CatalogueError(path, line, f"{column} is {row[column]!r}: one of {', '.join(sorted(allowed))}")
    level1 = match_level1(row["level1_zh"])
    level2 = match_level2(row["level2_zh"], level1) if row["level2_zh"] else None
    if level1 is None or (row["level2_zh"] and level2 is None):
        raise CatalogueError(path, line, f"unknown level: {row['level1_zh']} / {row['level2_zh']}")
    for label in (row["name_zh"], *aliases_of(row)):
        if not comparison_form(label):
            raise CatalogueError(path, line, f"{label!r} holds nothing that could be compared")
    return CanonicalIndicator(
        indicator_id=row["indicator_id"],
        name=row["name_zh"],
        name_en=row["name_en"],
        level1_id=level1,
        level2_id=level2,
        scope=row["scope"],
        kind=row["kind"],
        unit=row["unit"] or None,
        direction=row["direction"],
        source=row["source"],
        aliases=aliases_of(row),
        definition=row["definition_zh"],
    )


def checked(rows: Iterable[CatalogueRow]) -> list[CatalogueRow]:
    """Return the rows of one file when ids are unique and no label means two indicators of one level 2."""
    listed = list(rows)
    lines: dict[str, int] = {}
    owners: dict[tuple[str, str], str] = {}
    for row in listed:
        indicator = row.indicator
        if indicator.indicator_id in lines:
            first = lines[indicator.indicator_id]
            raise CatalogueError(row.path, row.line, f"id {indicator.indicator_id} stands on line {first} too")
        lines[indicator.indicator_id] = row.line
        for label in indicator.labels:
            key = (indicator.context, comparison_form(label))
            if owners.setdefault(key, indicator.indicator_id) != indicator.indicator_id:
                raise CatalogueError(row.path, row.line, f"{label} belongs to {owners[key]} already")
    return listed
