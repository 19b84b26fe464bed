"""All checks, and what they find in a document as rows of ``flags``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongbiao.pipeline.checks import (
    amounts,
    answers,
    attachments,
    dates,
    digits,
    documents,
    evaluation,
    extraction,
    fields,
    funds,
    indicators,
    levels,
    matching,
    money_units,
    narratives,
    recognition,
    related_forms,
    repairs,
    spreadsheets,
    targets,
    templates,
    text,
    topics,
    values,
)
from gongbiao.pipeline.checks.rule import Check, Finding, FormCheck, Rule
from gongbiao.pipeline.checks.rulebook import AS_DECLARED, Rulebook
from gongbiao.pipeline.checks.submission import FormView, Submission
from gongbiao.pipeline.rows import text as writable
from gongbiao.pipeline.schema import FlagRow

CHECKS: tuple[Check | FormCheck, ...] = (
    *documents.CHECKS,
    *extraction.CHECKS,
    *recognition.CHECKS,
    *digits.CHECKS,
    *funds.CHECKS,
    *amounts.CHECKS,
    *money_units.CHECKS,
    *fields.CHECKS,
    *dates.CHECKS,
    *narratives.CHECKS,
    *text.CHECKS,
    *indicators.CHECKS,
    *levels.CHECKS,
    *matching.CHECKS,
    *values.CHECKS,
    *answers.CHECKS,
    *targets.CHECKS,
    *repairs.CHECKS,
    *related_forms.CHECKS,
    *topics.CHECKS,
    *evaluation.CHECKS,
    *spreadsheets.CHECKS,
    *attachments.CHECKS,
    *templates.CHECKS,
)
RULES: tuple[Rule, ...] = tuple(check.rule for check in CHECKS)
UNKNOWN = "unknown"
"""The type of forms that no template read: there is nothing to hold them against."""

Found = tuple[Rule, Finding]


def flags_of(submission: Submission, doc_id: str, rulebook: Rulebook = AS_DECLARED) -> tuple[FlagRow, ...]:
    """Return the findings about one document, ordered by form, table, row and rule, numbered from 1."""
    return as_flags(findings(submission, rulebook), doc_id, rulebook)


def findings(submission: Submission, rulebook: Rulebook) -> Iterator[Found]:
    """Yield what the rules that are not switched off find in a document, rule by rule."""
    views = [view for view in submission.views if view.form.form_type != UNKNOWN]
    for check in CHECKS:
        if check.rule.id in rulebook.off:
            continue
        if isinstance(check, Check):
            for finding in check.find(submission):
                yield check.rule, finding
        else:
            yield from _in_forms(check, views, rulebook)


def as_flags(found: Iterable[Found], doc_id: str, rulebook: Rulebook) -> tuple[FlagRow, ...]:
    """Return findings as rows, ordered by form, table, row and rule, numbered from 1."""
    ordered = sorted(found, key=_order)
    return tuple(_flag(rule, finding, doc_id, number, rulebook) for number, (rule, finding) in enumerate(ordered, 1))


def _in_forms(check: FormCheck, views: Iterable[FormView], rulebook: Rulebook) -> Iterator[Found]:
    rule, find = check.rule, check.find
    threshold = () if rule.threshold is None else (rulebook.threshold(rule),)
    for view in views:
        for finding in find(view, *threshold):
            yield rule, finding


def _order(found: Found) -> tuple[int, str, int, str, int]:
    """Put findings about the whole file first, and those about a form as a whole before those about its rows."""
    rule, finding = found
    form_no = finding.form.form_no if finding.form else 0
    return (form_no, finding.table or "", finding.row or 0, rule.id, finding.spot.page or 0)


def _flag(rule: Rule, finding: Finding, doc_id: str, number: int, rulebook: Rulebook) -> FlagRow:
    return FlagRow(
        doc_id=doc_id,
        flag_no=number,
        form_id=finding.form.form_id if finding.form else None,
        rule=rule.id,
        severity=rulebook.severity(rule, finding.severity),
        table=finding.table,
        row=finding.row,
        message=writable(f"{finding.zh} / {finding.en}") or rule.title_zh,
        page=finding.spot.page,
        x0=finding.spot.x0,
        top=finding.spot.top,
        x1=finding.spot.x1,
        bottom=finding.spot.bottom,
    )
