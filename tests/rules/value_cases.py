"""Planted defects of target values, in the first project's form: line 4 is a length, 5 a rate, 7 a cost."""

from __future__ import annotations

from tests.rules.drafts import Line
from tests.rules.planting import Case, both, insert, near_row, on_line, target

VALUE_CASES = (
    Case(
        "indicators.value_undetermined",
        target(2, 4, full="根据任务确定"),
        target(2, 4, half="/"),
        on_line(2, 4, "full_year_value"),
        ("根据任务确定",),
    ),
    Case(
        "indicators.qualitative_with_number",
        target(2, 5, symbol="定性"),
        target(2, 5, symbol="定性", full="达标", half="达标"),
        on_line(2, 5, "calc_symbol"),
        ("定性", "≥95%"),
    ),
    Case(
        "indicators.numeric_without_number",
        target(2, 8, full="明显下降", half="明显下降"),
        target(2, 8, full="明显下降", half="明显下降", symbol="定性"),
        on_line(2, 8, "calc_symbol"),
        ("数值", "明显下降"),
    ),
    Case(
        "indicators.numeric_without_number",
        target(2, 8, full="年底前", half="年底前"),
        target(2, 8, full="2024年12月底前", half="2024年12月底前"),
        on_line(2, 8, "calc_symbol"),
        ("数值", "年底前"),
        name="a date has numbers",
    ),
    Case(
        "indicators.numeric_without_comparator",
        target(2, 4, full="120公里", half="60公里"),
        target(2, 4, full="120公里以上", half="60公里"),
        on_line(2, 4, "full_year_value"),
        ("120公里",),
    ),
    Case(
        "indicators.level2_value_mismatch",
        target(2, 4, full="群众满意率达95%以上", half="群众满意率达95%以上"),
        both(
            target(2, 4, label="指标1：保洁任务完成率", full="≥95%", half="≥45%"),
            insert(2, 5, Line("产出指标", "数量指标", "指标2：保洁河道长度", "≥120公里", "≥60公里", "数值")),
        ),
        on_line(2, 4, "full_year_value"),
        ("数量指标", "群众满意率达95%以上"),
        name="a rate of completion is fine",
    ),
    Case(
        "indicators.level2_value_mismatch",
        target(2, 7, full="≤20人", half="≤20人"),
        target(2, 7, full="≤20元/人", half="≤20元/人"),
        on_line(2, 7, "full_year_value"),
        ("成本指标", "≤20人"),
        name="people are no cost",
    ),
    Case(
        "indicators.kind_mismatch",
        target(2, 3, full="足额", half="足额", symbol="定性"),
        target(2, 2, full="规范", half="规范", symbol="定性"),
        on_line(2, 3, "full_year_value"),
        ("比率", "足额"),
    ),
    Case(
        "indicators.rate_over_100",
        target(2, 5, full="≥105%", half="≥95%"),
        target(2, 3, label="指标2：预算收入完成率", full="≥105%", half="≥50%"),
        on_line(2, 5, "full_year_value"),
        ("105%", "100%"),
    ),
    Case(
        "indicators.rate_fraction_suspected",
        target(2, 5, full="0.95", half="0.95"),
        target(2, 5, full="0.95%", half="0.95%"),
        on_line(2, 5, "full_year_value"),
        ("0.95", "95%"),
    ),
    Case(
        "indicators.adjective_mismatch",
        target(2, 1, full="合理", half="规范"),
        target(2, 1, full="合规", half="规范"),
        on_line(2, 1, "full_year_value"),
        ("合理", "规范"),
    ),
    Case(
        "indicators.yes_no_question",
        target(2, 8, label="指标1：是否改善河道环境", full="是", half="是", symbol="定性"),
        target(2, 8, label="指标1：河道环境改善程度", full="是", half="是", symbol="定性"),
        on_line(2, 8, "level3"),
        ("是否改善河道环境", "“是”"),
    ),
    Case(
        "indicators.comparator_direction",
        target(1, 3, full="≥5%", half="≥5%"),
        target(1, 3, full="<5%", half="<5%"),
        on_line(1, 3, "full_year_value"),
        ("≥5%",),
    ),
    Case(
        "indicators.half_exceeds_full",
        target(2, 4, half="≥130公里"),
        target(2, 7, half="≤0.6万元"),
        on_line(2, 4, "half_year_value"),
        ("≥130公里", "≥120公里"),
    ),
    Case(
        "indicators.half_cumulative_at_full",
        target(1, 2, half="≥95%"),
        target(1, 4, half="≥95%"),
        on_line(1, 2, "half_year_value"),
        ("≥95%",),
    ),
    Case(
        "indicators.half_full_unit_mismatch",
        target(2, 5, half="≥95"),
        target(2, 5, half="90%"),
        on_line(2, 5, "half_year_value"),
        ("≥95", "≥95%"),
    ),
    Case(
        "indicators.value_in_name",
        target(2, 4, label="指标1：保洁河道120公里以上"),
        target(2, 4, label="指标1：12345热线二期交办河道保洁长度"),
        on_line(2, 4, "level3"),
        ("120公里",),
    ),
    Case(
        "indicators.approximate_value",
        target(2, 4, full="约120公里"),
        target(2, 4, full="120公里以上", symbol="≥"),
        on_line(2, 4, "full_year_value"),
        ("约120公里",),
    ),
    Case(
        "indicators.satisfaction_not_quantified",
        target(2, 9, full="满意", half="满意", symbol="定性"),
        target(2, 9, full="≥85%", half="≥85%"),
        on_line(2, 9, "full_year_value"),
        ("满意",),
    ),
    Case(
        "indicators.no_specific_quantity",
        both(
            target(2, 4, label="指标1：保洁任务完成率", full="≥95%", half="≥45%"),
            target(2, 7, label="指标1：成本控制率", full="≤100%", half="≤100%"),
        ),
        target(2, 4, label="指标1：保洁任务完成率", full="≥95%", half="≥45%"),
        near_row(2, 4),
        ("保洁任务完成率", "≥95%"),
    ),
)
