"""The list of a department's tasks with the money that each is given: 年度重点工作任务."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from gongbiao.extractors.table import Cell
from gongbiao.normalizers.amount import DEFAULT_UNIT
from gongbiao.normalizers.funds import FundLabel, money_line
from gongbiao.normalizers.money import MoneyColumn, printed_unit
from gongbiao.normalizers.record import Fund
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import TasksRule, Template, label_key
from gongbiao.normalizers.text import repair

TASK, TASKS_TOTAL = "key_task", "key_task_total"
"""Items of the lines of tasks, and of their sum."""
_SUMS = frozenset({"金额合计", "合计", "总计", "小计"})


@dataclass(frozen=True, slots=True)
class TaskRows:
    """Where the list stands."""

    header: tuple[Cell, ...]
    name: Cell
    amount: Cell
    first: int
    end: int
    """Rows ``first`` to ``end`` (not included) hold tasks."""

    @property
    def rows(self) -> range:
        """The rows of the list, its header among them."""
        return range(self.name.row, self.end)


def find_tasks(sheet: Sheet, template: Template, block_ends: Collection[int]) -> TaskRows | None:
    """Return where the list stands: below a row that names tasks and amounts, up to the next of ``block_ends``."""
    rule = template.funds.tasks
    if rule is None:
        return None
    for name, _ in sheet.labelled(map(label_key, rule.name)):
        amount = _amount_header(sheet, name, rule)
        if amount is not None:
            first = max(name.row_end, amount.row_end)
            section = sheet.at(name.row, name.column - 1)
            ends = [row for row in block_ends if row >= first]
            if section is not None and section.row_end > first:
                ends.append(section.row_end)
            header = tuple(cell for row in range(name.row, first) for cell in sheet.row(row, name.column))
            return TaskRows(header, name, amount, first, min(ends, default=sheet.table.rows))
    return None


def _amount_header(sheet: Sheet, name: Cell, rule: TasksRule) -> Cell | None:
    """Return the header of the amounts: of several on the rows of the header the label listed first."""
    known = {label_key(label): place for place, label in enumerate(rule.amount)}
    beside = [cell for row in range(name.row, name.row_end) for cell in sheet.row(row, name.column_end)]
    below = [sheet.at(cell.row_end, cell.column) for cell in beside if cell.row_span == 1 and cell.column_span > 1]
    headers = [cell for cell in (*beside, *below) if cell is not None and sheet.key(cell) in known]
    return min(headers, key=lambda cell: known[sheet.key(cell)], default=None)


def read_tasks(sheet: Sheet, tasks: TaskRows, unit: str, template: Template) -> Iterator[tuple[int, Fund]]:
    """Yield row and money line of every named task; what else a row says is set aside."""
    sheet.claim(*tasks.header)
    column = MoneyColumn(
        tasks.amount.column, tasks.amount.column_end, printed_unit(tasks.amount) or unit or DEFAULT_UNIT
    )
    for row in range(tasks.first, tasks.end):
        name = sheet.at(row, tasks.name.column)
        if name is None or name.row != row or not name.lines or sheet.key(name) in template.labels.all:
            continue
        values = [cell for cell in sheet.mostly_within(row, column.start, column.end) if cell.row == row]
        cell = next((cell for cell in values if cell is not name), None)
        if cell is None:
            continue
        sheet.set_aside(*(other for other in sheet.row(row, name.column_end) if other is not cell))
        item = TASKS_TOTAL if sheet.key(name) in _SUMS else TASK
        label = FundLabel(name, "expenditure", item, repair(name.lines))
        yield row, money_line(sheet, label, {"full_year": (cell, column)}, template)
