"""Checks of how well indicators could be mapped to the catalogue: what stays open, with what it might be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongbiao.normalizers.match import Candidate
from gongbiao.pipeline.checks.rule import Check, Finding, Rule, Submission, spot_of
from gongbiao.pipeline.schema import IndicatorRow
from gongbiao.pipeline.schema.flags import INFO

CERTAIN_SCORE = 85.0
"""A fuzzy match that scores less is shown: a typing error scores more, a name matched by its ending alone 75."""

UNMATCHED = Rule(
    id="indicators.unmatched",
    severity=INFO,
    title_zh="指标未归入标准目录",
    title_en="an indicator is not in the catalogue",
    basis="目录覆盖率：部门自设指标，或目录尚缺的叫法；可用 gongbiao labels 补充",
)
LOW_MATCH_SCORE = Rule(
    id="indicators.low_match_score",
    severity=INFO,
    title_zh="指标归类把握不大",
    title_en="an indicator was matched to the catalogue with little certainty",
    basis="抽取质量：归类得分低于 85，请核实",
)


def unmatched(submission: Submission) -> Iterator[Finding]:
    """Find indicators that match nothing well enough, and say which three come nearest."""
    for row in submission.indicators:
        if row.match_method == "none" and row.level3:
            nearest = submission.candidates.get((row.form_id, row.row_no), ())
            yield _finding(
                submission,
                row,
                f"“{row.level3}”未归入目录" + _listed("；最接近：", nearest, "、"),
                f"“{row.level3}” is not in the catalogue" + _listed("; nearest: ", nearest, ", "),
            )


def low_match_score(submission: Submission) -> Iterator[Finding]:
    """Find indicators that were matched by likeness alone, and not closely; name the runners-up."""
    for row in submission.indicators:
        if row.match_method == "fuzzy" and row.match_score is not None and row.match_score < CERTAIN_SCORE:
            nearest = submission.candidates.get((row.form_id, row.row_no), ())
            others = [one for one in nearest if one.indicator_id != row.indicator_id]
            yield _finding(
                submission,
                row,
                f"“{row.level3}”归为“{row.indicator_name}”，得分 {row.match_score:.1f}"
                + _listed("；或为：", others, "、"),
                f"“{row.level3}” was matched to “{row.indicator_name}” with score {row.match_score:.1f}"
                + _listed("; or: ", others, ", "),
            )


def _finding(submission: Submission, row: IndicatorRow, zh: str, en: str) -> Finding:
    form = next((form for form in submission.forms if form.form_id == row.form_id), None)
    return Finding(zh, en, form=form, table="indicators", row=row.row_no, spot=spot_of(row))


def _listed(lead: str, candidates: Iterable[Candidate], comma: str) -> str:
    names = comma.join(f"{one.indicator_name} {one.score:.1f}" for one in candidates)
    return f"{lead}{names}" if names else ""


CHECKS = (Check(UNMATCHED, unmatched), Check(LOW_MATCH_SCORE, low_match_score))
