"""A table and the lines around it to a form: fields, funds, indicators, each in its place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.drawn_tables import draw_table

from gongbiao.extractors.box import Box
from gongbiao.extractors.table import Block, Part, Reading, Table, TextLine
from gongbiao.normalizers.reader import read_contents
from gongbiao.normalizers.record import Form

PROJECT = (
    "项目名称|<|甲工程|<|主管部门|乙局",
    "开始时间|<|2024.1.1|<|完成时间|2024年12月",
    "实施单位：|<|乙局|<|项目负责人/联系电话: 王明 13900000001、李静 0513-12345678|<",
    "项目资金¶(万元)|收入|资金来源|<|<|全年（程）预算数",
    "^|^|资金总额|<|<|10万元",
    "^|^|财政拨款|小计|<|10",
    "^|^|^|一般公共预算资金|<|100000元",
    "^|^|其他资金|<|<|",
    "^|支¶出|资金分配|<|半年（程）计划执行数|全年（程）预算数",
    "^|^|资金总额|<|5万元|10万元",
    "年度目标|<|办理 1000 件。|<|<|<",
    "附件|<|略|<|<|<",
    "绩¶效¶目¶标|一级指标|二级指标|三级指标|半年指标值|全年指标值",
    "^|产出指标|数量指标|指标 1：资金到位¶率|50%|≥95%",
    "^|^|质量指标|指标 1：群众满意¶度|满意|",
    "^|^|^||||".removesuffix("|"),
    "^|总分|<|100||",
)


def line(page: int, text: str, top: float) -> TextLine:
    return TextLine(text, page, Box(50, top, 300, top + 12))


def forms(*blocks: Block) -> list[Form]:
    return list(read_contents(Reading("native", 1, blocks)).forms)


@pytest.fixture
def form() -> Form:
    (read,) = forms(
        line(1, "甲市市级项目预算绩效目标表", 40),
        line(1, "（2024年度）", 60),
        line(1, "填报单位(盖章)：乙局   填报日期：2024年1月", 80),
        draw_table(1, *PROJECT),
    )
    return read


def test_the_title_gives_title_year_and_region(form: Form) -> None:
    assert (form.title, form.year, form.region) == ("甲市市级项目预算绩效目标表", 2024, "甲市")
    assert (form.template, form.form_type) == ("rugao-project-target", "project_target")


def test_a_title_among_empty_cells_of_the_grid_is_the_title() -> None:
    rows = [f"|{row}|" for row in PROJECT]
    head = ("|<|<|<|<|<|<|", "|甲市市级项目预算绩效目标表|<|<|<|<|<|", "|（2024年度）|<|<|<|<|<|", "|||||||")
    (read,) = forms(draw_table(1, *head, *rows))
    assert (read.title, read.year, read.region) == ("甲市市级项目预算绩效目标表", 2024, "甲市")
    assert (read.template, read.form_type) == ("rugao-project-target", "project_target")
    assert read.fields["project_name"].text == "甲工程"


def test_fields_right_of_their_label_behind_a_colon_and_outside_the_table(form: Form) -> None:
    assert {name: field.text for name, field in form.fields.items()} == {
        "department": "乙局",
        "project_name": "甲工程",
        "supervising_department": "乙局",
        "start_date": "2024-01-01",
        "end_date": "2024-12-31",
        "implementing_unit": "乙局",
        "contact_name": "王明;李静",
        "contact_phone": "13900000001;0513-12345678",
        "annual_goal": "办理1000件。",
    }
    assert form.fields["project_name"].place.box == Box(130, 100, 210, 120)


def test_every_money_line_empty_ones_too(form: Form) -> None:
    lines = [(f.side, f.item, f.label, f.half_year.value, f.full_year.value, f.full_year.raw) for f in form.funds]
    assert lines == [
        ("income", "total", "资金总额", None, Decimal(10), "10万元"),
        ("income", "fiscal_subtotal", "财政拨款小计", None, Decimal(10), "10"),
        ("income", "general_public_budget", "一般公共预算资金", None, Decimal(10), "100000元"),
        ("income", "other", "其他资金", None, None, None),
        ("expenditure", "total", "资金总额", Decimal(5), Decimal(10), "10万元"),
    ]


def test_indicators_with_their_levels_and_without_blank_rows_and_sums(form: Form) -> None:
    rows = [(i.level1, i.level2, i.ordinal, i.level3, i.raw_label) for i in form.indicators]
    assert rows == [
        ("产出指标", "数量指标", 1, "资金到位率", "指标 1：资金到位 率"),
        ("产出指标", "质量指标", 1, "群众满意度", "指标 1：群众满意 度"),
    ]
    first, second = form.indicators
    assert first.full_year is not None
    assert (first.full_year.value.comparator, first.full_year.value.number, first.full_year.value.unit) == (
        "≥",
        95,
        "%",
    )
    assert second.half_year is not None
    assert (second.half_year.text, second.full_year) == ("满意", None)


def test_a_row_box_runs_from_the_label_to_the_last_value(form: Form) -> None:
    assert form.indicators[0].place.box == Box(170, 360, 290, 380)
    assert form.funds[0].place.box == Box(130, 180, 290, 200)


def test_what_was_not_understood_is_listed(form: Form) -> None:
    assert [cell.text for cell in form.unclaimed] == ["附件", "略"]
    assert 0.8 < form.reading_score < 1


def test_one_table_with_two_forms_is_two_forms() -> None:
    upper, lower = draw_table(1, *PROJECT), draw_table(1, *(row.replace("甲工程", "丙工程") for row in PROJECT))
    both = draw_table(1, *PROJECT, *(row.replace("甲工程", "丙工程") for row in PROJECT))
    assert both.rows == upper.rows + lower.rows
    read = forms(line(1, "甲市市级项目预算绩效目标表", 40), both)
    assert [form.fields["project_name"].text for form in read] == ["甲工程", "丙工程"]
    assert [len(form.indicators) for form in read] == [2, 2]
    assert [form.title for form in read] == ["甲市市级项目预算绩效目标表", None]


def test_a_title_in_the_tables_own_first_row() -> None:
    (form,) = forms(draw_table(1, "甲县项目支出绩效目标表（2023年度）|<|<|<|<|<", *PROJECT))
    assert (form.title, form.year, form.region) == ("甲县项目支出绩效目标表", 2023, "甲县")


def test_a_table_of_something_else_is_no_form() -> None:
    table = draw_table(1, "科目|金额", "项目支出|10", "基本支出|20", "绩效目标|无")
    assert forms(line(1, "2024年收支预算总表", 40), table) == []


def test_a_form_of_no_known_family_is_an_unknown_form_with_its_title() -> None:
    table = draw_table(1, "资金用途|金额", "办公|10")
    contents = read_contents(Reading("native", 1, (line(1, "某省专项资金绩效目标表", 40), table)))
    (form,) = contents.forms
    assert (form.form_type, form.template, form.title) == ("unknown", None, "某省专项资金绩效目标表")
    assert (form.place.box, form.funds, form.indicators) == (table.box, (), ())
    assert [cell.text for cell in form.unclaimed] == ["资金用途", "金额", "办公", "10"]
    assert contents.unread == ()


@pytest.mark.parametrize(
    "between",
    [
        "一、收支预算总表",
        "本部门共有三个项目，其绩效目标在预算执行中由财务科会同业务科室按季度跟踪并报送财政部门备案。",
    ],
)
def test_a_title_further_up_is_none_of_a_table_with_other_matter_between(between: str) -> None:
    blocks = (line(1, "项目绩效目标表", 40), line(1, between, 60), draw_table(1, "科目|金额", "办公|10"))
    contents = read_contents(Reading("native", 1, blocks))
    assert (contents.forms, contents.unread) == ((), ())


def test_the_unit_stands_in_the_column_the_block_or_a_line_above() -> None:
    bare = [row.replace("(万元)", "").replace("100000元", "100000") for row in PROJECT]
    title = line(1, "甲市市级项目预算绩效目标表", 40)
    (yuan,) = forms(title, line(1, "填报单位：乙局  金额单位：元", 60), draw_table(1, *bare))
    assert yuan.funds[2].full_year.value == Decimal(10)
    (place,) = forms(title, line(1, "填报单位：元氏县财政局", 60), draw_table(1, *bare))
    assert place.funds[2].full_year.value == Decimal(100000)
    column = [row.replace("全年（程）预算数", "全年（程）预算数（元）") for row in PROJECT]
    (both,) = forms(title, draw_table(1, *(row.replace("100000元", "100000") for row in column)))
    assert both.funds[2].full_year.value == Decimal(10)


def test_rows_of_a_form_that_did_not_join_it_are_named() -> None:
    form, rest = draw_table(1, *PROJECT), draw_table(2, "产出指标|数量指标|培训人数|50人|100人|x")
    blocks = (line(1, "甲市市级项目预算绩效目标表", 40), form, line(1, "第1页", 800), rest)
    (unread,) = read_contents(Reading("native", 2, blocks)).unread
    assert (unread.title, unread.place.page) == (None, 2)
    other = (*blocks[:-1], line(2, "表2 一般公共预算财政拨款支出情况", 40), rest)
    assert read_contents(Reading("native", 2, other)).unread == ()


def test_a_label_that_the_page_break_cut_in_two() -> None:
    rows = [row.replace("绩¶效¶目¶标", "绩效目标") for row in PROJECT]
    cut = rows.index(next(row for row in rows if row.startswith("^|^|质量")))
    rows[cut] = rows[cut].replace("^|^|质量", "指标|^|质量", 1)
    table = draw_table(1, *rows)
    pages = (Part(1, table.box, 0), Part(2, table.box, cut))
    table = Table(1, table.box, table.rows, table.columns, table.cells, pages, table.column_edges)
    (form,) = forms(table)
    assert "指标" not in [cell.text for cell in form.unclaimed]
    assert len(form.indicators) == 2


def test_a_department_without_a_line_of_its_own_is_the_implementing_unit() -> None:
    (form,) = forms(draw_table(1, *PROJECT))
    assert form.fields["department"].text == "乙局"
    assert form.year is None
