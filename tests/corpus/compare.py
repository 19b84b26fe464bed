"""What the program makes of a document, beside what its content says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import gongbiao
from gongbiao.pipeline.result import DocumentResult
from tests.corpus.expected import Dataset, Row

_KEYS = {"forms": "form_no", "funds": "line_no", "indicators": "row_no"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell of the dataset that is wrong, or a row that is missing or too many."""

    table: str
    place: str
    column: str
    expected: object
    read: object

    def __str__(self) -> str:
        return f"{self.table} {self.place} {self.column}: expected {self.expected!r}, read {self.read!r}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one document fared."""

    exact: dict[str, tuple[int, int]]
    """Rows that are right, and rows that there should be, by table; of ``forms`` the fields."""
    differences: list[Difference]
    flags: tuple[str, ...]
    """The rules of the findings."""


def compare(data: bytes, expected: Dataset) -> Outcome:
    """Read a document and compare cell by cell; a document that cannot be read has only missing rows."""
    try:
        document = gongbiao.read(data)
    except gongbiao.UnreadableError as error:
        return _outcome(Dataset([], [], []), expected, (f"unreadable: {error}",))
    return outcome_of(document, expected)


def outcome_of(document: DocumentResult, expected: Dataset) -> Outcome:
    """Compare what was read of a document cell by cell."""
    numbers = {form.form_id: form.form_no for form in document.forms}
    read = Dataset(
        [_row(form, expected.forms) for form in document.forms],
        [_row(fund, expected.funds, numbers[fund.form_id]) for fund in document.funds],
        [_row(line, expected.indicators, numbers[line.form_id]) for line in document.indicators],
    )
    return _outcome(read, expected, tuple(flag.rule for flag in document.flags))


def _row(record: Any, expected: Sequence[Row], form_no: int | None = None) -> Row:
    columns = max(expected, key=len)
    return {name: form_no if name == "form_no" and form_no else getattr(record, name) for name in columns}


def _outcome(read: Dataset, expected: Dataset, flags: tuple[str, ...]) -> Outcome:
    exact: dict[str, tuple[int, int]] = {"forms": _fields(read.forms, expected.forms)}
    differences: list[Difference] = []
    for table in ("forms", "funds", "indicators"):
        ours, theirs = getattr(read, table), getattr(expected, table)
        differences.extend(_differences(table, ours, theirs))
        if table != "forms":
            exact[table] = (_right(ours, theirs), len(theirs))
    return Outcome(exact, differences, flags)


def _fields(read: Sequence[Row], expected: Sequence[Row]) -> tuple[int, int]:
    pairs = zip(read, expected, strict=False)
    right = sum(row.get(name) == value for row, wanted in pairs for name, value in wanted.items())
    return right, sum(len(wanted) for wanted in expected)


def _right(read: Sequence[Row], expected: Sequence[Row]) -> int:
    """How many expected rows were read, whatever their number, in their order."""
    matcher = SequenceMatcher(None, list(map(_content, read)), list(map(_content, expected)), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _content(row: Row) -> tuple[object, ...]:
    return tuple(value for name, value in row.items() if name not in ("line_no", "row_no"))


def _differences(table: str, read: Sequence[Row], expected: Sequence[Row]) -> Iterator[Difference]:
    """Rows that agree but for some cells are compared cell by cell; the others are missing, or too many."""
    matcher = SequenceMatcher(None, list(map(_identity(table), read)), list(map(_identity(table), expected)))
    moved = _KEYS[table] if len(read) != len(expected) else None  # every number below a missing row is off
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal" or a1 - a0 == b1 - b0:
            for ours, theirs in zip(read[a0:a1], expected[b0:b1], strict=True):
                yield from (cell for cell in _cells(table, ours, theirs) if cell.column != moved)
            continue
        yield from (Difference(table, _place(table, row), "row", "none", _brief(row)) for row in read[a0:a1])
        yield from (Difference(table, _place(table, row), "row", _brief(row), "none") for row in expected[b0:b1])


def _identity(table: str) -> Any:
    names = {"forms": ("form_no",), "funds": ("form_no", "side", "item", "label"), "indicators": ("form_no", "level3")}
    return lambda row: tuple(row.get(name) for name in names[table])


def _cells(table: str, read: Row, expected: Row) -> Iterator[Difference]:
    for column, value in expected.items():
        if read.get(column) != value:
            yield Difference(table, _place(table, expected), column, value, read.get(column))


def _place(table: str, row: Row) -> str:
    return f"{row['form_no']}" if table == "forms" else f"{row['form_no']}/{row[_KEYS[table]]}"


def _brief(row: Row) -> str:
    names = ("title", "label", "level1", "level2", "level3", "full_year", "full_year_value")
    return " ".join(str(row[name]) for name in names if row.get(name) is not None)


def summary(differences: Iterable[Difference], most: int) -> str:
    """Return the first differences, one a line."""
    listed = list(differences)
    more = [f"… and {len(listed) - most} more"] if len(listed) > most else []
    return "\n".join([*map(str, listed[:most]), *more])
