"""The funds block of a form: which money lines it prints, and what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongbiao.extractors.box import enclosing
from gongbiao.extractors.table import Cell, TextLine
from gongbiao.normalizers.money import (
    MoneyColumn,
    amount_text,
    block_unit,
    printed_unit,
    read_amount,
    read_points,
    read_rate,
    stated_unit,
)
from gongbiao.normalizers.recognised_cells import recognised_columns
from gongbiao.normalizers.record import Fund, Place, Recognised
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import FundColumn, Side, Template, item_key
from gongbiao.normalizers.text import repair

_CHINESE_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九十", start=1)}


AMOUNTS: tuple[FundColumn, ...] = ("half_year", "full_year", "budget_initial", "executed")
"""The columns of money; the others are rates and points."""
Columns = dict[FundColumn, MoneyColumn]


def read_funds(sheet: Sheet, lines: Sequence[TextLine], template: Template, block_ends: list[int]) -> tuple[Fund, ...]:
    """Return the money lines of a form in reading order, empty ones included, and claim their cells.

    A half of the block begins with its header row (资金来源, 资金分配) and ends before the next row of ``block_ends``:
    the rows where something else begins. A column's amounts are in the unit that its header names, else in that of
    the block or the form (see ``block_unit``).
    """
    unit = block_unit(sheet, lines, template)
    funds: list[Fund] = []
    for header, key in list(sheet.labelled(template.labels.fund_headers)):
        columns = _amount_columns(sheet, header, template, unit)
        if not columns:
            continue
        sheet.claim(header)
        end = min((row for row in block_ends if row > header.row), default=sheet.table.rows)
        side = template.labels.fund_headers[key]
        for row in range(header.row_end, end):
            fund = _read_line(sheet, row, columns, side, template)
            if fund is not None:
                funds.append(fund)
    return tuple(funds)


def header_units(sheet: Sheet, lines: Sequence[TextLine], template: Template) -> tuple[str, ...]:
    """Return the units of money that the funds block's own headers name, each once; else the one above the table."""
    headers = (cell for cell, _ in sheet.labelled((*template.labels.fund_columns, *template.labels.sections)))
    units = dict.fromkeys(unit for cell in headers if (unit := printed_unit(cell)))
    return tuple(units or dict.fromkeys(filter(None, [stated_unit(line.text for line in lines)])))


def _amount_columns(sheet: Sheet, header: Cell, template: Template, unit: str) -> Columns:
    columns: Columns = {}
    for cell in sheet.row(header.row, header.column_end):
        name = template.labels.fund_columns.get(sheet.key(cell))
        if name is not None:
            columns[name] = MoneyColumn(cell.column, cell.column_end, printed_unit(cell) or unit)
            sheet.claim(cell)
    return columns


def _read_line(sheet: Sheet, row: int, columns: Columns, side: Side, template: Template) -> Fund | None:
    """Read one row; None where it prints no line of its own (the row below a taller cell, or a blank one)."""
    amounts_from = min(column.start for column in columns.values())
    labels = [
        cell
        for cell in sheet.row(row, end=amounts_from)
        if cell.lines and sheet.key(cell) not in template.labels.sections
    ]
    if not labels or labels[-1].row != row:
        return None
    item, text = item_of(labels, side, template)
    if item is None:
        return None
    values = {name: (_value_cell(sheet, row, labels, column), column) for name, column in columns.items()}
    sheet.claim(*labels)
    return money_line(sheet, FundLabel(labels[-1], side, item, text), values, template)


@dataclass(frozen=True, slots=True)
class FundLabel:
    """The name of a money line."""

    cell: Cell
    side: Side
    item: str
    """Canonical."""
    text: str
    """Repaired; with its group where the line's own label does not say enough."""


Values = Mapping[FundColumn, tuple[Cell | None, MoneyColumn]]
"""The cells of a line and the columns that they stand in."""


def money_line(sheet: Sheet, label: FundLabel, values: Values, template: Template) -> Fund:
    """Return the line of a label with its values, and claim their cells."""
    number, name = project_of(label.text, label.side, template) if label.item == "project_item" else (None, None)
    claimed = [cell for column, (cell, _) in values.items() if cell is not None and column != "not_kept"]
    sheet.claim(label.cell, *claimed)
    sheet.set_aside(*(cell for column, (cell, _) in values.items() if cell is not None and column == "not_kept"))
    cells = [label.cell, *(cell for cell in claimed if cell.page == label.cell.page)]
    amounts = {column: read_amount(*values.get(column, (None, None))) for column in AMOUNTS}
    points = {column: values.get(column, (None, None))[0] for column in ("execution_rate", "score_weight", "score")}
    return Fund(
        side=label.side,
        item=label.item,
        label=label.text,
        project_no=number,
        project_name=name,
        half_year=amounts["half_year"],
        full_year=amounts["full_year"],
        place=Place(label.cell.page, enclosing(cell.box for cell in cells)),
        budget_initial=amounts["budget_initial"],
        executed=amounts["executed"],
        execution_rate=read_rate(points["execution_rate"], amounts["executed"], amounts["full_year"]),
        score_weight=read_points(points["score_weight"]),
        score=read_points(points["score"]),
        recognised=_recognised(label, values) if any(cell.confidence < 1 for cell in cells) else {},
        cells={"label": Place(label.cell.page, label.cell.box), **_places(values)},
    )


def _places(values: Values) -> dict[str, Place]:
    kept = {name: cell for name, (cell, _) in values.items() if cell is not None and name != "not_kept"}
    return {name: Place(cell.page, cell.box) for name, cell in kept.items()}


def _recognised(label: FundLabel, values: Values) -> dict[str, Recognised]:
    amounts = {column: (cell, amount_text(cell, where)) for column, (cell, where) in values.items()}
    kept: dict[str, tuple[Cell | None, str | None]] = {
        column: (cell, text) for column, (cell, text) in amounts.items() if column in AMOUNTS
    }
    return recognised_columns({"label": (label.cell, repair(label.cell.lines)), **kept})


def item_of(labels: Sequence[Cell], side: Side, template: Template) -> tuple[str | None, str]:
    """Return the canonical item and the line's label: 小计 under 财政拨款 is 财政拨款小计."""
    items = template.labels.fund_items[side]
    text = repair(labels[-1].lines)
    if len(labels) > 1:
        joined = repair(labels[-2].lines) + text
        if item_key(joined) in items:
            return items[item_key(joined)], joined
    if item_key(text) in items:
        return items[item_key(text)], text
    return ("project_item", text) if project_of(text, side, template)[1] else (None, text)


def project_of(text: str, side: Side, template: Template) -> tuple[int | None, str | None]:
    """Return the number and name in a line like 其中：项目 1：联席会办; (None, None) where it is no such line."""
    pattern = template.funds.sides[side].project_item
    match = re.fullmatch(pattern, text) if pattern else None
    if match is None:
        return None, None
    number = match["number"]
    return (int(number) if number.isdecimal() else _CHINESE_DIGITS.get(number)), match["name"].strip()


def _value_cell(sheet: Sheet, row: int, labels: list[Cell], column: MoneyColumn) -> Cell | None:
    cells = [
        cell for cell in sheet.mostly_within(row, column.start, column.end) if cell.row == row and cell not in labels
    ]
    return next((cell for cell in cells if cell.lines), cells[0] if cells else None)
