"""What a made-up document says, before anybody prints it: the source of its pages and of its expected dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

FormType = Literal["department_target", "project_target"]
ValueColumn = Literal["calc_symbol", "half_year", "full_year"]


@dataclass(frozen=True, slots=True)
class Target:
    """A target value as printed, and what it says."""

    printed: str
    kind: str
    comparator: str | None = None
    number: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an indicator, and what it is in the catalogue."""

    printed: str
    indicator_id: str | None
    indicator_name: str | None
    method: Literal["exact", "alias", "none"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the indicator block; ``task`` and ``funding_project`` stand on duty lines only."""

    label: Label
    half_year: Target
    full_year: Target
    ordinal: int | None = None
    calc_symbol: str | None = None
    task: str | None = None
    funding_project: str | None = None


@dataclass(frozen=True, slots=True)
class LevelTwo:
    """A 二级指标 with its lines."""

    name: str
    id: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LevelOne:
    """A 一级指标 with its 二级指标."""

    name: str
    id: str
    groups: tuple[LevelTwo, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as printed, and in 万元."""

    printed: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """One line of the funds block; ``group`` is the merged label before it."""

    side: Literal["income", "expenditure"]
    item: str
    printed: str
    group: str | None = None
    half_year: Amount | None = None
    full_year: Amount | None = None
    project_no: int | None = None
    project_name: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When a project runs, and how its dates are printed."""

    start: date
    end: date
    printed: tuple[str, str]


@dataclass(frozen=True, slots=True)
class FormContent:
    """One form."""

    form_type: FormType
    title: str
    year: int
    year_line: str
    region: str
    department: str
    fields: dict[str, str]
    """Text columns of the ``forms`` table but for ``department``; an empty text is printed as an empty cell."""
    period: Period | None
    money: tuple[Money, ...]
    levels: tuple[LevelOne, ...]
    value_order: tuple[ValueColumn, ...]
    """The columns behind 三级指标, from the left."""
    titled: bool = True
    """Whether the form prints title, year and 填报单位 of its own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large and how varied an invented document is."""

    projects: int = 1
    department_form: bool = True
    narrative: tuple[int, int] = (30, 160)
    """Least and most characters of a narrative."""
    lines_per_group: tuple[int, int] = (1, 3)
    value_order: tuple[ValueColumn, ...] = ("calc_symbol", "half_year", "full_year")
    """Department forms leave ``calc_symbol`` out."""
