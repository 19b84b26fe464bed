"""Digits that were probably recognised wrong: one other digit, and the sums of a form are right.

It is only said, never done: the amounts in the dataset are what was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongbiao.normalizers.amount import parse_amount
from gongbiao.normalizers.record import Recognised
from gongbiao.pipeline.checks.funds import ROUNDING
from gongbiao.pipeline.checks.rule import Check, Finding, Rule, spot_at, wan_yuan
from gongbiao.pipeline.checks.submission import Submission
from gongbiao.pipeline.schema import FormRow, FundRow
from gongbiao.pipeline.schema.flags import WARNING
from gongbiao.pipeline.schema.funds import EXPENDITURE, INCOME

LOOK_ALIKE_DIGITS = tuple(map(set, ("08", "06", "68", "17", "38", "56", "27", "49")))
"""Pairs of digits that engines take for one another."""
MOST_PROPOSALS = 2
"""If either of two totals may be wrong both are shown; if more figures may be, nobody knows."""
_COLUMNS = ("half_year", "full_year")
_BESIDE_SUBTOTAL = (
    "fiscal_special_account",
    "state_capital_budget",
    "social_insurance_budget",
    "carried_over",
    "other",
)
_OF_SUBTOTAL = ("general_public_budget", "government_fund_budget")
_DIGITS = "0123456789"
_STEP = Decimal("0.0001")

SUSPECT_DIGIT = Rule(
    id="extraction.suspect_digit",
    severity=WARNING,
    title_zh="扫描件中的金额可能有一位数字识别错误",
    title_en="a digit of an amount in a scan was probably recognised wrong",
    basis="表内勾稽：只改一位数字，收支或分项合计即相符；数据集中仍为识别所得",
    basis_en="figures of one form agree if one digit is another; the dataset holds what was recognised",
)

Cells = Mapping[tuple[int | None, str], Recognised]
"""By line number and column."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    """One digit of one amount, and what it would make of it."""

    line: FundRow
    column: str
    cell: Recognised
    amount: Decimal
    reason: int
    """0: the engine's own second guess, 1: look-alikes, 2: neither."""


def suspect_digit(submission: Submission) -> Iterator[Finding]:
    """Find amounts of scans in which one other digit makes right what does not add up."""
    for view in submission.views if submission.recognitions else ():
        form = view.form
        cells = {
            (one.row, one.column): one.cell
            for one in submission.recognitions
            if one.form is form and one.table == "funds" and one.column in _COLUMNS
        }
        for column in _COLUMNS if cells else ():
            for proposal in _proposals(view.funds, column, cells):
                yield _finding(form, proposal)


def _finding(form: FormRow, proposal: _Proposal) -> Finding:
    line, column = proposal.line, proposal.column
    read, other = wan_yuan(getattr(line, column)), wan_yuan(proposal.amount)
    return Finding(
        f"{line.label} 的 {column} 识别为 {read} 万元；若为 {other} 万元（只差一位数字），则表内勾稽相符，请核对原件",
        f"{column} of “{line.label}” was recognised as {read}; with {other} (10,000 CNY), one digit different, "
        "the form adds up",
        form=form,
        table="funds",
        row=line.line_no,
        spot=spot_at(proposal.cell.place),
    )


def _proposals(lines: Sequence[FundRow], column: str, cells: Cells) -> list[_Proposal]:
    """Return the best grounded changes of one digit that make a column add up; none where it does, or they are many."""
    amounts = {line.line_no: amount for line in lines if (amount := getattr(line, column)) is not None}
    wrong = [gap > rounding for gap, rounding in _gaps(lines, amounts)]
    if not any(wrong):
        return []
    found = [
        proposal
        for line in lines
        if line.line_no in amounts and (line.line_no, column) in cells
        for proposal in _changes(line, column, cells[line.line_no, column])
        if _add_up(_gaps(lines, {**amounts, line.line_no: proposal.amount}), wrong)
    ]
    best = min((proposal.reason for proposal in found), default=0)
    grounded = [proposal for proposal in found if proposal.reason == best]
    return grounded if len(grounded) <= MOST_PROPOSALS else []


def _add_up(gaps: Iterator[tuple[Decimal, Decimal]], wrong: Sequence[bool]) -> bool:
    """Tell whether all sums are right, and to the last digit those that were wrong."""
    return all(
        not gap if was_wrong else gap <= rounding for (gap, rounding), was_wrong in zip(gaps, wrong, strict=True)
    )


def _gaps(lines: Sequence[FundRow], amounts: Mapping[int, Decimal]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield for each sum of the form by how much it differs from that of its parts, and what rounding allows."""

    def of(side: str, *items: str) -> list[Decimal | None]:
        return [amounts.get(line.line_no) for line in lines if line.side == side and line.item in items]

    income, expenditure = of(INCOME, "total")[:1], of(EXPENDITURE, "total")[:1]
    subtotal, project = of(INCOME, "fiscal_subtotal"), of(EXPENDITURE, "project")
    basic, items = of(EXPENDITURE, "basic"), of(EXPENDITURE, "project_item")
    yield _gap(income, expenditure)
    yield _gap(expenditure, [*basic, *project] if basic and project else [])
    yield _gap(project, items)
    yield _gap(subtotal, _filled(of(INCOME, *_OF_SUBTOTAL)))
    yield _gap(income, [*subtotal, *_filled(of(INCOME, *_BESIDE_SUBTOTAL))] if subtotal else [])


def _filled(amounts: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Leave out lines without an amount: most sources of income are empty."""
    return [amount for amount in amounts if amount is not None]


def _gap(sums: Sequence[Decimal | None], parts: Sequence[Decimal | None]) -> tuple[Decimal, Decimal]:
    """Return the difference of a sum and its parts, and what rounding allows; none where an amount lacks."""
    known = [amount for amount in (*sums, *parts) if amount is not None]
    if not sums or not parts or len(known) < len(sums) + len(parts):
        return Decimal(0), ROUNDING
    difference = sum(known[: len(sums)], Decimal(0)) - sum(known[len(sums) :], Decimal(0))
    return abs(difference), len(parts) * ROUNDING


def _changes(line: FundRow, column: str, cell: Recognised) -> Iterator[_Proposal]:
    """Yield what an amount is with one other digit."""
    text, amount = cell.taken, getattr(line, column)
    plain = parse_amount(text).value
    if not plain:
        return
    guess = cell.other if cell.taken == cell.read and len(cell.other) == len(text) else text
    for at, digit in enumerate(text):
        if digit not in _DIGITS:
            continue
        for other in _DIGITS.replace(digit, ""):
            changed = parse_amount(text[:at] + other + text[at + 1 :]).value
            if changed is not None:
                yield _Proposal(line, column, cell, _scaled(amount, changed, plain), _reason(digit, other, guess[at]))


def _scaled(amount: Decimal, changed: Decimal, plain: Decimal) -> Decimal:
    """Return an amount in 万元 as if its text said ``changed`` and not ``plain``, whatever unit its header names."""
    return (amount * changed / plain).quantize(_STEP)


def _reason(read: str, other: str, guess: str) -> int:
    if guess == other:
        return 0
    return 1 if {read, other} in LOOK_ALIKE_DIGITS else 2


CHECKS = (Check(SUSPECT_DIGIT, suspect_digit),)
