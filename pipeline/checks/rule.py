"""What a rule is, what it sees, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongbiao.extractors.table import Failure, Unevaluated
from gongbiao.normalizers.record import Drift, Place, Recognised, UnreadTable
from gongbiao.pipeline.schema import FormRow, FundRow, IndicatorRow


@dataclass(frozen=True, slots=True)
class Rule:
    """The declaration of a rule: what it is called, and why it holds."""

    id: str
    """Stable: family and name, e.g. ``funds.income_expenditure_mismatch``."""
    severity: str
    title_zh: str
    title_en: str
    basis: str
    """The regulation or the reason that it rests on."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to look, in points from the top left of a page."""

    page: int | None
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """A cell that was recognised in a picture, and what it fills."""

    form: FormRow
    table: str
    row: int | None
    """The line_no or row_no; None for a field of the form."""
    column: str
    cell: Recognised


@dataclass(frozen=True, slots=True)
class Submission:
    """One document as the rules see it: its rows, and what could not be read."""

    forms: tuple[FormRow, ...]
    funds: tuple[FundRow, ...]
    indicators: tuple[IndicatorRow, ...]
    places: Mapping[str, Spot] = field(default_factory=dict)
    """Where the table of each form begins, by form_id."""
    unread_pages: tuple[Failure, ...] = ()
    unread_tables: tuple[UnreadTable, ...] = ()
    drifts: Mapping[str, tuple[Drift, ...]] = field(default_factory=dict)
    """In what forms differ from their templates, by form_id."""
    unevaluated: tuple[Unevaluated, ...] = ()
    """Formulas without a value, of a spreadsheet."""
    recognitions: tuple[Recognition, ...] = ()
    """The cells that were read from pictures; none of those whose text the PDF carries."""

    def funds_of(self, form: FormRow) -> tuple[FundRow, ...]:
        """Return the money lines of one form."""
        return tuple(fund for fund in self.funds if fund.form_id == form.form_id)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; the registry adds the rule and the numbering."""

    zh: str
    en: str
    form: FormRow | None = None
    """None for findings about the whole file."""
    table: str | None = None
    row: int | None = None
    spot: Spot = Spot(None)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that looks for it."""

    rule: Rule
    find: Callable[[Submission], Iterator[Finding]]


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
