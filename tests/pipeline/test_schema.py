"""The tables have the columns that others build on, in their order, with their types."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from gongbiao.pipeline.arrow import arrow_schema
from gongbiao.pipeline.schema import TABLES, TableSchema

# From the contract, by hand: `name` is a string, others say their type.
CONTRACT = {
    "documents": "doc_id source sha256 pages:int forms:int status error duplicate_of",
    "forms": (
        "form_id doc_id form_no:int form_type template title region year:int department project_name "
        "supervising_department implementing_unit project_attribute project_tier project_category start_date:date "
        "end_date:date contact_name contact_phone responsibilities organisation necessity feasibility content "
        "long_term_goal annual_goal first_page:int last_page:int form_key annual_result reading_score:float "
        "unclaimed_cells:int"
    ),
    "funds": (
        "form_id line_no:int side item label project_no:int project_name half_year:amount full_year:amount "
        "raw_half_year raw_full_year page:int x0:float top:float x1:float bottom:float budget_initial:amount "
        "executed:amount execution_rate:float score_weight:float score:float"
    ),
    "indicators": (
        "form_id row_no:int level1 level2 level3 ordinal:int task funding_project indicator_id indicator_name "
        "match_method match_score:float calc_symbol half_year_value full_year_value half_year_comparator "
        "full_year_comparator half_year_number:float full_year_number:float half_year_unit full_year_unit raw_label "
        "page:int x0:float top:float x1:float bottom:float extractor confidence:float value_kind "
        "full_year_number_max:float level1_id level2_id actual_value score_weight:float score:float deviation_reason "
        "unit"
    ),
    "flags": (
        "doc_id flag_no:int form_id rule severity table row:int message page:int x0:float top:float x1:float "
        "bottom:float"
    ),
}
ARROW = {"int": "int64", "float": "double", "amount": "decimal128(18, 4)", "date": "date32[day]", "": "string"}


def test_the_tables_are_those_of_the_contract() -> None:
    assert [table.name for table in TABLES] == list(CONTRACT)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_are_those_of_the_contract(table: TableSchema) -> None:
    expected = [tuple(column.partition(":")[::2]) for column in CONTRACT[table.name].split()]
    assert [(field.name, str(field.type)) for field in arrow_schema(table)] == [
        (name, ARROW[kind]) for name, kind in expected
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_have_the_columns_and_keys_exist_and_every_column_is_explained(table: TableSchema) -> None:
    names = [field.name for field in table.fields]
    assert names == list(get_type_hints(table.row))
    assert set(table.key) <= set(names)
    for field in table.fields:
        assert field.column.title
        assert field.column.zh
        assert field.column.en


def test_foreign_keys_lead_to_columns_of_the_same_type() -> None:
    by_name = {table.name: {field.name: field.type for field in table.fields} for table in TABLES}
    keys = [(table.name, key) for table in TABLES for key in table.foreign_keys]
    assert keys
    for name, key in keys:
        assert by_name[name][key.column] is by_name[key.table][key.target]
