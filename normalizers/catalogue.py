"""The canonical indicators: catalogue/indicators.csv, and a user's own files on top of it, validated on load."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from gongbiao.normalizers.catalogue_rows import CanonicalIndicator, CatalogueError, CatalogueRow, checked, indicator_of
from gongbiao.normalizers.packaged import packaged_rows, read_packaged
from gongbiao.normalizers.user_rows import with_user_rows
from gongbiao.normalizers.user_table import UserTable

__all__ = [
    "CanonicalIndicator",
    "Catalogue",
    "CatalogueError",
    "UserTable",
    "catalogue_with",
    "default_catalogue",
    "load_catalogue",
]

INDICATORS = "catalogue/indicators.csv"
_DATA = (
    INDICATORS,
    "catalogue/confusables.csv",
    "catalogue/levels.csv",
    "catalogue/units.csv",
    "catalogue/words.csv",
    "radicals.csv",
    "simplified.csv",
)
"""Every table on which a match or a value depends."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All indicators, the users' own before the packaged ones."""

    indicators: tuple[CanonicalIndicator, ...]
    version: str
    """12 hex digits over the content of all files: another content, another version."""


@cache
def default_catalogue() -> Catalogue:
    """Return the packaged catalogue, loaded once a process."""
    return load_catalogue()


@lru_cache(8)
def catalogue_with(tables: tuple[UserTable, ...]) -> Catalogue:
    """Return what ``load_catalogue`` does, loaded once a process; the packaged catalogue itself without tables."""
    return load_catalogue(tables) if tables else default_catalogue()


def load_catalogue(tables: Iterable[UserTable] = ()) -> Catalogue:
    """Load the packaged catalogue with users' tables on top, of which the later ones win over the earlier ones.

    What a user's row does is said in user_rows.py. Raises TableError, mostly CatalogueError, for a row that breaks a
    rule.
    """
    digest = hashlib.sha256()
    for name in _DATA:
        digest.update(read_packaged(name))
    packaged = packaged_rows(INDICATORS)
    rows = checked(CatalogueRow(INDICATORS, line, indicator_of(row, INDICATORS, line)) for line, row in packaged)
    for table in tables:
        digest.update(hashlib.sha256(table.content).digest())
        rows = with_user_rows(rows, table)
    return Catalogue(tuple(row.indicator for row in rows), digest.hexdigest()[:12])
