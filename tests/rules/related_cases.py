"""Planted defects between forms: department and projects, copies, repetitions; in one document and over several."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.clean import department, project
from tests.rules.drafts import Draft, Line
from tests.rules.planting import (
    Case,
    both,
    drop_form,
    drop_money,
    insert,
    make,
    nothing,
    on_field,
    on_form,
    on_line,
    on_money,
    on_row,
    pay,
    target,
    write,
)

_OWN = Line("产出指标", "数量指标", "指标2：夜间值守班组轮换", "每班两人轮换登记", "每班两人轮换登记", "定性")
_PROSE = "组建专职队伍分段巡查，发现问题当日处置，全部过程留痕备查。"
_APART = (1, 1, 1)


def _twice() -> list[Draft]:
    """Return the forms with the first project's form once more."""
    return [department(), project(1), project(2), project(1)]


RELATED_CASES = (
    Case(
        "cross.project_missing_form",
        drop_form(3),
        both(drop_form(3), drop_form(2)),
        on_row(1, 12, "funds"),
        ("泵站机电设备更新", "40.50"),
        name="silent where there is no project form at all",
    ),
    Case(
        "cross.project_missing_form",
        drop_form(3),
        write(3, project_name="泵站机电设备更新。"),
        on_row(1, 12, "funds"),
        ("泵站机电设备更新",),
        documents=_APART,
        name="over documents",
    ),
    Case(
        "cross.project_not_listed",
        both(drop_money(1, 12)),
        drop_form(1),
        on_field(3, "project_name"),
        ("泵站机电设备更新",),
    ),
    Case(
        "cross.project_amount_mismatch",
        both(pay(1, 11, full="62"), pay(1, 9, full="898"), pay(1, 10, full="102.50")),
        pay(1, 11, full="60.01"),
        on_row(2, 8, "funds"),
        ("62.00", "60.00", "2.00"),
    ),
    Case(
        "cross.project_amount_mismatch",
        both(pay(1, 12, half="18.25"), pay(1, 9, half="437.85"), pay(1, 10, half="44.25")),
        pay(1, 12, half=None),
        on_row(3, 8, "funds"),
        ("18.25", "17.25", "半年"),
        documents=_APART,
        name="half year, over documents",
    ),
    Case(
        "cross.project_name_variant",
        write(3, project_name="泵站机电设备的更新"),
        write(3, project_name="泵站机电设备 更新"),
        on_field(3, "project_name"),
        ("泵站机电设备更新", "泵站机电设备的更新"),
    ),
    Case(
        "cross.projects_sum_vs_department",
        both(drop_money(1, 11, 12), pay(1, 9, full="910.50"), pay(1, 10, full="90")),
        drop_money(1, 11, 12),
        on_money(1, 10, "full_year"),
        ("100.50", "90.00", "10.50"),
    ),
    Case(
        "cross.funding_project_unknown",
        target(1, 5, more={"task": "设备更新", "funding_project": "闸门启闭机改造"}),
        target(1, 5, more={"task": "设备更新", "funding_project": "泵站机电设备 更新"}),
        on_row(1, 5),
        ("闸门启闭机改造",),
    ),
    Case(
        "cross.project_without_duty_indicator",
        target(1, 5, more={"task": "水环境整治", "funding_project": "河道日常保洁经费"}),
        both(*(target(1, row, more={}) for row in (4, 5))),
        on_money(1, 12, "label"),
        ("泵站机电设备更新", "40.50"),
    ),
    Case(
        "cross.satisfaction_target_mismatch",
        target(2, 9, full="≥95%", half="≥95%"),
        target(2, 9, full="90%以上", half="≥90%"),
        on_row(2, 9),
        ("≥90%", "≥95%"),
    ),
    Case(
        "cross.department_name_mismatch",
        write(2, **dict.fromkeys(("department", "supervising_department", "implementing_unit"), "松澜市农业农村局")),
        write(2, department="松澜市水务局河道管理中心"),
        on_field(2, "department"),
        ("松澜市农业农村局", "松澜市水务局"),
    ),
    Case("cross.year_mismatch", make(3, year=2023), nothing, on_form(3), ("2023", "2024")),
    Case(
        "cross.quantity_conflict",
        both(
            target(1, 4, label="保洁队员人数", full="≥80人", half="≥80人"),
            write(2, content="组织保洁队员60人对城区河道开展日常打捞，分段包干到人。"),
        ),
        both(
            target(1, 4, label="保洁队员人数", full="≥80人", half="≥80人"),
            write(2, content="组织保洁队员80人以上开展打捞，接待参观群众60人次。"),
        ),
        on_field(2, "content"),
        ("60人", "80人"),
    ),
    Case(
        "forms.other_project_mentioned",
        write(3, content="结合河道日常保洁经费安排，更换老旧水泵、电机和配电柜。"),
        write(3, content="结合河道日常保洁工作安排，更换老旧水泵、电机和配电柜。"),
        on_field(3, "content"),
        ("河道日常保洁经费",),
    ),
    Case(
        "forms.other_project_mentioned",
        write(3, content="结合河道日常保洁经费安排，更换老旧水泵、电机和配电柜。"),
        both(
            write(3, content="结合河道日常保洁经费安排，更换老旧水泵、电机和配电柜。"),
            write(2, **dict.fromkeys(("department", "supervising_department", "implementing_unit"), "江临县水务局")),
            make(2, region="江临县"),
            make(1, money=department().money[:10]),
        ),
        on_field(3, "project_name"),
        ("河道日常保洁经费",),
        documents=_APART,
        name="over documents of one department",
    ),
    Case(
        "forms.copied_narrative",
        both(write(2, content=_PROSE), write(3, content=_PROSE)),
        both(write(2, content=_PROSE), write(3, content=_PROSE[:-6])),
        on_field(3, "content"),
        ("项目实施内容", "26", "河道日常保洁经费"),
    ),
    Case(
        "forms.copied_narrative",
        both(write(2, content=_PROSE), write(3, content=_PROSE)),
        both(
            write(2, content=_PROSE),
            write(3, content=_PROSE),
            write(3, **dict.fromkeys(("department", "supervising_department", "implementing_unit"), "松澜市教育局")),
            make(1, money=department().money[:10]),
        ),
        on_field(3, "content"),
        ("2.pdf",),
        documents=_APART,
        name="over documents; a short sentence of another office is chance",
    ),
    Case(
        "indicators.copied_across_projects",
        both(insert(2, 5, _OWN), insert(3, 5, _OWN)),
        both(insert(2, 5, _OWN), insert(3, 5, replace(_OWN, full="每班三人轮换登记"))),
        on_row(3, 5),
        ("夜间值守班组轮换", "河道日常保洁经费", "2"),
    ),
    Case(
        "indicators.off_topic",
        both(target(3, 4, label="指标1：保洁河道长度", full="≥20公里", half="≥10公里")),
        both(
            target(3, 4, label="指标1：保洁河道长度", full="≥20公里", half="≥10公里"),
            write(3, content="更换老旧水泵，并对引水河道进行保洁，组织验收。"),
        ),
        on_line(3, 4, "level3"),
        ("保洁河道长度", "泵站机电设备更新", "河道日常保洁经费"),
    ),
    Case(
        "forms.duplicate_form",
        both(
            pay(2, 8, full="60", half="26"),
            *(pay(4, row, full="58") for row in (1, 2, 3)),
            pay(4, 8, full="58", half="25"),
        ),
        make(4, year=2023),
        on_field(4, "project_name"),
        ("资金", "60.00", "58.00", "1.pdf"),
        base=_twice,
        documents=(3, 1),
    ),
)
