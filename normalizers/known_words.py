"""What the labels of all known families mean, for reading a form of a family that is not known yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gongbiao.normalizers.rewording import likeness
from gongbiao.normalizers.template import FieldName, FundColumn, IndicatorColumn, Template, item_key, label_key

_Meaning = TypeVar("_Meaning", bound=str)
ALIKE = 75.0
"""Likeness (0 to 100) from which on a label is taken for a known one, to be checked by a person."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Labels by key, each with what it means in the first template that has it."""

    fields: Mapping[str, FieldName]
    indicator_columns: Mapping[str, IndicatorColumn]
    fund_columns: Mapping[str, FundColumn]
    items: Mapping[str, tuple[str, str]]
    """Side and item."""
    sections: frozenset[str]

    @classmethod
    def of(cls, templates: Sequence[Template]) -> KnownWords:
        """Collect the labels of some templates, the first one winning."""
        fields: dict[str, FieldName] = {}
        indicators: dict[str, IndicatorColumn] = {}
        columns: dict[str, FundColumn] = {}
        items: dict[str, tuple[str, str]] = {}
        for labels in (template.labels for template in templates):
            fields = {**labels.fields, **fields}
            indicators = {**labels.indicator_columns, **indicators}
            columns = {**labels.fund_columns, **columns}
            for side, own in labels.fund_items.items():
                items = {**{key: (str(side), item) for key, item in own.items()}, **items}
        sections = frozenset(key for template in templates for key in template.labels.sections)
        return cls(fields, indicators, columns, items, sections)

    def field(self, key: str) -> tuple[FieldName, str] | None:
        """Return the field that a label means, and the known label that it is or is like; None for none."""
        return _nearest(key, self.fields)

    def indicator_column(self, key: str) -> tuple[IndicatorColumn, str] | None:
        """Return the same for a column of the indicator block."""
        return _nearest(key, self.indicator_columns)

    def item(self, text: str) -> tuple[str, str] | None:
        """Return side and item of a money line."""
        return self.items.get(item_key(text))

    def is_known(self, text: str) -> bool:
        """Tell whether a text is a label of any kind."""
        key = label_key(text)
        groups = (self.fields, self.indicator_columns, self.fund_columns, self.sections)
        return any(key in group for group in groups) or item_key(text) in self.items


def _nearest(key: str, known: Mapping[str, _Meaning]) -> tuple[_Meaning, str] | None:
    if key in known:
        return known[key], key
    best = max(((likeness(key, label), label) for label in known), default=(0.0, ""))
    return (known[best[1]], best[1]) if best[0] >= ALIKE else None
