"""A document as the rules see it: its rows, form by form, and facts about the print that no row carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gongbiao.extractors.table import Failure, Unevaluated
from gongbiao.normalizers.catalogue import Catalogue, default_catalogue
from gongbiao.normalizers.match import Candidate
from gongbiao.normalizers.record import Drift, Form, Place, Printed, Recognised, UnreadTable
from gongbiao.normalizers.template import Template
from gongbiao.normalizers.template_files import load_templates
from gongbiao.pipeline.checks.rule import Finding, Spot, spot_at, spot_of
from gongbiao.pipeline.schema import FormRow, FundRow, IndicatorRow


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
class FormFacts:
    """What a form prints beside what its rows say."""

    start: Spot | None = None
    """Where its table begins."""
    printed: Mapping[str, Printed] = field(default_factory=dict)
    """The fields whose labels it prints, filled in or not, by the template's names (``start_date``, ``contact`` …)."""
    money_units: tuple[str, ...] = ()
    """Units of money that the headers of its funds block name."""
    unclaimed: tuple[Printed, ...] = ()
    """Cells with text that belong to no field."""
    totals: Mapping[str, float] = field(default_factory=dict)
    """Evaluation forms: what the line 总分 prints, as ``score_weight`` and ``score``."""
    fund_cells: tuple[Mapping[str, Place], ...] = ()
    """For each money line the places of its cells by column, empty ones too; no column that is not printed."""
    indicator_cells: tuple[Mapping[str, Place], ...] = ()
    """Likewise for each indicator line."""
    drift: tuple[Drift, ...] = ()
    """In what it differs from its template."""
    candidates: Mapping[int, tuple[Candidate, ...]] = field(default_factory=dict)
    """What an indicator might be, best first, by row_no; of those that are no name or alias themselves."""

    @classmethod
    def of(cls, form: Form) -> FormFacts:
        """Take the facts from a form as the reader hands it on."""
        return cls(
            start=spot_at(form.place),
            printed=form.printed,
            money_units=form.money_units,
            unclaimed=form.unclaimed,
            totals=form.totals,
            drift=form.drift,
            fund_cells=tuple(fund.cells for fund in form.funds),
            indicator_cells=tuple(line.cells for line in form.indicators),
            candidates={
                number: line.match.candidates
                for number, line in enumerate(form.indicators, start=1)
                if line.match.candidates
            },
        )


WELL_READ = 0.9
"""Reading score from which on what was not found is not there."""
_NO_FACTS = FormFacts()


@dataclass(frozen=True)
class FormView:
    """One form with its rows."""

    form: FormRow
    funds: tuple[FundRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    facts: FormFacts = _NO_FACTS
    catalogue: Catalogue = field(default_factory=default_catalogue)
    """The one that its indicators were matched with."""

    @property
    def spot(self) -> Spot:
        """Where the form's table begins."""
        return self.facts.start or Spot(self.form.first_page)

    def lacks(self, field: str) -> bool:
        """Tell whether a field that the form must have is known to be empty.

        Where its label was not found, as under a seal, that can be said of a form only that was read well.
        """
        if getattr(self.form, field) is not None:
            return False
        return field in self.facts.printed or self.form.reading_score >= WELL_READ

    @property
    def is_target(self) -> bool:
        """Whether it states targets, rather than what became of them."""
        return self.form.form_type.endswith("_target")

    @property
    def is_evaluation(self) -> bool:
        """Whether it says what became of targets."""
        return self.form.form_type.endswith("_evaluation")

    @property
    def is_project(self) -> bool:
        """Whether it is about one project, not about a department."""
        return self.form.form_type.startswith("project_")

    @cached_property
    def first_lines(self) -> dict[tuple[str, str], FundRow]:
        """The first money line of each side and item."""
        return {(line.side, line.item): line for line in reversed(self.funds)}

    def line(self, side: str, item: str) -> FundRow | None:
        """Return the first money line of a side with an item."""
        return self.first_lines.get((side, item))

    def prints(self, row: FundRow | IndicatorRow, column: str) -> bool:
        """Tell whether the form is known to print a column where the row stands, filled in or not."""
        return column in self._cells(row)

    def about_form(
        self, zh: str, en: str, *, near: FundRow | IndicatorRow | None = None, severity: str | None = None
    ) -> Finding:
        """Return a finding about the form as a whole, at ``near`` or where the form begins."""
        return Finding(zh, en, form=self.form, spot=spot_of(near) if near else self.spot, severity=severity)

    def about_field(self, name: str, zh: str, en: str, *, severity: str | None = None) -> Finding:
        """Return a finding about a field, by the template's name, at the cell of its value."""
        cell = self.facts.printed.get(name)
        spot = spot_at(cell.place) if cell else self.spot
        return Finding(zh, en, form=self.form, spot=spot, severity=severity)

    def about_row(
        self, row: FundRow | IndicatorRow, zh: str, en: str, *, column: str | None = None, severity: str | None = None
    ) -> Finding:
        """Return a finding about a row, at the cell of ``column`` where one is named and known."""
        table, number = ("funds", row.line_no) if isinstance(row, FundRow) else ("indicators", row.row_no)
        place = self._cells(row).get(column) if column else None
        spot = spot_at(place) if place else spot_of(row)
        return Finding(zh, en, form=self.form, table=table, row=number, spot=spot, severity=severity)

    def _cells(self, row: FundRow | IndicatorRow) -> Mapping[str, Place]:
        if isinstance(row, FundRow):
            cells, number = self.facts.fund_cells, row.line_no
        else:
            cells, number = self.facts.indicator_cells, row.row_no
        return cells[number - 1] if number <= len(cells) else {}


@dataclass(frozen=True)
class Submission:
    """One document: its rows, and what could not be read."""

    forms: tuple[FormRow, ...]
    funds: tuple[FundRow, ...]
    indicators: tuple[IndicatorRow, ...]
    facts: Mapping[str, FormFacts] = field(default_factory=dict)
    """By form_id."""
    unread_pages: tuple[Failure, ...] = ()
    unread_tables: tuple[UnreadTable, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    """The cells that were read from pictures; none of those whose text the PDF carries."""
    catalogue: Catalogue = field(default_factory=default_catalogue)
    templates: Sequence[Template] = field(default_factory=load_templates)
    """Those that its forms were read with."""
    unevaluated: tuple[Unevaluated, ...] = ()
    """Formulas without a value, of a spreadsheet."""
    attached: tuple[str, ...] = ()
    """Names of the documents that are attached to it."""

    @cached_property
    def views(self) -> tuple[FormView, ...]:
        """The forms, each with its rows."""
        funds: dict[str, list[FundRow]] = {form.form_id: [] for form in self.forms}
        indicators: dict[str, list[IndicatorRow]] = {form.form_id: [] for form in self.forms}
        for line in self.funds:
            funds[line.form_id].append(line)
        for row in self.indicators:
            indicators[row.form_id].append(row)
        return tuple(
            FormView(
                form,
                tuple(funds[form.form_id]),
                tuple(indicators[form.form_id]),
                self.facts.get(form.form_id, _NO_FACTS),
                self.catalogue,
            )
            for form in self.forms
        )
