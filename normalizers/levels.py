"""The canonical level-1 and level-2 names (产出指标, 数量指标 …) that printed ones mean, from catalogue/levels.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from gongbiao.normalizers.packaged import TableError, packaged_rows
from gongbiao.normalizers.simplified import to_simplified
from gongbiao.normalizers.text import fold, repair, squash

LEVELS = "catalogue/levels.csv"
_POINTS = re.compile(r"\([0-9.]+(?:分|%)?\)?\Z")
"""产出指标(50分): evaluation forms print the weight behind the name."""

_SHORTEST_FUZZY = 4
"""Characters from which on one wrong character is forgiven: 产出 and 投入 differ by less than names do."""


@lru_cache(4096)
def match_level1(text: str) -> str | None:
    """Return the id of the level-1 name that ``text`` means, None for none.

    Exact or alias, else one typing error away (in four characters or more) from names of one id only.
    """
    return _only(_found(_form(text), _names()[None]))


@lru_cache(4096)
def match_level2(text: str, level1_id: str | None = None) -> str | None:
    """Return the id of the level-2 name that ``text`` means, None for none or where it could be two.

    Names under ``level1_id`` come first; offices also print a level 2 under a foreign level 1 (社会效益 under
    履职指标), so the others follow.
    """
    form = _form(text)
    own = _only(_found(form, _names().get(level1_id, {}))) if level1_id else None
    if own:
        return own
    return _only(_found(form, _second_level()))


def is_level_name(text: str) -> bool:
    """Tell whether ``text`` is the name or an alias of a level, under whatever parent."""
    form = _form(text)
    return any(form in names for names in _names().values())


@cache
def level_names() -> tuple[str, ...]:
    """Return the names and aliases of all levels as they are printed."""
    rows = (row for _, row in packaged_rows(LEVELS))
    return tuple(name for row in rows for name in (row["name_zh"], *row["aliases_zh"].split("|")) if name)


def level_name(level_id: str) -> str:
    """Return the canonical name of a level; raises KeyError for an unknown id."""
    return _canonical()[level_id][0]


def level_parent(level_id: str) -> str | None:
    """Return the id of the level 1 above a level 2, None for a level 1; raises KeyError for an unknown id."""
    return _canonical()[level_id][1]


@cache
def _canonical() -> dict[str, tuple[str, str | None]]:
    return {row["id"]: (row["name_zh"], row["parent_id"] or None) for _, row in packaged_rows(LEVELS)}


def _form(text: str) -> str:
    return to_simplified(fold(_POINTS.sub("", squash(repair((text,))))))


def _found(form: str, names: dict[str, frozenset[str]]) -> frozenset[str]:
    if form in names:
        return names[form]
    if len(form) < _SHORTEST_FUZZY:
        return frozenset()
    from rapidfuzz.distance import OSA

    near = (ids for name, ids in names.items() if OSA.distance(form, name, score_cutoff=1) <= 1)
    return frozenset().union(*near)


def _only(ids: Iterable[str]) -> str | None:
    listed = list(ids)
    return listed[0] if len(listed) == 1 else None


@cache
def _second_level() -> dict[str, frozenset[str]]:
    """Ids of level 2 by compared name, under whatever parent."""
    found: dict[str, frozenset[str]] = {}
    for parent, names in _names().items():
        if parent is not None:
            for name, ids in names.items():
                found[name] = found.get(name, frozenset()) | ids
    return found


@cache
def _names() -> dict[str | None, dict[str, frozenset[str]]]:
    """Ids by compared name, by parent id (None for level 1)."""
    names: dict[str | None, dict[str, frozenset[str]]] = {None: {}}
    seen: set[str] = set()
    for line, row in packaged_rows(LEVELS):
        parent = row["parent_id"] or None
        if row["id"] in seen or (parent is not None and parent not in seen):
            raise TableError(LEVELS, line, f"id {row['id']} is not new, or parent {parent} does not stand above it")
        seen.add(row["id"])
        under = names.setdefault(parent, {})
        for name in (row["name_zh"], *row["aliases_zh"].split("|")):
            if under.setdefault(_form(name), frozenset({row["id"]})) != {row["id"]}:
                raise TableError(LEVELS, line, f"{name} belongs to another level under the same parent")
    return names
