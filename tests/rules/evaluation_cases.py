"""Planted defects of an evaluation: line 1 a length with 50 points, 2 a rate with 30, 3 satisfaction with 10."""

from __future__ import annotations

from tests.rules.planting import Case, both, evaluated, make, on_form, on_line, on_row, scored, spent

EVALUATION_CASES = (
    Case(
        "evaluation.score_sum",
        make(1, totals={"score": 98.5}),
        make(1, totals={"score": 97.6}),
        on_form(1),
        ("98.5", "97.5", "1"),
        base=evaluated,
    ),
    Case(
        "evaluation.weight_sum",
        scored(2, score_weight=35),
        both(scored(1, score_weight=40), scored(2, score_weight=40), make(1, totals={}), scored(1, score=40)),
        on_form(1),
        ("105", "100"),
        base=evaluated,
    ),
    Case(
        "evaluation.execution_rate",
        spent(execution_rate=98.0),
        spent(execution_rate=95.4),
        on_row(1, 1, "funds"),
        ("98", "95.00", "57.00", "60.00"),
        base=evaluated,
    ),
    Case(
        "evaluation.score_exceeds_weight",
        scored(3, score=11),
        scored(3, score=10),
        on_row(1, 3),
        ("11", "10"),
        base=evaluated,
    ),
    Case(
        "evaluation.unmet_full_score",
        scored(1, actual_value="110公里", deviation_reason="工期顺延。"),
        scored(1, actual_value="120公里"),
        on_row(1, 1),
        ("≥120公里", "110公里", "50"),
        base=evaluated,
    ),
    Case(
        "evaluation.deviation_reason_missing",
        scored(2, deviation_reason=None),
        scored(2, deviation_reason=None, actual_value="90%"),
        on_line(1, 2, "deviation_reason"),
        ("≥90%", "88%"),
        base=evaluated,
    ),
    Case(
        "evaluation.overfulfilled",
        scored(1, actual_value="180公里"),
        scored(1, actual_value="156公里"),
        on_row(1, 1),
        ("≥120公里", "180公里", "150%"),
        base=evaluated,
    ),
)
