"""Rows can be written whatever a document holds, and say what the form says."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.extractors.box import Box
from gongbiao.normalizers.record import Amount, FieldValue, Form, Fund, Place
from gongbiao.pipeline.arrow import arrow_table
from gongbiao.pipeline.rows import form_key, form_row, fund_rows, text
from gongbiao.pipeline.schema import FORMS, FUNDS

PLACE = Place(1, Box(10.004, 20.006, 30.0, 40.0))
ANY_TEXT = st.text(st.characters(), max_size=20)  # lone surrogates and control characters too


def form(fields: dict[str, str], **others: object) -> Form:
    values = {name: FieldValue(value, value, PLACE, 1.0) for name, value in fields.items()}
    given_values: dict[str, object] = {
        "template": "made",
        "form_type": "project_target",
        "title": None,
        "region": None,
        "year": None,
        "fields": MappingProxyType(values),
        "funds": (),
        "indicators": (),
        "first_page": 1,
        "last_page": 1,
        "place": PLACE,
        "reading_score": 1.0,
        "unclaimed": (),
        **others,
    }
    return Form(**given_values)  # type: ignore[arg-type]


def fund(value: Decimal | None, raw: str | None, project_no: int | None = None) -> Fund:
    return Fund("income", "total", "资金总额", project_no, None, Amount(None, None), Amount(value, raw), PLACE)


@given(ANY_TEXT, ANY_TEXT, st.integers())
def test_any_text_and_any_year_can_be_written(title: str, department: str, year: int) -> None:
    row = form_row(form({"department": department}, title=title, year=year), "0" * 16, 1)
    assert arrow_table(FORMS, [row]).num_rows == 1
    assert row.title != ""
    row.form_key.encode("utf-8")


@given(st.none() | st.decimals(), ANY_TEXT, st.none() | st.integers())
def test_any_amount_can_be_written(value: Decimal | None, raw: str, number: int | None) -> None:
    assert arrow_table(FUNDS, fund_rows([fund(value, raw, number)], "x")).num_rows == 1


def test_an_amount_beyond_the_column_is_null_and_its_print_stays() -> None:
    (row,) = fund_rows([fund(Decimal(10) ** 14, "1e14")], "x")
    assert row.full_year is None
    assert row.raw_full_year == "1e14"


def test_zero_is_not_empty() -> None:
    (row,) = fund_rows([fund(Decimal(0), "0")], "x")
    assert row.full_year == Decimal("0.0000")


def test_lines_are_numbered_and_boxes_have_two_decimals() -> None:
    one, two = fund_rows([fund(None, None), fund(None, None)], "x")
    assert (one.line_no, two.line_no) == (1, 2)
    assert (one.x0, one.top) == (10.0, 20.01)


def test_a_date_is_a_date_and_what_is_none_is_null() -> None:
    row = form_row(form({"start_date": "2024-01-31", "end_date": "2024年底"}), "0" * 16, 12)
    assert str(row.start_date) == "2024-01-31"
    assert row.end_date is None
    assert row.form_id == "0000000000000000-012"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("如皋市", "如皋市信访局", 2024, "department_target", None), "如皋市|如皋市信访局|2024|department_target|"),
        (
            ("如皋市", "信访局（本级）", 2024, "project_target", "“三公” 经费 ２"),
            "如皋市|信访局本级|2024|project_target|三公经费2",
        ),
        ((None, None, None, "unknown", "a|b"), "|||unknown|ab"),
    ],
)
def test_the_natural_key_ignores_spacing_and_punctuation(
    parts: tuple[str | None, str | None, int | None, str, str | None], expected: str
) -> None:
    assert form_key(*parts) == expected


@given(ANY_TEXT)
def test_text_is_null_or_something(value: str) -> None:
    cleaned = text(value)
    assert cleaned is None or (cleaned and cleaned == cleaned.strip())
