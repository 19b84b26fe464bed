"""Cells of a funds block: what an amount, a rate or a score says, and in which unit its column is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongbiao.extractors.table import Cell, TextLine
from gongbiao.normalizers.amount import DEFAULT_UNIT, find_money_unit, parse_amount
from gongbiao.normalizers.recognised_text import repair_amount, repair_number
from gongbiao.normalizers.record import NO_AMOUNT, Amount
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import Template
from gongbiao.normalizers.text import raw, repair, squash

_STATED_UNIT = re.compile(r"[(（]?(?:金额|计量|货币)?单位[:：]?(?:人民币)?(?P<unit>[千百万亿]*元)[)）]?")
"""A whole word on a line: 填报单位：元氏县… names an office."""
_NUMBER = re.compile(r"[-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_POINTS = re.compile(rf"(?P<number>{_NUMBER.pattern})(?P<sign>%)?分?")
_SHARE_AT_MOST = 1.5
"""A rate of no more, printed without its sign, may be a share: no year spends one and a half per cent."""
_AGREES = 0.006
"""By how much a share may differ from that of the amounts: printed with two decimals."""


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """A column of a funds block."""

    start: int
    end: int
    """Columns ``start`` to ``end`` (not included) of the table."""
    unit: str
    """Of its amounts."""


def block_unit(sheet: Sheet, lines: Sequence[TextLine], template: Template) -> str:
    """Return the unit of a form's amounts where their column names none.

    That of the block's label (项目资金（万元）), else of a line above the table or a cell (单位：元), else 万元.
    """
    units = (printed_unit(cell) for cell, _ in sheet.labelled(template.labels.sections))
    named = next((unit for unit in units if unit), None)
    if named is not None:
        return named
    return (
        stated_unit((*(line.text for line in lines), *(" ".join(cell.lines) for cell in sheet.table.cells)))
        or DEFAULT_UNIT
    )


def printed_unit(cell: Cell) -> str | None:
    """Return the unit of money that a header cell names."""
    return find_money_unit(squash("".join(cell.lines)))


def stated_unit(texts: Iterable[str]) -> str | None:
    """Return the unit that some texts state for all amounts: 单位：万元."""
    stating = (text for text in texts if "单位" in text)
    words = (word for text in stating for word in re.sub(r"([:：])\s+", r"\1", text).split())
    return next((match["unit"] for word in words if (match := _STATED_UNIT.fullmatch(word))), None)


def read_amount(cell: Cell | None, column: MoneyColumn | None) -> Amount:
    """Return what a cell says in the unit of its column."""
    if cell is None or column is None or not cell.lines:
        return NO_AMOUNT
    return Amount(parse_amount(amount_text(cell, column), column.unit).value, raw(cell.as_read))


def amount_text(cell: Cell | None, column: MoneyColumn | None) -> str:
    """Return the text of an amount; a recognised one is repaired if that makes it an amount."""
    if cell is None or column is None:
        return ""
    text = repair(cell.lines)
    if cell.confidence == 1 or parse_amount(text, column.unit).value is not None:
        return text
    repaired = repair_amount(text)
    return text if parse_amount(repaired, column.unit).value is None else repaired


def is_amount(cell: Cell | None) -> bool:
    """Tell whether a cell holds nothing but a number, with or without a unit or a percent sign."""
    if cell is None or not cell.lines:
        return False
    text = repair(cell.lines)
    return parse_amount(text).value is not None or _POINTS.fullmatch(squash(text)) is not None


def read_points(cell: Cell | None) -> float | None:
    """Return the number of a cell for 分值 or 得分: ``10分`` is 10; None for —, and for what is no number."""
    found = _points(cell)
    return None if found is None else float(found["number"].replace(",", ""))


def read_rate(cell: Cell | None, executed: Amount, budget: Amount) -> float | None:
    """Return a rate in per cent: 98.7 for ``98.70%``, and for ``0.987`` if that is what the amounts make."""
    found = _points(cell)
    if found is None:
        return None
    number = float(found["number"].replace(",", ""))
    if found["sign"] or number > _SHARE_AT_MOST or not executed.value or not budget.value:
        return number
    is_share = abs(number - float(executed.value / budget.value)) < _AGREES
    return round(100 * number, 4) if is_share else number


def _points(cell: Cell | None) -> re.Match[str] | None:
    if cell is None:
        return None
    text = repair(cell.lines)
    return _POINTS.fullmatch(squash(text if cell.confidence == 1 else repair_number(text)))
