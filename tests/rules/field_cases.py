"""Planted defects of the fields: left out, of the wrong kind, at odds with the form."""

from __future__ import annotations

from gongbiao.pipeline.checks.rule import Spot
from tests.rules.planting import (
    At,
    Case,
    both,
    make,
    on_field,
    on_form,
    without_label,
    write,
)

FIELD_CASES = (
    Case("forms.year_missing", make(2, year=None), make(2, year=2024), on_form(2), ("年度",)),
    Case(
        "forms.department_missing",
        write(2, department=None),
        write(2, implementing_unit=None),
        on_field(2, "department"),
        ("单位名称",),
    ),
    Case(
        "forms.project_name_missing",
        write(2, project_name=None),
        without_label(1, "department"),
        on_field(2, "project_name"),
        ("项目名称",),
    ),
    Case(
        "forms.required_field_missing",
        write(2, project_tier=None),
        without_label(2, "project_tier"),
        on_field(2, "project_tier"),
        ("项目级次",),
    ),
    Case(
        "forms.narrative_missing",
        write(2, feasibility=None),
        without_label(2, "feasibility"),
        on_field(2, "feasibility"),
        ("实施可行性",),
    ),
    Case(
        "forms.contact_missing",
        write(2, contact="王明"),
        without_label(2, "contact"),
        on_field(2, "contact"),
        ("电话",),
    ),
    Case(
        "forms.contact_phone_invalid",
        write(2, contact="王明 139000000"),
        write(2, contact="王明 139****0001"),
        on_field(2, "contact"),
        ("9",),
    ),
    Case(
        "forms.personal_data",
        write(2, contact="王明 13900000001"),
        write(2, contact="王明 139****0001"),
        on_field(2, "contact"),
        ("手机",),
    ),
    Case(
        "forms.attribute_unknown",
        write(2, project_category="专项业务类"),
        write(2, project_category="其他运转类"),
        on_field(2, "project_category"),
        ("专项业务类",),
    ),
    Case(
        "forms.title_type_conflict",
        make(2, title="松澜市市级部门整体支出绩效自评表"),
        make(2, title="松澜市预算绩效目标表"),
        on_form(2),
        ("松澜市市级部门整体支出绩效自评表", "项目绩效目标表"),
    ),
    Case(
        "forms.dates_order",
        write(2, start_date="2024-12-31", end_date="2024-01-01"),
        write(2, start_date="2024-12-31", end_date="2024-12-31"),
        on_field(2, "end_date"),
        ("2024-01-01", "2024-12-31"),
    ),
    Case(
        "forms.dates_outside_year",
        write(2, start_date="2023-01-01", end_date="2023-12-31"),
        write(2, start_date="2023-07-01", end_date="2024-06-30"),
        on_field(2, "start_date"),
        ("2023-01-01", "2023-12-31", "2024"),
    ),
    Case(
        "forms.date_unparsed",
        write(2, end_date="2024年2月30日"),
        write(2, end_date="长期"),
        on_field(2, "end_date"),
        ("2024年2月30日",),
    ),
    Case(
        "forms.recurring_period_odd",
        write(2, start_date="2024-06-01", end_date="2024-12-31"),
        both(write(2, start_date="2024-06-01"), write(2, project_attribute="新增项目")),
        on_field(2, "end_date"),
        ("常年安排", "214"),
    ),
    Case(
        "documents.unclaimed_cells",
        make(2, unclaimed=("附加说明", "补充内容", "备注一")),
        make(2, unclaimed=("备注", "盖章")),
        At(2, Spot(2, 10.0, 700.0, 60.0, 720.0)),
        ("3", "附加说明"),
    ),
)
