"""Target values as forms print them: data/values.csv gives the printed text, its columns, and what a person reads."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.normalizers.value import Value, parse_value

VALUES = Path(__file__).parent / "data" / "values.csv"
UNITS = ["%", "件", "人次", "元/人·天", "工作日", "万元"]


def printed_values() -> list[dict[str, str | None]]:
    with VALUES.open(encoding="utf-8", newline="") as file:
        return [{column: cell or None for column, cell in row.items()} for row in csv.DictReader(file)]


def _number(cell: str | None) -> float | None:
    return None if cell is None else float(cell)


@pytest.mark.parametrize("row", printed_values(), ids=lambda row: "|".join(str(cell or "") for cell in row.values()))
def test_a_value_reads_as_a_person_reads_it(row: dict[str, str | None]) -> None:
    found = parse_value(row["text"] or "", row["label"], row["calc_symbol"], row["unit_column"])
    assert found == Value(
        row["comparator"], _number(row["number"]), _number(row["number_max"]), row["unit"], row["kind"]
    )


@given(st.integers(0, 10**7), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_a_printed_unit_wins_over_the_columns(number: int, printed: str, column: str) -> None:
    assert parse_value(f"≥{number}{printed}", unit=column).unit == printed
    assert parse_value(f"≥{number}", unit=column) == parse_value(f"≥{number}{column}")


@given(st.integers(0, 10**7), st.sampled_from("≥≤><="), st.sampled_from("≥≤><="))
def test_a_printed_comparator_wins_over_the_columns(number: int, printed: str, column: str) -> None:
    assert parse_value(f"{printed}{number}件", calc_symbol=column).comparator == printed
    assert parse_value(f"{number}件", calc_symbol=column).comparator == column


@given(st.text(max_size=12))
def test_any_text_may_stand_in_the_unit_column(unit: str) -> None:
    value = parse_value("95", unit=unit)
    assert value.kind == "number"
    assert value.number is not None
