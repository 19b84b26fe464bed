"""A family of forms as data: what its template says, and its labels by the key by which they are compared.

A template says what a family of forms is called and which labels it prints; where on the page they stand is found in
the table. All labels are compared by :func:`label_key`. ``template_files.py`` reads templates from YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from gongbiao.normalizers.text import squash

FieldName = Literal[
    "department",
    "project_name",
    "supervising_department",
    "implementing_unit",
    "project_attribute",
    "project_tier",
    "project_category",
    "start_date",
    "end_date",
    "period",
    "contact",
    "responsibilities",
    "organisation",
    "necessity",
    "feasibility",
    "content",
    "long_term_goal",
    "annual_goal",
    "annual_result",
]
IndicatorColumn = Literal[
    "level1",
    "level2",
    "level3",
    "calc_symbol",
    "half_year",
    "full_year",
    "actual_value",
    "unit",
    "score_weight",
    "score",
    "deviation_reason",
    "not_kept",
]
"""``not_kept``: a column that is known and for which the dataset has no place, like 评分标准."""
FundColumn = Literal[
    "half_year", "full_year", "budget_initial", "executed", "execution_rate", "score_weight", "score", "not_kept"
]
Side = Literal["income", "expenditure"]
FormType = Literal["department_target", "project_target", "department_evaluation", "project_evaluation", "unknown"]

DEFAULT_THRESHOLD = 0.6
"""Share of a template's compulsory labels that a table must show to be read by it."""
_BRACKETED = re.compile(r"\([^()]*\)")
_AMONG = re.compile(r"\A(?:其中:?|[一二三四五六七八九十\d]{1,2}[.、)])")
"""What may stand before the name of a money line: 其中：, 1."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldRule(_Strict):
    """One field of a form."""

    labels: tuple[str, ...]
    where: Literal["right", "below", "outside"] = "right"
    """``right``: right of its label, or in the label's own cell behind a colon. ``below``: also under it, where
    nothing but labels stands beside it. ``outside``: also in a paragraph beside the table, like 填报单位(盖章)：…"""
    starts_form: bool = False
    """The field stands at the top of its form: where it comes again in a table, another form begins."""
    required: bool = False
    listed: bool = False
    """Several labels make up the field: they are listed with their values, 财政供养人员数：12；下属单位数：1."""


class SideRule(_Strict):
    """The income or the expenditure half of a funds block."""

    header: tuple[str, ...] = ()
    """Labels that head the half (资金来源); without one, its lines are found by their own labels."""
    items: dict[str, tuple[str, ...]]
    """Labels of each canonical item, in the order of the form."""
    alone: dict[str, str] = Field(default_factory=dict)
    """What an item is where the form does not print that other one: current_year_fiscal: fiscal_subtotal."""
    project_item: str | None = None
    """Regular expression with the groups ``number`` and ``name``, for lines like 其中：项目 1：…"""

    @field_validator("project_item")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None and not {"number", "name"} <= set(_compiled(pattern).groupindex):
            raise ValueError("project_item needs the groups (?P<number>…) and (?P<name>…)")
        return pattern


class TasksRule(_Strict):
    """A list of tasks with what each is given: its rows are money lines of the item ``key_task``."""

    name: tuple[str, ...]
    amount: tuple[str, ...]


class FundsRule(_Strict):
    """The funds block."""

    columns: dict[FundColumn, tuple[str, ...]] = Field(default_factory=dict)
    sides: dict[Side, SideRule] = Field(default_factory=dict)
    tasks: TasksRule | None = None

    @property
    def headed(self) -> bool:
        """Whether the halves of the block have headers of their own."""
        return any(side.header for side in self.sides.values())


class IndicatorsRule(_Strict):
    """The indicator block."""

    columns: dict[IndicatorColumn, tuple[str, ...]]
    """Header synonyms of each column; of two headers that mean the same column the one listed first is taken."""
    optional: tuple[IndicatorColumn, ...] = ()
    """Columns that a form of the family may lack."""

    @model_validator(mode="after")
    def _has_names(self) -> IndicatorsRule:
        if "level3" not in self.columns:
            raise ValueError("columns needs level3: the column with the indicators' names")
        return self


class Template(_Strict):
    """One family of forms."""

    id: str = Field(pattern="^[a-z0-9][a-z0-9-]*$")
    version: int = Field(ge=1)
    form_type: FormType
    title: tuple[str, ...]
    """Regular expressions, searched in the title without white space."""
    threshold: float = Field(default=DEFAULT_THRESHOLD, gt=0, le=1)
    """Share of the compulsory labels from which on a table can be of this family."""
    fields: dict[FieldName, FieldRule]
    sections: tuple[str, ...] = ()
    """Labels of merged cells beside a block, which carry no value."""
    funds: FundsRule = Field(default_factory=FundsRule)
    indicators: IndicatorsRule

    def __hash__(self) -> int:
        """Templates that are equal have the same id."""
        return hash(self.id)

    @field_validator("title")
    @classmethod
    def _patterns_compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            _compiled(pattern)
        return patterns

    def names_title(self, title: str) -> bool:
        """Tell whether ``title`` (without white space) is a title of this family."""
        return any(re.search(pattern, title) for pattern in self.title)

    @cached_property
    def labels(self) -> LabelIndex:
        """The template's labels, by key."""
        return LabelIndex.of(self)

    @cached_property
    def compulsory(self) -> tuple[tuple[str, ...], ...]:
        """The keys of the labels of each thing that every form of the family prints."""
        optional = {*self.indicators.optional, "not_kept"}
        listed = [
            *(rule.labels for rule in self.fields.values() if rule.required),
            *(labels for name, labels in self.indicators.columns.items() if name not in optional),
            *(side.header for side in self.funds.sides.values() if side.header),
        ]
        return tuple(tuple(map(label_key, labels)) for labels in listed)


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """What each label of a template stands for, by :func:`label_key`."""

    fields: dict[str, FieldName]
    fund_headers: dict[str, Side]
    fund_columns: dict[str, FundColumn]
    fund_items: dict[Side, dict[str, str]]
    indicator_columns: dict[str, IndicatorColumn]
    indicator_ranks: dict[str, int]
    """Where each label of an indicator column stands among those for the same column."""
    sections: frozenset[str]
    all: frozenset[str]
    """Every key of the above."""

    def __contains__(self, key: str) -> bool:
        """Tell whether a label key stands for anything in the template."""
        return key in self.all

    @classmethod
    def of(cls, template: Template) -> LabelIndex:
        """Index the labels of ``template``."""
        fields = {label_key(label): name for name, rule in template.fields.items() for label in rule.labels}
        headers = {label_key(label): side for side, rule in template.funds.sides.items() for label in rule.header}
        columns = {label_key(label): name for name, labels in template.funds.columns.items() for label in labels}
        items = {
            side: {item_key(label): item for item, labels in rule.items.items() for label in labels}
            for side, rule in template.funds.sides.items()
        }
        indicators = {
            label_key(label): name for name, labels in template.indicators.columns.items() for label in labels
        }
        ranks = {
            label_key(label): at for labels in template.indicators.columns.values() for at, label in enumerate(labels)
        }
        sections = frozenset(map(label_key, template.sections))
        tasks = template.funds.tasks
        others = frozenset(map(label_key, (*tasks.name, *tasks.amount) if tasks else ()))
        lines = (label for side in template.funds.sides.values() for labels in side.items.values() for label in labels)
        others |= frozenset(map(label_key, lines))
        every = sections.union(others, fields, headers, columns, indicators, *items.values())
        return cls(fields, headers, columns, items, indicators, ranks, sections, every)


@lru_cache(maxsize=100_000)
def label_key(text: str) -> str:
    """Return the form in which labels are compared: no white space, no bracketed remarks, no colon at the end."""
    key = squash(text)
    return ((_BRACKETED.sub("", key) or key) if "(" in key else key).rstrip(":")


@lru_cache(maxsize=100_000)
def item_key(text: str) -> str:
    """Return the label key of a money line's name without what may stand before it: 其中：财政拨款, 1.财政拨款."""
    key = label_key(text)
    return _AMONG.sub("", key) or key
