"""What a page break cut in two is put together again by its meaning, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.drawn_tables import draw_table

from gongbiao.extractors.table import Part, Table
from gongbiao.normalizers.breaks import mend_cut_labels, mend_cut_rows
from gongbiao.normalizers.known_labels import KnownLabels
from gongbiao.normalizers.template_files import load_templates

LABELS = KnownLabels(load_templates())


def broken_before(row: int, *rows: str) -> Table:
    table = draw_table(1, *rows)
    return replace(table, parts=(Part(1, table.box, 0), Part(2, table.box, row)))


def texts(table: Table) -> list[list[str]]:
    return [["".join(cell.lines) for cell in table.cells if cell.row == row] for row in range(table.rows)]


def test_a_level_whose_second_half_is_a_level_too_is_one() -> None:
    table = mend_cut_labels(broken_before(1, "服务对象|a", "满意度指标|b"), LABELS)
    assert texts(table) == [["服务对象满意度指标", "a"], ["b"]]


def test_two_levels_are_two() -> None:
    table = broken_before(1, "效益指标|a", "满意度指标|b")
    assert mend_cut_labels(table, LABELS) == table


def test_a_known_label_in_two_halves_is_one() -> None:
    table = mend_cut_labels(broken_before(2, "绩效目标|a", "^|b", "指标|c"), LABELS)
    assert texts(table) == [["绩效目标指标", "a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        (("资金到位|100%|100%", "率||"), ["资金到位率", "100%", "100%"]),
        (("推动积案|是|是", "化解||"), ["推动积案化解", "是", "是"]),
        (
            ("来信办理|群众满意率达|群众满意率", "|95%以上|达95%以上"),
            ["来信办理", "群众满意率达95%以上", "群众满意率达95%以上"],
        ),
        (("资金到|5万|", "位率|元|9万元"), ["资金到位率", "5万元", "9万元"]),
        (("重点信访事项化解|80%|", "率||≥90%"), ["重点信访事项化解率", "80%", "≥90%"]),
        (("信访事项化解|超过|超过", "率|60%|60%"), ["信访事项化解率", "超过60%", "超过60%"]),
        (("|≥95%|≥95%", "群众满意度||"), ["群众满意度", "≥95%", "≥95%"]),
    ],
)
def test_the_rest_of_a_row_joins_it(rows: tuple[str, str], joined: list[str]) -> None:
    table = mend_cut_rows(broken_before(2, "x|y|z", *rows, "下一行|1|2"), LABELS)
    assert texts(table) == [["x", "y", "z"], joined, ["下一行", "1", "2"]]
    assert [part.row for part in table.parts] == [0, 2]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("汛前|100%|", "养护任务完成率||", False),
        ("水库汛期前|100%|", "养护任务完成率||", True),
        ("指标1：汛|100%|", "期完成率||", True),
        ("水库汛期前|100%|", "指标2：完成率||", False),
        ("水库汛期前|100%|", "完成率|95%|", False),
        ("水库汛期前|100%|", "质量指标||", False),
    ],
)
def test_what_follows_a_full_line_is_its_rest(above: str, below: str, joined: bool) -> None:
    """Lines of the column that go on below are ten half-width characters wide."""
    table = mend_cut_rows(broken_before(2, "小型水库维¶修养护座数|1|2", above, below), LABELS)
    assert table.rows == 3 - joined


def test_a_duty_row_whose_names_all_go_on_is_one() -> None:
    rows = ("三百攻坚¶化解|信访救助¶资金|积案化解¶率|1|2", "舌尖安全|森林防火|信访答复|≥45%|≥90%", "守护|物资|及时率||")
    assert texts(mend_cut_rows(broken_before(2, *rows), LABELS))[1][:3] == [
        "舌尖安全守护",
        "森林防火物资",
        "信访答复及时率",
    ]


def test_a_row_without_its_last_value_is_a_row() -> None:
    table = broken_before(2, "小型水库维¶修养护座数|1|2", "水库汛期前|60%|≥95%", "养护任务数|80%|")
    assert mend_cut_rows(table, LABELS) == table


@pytest.mark.parametrize(
    "rows",
    [
        ("1|甲|100%", "2|乙|90%"),  # rows are numbered
        ("一般公共预算|10万元|20万元", "政府性基金预算||"),  # a money line without amounts is a line
        ("资金到位率|100%|100%", "信访件办理||"),  # the first is whole, whatever the second is
        ("推动积案|是|是", "群众满意度||满意"),
        ("自定名称|1|2", "另一名称|3|4"),
        ("指标 2：预算执行率|≥45%|≥90%", "APP注册用户数|25%|50%"),
    ],
)
def test_a_row_of_its_own_stays_one(rows: tuple[str, str]) -> None:
    table = broken_before(2, "x|y|z", *rows)
    assert mend_cut_rows(table, LABELS) == table
