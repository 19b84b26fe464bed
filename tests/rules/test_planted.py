"""Every planted defect is found once, at its place, with its figures; clean forms and near misses are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongbiao.pipeline.all_rules import RULES
from gongbiao.pipeline.schema.flags import INFO
from tests.rules.drafts import flags, of_rule
from tests.rules.evaluation_cases import EVALUATION_CASES
from tests.rules.field_cases import FIELD_CASES
from tests.rules.indicator_cases import INDICATOR_CASES
from tests.rules.money_cases import MONEY_CASES
from tests.rules.planting import Case
from tests.rules.prose_cases import PROSE_CASES
from tests.rules.related_cases import RELATED_CASES
from tests.rules.value_cases import VALUE_CASES

CASES: tuple[Case, ...] = (
    *MONEY_CASES,
    *FIELD_CASES,
    *PROSE_CASES,
    *INDICATOR_CASES,
    *VALUE_CASES,
    *RELATED_CASES,
    *EVALUATION_CASES,
)
ROOT = Path(__file__).parents[2]
_SEVERITY = {rule.id: rule.severity for rule in RULES}
_IDS = [f"{case.rule}{'-' if case.name else ''}{case.name}" for case in CASES]


def _place(case: Case) -> tuple[str | None, str | None, int | None]:
    """Return form_id, table and row of where a finding must be."""
    if case.at.form is None:
        return None, case.at.table, case.at.row
    number, document = case.at.form, 1
    for size in case.documents:
        if number <= size:
            break
        number, document = number - size, document + 1
    return f"{document:016x}-{number:03d}", case.at.table, case.at.row


@pytest.mark.parametrize("case", CASES, ids=_IDS)
def test_a_planted_defect_is_found_at_its_place_with_its_figures(case: Case) -> None:
    (flag,) = of_rule(flags(*case.made(case.plant)), case.rule)
    assert (flag.form_id, flag.table, flag.row) == _place(case)
    spot = case.at.spot
    assert (flag.page, flag.x0, flag.top, flag.x1, flag.bottom) == (spot.page, spot.x0, spot.top, spot.x1, spot.bottom)
    assert flag.severity == (case.severity or _SEVERITY[case.rule])
    zh, separator, en = flag.message.partition(" / ")
    assert zh and separator and en
    for figure in case.says:
        assert figure in zh


@pytest.mark.parametrize("case", CASES, ids=_IDS)
def test_what_is_near_a_defect_is_left_alone(case: Case) -> None:
    assert of_rule(flags(*case.made(case.near)), case.rule) == []


@pytest.mark.parametrize("case", CASES, ids=_IDS)
def test_without_a_defect_there_is_no_finding_but_notes(case: Case) -> None:
    assert [flag for flag in flags(*case.made(None)) if flag.severity != INFO] == []


TESTED_ELSEWHERE = {
    "documents.no_form": "tests/pipeline/test_checks.py",
    "documents.no_text_layer": "tests/rules/test_documents.py",
    "documents.unknown_template": "tests/families/test_new_family.py",
    "template.drift": "tests/families/test_families.py",
    "extraction.formula_without_value": "tests/families/test_office.py",
    "extraction.unread_attachment": "tests/pipeline/test_beside_pages.py",
    "indicators.unmatched": "tests/pipeline/test_matching_checks.py",
    "indicators.low_match_score": "tests/pipeline/test_matching_checks.py",
    "extraction.unread_table": "tests/pipeline/test_checks.py",
    "extraction.low_confidence": "tests/pipeline/test_recognition_checks.py",
    "extraction.suspect_digit": "tests/pipeline/test_recognition_checks.py",
}


def test_every_rule_is_planted() -> None:
    assert {case.rule for case in CASES} | set(TESTED_ELSEWHERE) == set(_SEVERITY)
    assert not {case.rule for case in CASES} & set(TESTED_ELSEWHERE)
    for file in TESTED_ELSEWHERE.values():
        assert (ROOT / file).exists()
