"""What an invented form says, before anybody prints it: the source of its pages and of its expected rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

FormType = Literal["project_target", "department_target", "project_evaluation", "department_evaluation"]


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator with its target."""

    level1: tuple[str, str]
    """As printed, and its id."""
    level2: tuple[str, str]
    name: str
    sign: str
    """``≥``, ``≤``, ``=``, or ``定性``."""
    value: str
    """The number, or the words of a qualitative target."""
    unit: str = ""
    """In its normal form."""
    actual: str = ""
    weight: str = "10"
    score: str = "10"
    reason: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the target is a number."""
        return self.sign != "定性"


@dataclass(frozen=True, slots=True)
class Money:
    """One line of money; amounts in 万元, None for an empty cell."""

    item: str
    label: str
    full_year: Decimal | None = None
    budget_initial: Decimal | None = None
    executed: Decimal | None = None
    rate: str = ""
    """As printed: ``97.89%``."""
    weight: str = ""
    score: str = ""
    side: Literal["income", "expenditure"] = "income"
    task: str | None = None
    """What a line of a department's tasks is for: prose beside it, which the dataset has no place for."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form; ``fields`` are the text columns of the table ``forms``."""

    form_type: FormType
    title: str
    year: int
    region: str | None
    fields: dict[str, str]
    money: tuple[Money, ...]
    targets: tuple[Target, ...]
    printed: dict[str, str] = field(default_factory=dict)
    """What a field's cell prints where that is not its value: ``□新增项目 ☑延续项目`` for 延续项目."""
    period: tuple[str, str, str] | None = None
    """As printed, first and last day."""
    tasks: tuple[Money, ...] = ()
