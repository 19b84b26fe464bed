"""A user's rows laid over the catalogue: what is theirs wins.

A row with an id and a name is an indicator; it replaces the one of that id. A row with an id but no name gives its
labels (aliases_zh) to that indicator; where the catalogue has none of that id, it is a new one, named by its first
label. A row whose id is ``none`` says of its labels that they are no indicator's. A row with neither id nor name, as
``gongbiao labels`` writes it to be filled in, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from gongbiao.normalizers.catalogue_rows import (
    CatalogueError,
    CatalogueRow,
    aliases_of,
    check_columns,
    checked,
    indicator_of,
)
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.user_table import UserTable

NONE = "none"
"""In place of an id: the labels are no indicator's, a department's own."""
_MISTYPED = 90.0
"""rapidfuzz ratio from which on an unknown id is a known one mistyped."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A label that a row without a name gives to an indicator."""

    label: str
    indicator_id: str
    line: int


def with_user_rows(below: list[CatalogueRow], table: UserTable) -> list[CatalogueRow]:
    """Return the rows with those of a user's table on top; raises CatalogueError or TableError.

    A label of an indicator in the table is taken from the others of the same level 2, and an indicator there whose
    own name it is goes altogether. A label given without a name is taken from all others.
    """
    known = {row.indicator.indicator_id for row in below}
    own: list[CatalogueRow] = []
    given: dict[str, _Given] = {}
    for line, written in table.rows():
        check_columns(written, table.name, line)
        row = {**written, "indicator_id": _chosen(written)}
        if row["indicator_id"] == NONE:
            _give(given, row, table.name, line)
            continue
        ids = known | {one.indicator.indicator_id for one in own}
        if row["indicator_id"] and not row["name_zh"] and row["indicator_id"] in ids:
            _give(given, row, table.name, line)
        elif row["indicator_id"] or row["name_zh"]:
            named = row if row["name_zh"] else _named_by_its_label(row, known, table.name, line)
            own.append(CatalogueRow(table.name, line, indicator_of(named, table.name, line)))
    return list(_with_given(_overlaid(below, checked(own)), given, table.name))


def labels_of_none(table: UserTable) -> set[str]:
    """Return the labels, in comparison form, of which a user's table says that they are no indicator's."""
    rows = (row for _, row in table.rows() if row["indicator_id"] == NONE)
    return {comparison_form(label) for row in rows for label in aliases_of(row)}


def _chosen(row: dict[str, str]) -> str:
    """The id that a row names: its own, or that of the candidate whose number is written in its place."""
    written = row["indicator_id"]
    return row.get(f"candidate_{written}") or written


def _named_by_its_label(row: dict[str, str], known: Iterable[str], path: str, line: int) -> dict[str, str]:
    """Return the row of a new indicator, its first label as the name."""
    labels = aliases_of(row)
    if not labels:
        raise CatalogueError(path, line, "a row needs a name (name_zh) or labels (aliases_zh)")
    nearest = process.extractOne(row["indicator_id"], known, scorer=fuzz.ratio, score_cutoff=_MISTYPED)
    if nearest:
        reason = f"no indicator has the id {row['indicator_id']}; {nearest[0]} has. Give a new one a name (name_zh)"
        raise CatalogueError(path, line, reason)
    return {**row, "name_zh": labels[0], "aliases_zh": "|".join(labels[1:])}


def _give(given: dict[str, _Given], row: dict[str, str], path: str, line: int) -> None:
    labels = aliases_of(row)
    if not labels:
        raise CatalogueError(path, line, "a row needs a name (name_zh) or labels (aliases_zh)")
    for label in labels:
        form = comparison_form(label)
        if not form:
            raise CatalogueError(path, line, f"{label!r} holds nothing that could be compared")
        owner = given.setdefault(form, _Given(label, row["indicator_id"], line)).indicator_id
        if owner != row["indicator_id"]:
            raise CatalogueError(path, line, f"{label} belongs to {owner} already")


def _overlaid(below: list[CatalogueRow], above: list[CatalogueRow]) -> list[CatalogueRow]:
    ids = {row.indicator.indicator_id for row in above}
    taken = {(row.indicator.context, comparison_form(label)) for row in above for label in row.indicator.labels}
    kept = []
    for row in below:
        indicator = row.indicator
        if indicator.indicator_id in ids or (indicator.context, comparison_form(indicator.name)) in taken:
            continue
        aliases = tuple(a for a in indicator.aliases if (indicator.context, comparison_form(a)) not in taken)
        kept.append(replace(row, indicator=replace(indicator, aliases=aliases)))
    return above + kept


def _with_given(rows: Iterable[CatalogueRow], given: Mapping[str, _Given], path: str) -> Iterator[CatalogueRow]:
    """Yield the rows with the labels that were given to them, and without those given to others."""
    for row in rows:
        indicator = row.indicator
        owner = given.get(comparison_form(indicator.name))
        if owner and owner.indicator_id != indicator.indicator_id:
            reason = (
                f"{owner.label} cannot be a label of {owner.indicator_id}, it is the name of {indicator.indicator_id}"
            )
            raise CatalogueError(path, owner.line, reason)
        own = tuple(one.label for one in given.values() if one.indicator_id == indicator.indicator_id)
        others = tuple(alias for alias in indicator.aliases if comparison_form(alias) not in given)
        yield replace(row, indicator=replace(indicator, aliases=others + own)) if given else row
