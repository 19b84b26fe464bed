"""Checks of how well indicators could be mapped to the catalogue: what stays open, with what it might be."""

from __future__ import annotations

from collections.abc import Iterable

from gongbiao.normalizers.match import Candidate
from gongbiao.pipeline.checks.rule import Findings, FormCheck, Threshold, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import INFO


@form_rule(
    "indicators.unmatched",
    INFO,
    zh="指标未归入标准目录",
    en="an indicator is in the catalogue",
    basis="目录覆盖率：部门自设指标，或目录尚缺的叫法；可用 gongbiao labels 补充",
    basis_en="coverage of the catalogue: a department's own indicator, or a name to be added by gongbiao labels",
)
def unmatched(view: FormView) -> Findings:
    """Find indicators that match nothing well enough, and say which three come nearest."""
    for row in view.indicators:
        if row.match_method == "none" and row.level3:
            nearest = view.facts.candidates.get(row.row_no, ())
            yield view.about_row(
                row,
                f"“{row.level3}”未归入目录" + _listed("；最接近：", nearest, "、"),
                f"“{row.level3}” is not in the catalogue" + _listed("; nearest: ", nearest, ", "),
                column="level3",
            )


@form_rule(
    "indicators.low_match_score",
    INFO,
    zh="指标归类把握不大",
    en="an indicator is matched to the catalogue with certainty",
    basis="抽取质量：归类得分低，请核实",
    basis_en="quality of extraction: a low score is worth a look",
    threshold=Threshold(85, "least score of a fuzzy match; a typing error scores more, a name's ending alone 80"),
)
def low_match_score(view: FormView, least: float) -> Findings:
    """Find indicators that were matched by likeness alone, and not closely; name the runners-up."""
    for row in view.indicators:
        if row.match_method == "fuzzy" and row.match_score is not None and row.match_score < least:
            nearest = view.facts.candidates.get(row.row_no, ())
            others = [one for one in nearest if one.indicator_id != row.indicator_id]
            yield view.about_row(
                row,
                f"“{row.level3}”归为“{row.indicator_name}”，得分 {row.match_score:.1f}"
                + _listed("；或为：", others, "、"),
                f"“{row.level3}” was matched to “{row.indicator_name}” with score {row.match_score:.1f}"
                + _listed("; or: ", others, ", "),
                column="level3",
            )


def _listed(lead: str, candidates: Iterable[Candidate], comma: str) -> str:
    names = comma.join(f"{one.indicator_name} {one.score:.1f}" for one in candidates)
    return f"{lead}{names}" if names else ""


CHECKS: tuple[FormCheck, ...] = (unmatched, low_match_score)
