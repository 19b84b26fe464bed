"""Recognised labels: what is one of a form's but for doubtful characters counts as it, and no label becomes another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.drawn_tables import draw_table

from gongbiao.extractors.box import Box
from gongbiao.extractors.table import Block, Reading, Table, TextLine
from gongbiao.normalizers.catalogue import catalogue_with
from gongbiao.normalizers.catalogue_rows import COLUMNS
from gongbiao.normalizers.recognised import with_repairs
from gongbiao.normalizers.recognised_labels import recognisable_labels
from gongbiao.normalizers.template_files import load_templates
from gongbiao.normalizers.user_table import UserTable

BOX = Box(50, 50, 300, 62)
KNOWN = recognisable_labels(load_templates())


def recognised(*rows: str, other: dict[str, str] | None = None) -> Table:
    """Return a table as an engine read it, with its second guesses for some cells."""
    table = draw_table(1, *rows)
    guesses = other or {}
    cells = tuple(
        cell._replace(
            confidence=0.95,
            alternative=(guesses[cell.lines[0]],) if cell.lines and cell.lines[0] in guesses else (),
        )
        for cell in table.cells
    )
    return replace(table, cells=cells)


def repaired(block: Block) -> Block:
    (new,) = with_repairs(Reading("ocr", 1, (block,))).blocks
    return new


def texts(block: Block) -> list[str]:
    assert isinstance(block, Table)
    return ["".join(cell.lines) for cell in block.cells]


@pytest.mark.parametrize(
    ("read", "other", "printed"),
    [
        ("主管部內", "主管部門", "主管部门"),
        ("主管部内", "主管部内", "主管部门"),
        ("决策指你", "决策指标", "决策指标"),
        ("项旦级次", "项自级次", "项目级次"),
        ("一般公共預算资全", "一般公共預算资金", "一般公共预算资金"),
        ("王级指标", "王级指标", "三级指标"),
        ("年结转资金", "年结转资金", "上年结转资金"),
        ("社会效指标", "社会效指标", "社会效益指标"),
        ("收入_", "收入_", "收入"),
        ("收太", "收入", "收入"),
        ("小計", "小汁", "小计"),
        ("部内预算完成率", "部门预算完成率", "部门预算完成率"),
        ("预U编制完整性", "预算编制完整性", "预算编制完整性"),
    ],
)
def test_a_label_with_explained_mistakes_counts_as_it(read: str, other: str, printed: str) -> None:
    assert KNOWN.restored(read, other) == (printed,)


@pytest.mark.parametrize(
    ("read", "other"),
    [
        ("半年指标值", "全年指标值"),
        ("收入", "支出"),
        ("资金来源", "资金分配"),
        ("开始时间", "完成时间"),
        ("基本支出", "项目支出"),
        ("年度目标", "年度日标"),
        ("数量指标", "质量指标"),
    ],
)
def test_a_known_label_stays_whatever_else_it_may_be(read: str, other: str) -> None:
    assert KNOWN.restored(read, other) == ()


@pytest.mark.parametrize(
    "read",
    [
        "上年结余资金",  # another thing than 上年结转资金
        "政府性基金收入",
        "年度指标",  # a header of its own, not 年度指标值
        "产品指标",
        "3项",
        "2项",
        "办理1000件",
        "规范",
    ],
)
def test_what_no_mistake_explains_stays(read: str) -> None:
    assert KNOWN.restored(read, read) == ()


def test_what_an_office_misspells_stays_unless_the_engine_doubted_it() -> None:
    assert KNOWN.restored("帐务处理规范性", "帐务处理规范性") == ()
    assert KNOWN.restored("会计核草规范性", "会计核算规范性") == ("会计核算规范性",)


def test_a_short_text_needs_more_than_doubt() -> None:
    assert KNOWN.restored("三项", "二项") == ()


def test_no_known_label_is_taken_for_another_when_a_character_is_doubted() -> None:
    for text in KNOWN.printed.values():
        for at in range(len(text)):
            assert KNOWN.restored(text, text[:at] + "王" + text[at + 1 :]) == ()


OWN = """
id: own
version: 1
form_type: project_target
title: [预算绩效承诺表]
fields:
  content: {labels: [事项简介]}
indicators:
  columns: {level1: [承诺维度], level3: [承诺内容], full_year: [承诺标准]}
"""


@pytest.mark.parametrize(("read", "printed"), [("承诺维席", "承诺维度"), ("事项简价", "事项简介")])
def test_the_labels_of_a_users_templates_count_as_the_packaged_ones_do(read: str, printed: str) -> None:
    reading = Reading("ocr", 1, (recognised(f"{read}|甲", other={read: printed}),))
    assert with_repairs(reading) == reading
    (table,) = with_repairs(reading, load_templates((("own.yaml", OWN),))).blocks
    assert texts(table) == [printed, "甲"]


def test_a_users_own_label_becomes_no_packaged_one() -> None:
    usual = Reading("ocr", 1, (recognised("主管部内|甲"),))
    (table,) = with_repairs(usual).blocks
    assert texts(table) == ["主管部门", "甲"]
    own = OWN.replace("事项简介", "主管部内")
    assert with_repairs(usual, load_templates((("own.yaml", own),))) == usual


def test_the_names_of_a_users_catalogue_count_too() -> None:
    tours = {**dict.fromkeys(COLUMNS, ""), "indicator_id": "output.quantity.tours", "name_zh": "乡镇戏曲巡演场次"}
    tours |= {
        "level1_zh": "产出指标",
        "level2_zh": "数量指标",
        "scope": "project",
        "kind": "count",
        "direction": "higher_better",
    }
    rows = f"{','.join(tours)}\n{','.join(tours.values())}\n"
    catalogue = catalogue_with((UserTable("own.csv", rows.encode()),))
    read = recognised("乡镇戏曲巡演场吹|乙", other={"乡镇戏曲巡演场吹": "乡镇戏曲巡演场次"})
    doubted = Reading("ocr", 1, (read,))
    assert with_repairs(doubted) == doubted
    (table,) = with_repairs(doubted, catalogue=catalogue).blocks
    assert texts(table) == ["乡镇戏曲巡演场次", "乙"]


def test_labels_that_could_be_several_are_told_by_their_row() -> None:
    levels = ["一级指标", "二级指标", "三级指标"]
    assert texts(repaired(recognised("级指标|二级指标|三级指标|全年指标值")))[:3] == levels
    assert texts(repaired(recognised("级指标|级指标|级指标"))) == levels


def test_labels_that_could_be_several_stay_where_the_row_does_not_tell() -> None:
    assert texts(repaired(recognised("级指标|三级指标|全年指标值")))[0] == "级指标"
    assert texts(repaired(recognised("年指标值|计算符号")))[0] == "年指标值"


def test_remarks_and_numbers_beside_a_label_stay() -> None:
    table = recognised(
        "项日资金（方元)|指标2：部内预算完成率|实施单位：", other={"指标2：部内预算完成率": "指标2：部门预算完成率"}
    )
    assert texts(repaired(table)) == ["项目资金（万元）", "指标2：部门预算完成率", "实施单位："]


def test_a_remark_is_closed_where_it_is_sure_to_be_whole() -> None:
    assert texts(repaired(recognised("项目资金（万元|资金来源"))) == ["项目资金（万元）", "资金来源"]
    assert texts(repaired(recognised("项目资金（元|资金来源"))) == ["项目资金", "资金来源"]


def test_traditional_characters_give_way_to_the_second_guess() -> None:
    table = recognised("清運费用|王垚", other={"清運费用": "清运费用", "王垚": "王尧"})
    assert texts(repaired(table)) == ["清运费用", "王垚"]


def test_another_reading_of_a_whole_cell_need_not_have_its_lines() -> None:
    table = recognised("清運费用|10")
    cells = (table.cells[0]._replace(alternative=("清运", "费用")), table.cells[1])
    new = repaired(replace(table, cells=cells))
    assert isinstance(new, Table)
    assert (new.cells[0].lines, new.cells[0].alternative) == (("清運费用",), ("清运", "费用"))


def test_a_lost_number_comes_back_in_a_table_that_numbers_its_labels() -> None:
    assert texts(repaired(recognised("指标：甲乙丙", "指标2：丁戊己"))) == ["指标1：甲乙丙", "指标2：丁戊己"]
    assert texts(repaired(recognised("指标：甲乙丙", "指标：丁戊己"))) == ["指标：甲乙丙", "指标：丁戊己"]


def test_the_lines_as_read_are_kept() -> None:
    (cell, _) = repaired(recognised("资全总额|10")).cells  # type: ignore[union-attr]
    assert (cell.lines, cell.recognised, cell.as_read) == (("资金总额",), ("资全总额",), ("资全总额",))
    assert cell.confidence < 1


def test_the_label_of_a_paragraph_is_repaired() -> None:
    line = TextLine("填报単位（盖章）：乙局", 1, BOX, 0.9)
    assert repaired(line) == replace(line, text="填报单位（盖章）：乙局")
    other = TextLine("填表单位（盖章）：乙局", 1, BOX, 0.9)
    assert repaired(other) == other


def test_text_that_a_pdf_carries_is_not_touched() -> None:
    table = draw_table(1, "主管部内|资全总额|级指标", "指标：甲|指标2：乙|《条例〉")
    reading = Reading("native", 1, (table, TextLine("填报单位（盖章)：乙局", 1, BOX)))
    assert with_repairs(reading) is reading
