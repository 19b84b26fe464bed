"""The canonical indicators: catalogue/indicators.csv, and a user's own files on top of it, validated on load.

Beside them stand the names that look like an indicator's and mean another thing (catalogue/others.csv).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from gongbiao.normalizers.catalogue_rows import CanonicalIndicator, CatalogueError, CatalogueRow, checked, indicator_of
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.packaged import packaged_rows, read_packaged
from gongbiao.normalizers.user_rows import labels_of_none, with_user_rows
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
OTHERS = "catalogue/others.csv"
_DATA = (
    INDICATORS,
    OTHERS,
    "catalogue/confusables.csv",
    "catalogue/evidence.csv",
    "catalogue/levels.csv",
    "catalogue/strange_words.csv",
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
    others: tuple[str, ...]
    """Names in comparison form that look like an indicator's and mean none of them."""
    settled: frozenset[str]
    """Those of the others that a user named."""
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
    settled: set[str] = set()
    for table in tables:
        digest.update(hashlib.sha256(table.content).digest())
        rows = with_user_rows(rows, table)
        settled = (settled - _forms(rows)) | labels_of_none(table)
    others = {comparison_form(row["name"]) for _, row in packaged_rows(OTHERS)} | settled
    return Catalogue(
        tuple(row.indicator for row in rows),
        tuple(sorted(others - _forms(rows))),
        frozenset(settled),
        digest.hexdigest()[:12],
    )


def _forms(rows: Iterable[CatalogueRow]) -> set[str]:
    return {comparison_form(label) for row in rows for label in row.indicator.labels}
