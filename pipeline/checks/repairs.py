"""Checks of what repair made of a label: large changes are named, so that they can be looked at."""

from __future__ import annotations

from rapidfuzz import fuzz

from gongbiao.normalizers.label import split_label
from gongbiao.normalizers.text import repair, squash
from gongbiao.pipeline.checks.rule import Findings, FormCheck, Threshold, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import INFO


@form_rule(
    "indicators.repair_changed_text",
    INFO,
    zh="修复后的三级指标与原文差异较大",
    en="a repaired label is still close to what was extracted",
    basis="可追溯：原文保留在 raw_label",
    basis_en="traceable: the text as extracted is in raw_label",
    threshold=Threshold(90, "least similarity, 0 to 100"),
)
def repair_changed_text(view: FormView, least: float) -> Findings:
    """Find lines whose name was changed by more than the joining of lines."""
    for row in view.indicators:
        if row.raw_label is None or row.level3 is None:
            continue
        read, taken = squash(split_label(repair((row.raw_label,)))[1]), squash(row.level3)
        if read != taken and fuzz.ratio(read, taken) < least:
            yield view.about_row(
                row,
                f"“{row.raw_label}”修复为“{row.level3}”",
                f"“{row.raw_label}” was repaired to “{row.level3}”",
                column="level3",
            )


CHECKS: tuple[FormCheck, ...] = (repair_changed_text,)
