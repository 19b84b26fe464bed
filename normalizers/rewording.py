"""Labels in other words: 具体实施单位 for 实施单位, 全年实际完成值 for 实际完成值."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from gongbiao.normalizers.levels import is_level_name
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import Template, label_key

LONGEST = 14
"""Characters of a label; longer cells are prose."""
ALIKE = 75.0
"""Similarity (rapidfuzz ratio, 0 to 100) from which on two labels may mean the same: one character of four differs."""
SHORTEST_WITHIN = 3
"""Characters of a label that may stand inside a longer one: 目标 and 单位 stand in too many."""
MORE_AT_MOST = 5
"""Characters that such a longer one has more."""
HEADER_CELLS = 2
"""Known columns that make a row the header of the indicator block."""


def reworded_labels(sheet: Sheet, template: Template, printed: frozenset[str]) -> dict[str, str]:
    """Return, by a cell's key, the label of the template that it says in other words.

    A column is sought in the header of the indicator block, a compulsory field outside it, among cells with another
    one to their right; each is sought only if none of its labels is among ``printed``, the keys of the table and of the
    lines around it, and found at most once.
    """
    found: dict[str, str] = {}
    headers = _header_cells(sheet, template)
    columns = (labels for name, labels in template.indicators.columns.items() if name != "not_kept")
    _find(found, printed, headers, columns)
    fields = (rule.labels for rule in template.fields.values() if rule.required)
    _find(found, printed, (key for key in _label_cells(sheet, template) if key not in headers), fields)
    return found


def _find(found: dict[str, str], keys: frozenset[str], cells: Iterable[str], wanted: Iterable[tuple[str, ...]]) -> None:
    sought = [own for labels in wanted if keys.isdisjoint(own := tuple(map(label_key, labels)))]
    free = list(cells) if sought else []
    for own in sought:
        scores = [(score, key, label) for key in free for label in own if (score := likeness(key, label)) >= ALIKE]
        if scores:
            _, key, label = max(scores)
            found[key] = label
            free.remove(key)


@lru_cache(8192)
def likeness(key: str, label: str) -> float:
    """Return how alike two label keys are, 0 to 100; a longer one that holds the other whole is as good as equal."""
    short, long = sorted((key, label), key=len)
    if len(short) > SHORTEST_WITHIN and short in long and len(long) - len(short) <= MORE_AT_MOST:
        return 100.0 - (len(long) - len(short))
    from rapidfuzz import fuzz

    return float(fuzz.ratio(key, label))


def _header_cells(sheet: Sheet, template: Template) -> list[str]:
    """Return the unknown texts of the rows that name at least two columns of the indicator block."""
    rows: dict[int, int] = {}
    for cell, _ in sheet.labelled(template.labels.indicator_columns):
        rows[cell.row] = rows.get(cell.row, 0) + 1
    heads = {row for row, count in rows.items() if count >= HEADER_CELLS}
    return [
        key
        for cell, key in zip(sheet.table.cells, sheet.keys, strict=True)
        if cell.row in heads and key and len(key) <= LONGEST and key not in template.labels
    ]


def _label_cells(sheet: Sheet, template: Template) -> Iterator[str]:
    """Yield the texts that can be labels of fields: short, unknown, something to their right, at the left of a pair."""
    for cell, key in zip(sheet.table.cells, sheet.keys, strict=True):
        if not key or len(key) > LONGEST or key in template.labels or sheet.at(cell.row, cell.column_end) is None:
            continue
        left = sheet.at(cell.row, cell.column - 1)
        is_value = left is not None and sheet.key(left) in template.labels.fields
        if not is_value and not is_level_name(key):
            yield key
