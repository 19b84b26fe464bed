"""Tables over page breaks: what is one table again, and what stays apart."""

from __future__ import annotations

from gongbiao.extractors.box import Box
from gongbiao.extractors.stitch import stitch
from gongbiao.extractors.table import Block, Table, TextLine
from tests.drawn_tables import draw_table

HEIGHT = 842.0


def line(page: int, text: str, top: float = 60) -> TextLine:
    return TextLine(text, page, Box(50, top, 200, top + 12))


def joined(*pages: list[Block]) -> list[Block]:
    return stitch(pages, [HEIGHT] * len(pages))


def drawn(block: Block) -> list[str]:
    """Draw a table back, the way :func:`draw_table` takes it; lines of a cell are joined with ``/``."""
    assert isinstance(block, Table)
    grid = [["?"] * block.columns for _ in range(block.rows)]
    for cell in block.cells:
        for r in range(cell.row, cell.row_end):
            for c in range(cell.column, cell.column_end):
                grid[r][c] = "^" if r > cell.row else "<" if c > cell.column else "/".join(cell.lines)
    return ["|".join(row) for row in grid]


def test_a_table_goes_on_without_its_header() -> None:
    (block,) = joined([draw_table(1, "h|k", "a|1")], [draw_table(2, "b|2", "c|3")])
    assert drawn(block) == ["h|k", "a|1", "b|2", "c|3"]
    assert isinstance(block, Table)
    assert [(part.page, part.row) for part in block.parts] == [(1, 0), (2, 2)]


def test_a_merged_cell_cut_by_the_break_is_one_again() -> None:
    upper = draw_table(1, "x|一级|二级|三级|值", "^|产出|数量|a|1", "^|^|^|b|2")
    lower = draw_table(2, "|||c|3", "^|^|质量|d|4", "^|效益|社会|e|5", "^|^|^|f|6")
    (block,) = joined([upper], [lower])
    assert drawn(block) == [
        "x|一级|二级|三级|值",
        "^|产出|数量|a|1",
        "^|^|^|b|2",
        "^|^|^|c|3",
        "^|^|质量|d|4",
        "^|效益|社会|e|5",
        "^|^|^|f|6",
    ]


def test_a_merged_cell_whose_text_was_set_on_the_second_page() -> None:
    (block,) = joined(
        [draw_table(1, "一级|三级|值", "决策|z|9", "|a|1", "^|b|2")], [draw_table(2, "产出|c|3", "^|d|4", "效益|e|5")]
    )
    assert drawn(block) == ["一级|三级|值", "决策|z|9", "产出|a|1", "^|b|2", "^|c|3", "^|d|4", "效益|e|5"]
    assert isinstance(block, Table)
    assert next(cell.page for cell in block.cells if cell.lines == ("产出",)) == 2


def test_an_empty_value_in_the_first_row_of_a_page_stays_empty() -> None:
    (block,) = joined([draw_table(1, "n|h|f", "a|1|2", "b|3|4", "c|5|6")], [draw_table(2, "d||8", "e|9|10")])
    assert drawn(block)[-2:] == ["d||8", "e|9|10"]


def test_a_header_that_the_page_repeats_is_left_out() -> None:
    (block,) = joined(
        [draw_table(1, "一级|二级|三级|值", "产出|数量|a|1", "^|^|b|2")],
        [draw_table(2, "一级|二级|三级|值", "||c|3", "^|^|d|4")],
    )
    assert drawn(block) == ["一级|二级|三级|值", "产出|数量|a|1", "^|^|b|2", "^|^|c|3", "^|^|d|4"]


def test_a_data_row_that_stands_twice_is_no_header() -> None:
    upper = draw_table(1, "一级|二级|三级|符号|值", "过程|资金|使用合规性|定性|合规", "^|^|到位率|数值|100%")
    lower = draw_table(2, "||使用合规性|定性|合规", "^|组织|健全性|定性|健全", "^|^|有效性|定性|有效")
    (block,) = joined([upper], [lower])
    assert drawn(block)[3:] == ["^|^|使用合规性|定性|合规", "^|组织|健全性|定性|健全", "^|^|有效性|定性|有效"]


def test_a_narrative_cut_by_the_break_is_one_again() -> None:
    (block,) = joined([draw_table(1, "名称|甲", "必要性|上半")], [draw_table(2, "|下半", "可行性|乙")])
    assert drawn(block) == ["名称|甲", "必要性|上半/下半", "可行性|乙"]


def test_columns_that_moved_a_little_are_the_same_columns() -> None:
    (block,) = joined([draw_table(1, "a|1")], [draw_table(2, "b|2", shift=3.0)])
    assert drawn(block) == ["a|1", "b|2"]


def test_pages_with_other_inner_columns_share_the_outer_ones() -> None:
    (block,) = joined([draw_table(1, "a|<|1|<", "z|<|y|<")], [draw_table(2, "b|2|3|4")])
    assert drawn(block) == ["a|<|1|<", "z|<|y|<", "b|2|3|4"]


def test_page_numbers_and_running_headers_do_not_part_a_table() -> None:
    pages: list[list[Block]] = [
        [
            line(n, "如皋市2024年度部门预算公开", top=30),
            draw_table(n, f"a{n}|1", f"b{n}|2"),
            line(n, f"- {n} -", top=800),
        ]
        for n in (1, 2, 3)
    ]
    tables = [block for block in joined(*pages) if isinstance(block, Table)]
    assert len(tables) == 1
    assert tables[0].rows == 6


def test_a_title_between_two_tables_parts_them() -> None:
    blocks = joined(
        [line(1, "甲绩效目标表", top=100), draw_table(1, "a|1", "b|2")],
        [line(2, "甲绩效目标表", top=100), draw_table(2, "a|1", "b|2")],
    )
    assert sum(isinstance(block, Table) for block in blocks) == 2


def test_tables_of_other_width_stay_apart() -> None:
    blocks = joined([draw_table(1, "a|1", "b|2")], [draw_table(2, "a|b|c", "d|e|f")])
    assert sum(isinstance(block, Table) for block in blocks) == 2


def test_no_line_is_lost() -> None:
    blocks = joined(
        [line(1, "题"), draw_table(1, "a|1", "b|2"), line(1, "第 1 页", top=800)], [draw_table(2, "c|3", "d|4")]
    )
    assert [block.text for block in blocks if isinstance(block, TextLine)] == ["题", "第 1 页"]


def test_text_of_a_cut_cell_that_is_clipped_beyond_the_break_parts_nothing() -> None:
    upper, lower = draw_table(1, "h|k|m", "|1|x", "^|2|y"), draw_table(2, "目标|3|z", "^|4|w")
    (table, echo) = joined([upper, line(1, "目标", 700)], [lower])
    assert isinstance(table, Table) and table.rows == 5
    assert isinstance(echo, TextLine)


def test_other_text_below_a_table_ends_it() -> None:
    blocks = joined([draw_table(1, "h|k", "|1"), line(1, "注释", 700)], [draw_table(2, "目标|3", "b|4")])
    assert sum(isinstance(block, Table) for block in blocks) == 2


def test_several_columns_may_be_open_on_the_left() -> None:
    above = draw_table(1, "目标|一级|二级|三级|值", "^|产出|数量|a|1", "^|^|质量|b|2")
    below = draw_table(2, "c|3", "d|4", shift=120)
    level = TextLine("满意", 2, Box(100, 110, 120, 120))
    table = next(block for block in joined([above], [below, level]) if isinstance(block, Table))
    assert drawn(table) == [
        "目标|一级|二级|三级|值",
        "^|产出|数量|a|1",
        "^|^|质量|b|2",
        "^|满意|^|c|3",
        "^|^|^|d|4",
    ]
