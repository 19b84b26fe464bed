"""What a rule is, and what it says when it finds something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gongbiao.normalizers.record import Place
from gongbiao.pipeline.schema import FormRow, FundRow, IndicatorRow

if TYPE_CHECKING:
    from gongbiao.pipeline.checks.submission import FormView, Submission


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a rule is held against; a rules file may give another one."""

    default: float
    meaning: str
    """What it counts, with its unit, e.g. ``shortest goal, in characters``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The declaration of a rule: what it is called, and why it holds."""

    id: str
    """Stable: family and name, e.g. ``funds.income_expenditure_mismatch``."""
    severity: str
    title_zh: str
    title_en: str
    basis: str
    """The regulation or the reason that it rests on, in Chinese."""
    basis_en: str
    threshold: Threshold | None = None


class Spot(NamedTuple):
    """Where to look, in points from the top left of a page."""

    page: int | None
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None


NOWHERE = Spot(None)


class Finding(NamedTuple):
    """What a rule found; the registry adds the rule and the numbering."""

    zh: str
    en: str
    form: FormRow | None = None
    """None for findings about the whole file."""
    table: str | None = None
    row: int | None = None
    spot: Spot = NOWHERE
    severity: str | None = None
    """Where it is another one than the rule's: a rule may be less sure of some of what it finds."""


Findings = Iterator[Finding]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that looks for it in a document."""

    rule: Rule
    find: Callable[[Submission], Findings]


@dataclass(frozen=True, slots=True)
class FormCheck:
    """A rule with the function that looks for it in one form of a known family."""

    rule: Rule
    find: Callable[[FormView], Findings] | Callable[[FormView, float], Findings]
    """The second kind is given the rule's threshold, and belongs to rules that have one."""


FindInForm = Callable[["FormView"], Findings] | Callable[["FormView", float], Findings]


def form_rule(
    rule_id: str, severity: str, *, zh: str, en: str, basis: str, basis_en: str, threshold: Threshold | None = None
) -> Callable[[FindInForm], FormCheck]:
    """Declare a rule about one form; the function below it looks for it."""
    rule = Rule(rule_id, severity, zh, en, basis, basis_en, threshold)
    return lambda find: FormCheck(rule, find)


def document_rule(
    rule_id: str, severity: str, *, zh: str, en: str, basis: str, basis_en: str
) -> Callable[[Callable[[Submission], Findings]], Check]:
    """Declare a rule about a document and the forms in it; the function below it looks for it."""
    rule = Rule(rule_id, severity, zh, en, basis, basis_en)
    return lambda find: Check(rule, find)


def spot_at(place: Place) -> Spot:
    """Return a place of a record."""
    return Spot(place.page, *place.box.sides())


def spot_of(row: FundRow | IndicatorRow) -> Spot:
    """Return the place of a row."""
    return Spot(row.page, row.x0, row.top, row.x1, row.bottom)


def wan_yuan(amount: Decimal) -> str:
    """Return an amount as people write it: at least two decimals, no idle zeros, e.g. ``1051.92``."""
    shown = f"{amount:.4f}"
    return shown[:-2] if shown.endswith("00") else shown.rstrip("0")
