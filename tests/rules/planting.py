"""A defect to plant in clean forms, where it must be found, and what is near it and no defect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from gongbiao.pipeline.checks.rule import Spot
from tests.rules.clean import department, evaluation, project
from tests.rules.drafts import Draft, Line, changed, field_place, fund_place, line_place, paid

Change = Callable[[list[Draft]], object]
"""Changes the forms of a batch, in order: a department form and two projects' forms; or an evaluation."""

START = Spot(1, 50.0, 90.0, 100.0, 110.0)
"""Where every form's table begins."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a finding must be."""

    form: int | None
    """Of the batch, from 1; None for the file."""
    spot: Spot
    table: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A rule with a defect that it must find, once, and one that it must leave alone."""

    rule: str
    plant: Change
    near: Change
    at: At
    says: tuple[str, ...]
    """What the message must name: the figures and texts of both sides."""
    severity: str | None = None
    """Where it is another one than the rule's."""
    base: Callable[[], list[Draft]] = lambda: [department(), project(1), project(2)]
    documents: tuple[int, ...] = ()
    """How many forms each document of the batch holds; empty for one document with all."""
    name: str = ""

    def made(self, change: Change | None) -> list[list[Draft]]:
        """Return the documents of the batch, changed."""
        drafts = self.base()
        if change is not None:
            change(drafts)
        documents, at = [], 0
        for size in self.documents or (len(drafts),):
            documents.append(drafts[at : at + size])
            at += size
        return documents


def evaluated() -> list[Draft]:
    """Return the forms of evaluation cases."""
    return [evaluation()]


def pay(form: int, row: int, **columns: Any) -> Change:
    """Change a money line."""
    return lambda drafts: paid(drafts[form - 1], row, **columns)


def target(form: int, row: int, **columns: Any) -> Change:
    """Change an indicator line."""
    return lambda drafts: changed(drafts[form - 1], row, **columns)


def scored(row: int, **columns: Any) -> Change:
    """Change the scores of an evaluation's indicator line."""

    def change(drafts: list[Draft]) -> None:
        line = drafts[0].lines[row - 1]
        drafts[0].lines[row - 1] = replace(line, more=line.more | columns)

    return change


def spent(**columns: Any) -> Change:
    """Change what an evaluation says about its money."""

    def change(drafts: list[Draft]) -> None:
        line = drafts[0].money[0]
        drafts[0].money[0] = replace(line, more=line.more | columns)

    return change


def write(form: int, **fields: str | None) -> Change:
    """Write other texts into fields; None empties them."""
    return lambda drafts: drafts[form - 1].fields.update(fields)


def without_label(form: int, *fields: str) -> Change:
    """Take fields out, labels and all."""
    return lambda drafts: [drafts[form - 1].fields.pop(field) for field in fields]


def make(form: int, **attributes: Any) -> Change:
    """Change what holds for a form as a whole."""

    def change(drafts: list[Draft]) -> None:
        for name, value in attributes.items():
            setattr(drafts[form - 1], name, value)

    return change


def insert(form: int, row: int, line: Line) -> Change:
    """Put an indicator line before the one at ``row``."""
    return lambda drafts: drafts[form - 1].lines.insert(row - 1, line)


def drop(form: int, *rows: int) -> Change:
    """Take indicator lines out."""

    def change(drafts: list[Draft]) -> None:
        lines = drafts[form - 1].lines
        drafts[form - 1].lines = [line for row, line in enumerate(lines, 1) if row not in rows]

    return change


def drop_money(form: int, *rows: int) -> Change:
    """Take money lines out."""

    def change(drafts: list[Draft]) -> None:
        lines = drafts[form - 1].money
        drafts[form - 1].money = [line for row, line in enumerate(lines, 1) if row not in rows]

    return change


def drop_form(form: int) -> Change:
    """Take a form out of the batch."""
    return lambda drafts: drafts.pop(form - 1)


def both(*changes: Change) -> Change:
    """Make several changes, one after another."""

    def change(drafts: list[Draft]) -> None:
        for one in changes:
            one(drafts)

    return change


def nothing(drafts: list[Draft]) -> None:
    """Change nothing."""


def on_money(form: int, row: int, column: str) -> At:
    """At a money cell."""
    return At(form, fund_place(row, column), "funds", row)


def on_line(form: int, row: int, column: str) -> At:
    """At an indicator's cell."""
    return At(form, line_place(row, column), "indicators", row)


def on_row(form: int, row: int, table: str = "indicators") -> At:
    """At a row as a whole."""
    place = line_place if table == "indicators" else fund_place
    start, end = ("level3", "full_year_value") if table == "indicators" else ("label", "full_year")
    first, last = place(row, start), place(row, end)
    return At(form, first._replace(x1=last.x1), table, row)


def near_row(form: int, row: int) -> At:
    """About the form, shown at an indicator line."""
    return At(form, on_row(form, row).spot)


def on_field(form: int, name: str) -> At:
    """At a field."""
    return At(form, field_place(name))


def on_form(form: int) -> At:
    """At the beginning of a form."""
    return At(form, START)
