"""An invented form on a grid: which labels it prints, in which words, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from samples.builders.families.content import Form, Money, Target
from samples.builders.families.look import SECTION, WIDTHS, Look
from samples.builders.sheet import Role, Sheet, SheetCell

Piece = tuple[int, int, float, float, str, Role]
"""row, row span, left and right in em, text, role."""


def lay_out(form: Form, look: Look) -> tuple[Sheet, int]:
    """Place every cell of a form; returns the sheet and the row of the indicator block's header."""
    pieces: list[Piece] = []
    year_line = f"（{form.year}年度）"
    if look.title_in_table:
        pieces += [(0, 1, 0, look.width, form.title, "label"), (1, 1, 0, look.width, year_line, "label")]
    for block in (_head, _money, _tasks, _goals):
        pieces.extend(block(form, look, _end(pieces)))
    header = _end(pieces)
    pieces.extend(_indicators(form, look, header))
    if look.remark:
        row = _end(pieces)
        pieces += [
            (row, 1, 0, SECTION + 5.0, "说明", "label"),
            (row, 1, SECTION + 5.0, look.width, look.remark, "prose"),
        ]
    titles = ("", "") if look.title_in_table else (form.title, year_line)
    return _sheet(pieces, titles, look.unit_line), header


def _sheet(pieces: Sequence[Piece], titles: tuple[str, str], unit_line: str | None) -> Sheet:
    edges = sorted({round(edge, 3) for piece in pieces for edge in piece[2:4]})
    cells = [
        SheetCell(top, span, edges.index(round(left, 3)), edges.index(round(right, 3)), text, role)
        for top, span, left, right, text, role in pieces
    ]
    cells.sort(key=lambda cell: (cell.row, cell.left))
    return Sheet(*titles, unit_line, tuple(edges), _end(pieces), tuple(cells))


def _end(pieces: Sequence[Piece]) -> int:
    return max((piece[0] + piece[1] for piece in pieces), default=0)


def _across(row: int, edges: Sequence[float], texts: Sequence[str], role: Role) -> Iterator[Piece]:
    for left, right, text in zip(edges, edges[1:], texts, strict=False):
        yield row, 1, left, right, text, role


_LABEL = SECTION + 5.0
"""Right side of the labels of fields."""


def _head(form: Form, look: Look, top: int) -> Iterator[Piece]:
    middle, second = look.width * 0.54, look.width * 0.54 + 6.0
    row = top
    for name in ("department", "project_name"):
        if name in form.fields and (name == "project_name" or form.form_type.startswith("department")):
            yield from _across(row, (0, _LABEL, look.width), (look.word(name), _text(form, name)), "value")
            row += 1
    pairs = [("supervising_department", "implementing_unit"), ("project_attribute", "period")]
    for first, other in pairs:
        texts = [(look.word(name), _text(form, name)) for name in (first, other) if _text(form, name)]
        if len(texts) == 2:
            yield from _across(row, (0, _LABEL, middle, second, look.width), (*texts[0], *texts[1]), "value")
        elif texts:
            yield from _across(row, (0, _LABEL, look.width), texts[0], "value")
        row += bool(texts)
    if "responsibilities" in form.fields:
        yield from _across(
            row, (0, _LABEL, look.width), (look.word("responsibilities"), _text(form, "responsibilities")), "prose"
        )


def _text(form: Form, name: str) -> str:
    if name == "period":
        return form.period[0] if form.period else ""
    return form.printed.get(name, form.fields.get(name, ""))


def amount_text(amount: Decimal | None, look: Look) -> str:
    """Print an amount in the unit of the form."""
    if amount is None:
        return ""
    return f"{amount * 10000:,.2f}" if look.money_in_yuan else f"{amount:.2f}"


def _money(form: Form, look: Look, top: int) -> Iterator[Piece]:
    if not form.money:
        return
    blocks = {"table": _money_table, "rows": _money_rows, "pairs": _money_pairs, "above": _money_above}
    inner = list(blocks[look.money](form.money, look, top))
    yield from inner
    yield top, _end(inner) - top, 0, _LABEL, look.word("money"), "label"


def _money_table(money: Sequence[Money], look: Look, top: int) -> Iterator[Piece]:
    names = ["budget_initial", "budget", "executed", *(["weight"] if look.score_columns else []), "rate"]
    names += ["points"] if look.score_columns else []
    left = look.width * 0.42
    step = (look.width - left) / len(names)
    edges = (_LABEL, *(left + at * step for at in range(len(names) + 1)))
    yield from _across(top, edges, ("", *map(look.word, names)), "label")
    for row, line in enumerate(money, start=top + 1):
        texts = {
            "budget_initial": amount_text(line.budget_initial, look),
            "budget": amount_text(line.full_year, look),
            "executed": amount_text(line.executed, look),
            "weight": line.weight,
            "rate": line.rate,
            "points": line.score,
        }
        yield from _across(row, edges, (line.label, *(texts[name] for name in names)), "value")


def _money_rows(money: Sequence[Money], look: Look, top: int) -> Iterator[Piece]:
    edges = (_LABEL, look.width * 0.6, look.width)
    for row, line in enumerate(money, start=top):
        yield from _across(row, edges, (line.label, amount_text(line.full_year, look)), "value")


def _money_pairs(money: Sequence[Money], look: Look, top: int) -> Iterator[Piece]:
    step = (look.width - _LABEL) / 4
    edges = [_LABEL + at * step for at in range(5)]
    for at in range(0, len(money), 2):
        texts = [text for line in money[at : at + 2] for text in (line.label, amount_text(line.full_year, look))]
        yield from _across(top + at // 2, edges, texts, "value")


def _money_above(money: Sequence[Money], look: Look, top: int) -> Iterator[Piece]:
    step = (look.width - _LABEL) / len(money)
    edges = [_LABEL + at * step for at in range(len(money) + 1)]
    yield from _across(top, edges, [line.label for line in money], "label")
    yield from _across(top + 1, edges, [amount_text(line.full_year, look) for line in money], "value")


def _tasks(form: Form, look: Look, top: int) -> Iterator[Piece]:
    if not form.tasks:
        return
    edges = (_LABEL, _LABEL + 8.0, look.width - 7.0, look.width)
    yield from _across(top, edges, [look.word(name) for name in ("task", "task_content", "task_amount")], "label")
    for row, line in enumerate(form.tasks, start=top + 1):
        yield from _across(row, edges, (line.label, line.task or "", amount_text(line.full_year, look)), "prose")
    yield top, len(form.tasks) + 1, 0, _LABEL, look.word("tasks"), "label"


def _goals(form: Form, look: Look, top: int) -> Iterator[Piece]:
    names = [("annual_goal", "annual_goal"), ("annual_result", "annual_result")]
    if "long_term_goal" in form.fields:
        names = [("long_term_goal", "long_term_goal"), ("annual_goal", "year_goal")]
    shown = [(form.fields[name], look.word(word)) for name, word in names if name in form.fields]
    if len(shown) == 1 or look.goals == "right":
        labels = [look.word("goals")] if len(shown) == 1 else [label for _, label in shown]
        for row, ((text, _), label) in enumerate(zip(shown, labels, strict=True), start=top):
            yield from _across(row, (0, _LABEL, look.width), (label, text), "prose")
        return
    yield top, 2, 0, _LABEL, look.word("goals"), "label"
    edges = (_LABEL, (_LABEL + look.width) / 2, look.width)
    yield from _across(top, edges, [label for _, label in shown], "label")
    yield from _across(top + 1, edges, [text for text, _ in shown], "prose")


def _indicators(form: Form, look: Look, top: int) -> Iterator[Piece]:
    edges = [SECTION]
    for name in look.columns:
        edges.append(edges[-1] + WIDTHS[name])
    place = {name: (edges[at], edges[at + 1]) for at, name in enumerate(look.columns)}
    yield from _across(top, edges, [look.word(name) for name in look.columns], "label")
    rows = list(_rows(form, look))
    for row, (_, _, texts) in enumerate(rows, start=top + 1):
        for name in look.columns:
            if name not in ("level1", "level2"):
                yield row, 1, *place[name], texts.get(name, ""), "value"
    levels: dict[str, list[tuple[str, ...]]] = {
        "level1": [(one,) for one, _, _ in rows],
        "level2": [(one, two) for one, two, _ in rows],
    }
    for name in [name for name in levels if name in place]:
        yield from _levels(levels[name], top + 1, place[name], merges=look.merges_levels)
    end = top + 1 + len(rows)
    if look.total_row:
        first_value = edges[look.columns.index("score_weight")]
        yield end, 1, SECTION, first_value, look.word("total"), "label"
        sums = _sums(form, look)
        for name in look.columns[look.columns.index("score_weight") :]:
            yield end, 1, *place[name], sums.get(name, ""), "value"
        end += 1
    yield top, end - top, 0, SECTION, look.word("indicators"), "label"


def _sums(form: Form, look: Look) -> dict[str, str]:
    """Return the points of all indicators, and of the money's first line where it prints some."""
    money = form.money[:1] if look.score_columns else ()
    weights = [*(target.weight for target in form.targets), *(line.weight for line in money)]
    scores = [*(target.score for target in form.targets), *(line.score for line in money)]
    return {"score_weight": f"{sum(map(float, weights)):g}", "score": f"{sum(map(float, scores)):g}"}


def _rows(form: Form, look: Look) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the rows: level 1, level 2 and the other cells; blank ones stand with the rows of their level."""
    blank = list(look.blank_rows)
    levels = [(target.level1[0], target.level2[0]) for target in form.targets]
    for at, target in enumerate(form.targets):
        yield target.level1[0], target.level2[0], _cells(target, look)
        following = levels[at + 1][0] if at + 1 < len(levels) else None
        for level1, level2 in [pair for pair in blank if pair[0] == target.level1[0]]:
            if following != target.level1[0]:
                blank.remove((level1, level2))
                yield level1, level2, {}


def _levels(keys: Sequence[tuple[str, ...]], top: int, place: tuple[float, float], *, merges: bool) -> Iterator[Piece]:
    """Yield the cells of a level: merged over the rows that share it, or one for each row, filled in the first one."""
    first = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[first]:
            if merges:
                yield top + first, at - first, *place, keys[first][-1], "label"
            else:
                for row in range(first, at):
                    yield top + row, 1, *place, keys[first][-1] if row == first else "", "label"
            first = at


def printed_target(target: Target, look: Look) -> str:
    """Print a target: with its sign and unit where the form has no columns for them."""
    sign = "" if "calc_symbol" in look.columns or target.sign in ("=", "定性") else target.sign
    unit = "" if "unit" in look.columns else target.unit
    return f"{sign}{target.value}{unit}"


def _cells(target: Target, look: Look) -> dict[str, str]:
    return {
        "level3": target.name,
        "calc_symbol": target.sign,
        "full_year": printed_target(target, look),
        "unit": target.unit,
        "actual_value": target.actual,
        "score_weight": target.weight,
        "score": target.score,
        "deviation_reason": target.reason,
        "not_kept": "按比例计分",
    }
