"""Which pages of a long document can hold a form, told from their text before any table is looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from gongbiao.normalizers.template import Template

_WORDS = re.compile(
    r"绩效.{0,12}表|绩\s?效\s?(?:目标|自评|评价)?\s?(?:申报|情况)?\s?表|[一二三]\s?级\s?指\s?标|绩效\s?指标|指标\s?值"
)
"""A form's title, in one line or broken, or the header of its indicators. 绩效目标 alone stands in prose too, and above
all pages of a booklet."""
LABELS = 3
"""Different labels of fields that make a page one of a form: budget tables print 单位名称 and 项目名称 too."""
_LONG_ENOUGH = 4
"""Characters of a label that counts; shorter ones stand in prose."""


def form_pages(templates: Sequence[Template]) -> Callable[[str], bool]:
    """Return what tells from a page's text, line by line without white space, whether it can hold a form."""
    labels = _any_of(frozenset(key for one in templates for key in one.labels.fields if len(key) >= _LONG_ENOUGH))

    def may_hold_form(text: str) -> bool:
        return _WORDS.search(text) is not None or len(set(labels.findall(text))) >= LABELS

    return may_hold_form


@lru_cache(8)
def _any_of(keys: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(keys, key=lambda key: (-len(key), key)))))
