"""The prose of a form: which fields hold it, what they are called, and the form in which two of them are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema import FORMS

NARRATIVES = ("necessity", "feasibility", "content", "long_term_goal", "annual_goal")
"""What offices write anew for each form; duties and organisation are the same every year."""
GOALS = ("content", "long_term_goal", "annual_goal")
PROSE = (*NARRATIVES, "responsibilities", "organisation", "annual_result")
TEXTS = (
    *PROSE,
    "project_name",
    "department",
    "supervising_department",
    "implementing_unit",
    "project_attribute",
    "project_tier",
    "project_category",
)
"""All columns of ``forms`` that hold free text, contacts apart."""

_NOT_WORDS = re.compile(r"[\W_]+")
_ENGLISH = {
    "department": "the department's name",
    "project_name": "the project's name",
    "supervising_department": "the supervising department",
    "implementing_unit": "the implementing unit",
    "project_attribute": "the project's attribute",
    "project_tier": "the project's tier",
    "project_category": "the project's category",
    "start_date": "the start date",
    "end_date": "the end date",
    "contact": "the contact",
    "responsibilities": "the department's duties",
    "organisation": "organisation and staff",
    "necessity": "the necessity",
    "feasibility": "the feasibility",
    "content": "the project's content",
    "long_term_goal": "the long-term goal",
    "annual_goal": "the annual goal",
    "annual_result": "the year's result",
}
_CONTACT = "项目负责人/联系电话"


@cache
def _titles() -> dict[str, str]:
    return {field.name: field.column.title for field in FORMS.fields} | {"contact": _CONTACT}


def named(field: str) -> tuple[str, str]:
    """Return what a field of the form is called in Chinese and English."""
    return _titles()[field], _ENGLISH[field]


def written(view: FormView, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form that hold text, with it."""
    for field in fields:
        text = getattr(view.form, field)
        if text:
            yield field, text


@lru_cache(65536)
def bare(text: str) -> str:
    """Return the words of a text without spaces and punctuation, in which two texts are compared."""
    return _NOT_WORDS.sub("", text)


def around(text: str, start: int, end: int, more: int = 8) -> str:
    """Return a part of a text with a little of what stands beside it, for a message."""
    low, high = max(0, start - more), min(len(text), end + more)
    return ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")
