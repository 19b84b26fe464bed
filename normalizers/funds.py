"""The funds block of a form: which money lines it prints, and what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongbiao.extractors.box import enclosing
from gongbiao.extractors.table import Cell, TextLine
from gongbiao.normalizers.amount import find_money_unit, parse_amount
from gongbiao.normalizers.recognised_cells import recognised_columns
from gongbiao.normalizers.recognised_text import repair_amount
from gongbiao.normalizers.record import Amount, Fund, Place, Recognised
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import FundColumn, Side, Template, label_key
from gongbiao.normalizers.text import raw, repair, squash

_STATED_UNIT = re.compile(r"[(（]?(?:金额|计量|货币)?单位[:：]?(?:人民币)?(?P<unit>[千百万亿]*元)[)）]?")
"""A whole word on a line: 填报单位：元氏县… names an office."""
_DEFAULT_UNIT = "万元"
_CHINESE_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class _Column:
    """An amount column."""

    start: int
    end: int
    """Columns ``start`` to ``end`` (not included) of the table."""
    unit: str


Columns = dict[FundColumn, _Column]


def read_funds(sheet: Sheet, lines: Sequence[TextLine], template: Template, block_ends: list[int]) -> tuple[Fund, ...]:
    """Return the money lines of a form in reading order, empty ones included, and claim their cells.

    A half of the block begins with its header row (资金来源, 资金分配) and ends before the next row of ``block_ends``:
    the rows where something else begins. A column's amounts are in the unit that its header names, else the block's
    label (项目资金（万元）), else a line above the table (单位：元), else in 万元.
    """
    unit = _block_unit(sheet, template) or _stated_unit(lines) or _DEFAULT_UNIT
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
    named = [_block_unit(sheet, template)]
    for header, _ in sheet.labelled(template.labels.fund_headers):
        row = sheet.row(header.row, header.column_end)
        named.extend(_printed_unit(cell) for cell in row if sheet.key(cell) in template.labels.fund_columns)
    units = dict.fromkeys(unit for unit in named if unit) or dict.fromkeys(filter(None, [_stated_unit(lines)]))
    return tuple(units)


def _block_unit(sheet: Sheet, template: Template) -> str | None:
    """Return the unit that the label of a block names; texts elsewhere, of indicators or goals, do not count."""
    units = (_printed_unit(cell) for cell, _ in sheet.labelled(template.labels.sections))
    return next((unit for unit in units if unit), None)


def _printed_unit(cell: Cell) -> str | None:
    return find_money_unit(squash("".join(cell.lines)))


def _stated_unit(lines: Sequence[TextLine]) -> str | None:
    words = (word for line in lines for word in re.sub(r"([:：])\s+", r"\1", line.text).split())
    return next((match["unit"] for word in words if (match := _STATED_UNIT.fullmatch(word))), None)


def _amount_columns(sheet: Sheet, header: Cell, template: Template, unit: str) -> Columns:
    columns: Columns = {}
    for cell in sheet.row(header.row, header.column_end):
        name = template.labels.fund_columns.get(sheet.key(cell))
        if name is not None:
            columns[name] = _Column(cell.column, cell.column_end, _printed_unit(cell) or unit)
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
    label = labels[-1]
    text = repair(label.lines)
    item, text = _item(text, labels, side, template)
    if item is None:
        return None
    number, name = _project(text, template, side) if item == "project_item" else (None, None)
    values = {name: _value_cell(sheet, row, labels, column) for name, column in columns.items()}
    sheet.claim(*labels, *values.values())
    cells = [label, *(cell for cell in values.values() if cell is not None and cell.page == label.page)]
    half, full = ((values.get(name), columns.get(name)) for name in ("half_year", "full_year"))
    return Fund(
        side=side,
        item=item,
        label=text,
        project_no=number,
        project_name=name,
        half_year=_amount(*half),
        full_year=_amount(*full),
        place=Place(label.page, enclosing(cell.box for cell in cells)),
        recognised=_recognised(label, half, full) if any(cell.confidence < 1 for cell in cells) else {},
        cells={"label": Place(label.page, label.box), **_places(values)},
    )


def _places(values: Mapping[FundColumn, Cell | None]) -> dict[str, Place]:
    return {name: Place(cell.page, cell.box) for name, cell in values.items() if cell is not None}


def _recognised(
    label: Cell, half: tuple[Cell | None, _Column | None], full: tuple[Cell | None, _Column | None]
) -> dict[str, Recognised]:
    return recognised_columns(
        {
            "label": (label, repair(label.lines)),
            "half_year": (half[0], _amount_text(*half)),
            "full_year": (full[0], _amount_text(*full)),
        }
    )


def _item(text: str, labels: list[Cell], side: Side, template: Template) -> tuple[str | None, str]:
    """Return the canonical item and the line's label: 小计 under 财政拨款 is 财政拨款小计."""
    items = template.labels.fund_items[side]
    if len(labels) > 1:
        joined = repair(labels[-2].lines) + text
        if label_key(joined) in items:
            return items[label_key(joined)], joined
    if label_key(text) in items:
        return items[label_key(text)], text
    return ("project_item", text) if _project(text, template, side)[1] else (None, text)


def _project(text: str, template: Template, side: Side) -> tuple[int | None, str | None]:
    pattern = template.funds.sides[side].project_item
    match = re.fullmatch(pattern, text) if pattern else None
    if match is None:
        return None, None
    number = match["number"]
    return (int(number) if number.isdecimal() else _CHINESE_DIGITS.get(number)), match["name"].strip()


def _value_cell(sheet: Sheet, row: int, labels: list[Cell], column: _Column) -> Cell | None:
    cells = [
        cell for cell in sheet.mostly_within(row, column.start, column.end) if cell.row == row and cell not in labels
    ]
    return next((cell for cell in cells if cell.lines), cells[0] if cells else None)


def _amount(cell: Cell | None, column: _Column | None) -> Amount:
    if cell is None or column is None or not cell.lines:
        return Amount(None, None)
    return Amount(parse_amount(_amount_text(cell, column), column.unit).value, raw(cell.as_read))


def _amount_text(cell: Cell | None, column: _Column | None) -> str:
    """Return the text of an amount; a recognised one is repaired if that makes it an amount."""
    if cell is None or column is None:
        return ""
    text = repair(cell.lines)
    if cell.confidence == 1 or parse_amount(text, column.unit).value is not None:
        return text
    repaired = repair_amount(text)
    return text if parse_amount(repaired, column.unit).value is None else repaired
