"""Findings about what the catalogue does not know, or not for certain."""

from __future__ import annotations

from pathlib import Path

import gongbiao
from gongbiao.normalizers.match import Candidate
from gongbiao.pipeline.checks.registry import flags_of
from gongbiao.pipeline.checks.submission import FormFacts, Submission
from gongbiao.pipeline.schema import FlagRow, IndicatorRow
from tests.pipeline.made_rows import made_form, made_indicator

DOC = "0123456789abcdef"
FORM = made_form(DOC)
ROW = made_indicator(FORM.form_id, 1)
NEAREST = (
    Candidate("a.b.c", "资金到位率", 84.5),
    Candidate("a.b.d", "到位及时率", 60.0),
    Candidate("a.b.e", "其他", 1.0),
)
MATCHING = ("indicators.unmatched", "indicators.low_match_score")
SAMPLE = Path(__file__).parents[2] / "samples" / "rugao-2024-excel.pdf"


def flags(row: IndicatorRow) -> tuple[FlagRow, ...]:
    submission = Submission((FORM,), (), (row,), {row.form_id: FormFacts(candidates={row.row_no: NEAREST})})
    return tuple(flag for flag in flags_of(submission, DOC) if flag.rule in MATCHING)


def test_an_unmatched_label_leaves_its_best_three_candidates() -> None:
    row = ROW._replace(
        level3="资金倒位率", indicator_id=None, indicator_name=None, match_method="none", match_score=84.5
    )
    (flag,) = flags(row)
    assert (flag.rule, flag.severity, flag.form_id) == ("indicators.unmatched", "info", FORM.form_id)
    assert (flag.table, flag.row, flag.page, flag.x0, flag.bottom) == ("indicators", 1, 2, 1.0, 4.0)
    assert flag.message == (
        "“资金倒位率”未归入目录；最接近：资金到位率 84.5、到位及时率 60.0、其他 1.0 / "
        "“资金倒位率” is not in the catalogue; nearest: 资金到位率 84.5, 到位及时率 60.0, 其他 1.0"
    )


def test_a_match_with_a_low_score_is_shown_with_the_runners_up() -> None:
    row = ROW._replace(level3="资金倒位率", indicator_id="a.b.c", match_method="fuzzy", match_score=84.5)
    (flag,) = flags(row)
    assert (flag.rule, flag.severity, flag.row) == ("indicators.low_match_score", "info", 1)
    assert flag.message.startswith("“资金倒位率”归为“资金到位率”，得分 84.5；或为：到位及时率 60.0、其他 1.0 / ")


def test_certain_matches_and_rows_without_a_label_are_silent() -> None:
    assert flags(ROW) == ()
    assert flags(ROW._replace(match_method="fuzzy", match_score=85.0)) == ()
    assert flags(ROW._replace(level3=None, indicator_id=None, match_method="none", match_score=0.0)) == ()


def test_an_unmatched_label_of_a_document_is_found_at_its_place() -> None:
    document = gongbiao.read(SAMPLE)
    open_rows = [row for row in document.indicators if row.match_method == "none" and row.level3]
    found = [flag for flag in document.flags if flag.rule == "indicators.unmatched"]
    assert [(flag.form_id, flag.row, flag.page, flag.top) for flag in found] == [
        (row.form_id, row.row_no, row.page, row.top) for row in open_rows
    ]
    assert found
    assert all("最接近：" in flag.message for flag in found)
