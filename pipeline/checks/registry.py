"""All checks, and what they find in a document as rows of ``flags``."""

from __future__ import annotations

from gongbiao.pipeline.checks import digits, documents, extraction, funds, recognition, spreadsheets, templates
from gongbiao.pipeline.checks.rule import Check, Finding, Rule, Submission
from gongbiao.pipeline.rows import text
from gongbiao.pipeline.schema import FlagRow

CHECKS: tuple[Check, ...] = (
    *documents.CHECKS,
    *extraction.CHECKS,
    *spreadsheets.CHECKS,
    *templates.CHECKS,
    *recognition.CHECKS,
    *digits.CHECKS,
    *funds.CHECKS,
)
RULES: tuple[Rule, ...] = tuple(check.rule for check in CHECKS)


def flags_of(submission: Submission, doc_id: str) -> tuple[FlagRow, ...]:
    """Return the findings about one document, ordered by form, table, row and rule, numbered from 1."""
    found = [(check.rule, finding) for check in CHECKS for finding in check.find(submission)]
    found.sort(key=_order)
    return tuple(_flag(rule, finding, doc_id, number) for number, (rule, finding) in enumerate(found, start=1))


def _order(found: tuple[Rule, Finding]) -> tuple[int, str, int, str, int]:
    """Put findings about the whole file first, and those about a form as a whole before those about its rows."""
    rule, finding = found
    form_no = finding.form.form_no if finding.form else 0
    return (form_no, finding.table or "", finding.row or 0, rule.id, finding.spot.page or 0)


def _flag(rule: Rule, finding: Finding, doc_id: str, number: int) -> FlagRow:
    return FlagRow(
        doc_id=doc_id,
        flag_no=number,
        form_id=finding.form.form_id if finding.form else None,
        rule=rule.id,
        severity=rule.severity,
        table=finding.table,
        row=finding.row,
        message=text(f"{finding.zh} / {finding.en}") or rule.title_zh,
        page=finding.spot.page,
        x0=finding.spot.x0,
        top=finding.spot.top,
        x1=finding.spot.x1,
        bottom=finding.spot.bottom,
    )
