"""The canonical indicators: catalogue/indicators.csv, and a user's own files on top of it, validated on load."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.packaged import TableError, file_rows, packaged_rows, read_packaged

INDICATORS = "catalogue/indicators.csv"
_DATA = (
    INDICATORS,
    "catalogue/confusables.csv",
    "catalogue/levels.csv",
    "catalogue/units.csv",
    "catalogue/words.csv",
    "radicals.csv",
)
"""Every table on which a match or a value depends."""

_COLUMNS = (
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


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All indicators, in the order of the files."""

    indicators: tuple[CanonicalIndicator, ...]
    version: str
    """12 hex digits over the content of all files: another content, another version."""


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    line: int
    indicator: CanonicalIndicator


@cache
def default_catalogue() -> Catalogue:
    """Return the packaged catalogue, loaded once a process."""
    return load_catalogue()


def load_catalogue(extra: Sequence[Path] = ()) -> Catalogue:
    """Load the packaged catalogue and the users' files ``extra``, which have the same columns.

    A user's row wins: one of the same id replaces the packaged row, an alias that it uses is taken from the packaged
    indicators of the same level 2, and an indicator there whose own name it uses goes altogether. Raises
    CatalogueError for a row that breaks a rule, OSError for a file that cannot be read.
    """
    digest = hashlib.sha256()
    for name in _DATA:
        digest.update(read_packaged(name))
    rows = _checked(_read(packaged_rows(INDICATORS), INDICATORS))
    for path in extra:
        digest.update(path.read_bytes())
        rows = _overlaid(rows, _checked(_read(file_rows(path), str(path))))
    return Catalogue(tuple(row.indicator for row in rows), digest.hexdigest()[:12])


def _read(rows: Iterable[tuple[int, dict[str, str]]], path: str) -> list[_Row]:
    return [_Row(path, line, _indicator(row, path, line)) for line, row in rows]


def _indicator(row: dict[str, str], path: str, line: int) -> CanonicalIndicator:
    missing = [column for column in _COLUMNS if column not in row]
    if missing:
        raise CatalogueError(path, line, f"columns missing: {', '.join(missing)}")
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
        aliases=tuple(alias for alias in row["aliases_zh"].split("|") if alias),
        definition=row["definition_zh"],
    )


def _checked(rows: list[_Row]) -> list[_Row]:
    """Return the rows of one file when ids are unique and no label means two indicators of one level 2."""
    lines: dict[str, int] = {}
    owners: dict[tuple[str | None, str], str] = {}
    for row in rows:
        indicator = row.indicator
        if indicator.indicator_id in lines:
            first = lines[indicator.indicator_id]
            raise CatalogueError(row.path, row.line, f"id {indicator.indicator_id} stands on line {first} too")
        lines[indicator.indicator_id] = row.line
        for label in (indicator.name, *indicator.aliases):
            key = (_context(indicator), comparison_form(label))
            if owners.setdefault(key, indicator.indicator_id) != indicator.indicator_id:
                raise CatalogueError(row.path, row.line, f"{label} belongs to {owners[key]} already")
    return rows


def _overlaid(below: list[_Row], above: list[_Row]) -> list[_Row]:
    ids = {row.indicator.indicator_id for row in above}
    taken = {
        (_context(row.indicator), comparison_form(label))
        for row in above
        for label in (row.indicator.name, *row.indicator.aliases)
    }
    kept = []
    for row in below:
        indicator = row.indicator
        if indicator.indicator_id in ids or (_context(indicator), comparison_form(indicator.name)) in taken:
            continue
        aliases = tuple(a for a in indicator.aliases if (_context(indicator), comparison_form(a)) not in taken)
        kept.append(replace(row, indicator=replace(indicator, aliases=aliases)))
    return above + kept


def _context(indicator: CanonicalIndicator) -> str:
    return indicator.level2_id or indicator.level1_id
