"""Labels that the catalogue does not know, or not for certain, gathered from a finished dataset, most frequent first.

Each becomes a row of the catalogue's columns with an empty ``indicator_id``: filled in, the table is a user's
catalogue (normalizers/user_rows.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from gongbiao.normalizers.catalogue import Catalogue
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.levels import match_level1, match_level2
from gongbiao.normalizers.match import LabelKey, Match, match_many
from gongbiao.pipeline.errors import UnreadableError

_T = TypeVar("_T")
_FORM_COLUMNS = ["form_id", "form_type"]
_COLUMNS = [
    "form_id",
    "level1",
    "level2",
    "level3",
    "value_kind",
    "full_year_comparator",
    "full_year_unit",
]
_MONEY = ("元", "美元")
_TIMES = frozenset({"天", "工作日", "小时", "分钟", "秒", "周", "月", "年", "季度"})
_DIRECTIONS = {"≥": "higher_better", ">": "higher_better", "≤": "lower_better", "<": "lower_better"}

CANDIDATES = 3
COLUMNS = (
    "indicator_id",
    "aliases_zh",
    "count",
    "match_method",
    "match_score",
    *(f"candidate_{n}{part}" for n in range(1, CANDIDATES + 1) for part in ("", "_name", "_score")),
    "level1_zh",
    "level2_zh",
    "scope",
    "kind",
    "unit",
    "direction",
    "name_zh",
    "name_en",
    "source",
    "definition_zh",
)
"""The catalogue's columns, and what helps to fill in the first of them."""


@dataclass(slots=True)
class _Open:
    """All occurrences of one label that is open."""

    matches: Counter[Match] = field(default_factory=Counter)
    keys: Counter[LabelKey] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    comparators: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    scopes: set[str] = field(default_factory=set)


def open_labels(dataset: Path, catalogue: Catalogue, certain: float) -> Iterator[dict[str, str]]:
    """Yield a row for each label of the dataset that ``catalogue`` leaves open, the most frequent first.

    That is, it matches nothing and no user said that it is a department's own, or it is matched by likeness with a
    score under ``certain`` (0 to 100). Labels that differ in numbering, punctuation or width are one. Raises
    UnreadableError where there is no dataset.
    """
    lines = _lines(dataset)
    keys = [LabelKey(line["level3"], line["level1"], line["level2"], line["form_type"]) for line in lines]
    gathered: defaultdict[str, _Open] = defaultdict(_Open)
    for line, key, found in zip(lines, keys, match_many(keys, catalogue=catalogue), strict=True):
        form = comparison_form(key.label)
        if _is_open(found, certain) and form not in catalogue.settled:
            _add(gathered[form], line, key, found)
    ranked = sorted(gathered.items(), key=lambda one: (-one[1].keys.total(), one[0]))
    for form, occurrences in ranked:
        if form:
            yield _row(occurrences)


def _is_open(found: Match, certain: float) -> bool:
    return found.method == "none" or (found.method == "fuzzy" and found.score < certain)


def _lines(dataset: Path) -> list[dict[str, str]]:
    """Return the different labels in their contexts, with their number as ``count``."""
    try:
        forms = pq.read_table(dataset / "forms.parquet", columns=_FORM_COLUMNS)
        indicators = pq.read_table(dataset / "indicators.parquet", columns=_COLUMNS)
    except (OSError, pa.ArrowInvalid) as error:
        raise UnreadableError(str(dataset), f"no dataset that `gongbiao run` wrote: {error}") from error
    joined = indicators.filter(indicators["level3"].is_valid()).join(forms, "form_id")
    columns = [*_COLUMNS[1:], "form_type"]
    counted = joined.select(columns).append_column("one", pa.array([1] * len(joined), pa.int64()))
    grouped = counted.group_by(columns).aggregate([("one", "sum")]).rename_columns([*columns, "count"])
    return sorted(grouped.to_pylist(), key=lambda line: [str(line[column]) for column in columns])


def _add(occurrences: _Open, line: dict[str, str], key: LabelKey, found: Match) -> None:
    times = int(line["count"])
    occurrences.matches[found] += times
    occurrences.keys[key] += times
    occurrences.scopes.add((key.form_type or "").partition("_")[0])
    for counter, column in (
        (occurrences.kinds, "value_kind"),
        (occurrences.comparators, "full_year_comparator"),
        (occurrences.units, "full_year_unit"),
    ):
        if line[column]:
            counter[line[column]] += times


def _row(occurrences: _Open) -> dict[str, str]:
    key, found = _commonest(occurrences.keys), _commonest(occurrences.matches)
    assert key is not None
    assert found is not None
    level1 = match_level1(key.level1) if key.level1 else None
    level2 = match_level2(key.level2, level1) if key.level2 else None
    unit = _commonest(occurrences.units)
    row = dict.fromkeys(COLUMNS, "")
    row.update(
        aliases_zh=" ".join(key.label.replace("|", " ").split()),
        count=str(occurrences.keys.total()),
        match_method=found.method,
        match_score=f"{found.score:.1f}",
        level1_zh=(key.level1 or "") if level1 else "",
        level2_zh=(key.level2 or "") if level1 and level2 else "",
        scope=_scope(occurrences.scopes),
        kind=_kind(_commonest(occurrences.kinds), unit),
        unit=unit or "",
        direction=_DIRECTIONS.get(_commonest(occurrences.comparators) or "", "target"),
    )
    for n, candidate in enumerate(found.candidates[:CANDIDATES], start=1):
        row[f"candidate_{n}"] = candidate.indicator_id
        row[f"candidate_{n}_name"] = candidate.indicator_name
        row[f"candidate_{n}_score"] = f"{candidate.score:.1f}"
    return row


def _commonest(counter: Counter[_T]) -> _T | None:
    return max(counter, key=lambda one: counter[one], default=None)


def _scope(scopes: Iterable[str]) -> str:
    known = {"department", "project"} & set(scopes)
    return known.pop() if len(known) == 1 else "both"


def _kind(value_kind: str | None, unit: str | None) -> str:
    """The kind of indicator that values of this kind and unit belong to."""
    if value_kind in (None, "qualitative", "undetermined"):
        return "qualitative"
    if unit in ("%", "‰", "个百分点"):
        return "rate"
    if unit in _TIMES:
        return "time"
    return "amount" if unit and unit.split("/")[0].endswith(_MONEY) else "count"
