"""The money lines of forms whose funds block has no halves with headers: each line is found by its own label.

Three ways to print them: rows under a header of columns (年初预算数, 全年预算数, 全年执行数 …), pairs of label and
amount beside each other (中期资金总额 | 300 | 年度资金总额 | 100), and labels with the amounts under them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from gongbiao.extractors.table import Cell, TextLine
from gongbiao.normalizers.funds import FundLabel, item_of, money_line
from gongbiao.normalizers.money import MoneyColumn, block_unit, is_amount, printed_unit
from gongbiao.normalizers.record import Fund
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import FundColumn, Side, Template
from gongbiao.normalizers.text import repair

MEDIUM_TERM = "medium_term_total"
"""The item whose column of lines is that of the medium term, not of the year."""
_DEFAULT: FundColumn = "full_year"

Headers = dict[int, list[tuple[FundColumn, MoneyColumn]]]
"""The columns that each header row heads, from the left; one row may head the same column twice."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A label of the block: of a line, or of a column that begins with a total (预算数：| 100 | 执行数：| 98)."""

    label: FundLabel
    column: FundColumn
    values: tuple[Cell, ...]
    """The cells between it and the next label of its row."""


def read_labelled_funds(
    sheet: Sheet, lines: Sequence[TextLine], template: Template, other_rows: Collection[int]
) -> list[tuple[int, Fund]]:
    """Return the money lines of a form in reading order with their rows, empty ones included, and claim their cells.

    ``other_rows`` belong to other blocks. A line is in the unit of its column's header, else of its own label, else
    of the block or the form.
    """
    unit = block_unit(sheet, lines, template)
    headers = _header_rows(sheet, template, unit, other_rows)
    funds: list[tuple[int, Fund]] = []
    heads: dict[int, tuple[FundColumn, bool]] = {}
    for row in range(sheet.table.rows):
        if row in other_rows or row in headers:
            continue
        found = list(_named(sheet, row, template, heads))
        if (
            found
            and not any(named.values for named in found)
            and any(_amount_under(sheet, n.label.cell) for n in found)
        ):
            funds.extend((row, fund) for fund in _above_amounts(sheet, found, template, unit))
            continue
        lines_of_row: dict[tuple[Side, str], tuple[FundLabel, dict[FundColumn, tuple[Cell | None, MoneyColumn]]]] = {}
        for named in found:
            if not named.values and _is_group(sheet, named.label.cell):
                sheet.claim(named.label.cell)
                continue
            _, values = lines_of_row.setdefault((named.label.side, named.label.item), (named.label, {}))
            values.update(_values(sheet, named, headers, unit))
            sheet.claim(named.label.cell)
        funds.extend((row, money_line(sheet, label, values, template)) for label, values in lines_of_row.values())
    funds = funds or list(_nameless_total(sheet, headers, template))
    return list(_alone(funds, template))


def _header_rows(sheet: Sheet, template: Template, unit: str, other_rows: Collection[int]) -> Headers:
    """Return the rows that head columns of amounts, and claim their cells; 预算金额 may head two columns of one row."""
    headers: Headers = {}
    known = template.labels.fund_columns
    for cell, key in sheet.labelled(known):
        beside = sheet.right_of(cell)
        if cell.row in other_rows or (is_amount(beside) and not is_amount(sheet.below(cell))):
            continue
        sheet.claim(cell)
        column = MoneyColumn(cell.column, cell.column_end, printed_unit(cell) or unit)
        headers.setdefault(cell.row, []).append((known[key], column))
    return headers


def _named(sheet: Sheet, row: int, template: Template, heads: dict[int, tuple[FundColumn, bool]]) -> Iterator[_Named]:
    """Yield the labels of a row from the left; ``heads`` notes which columns are of the medium term, or one amount."""
    cells = [cell for cell in sheet.row(row) if cell.row == row]
    marked = [(cell, found) for cell in cells if (found := _label(sheet, cell, template)) is not None]
    starts = [cell.column for cell, _ in marked]
    for at, (cell, (label, head)) in enumerate(marked):
        end = starts[at + 1] if at + 1 < len(starts) else sheet.table.columns
        between = (c for c in sheet.row(row, cell.column_end, end) if c.row == row or is_amount(c))
        values = tuple(c for c in between if sheet.key(c) not in template.labels.all)
        if head is not None or label.item == MEDIUM_TERM:
            heads[cell.column] = (head or _DEFAULT, label.item == MEDIUM_TERM)
        elif label.item == "total":
            heads.pop(cell.column, None)
        column, is_medium = heads.get(cell.column, (_DEFAULT, False))
        if is_medium and label.item != MEDIUM_TERM:
            label = replace(label, item=f"medium_term_{label.item.removesuffix('_subtotal')}")
        yield _Named(label, column, values)


def _label(sheet: Sheet, cell: Cell, template: Template) -> tuple[FundLabel, FundColumn | None] | None:
    """Return the money line that a cell names, and the column if it heads one; None where it names none."""
    if not cell.lines or sheet.is_claimed(cell) or sheet.key(cell) in template.labels.fields:
        return None
    beside = sheet.at(cell.row, cell.column - 1)
    group = [beside] if beside is not None and beside.lines and not is_amount(beside) else []
    for side in template.funds.sides:
        item, text = item_of([*group, cell], side, template)
        if item is not None:
            return FundLabel(cell, side, item, text), None
    head = template.labels.fund_columns.get(sheet.key(cell))
    if head is None or head in ("not_kept", "score_weight", "score") or not is_amount(sheet.right_of(cell)):
        return None
    return FundLabel(cell, next(iter(template.funds.sides)), "total", repair(cell.lines)), head


def _values(
    sheet: Sheet, named: _Named, headers: Headers, unit: str
) -> dict[FundColumn, tuple[Cell | None, MoneyColumn]]:
    """Return the cells of a line by column: those of the nearest header above that stands over them, else the first."""
    cell = named.label.cell
    if not named.values:
        return {named.column: (None, MoneyColumn(cell.column_end, cell.column_end, unit))}
    start, end = named.values[0].column, named.values[-1].column_end
    for row in sorted((row for row in headers if row < cell.row), reverse=True):
        columns = {name: c for name, c in headers[row] if start <= c.start and c.end <= end}
        if columns:
            return {name: (_cell_in(sheet, cell.row, column), column) for name, column in columns.items()}
    own = MoneyColumn(start, end, printed_unit(cell) or unit)
    return {named.column: (named.values[0], own)}


def _cell_in(sheet: Sheet, row: int, column: MoneyColumn) -> Cell | None:
    cells = [cell for cell in sheet.mostly_within(row, column.start, column.end) if cell.row == row]
    return next((cell for cell in cells if cell.lines), cells[0] if cells else None)


def _is_group(sheet: Sheet, cell: Cell) -> bool:
    """Tell whether a label has no amount of its own because lines stand beside it."""
    return cell.row_span > 1 or sheet.right_of(cell) is not None


def _amount_under(sheet: Sheet, cell: Cell) -> Cell | None:
    under = sheet.below(cell)
    same = under is not None and (under.column, under.column_end) == (cell.column, cell.column_end)
    return under if same and is_amount(under) else None


def _above_amounts(sheet: Sheet, found: Sequence[_Named], template: Template, unit: str) -> Iterator[Fund]:
    for named in found:
        cell = named.label.cell
        column = MoneyColumn(cell.column, cell.column_end, printed_unit(cell) or unit)
        under = sheet.at(cell.row_end, cell.column)
        yield money_line(sheet, named.label, {named.column: (under, column)}, template)


def _nameless_total(sheet: Sheet, headers: Headers, template: Template) -> Iterator[tuple[int, Fund]]:
    """Yield the one line of a block that heads its amounts and names no line: it is the total."""
    for row, columns in headers.items():
        below = row + 1
        if below >= sheet.table.rows:
            continue
        values = {name: (_cell_in(sheet, below, column), column) for name, column in columns}
        if not any(is_amount(cell) for cell, _ in values.values()):
            continue
        start = min(column.start for _, column in columns)
        beside = [cell for cell in sheet.row(below, 0, start) if cell.lines]
        if beside:
            label = FundLabel(beside[-1], next(iter(template.funds.sides)), "total", repair(beside[-1].lines))
            yield below, money_line(sheet, label, values, template)


def _alone(funds: Sequence[tuple[int, Fund]], template: Template) -> Iterator[tuple[int, Fund]]:
    """Yield the lines, each with the item that it is where another one is not printed: see ``SideRule.alone``."""
    printed = {fund.item for _, fund in funds}
    rules = {str(name): side.alone for name, side in template.funds.sides.items()}
    for row, fund in funds:
        other = rules.get(fund.side, {}).get(fund.item)
        yield row, fund._replace(item=other) if other and other not in printed else fund
