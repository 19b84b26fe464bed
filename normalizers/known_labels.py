"""Which texts are labels of forms: what is known of them helps to put together what a page break cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbiao.normalizers.catalogue import Catalogue
from gongbiao.normalizers.levels import is_level_name
from gongbiao.normalizers.match import LabelKey, identify, split_label
from gongbiao.normalizers.template import Template


@dataclass(frozen=True, slots=True)
class KnownLabels:
    """The labels of some templates, the names of levels, and those of the catalogue; asked by label key."""

    templates: Sequence[Template]
    catalogue: Catalogue | None = None
    """None for the packaged one."""

    def is_label(self, key: str) -> bool:
        """Tell whether a text is a label of a form or the name of a level."""
        return self._is_printed(key) or is_level_name(key)

    def names_row(self, key: str) -> bool:
        """Tell whether a text is the whole name of a row: a money line, or an indicator of the catalogue."""
        _, label = split_label(key)
        if self._is_printed(key) or identify([LabelKey(label)], self.catalogue)[0].method in ("exact", "alias"):
            return True
        patterns = {side.project_item for template in self.templates for side in template.funds.sides.values()}
        return any(re.fullmatch(pattern, key) for pattern in patterns if pattern)

    def is_numbered(self, key: str) -> bool:
        """Tell whether a text is numbered, as 指标 1：… is."""
        return split_label(key)[0] is not None

    def begins_row(self, key: str) -> bool:
        """Tell whether a text begins a row of its own: it is the name of one, or numbered."""
        return self.is_numbered(key) or self.names_row(key)

    def _is_printed(self, key: str) -> bool:
        return any(key in template.labels for template in self.templates)
