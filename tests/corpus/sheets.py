"""A form's content on a grid: cells with rows, spans and column edges, before any renderer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from samples.builders.sheet import Role, Sheet, SheetCell

from tests.corpus.expected import Wording, as_printed
from tests.corpus.model import Amount, FormContent, Line, Money

_Piece = tuple[int, int, float, float, str, Role]
"""row, row span, left and right in em, text, role."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form's table, and which of its rows is the header of the indicator block (None: no such row)."""

    sheet: Sheet
    header_row: int | None


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in em of the body font; the blocks of a form do not share their columns, as in print."""

    section: float = 3.2
    side: float = 2.2
    head_label: float = 9.4
    fund_group: float = 5.2
    level1: float = 5.2
    level2: float = 6.4
    level3: float = 9.4
    duty: tuple[float, float] = (5.2, 6.4)
    """任务 and 资金项目, which duty rows print before 三级指标."""
    calc_symbol: float = 3.4
    value: float = 6.8
    year_in_table: bool = False
    """Whether title and year stand in full-width rows of the table, as in spreadsheets."""


NARROW = Columns(section=1.7, side=1.7, level1=3.2, level2=4.2)
"""Labels of sections and sides stacked one character a line."""

_PROSE = {
    "responsibilities": "单位主要职能",
    "organisation": "机构设置及人员配置",
    "necessity": "立项必要性",
    "feasibility": "实施可行性",
    "content": "项目实施内容",
    "long_term_goal": "中长期目标",
    "annual_goal": "年度目标",
}
_BEFORE_FUNDS = frozenset({"responsibilities", "organisation"})


def lay_out(form: FormContent, columns: Columns, wording: Wording = as_printed) -> FormSheet:
    """Place every cell of ``form`` on a grid, each text as ``wording`` makes it."""
    pieces: list[_Piece] = []
    width = _Widths(form, columns).table
    if columns.year_in_table:
        pieces += [(0, 1, 0, width, form.title, "label"), (1, 1, 0, width, form.year_line, "label")]
    for block in (_head, _prose_before, _funds, _prose_after):
        pieces.extend(block(form, columns, _end(pieces)))
    header_row = _end(pieces)
    pieces.extend(_indicators(form, columns, header_row))
    unit_line = f"填报单位（盖章）：{form.department}" if form.form_type == "project_target" else None
    headed = form.titled and not columns.year_in_table
    sheet = _sheet(pieces, form.title if headed else "", form.year_line if headed else "")
    sheet = replace(sheet, unit_line=unit_line if form.titled else None)
    return FormSheet(_worded(sheet, wording), header_row)


def plain_table(rows: Sequence[Sequence[str]], width: float) -> FormSheet:
    """Place a table that is no form: equal columns, ``width`` em in all."""
    step = width / len(rows[0])
    pieces: list[_Piece] = [
        (row, 1, column * step, (column + 1) * step, text, "value")
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return FormSheet(_sheet(pieces, "", ""), None)


def _sheet(pieces: Sequence[_Piece], title: str, year_line: str) -> Sheet:
    edges = sorted({round(edge, 3) for piece in pieces for edge in piece[2:4]})
    cells = [
        SheetCell(top, span, edges.index(round(left, 3)), edges.index(round(right, 3)), text, role)
        for top, span, left, right, text, role in pieces
    ]
    cells.sort(key=lambda cell: (cell.row, cell.left))
    return Sheet(title, year_line, None, tuple(edges), _end(pieces), tuple(cells))


def _worded(sheet: Sheet, wording: Wording) -> Sheet:
    cells = tuple(replace(cell, text=wording(cell.text)) for cell in sheet.cells)
    return replace(sheet, cells=cells, year_line=wording(sheet.year_line))


def _end(pieces: Iterable[_Piece]) -> int:
    return max((piece[0] + piece[1] for piece in pieces), default=0)


class _Widths:
    """Where the columns of one form end, in em from the left."""

    def __init__(self, form: FormContent, columns: Columns) -> None:
        duty = columns.duty if form.form_type == "department_target" else ()
        self.duty = _running(columns.section + columns.level1 + columns.level2, duty)
        level3 = (self.duty[-1] if duty else columns.section + columns.level1 + columns.level2) + columns.level3
        values = [columns.calc_symbol if name == "calc_symbol" else columns.value for name in form.value_order]
        self.values = (level3, *_running(level3, values))
        self.table = self.values[-1]
        self.middle = self.table * 0.66


def _running(start: float, widths: Iterable[float]) -> tuple[float, ...]:
    ends = []
    for width in widths:
        start += width
        ends.append(start)
    return tuple(ends)


def _head(form: FormContent, columns: Columns, top: int) -> Iterator[_Piece]:
    widths = _Widths(form, columns)
    second = widths.middle + 5.2
    for row, texts in enumerate(_head_rows(form), start=top):
        yield row, 1, 0, columns.head_label, texts[0], "label"
        last = widths.table if len(texts) == 2 else widths.middle - 4
        yield row, 1, columns.head_label, last, texts[1], "value"
        if len(texts) == 3:
            yield row, 1, last, widths.table, texts[2], "value"
        if len(texts) == 4:
            yield row, 1, last, second, texts[2], "label"
            yield row, 1, second, widths.table, texts[3], "value"


def _head_rows(form: FormContent) -> Iterator[tuple[str, ...]]:
    if form.period is None:
        yield "单位名称", form.department
        return
    fields = form.fields
    yield "项目名称", fields["project_name"], "主管部门", fields["supervising_department"]
    yield "项目属性", fields["project_attribute"], "项目级次", fields["project_tier"]
    yield "项目类别", fields["project_category"]
    yield "开始时间", form.period.printed[0], "完成时间", form.period.printed[1]
    contact = f"{fields['contact_name']} {fields['contact_phone']}"
    yield "实施单位：", fields["implementing_unit"], f"项目负责人/联系电话：{contact}"


def _prose_before(form: FormContent, columns: Columns, top: int) -> Iterator[_Piece]:
    return _prose(form, columns, top, [name for name in _PROSE if name in _BEFORE_FUNDS])


def _prose_after(form: FormContent, columns: Columns, top: int) -> Iterator[_Piece]:
    return _prose(form, columns, top, [name for name in _PROSE if name not in _BEFORE_FUNDS])


def _prose(form: FormContent, columns: Columns, top: int, names: list[str]) -> Iterator[_Piece]:
    for row, name in enumerate([name for name in names if name in form.fields], start=top):
        yield row, 1, 0, columns.head_label, _PROSE[name], "label"
        yield row, 1, columns.head_label, _Widths(form, columns).table, form.fields[name], "prose"


def _funds(form: FormContent, columns: Columns, top: int) -> Iterator[_Piece]:
    project = form.form_type == "project_target"
    half, full = ("半年（程）计划执行数", "全年（程）预算数") if project else ("半年计划执行数", "全年预算数")
    table, side = _Widths(form, columns).table, columns.section + columns.side
    income = [line for line in form.money if line.side == "income"]
    expenditure = [line for line in form.money if line.side == "expenditure"]
    end = top + 1 + len(income)
    yield top, 1, side, table * 0.7, "资金来源", "label"
    yield top, 1, table * 0.7, table, full, "label"
    yield from _income(income, columns, (side, table * 0.7, table), top + 1)
    yield top, end - top, columns.section, side, "收入", "label"
    ends = (side, table * 0.5, table * 0.74, table)
    yield from _across(end, ends, ("资金分配", *_in_order(form, half, full)), "label")
    for row, line in enumerate(expenditure, start=end + 1):
        yield from _across(row, ends, (line.printed, *_in_order(form, *_amounts(line))), "value")
    last = end + 1 + len(expenditure)
    yield end, last - end, columns.section, side, "支出", "label"
    yield top, last - top, 0, columns.section, f"{'项目' if project else '部门整体'}资金（万元）", "label"


def _income(lines: Sequence[Money], columns: Columns, ends: tuple[float, float, float], top: int) -> Iterator[_Piece]:
    grouped = [row for row, line in enumerate(lines, start=top) if line.group]
    group_end = ends[0] + columns.fund_group
    yield grouped[0], len(grouped), ends[0], group_end, "财政拨款", "label"
    for row, line in enumerate(lines, start=top):
        yield row, 1, group_end if line.group else ends[0], ends[1], line.printed, "value"
        yield row, 1, ends[1], ends[2], _amounts(line)[1], "value"


def _amounts(line: Money) -> tuple[str, str]:
    return _printed(line.half_year), _printed(line.full_year)


def _printed(amount: Amount | None) -> str:
    return amount.printed if amount else ""


def _in_order(form: FormContent, half: str, full: str) -> tuple[str, str]:
    """Both amounts in the order in which the form prints half and full year."""
    early = form.value_order.index("half_year") < form.value_order.index("full_year")
    return (half, full) if early else (full, half)


def _indicators(form: FormContent, columns: Columns, top: int) -> Iterator[_Piece]:
    widths = _Widths(form, columns)
    ends = (columns.section, columns.section + columns.level1, columns.section + columns.level1 + columns.level2)
    process = "（程）" if form.form_type == "project_target" else ""
    names = {"calc_symbol": "计算符号", "half_year": f"半年{process}指标值", "full_year": f"全年{process}指标值"}
    header = ("一级指标", "二级指标", "三级指标", *(names[name] for name in form.value_order))
    yield from _across(top, (*ends, *widths.values), header, "label")
    row = top + 1
    for one in form.levels:
        first = row
        for two in one.groups:
            yield row, len(two.lines), ends[1], ends[2], two.name, "label"
            for line in two.lines:
                duty = (line.task, line.funding_project) if line.task and line.funding_project else ()
                texts = (*duty, *_texts(form, line))
                yield from _across(row, (ends[2], *(widths.duty if duty else ()), *widths.values), texts, "value")
                row += 1
        yield first, row - first, ends[0], ends[1], one.name, "label"
    yield top, row - top, 0, columns.section, "绩效目标指标", "label"


def _texts(form: FormContent, line: Line) -> tuple[str, ...]:
    values = {
        "calc_symbol": line.calc_symbol or "",
        "half_year": line.half_year.printed,
        "full_year": line.full_year.printed,
    }
    label = f"指标{line.ordinal}：{line.label.printed}" if line.ordinal else line.label.printed
    return (label, *(values[name] for name in form.value_order))


def _across(row: int, edges: Sequence[float], texts: Sequence[str], role: Role) -> Iterator[_Piece]:
    for left, right, text in zip(edges, edges[1:], texts, strict=False):
        yield row, 1, left, right, text, role
