"""Form families as data: the YAML files under ``templates/``, validated when they are loaded.

A template says what a family of forms is called and which labels it prints; where on the page they stand is found in
the table. All labels are compared by :func:`label_key`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

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
    "contact",
    "responsibilities",
    "organisation",
    "necessity",
    "feasibility",
    "content",
    "long_term_goal",
    "annual_goal",
]
IndicatorColumn = Literal["level1", "level2", "level3", "calc_symbol", "half_year", "full_year"]
FundColumn = Literal["half_year", "full_year"]
Side = Literal["income", "expenditure"]

_BRACKETED = re.compile(r"\([^()]*\)")


class TemplateError(ValueError):
    """A template file does not say what a template must say."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldRule(_Strict):
    """One field of a form."""

    labels: tuple[str, ...]
    where: Literal["table", "outside"] = "table"
    """``outside``: a paragraph beside the table, like 填报单位(盖章)：…"""
    starts_form: bool = False
    """The field stands at the top of its form: where it comes again in a table, another form begins."""
    required: bool = False


class SideRule(_Strict):
    """The income or the expenditure half of a funds block."""

    header: tuple[str, ...]
    items: dict[str, tuple[str, ...]]
    """Labels of each canonical item, in the order of the form."""
    project_item: str | None = None
    """Regular expression with the groups ``number`` and ``name``, for lines like 其中：项目 1：…"""

    @field_validator("project_item")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None and not {"number", "name"} <= set(re.compile(pattern).groupindex):
            raise ValueError("project_item needs the groups (?P<number>…) and (?P<name>…)")
        return pattern


class FundsRule(_Strict):
    """The funds block."""

    columns: dict[FundColumn, tuple[str, ...]]
    sides: dict[Side, SideRule]


class IndicatorsRule(_Strict):
    """The indicator block."""

    columns: dict[IndicatorColumn, tuple[str, ...]]
    optional: tuple[IndicatorColumn, ...] = ()
    """Columns that a form of the family may lack."""


class Template(_Strict):
    """One family of forms."""

    id: str
    version: int
    form_type: Literal["department_target", "project_target"]
    title: tuple[str, ...]
    """Regular expressions, searched in the title without white space."""
    fields: dict[FieldName, FieldRule]
    sections: tuple[str, ...] = ()
    """Labels of merged cells beside a block, which carry no value."""
    funds: FundsRule
    indicators: IndicatorsRule

    @field_validator("title")
    @classmethod
    def _patterns_compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            re.compile(pattern)
        return patterns

    def names_title(self, title: str) -> bool:
        """Tell whether ``title`` (without white space) is a title of this family."""
        return any(re.search(pattern, title) for pattern in self.title)

    @cached_property
    def labels(self) -> LabelIndex:
        """The template's labels, by key."""
        return LabelIndex.of(self)


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """What each label of a template stands for, by :func:`label_key`."""

    fields: dict[str, FieldName]
    fund_headers: dict[str, Side]
    fund_columns: dict[str, FundColumn]
    fund_items: dict[Side, dict[str, str]]
    indicator_columns: dict[str, IndicatorColumn]
    sections: frozenset[str]

    def __contains__(self, key: str) -> bool:
        """Tell whether a label key stands for anything in the template."""
        return (
            key in self.sections
            or any(
                key in index for index in (self.fields, self.fund_headers, self.fund_columns, self.indicator_columns)
            )
            or any(key in items for items in self.fund_items.values())
        )

    @classmethod
    def of(cls, template: Template) -> LabelIndex:
        """Index the labels of ``template``."""
        return cls(
            fields={label_key(label): name for name, rule in template.fields.items() for label in rule.labels},
            fund_headers={
                label_key(label): side for side, rule in template.funds.sides.items() for label in rule.header
            },
            fund_columns={
                label_key(label): name for name, labels in template.funds.columns.items() for label in labels
            },
            fund_items={
                side: {label_key(label): item for item, labels in rule.items.items() for label in labels}
                for side, rule in template.funds.sides.items()
            },
            indicator_columns={
                label_key(label): name for name, labels in template.indicators.columns.items() for label in labels
            },
            sections=frozenset(map(label_key, template.sections)),
        )


@lru_cache(maxsize=100_000)
def label_key(text: str) -> str:
    """Return the form in which labels are compared: no white space, no bracketed remarks, no colon at the end."""
    key = squash(text)
    return ((_BRACKETED.sub("", key) or key) if "(" in key else key).rstrip(":")


def parse_template(text: str, name: str) -> Template:
    """Return the template that a YAML text describes; raises TemplateError naming the file and the line or field."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        raise TemplateError(f"{name}{line}: {getattr(error, 'problem', error)}") from error
    try:
        return Template.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        path = [str(step) for step in first["loc"]]
        raise TemplateError(f"{name}{_line_of(text, path)}: {'.'.join(path)}: {first['msg']}") from error


def _line_of(text: str, path: list[str]) -> str:
    """Return ``:N`` for the line of the last key of ``path`` that the YAML text holds, else an empty string."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = None
    for step in path:
        if not isinstance(node, yaml.MappingNode):
            break
        match = next(((key, value) for key, value in node.value if key.value == step), None)
        if match is None:
            break
        line, node = match[0].start_mark.line + 1, match[1]
    return f":{line}" if line is not None else ""


def _template_files() -> Iterator[tuple[str, str]]:
    folder = files("gongbiao.normalizers") / "templates"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            yield entry.name, entry.read_text(encoding="utf-8")


@cache
def load_templates() -> tuple[Template, ...]:
    """Return the packaged templates, by file name; raises TemplateError."""
    return tuple(parse_template(text, name) for name, text in _template_files())


@cache
def templates_version() -> str:
    """Return a short digest of all packaged templates, for the dataset's description."""
    digest = hashlib.sha256()
    for name, text in _template_files():
        digest.update(f"{name}\n{text}\n".encode())
    return digest.hexdigest()[:12]
