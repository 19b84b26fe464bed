"""A form as a typed record: what the reader makes of a table, every value with its place in the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from gongbiao.extractors.box import Box
from gongbiao.normalizers.match import Match
from gongbiao.normalizers.value import Value


class Place(NamedTuple):
    """Where something stands in the source."""

    page: int
    """1-based."""
    box: Box
    """Points from the top left of the page."""


class Printed(NamedTuple):
    """A cell as the form prints it, filled in or not."""

    text: str
    """Repaired; empty where the cell is."""
    place: Place


@dataclass(frozen=True, slots=True)
class Recognised:
    """A cell of a picture whose text reached the dataset."""

    read: str
    """As an engine read it, its lines joined."""
    other: str
    """With the next likeliest characters in place of doubtful ones; empty where there is no doubt."""
    taken: str
    """What was made of it: another text than ``read`` where knowledge of forms repaired it."""
    confidence: float
    place: Place


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The text of one field of a form, e.g. ``project_name``."""

    text: str
    """Repaired text, never empty."""
    raw: str
    """As extracted, the cell's lines joined with one space."""
    place: Place
    confidence: float
    recognised: Recognised | None = None
    """The cell that it stands in; None for text that a PDF carries."""


class Amount(NamedTuple):
    """A cell of the funds block."""

    value: Decimal | None
    """万元 with 4 places; None where the cell is empty or could not be parsed."""
    raw: str | None
    """As extracted; None where the cell is empty."""


NO_AMOUNT = Amount(None, None)
"""What a form says that has no such column, or leaves its cell empty."""


NOTHING_RECOGNISED: Mapping[str, Recognised] = {}
"""Of a row whose text the PDF carries."""
NO_CELLS: Mapping[str, Place] = {}
"""Of a row whose cells nobody noted."""


class Fund(NamedTuple):
    """One money line of a form, filled in or not."""

    side: str
    """``income`` or ``expenditure``."""
    item: str
    """Canonical item, e.g. ``general_public_budget``."""
    label: str
    project_no: int | None
    project_name: str | None
    half_year: Amount
    full_year: Amount
    place: Place
    budget_initial: Amount = NO_AMOUNT
    executed: Amount = NO_AMOUNT
    execution_rate: float | None = None
    """98.7 for 98.70%."""
    score_weight: float | None = None
    score: float | None = None
    recognised: Mapping[str, Recognised] = NOTHING_RECOGNISED
    """The cells of a picture, by the column of the dataset that they fill."""
    cells: Mapping[str, Place] = NO_CELLS
    """Where its cells stand, empty ones too, by that column; a column that the form does not print is not there."""


class Target(NamedTuple):
    """A target value of an indicator."""

    text: str
    """Repaired text, never empty."""
    raw: str
    value: Value


class Indicator(NamedTuple):
    """One indicator line of a form."""

    level1: str | None
    level2: str | None
    level3: str | None
    """Repaired, without the prefix 指标 N：."""
    level1_id: str | None
    level2_id: str | None
    ordinal: int | None
    task: str | None
    funding_project: str | None
    match: Match
    calc_symbol: str | None
    half_year: Target | None
    full_year: Target | None
    raw_label: str | None
    place: Place
    extractor: str
    """The stage that read its page."""
    confidence: float
    actual_value: str | None = None
    score_weight: float | None = None
    score: float | None = None
    deviation_reason: str | None = None
    unit: str | None = None
    """Printed in a column of its own."""
    recognised: Mapping[str, Recognised] = NOTHING_RECOGNISED
    """The cells of a picture by the column that they fill; a cell merged over several lines stands with each."""
    cells: Mapping[str, Place] = NO_CELLS
    """Where its cells stand, empty ones too, by that column; a column that the form does not print is not there."""


DriftKind = Literal["title", "reworded", "missing", "unknown_column", "not_kept", "order"]


@dataclass(frozen=True, slots=True)
class Drift:
    """One way in which a form differs from the template that read it."""

    kind: DriftKind
    printed: str
    """What the form prints; of a missing label the template's."""
    meant: str = ""
    """The label of the template that a reworded one was taken for; of another order the template's."""


UNKNOWN = "unknown"
"""The type of a form that no template reads."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form, read by one template; or one of unknown family, of which no more than its heading is known."""

    template: str | None
    form_type: str
    title: str | None
    region: str | None
    year: int | None
    fields: Mapping[str, FieldValue]
    """By column name of the ``forms`` table: department, project_name, start_date (as ISO text) …"""
    funds: tuple[Fund, ...]
    indicators: tuple[Indicator, ...]
    first_page: int
    last_page: int
    place: Place
    """The first piece of the form's table."""
    reading_score: float
    """0 to 1: how well the template fitted."""
    unclaimed: tuple[Printed, ...]
    """The cells with text that no field claimed."""
    printed: Mapping[str, Printed] = field(default_factory=dict)
    """What stands beside each label of the template that the form prints, by the template's name of the field
    (``start_date``, ``contact`` …); the label's own place where it has no cell beside it."""
    money_units: tuple[str, ...] = ()
    """Units of money that the headers of the funds block name, each once."""
    totals: Mapping[str, float] = field(default_factory=dict)
    """Evaluation forms: what the line 总分 prints, as ``score_weight`` and ``score``."""
    drift: tuple[Drift, ...] = ()
    """In what it differs from its template."""


@dataclass(frozen=True, slots=True)
class UnreadTable:
    """A table without a title that looks like a form, or like the rest of one, and that no template fits."""

    title: str | None
    place: Place
    """Its first piece."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a reading of a document holds."""

    forms: tuple[Form, ...]
    """In reading order."""
    unread: tuple[UnreadTable, ...]
    """In reading order."""
