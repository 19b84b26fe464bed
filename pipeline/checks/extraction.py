"""Checks of how well a file could be read: what is not in the dataset although it may be in the file."""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.pipeline.checks.rule import Check, Finding, Rule, Spot, Submission
from gongbiao.pipeline.schema.flags import ERROR

READABLE_SCORE = 0.6
"""Below this reading score more than a third of what the template asks for was not found: the rows are guesses."""

UNREAD_PAGE = Rule(
    id="extraction.unread_page",
    severity=ERROR,
    title_zh="有页面未能读出",
    title_en="a page could not be read",
    basis="数据完整性：该页内容不在数据集中",
)
UNREAD_TABLE = Rule(
    id="extraction.unread_table",
    severity=ERROR,
    title_zh="有表格未能读出",
    title_en="a table could not be read",
    basis="数据完整性：读取评分过低，该表各行不可信",
)


def unread_page(submission: Submission) -> Iterator[Finding]:
    """Find pages that no stage could read."""
    for page, reason in submission.unread_pages:
        yield Finding(f"第 {page} 页未能读出：{reason}", f"Page {page} could not be read: {reason}", spot=Spot(page))


def unread_table(submission: Submission) -> Iterator[Finding]:
    """Find forms that no stage read with an acceptable score."""
    for form in submission.forms:
        if form.reading_score < READABLE_SCORE:
            yield Finding(
                f"第 {form.first_page} 页的表格未能可靠读出（评分 {form.reading_score:.2f}）",
                f"The table on page {form.first_page} could not be read reliably (score {form.reading_score:.2f})",
                form=form,
                spot=Spot(form.first_page),
            )


CHECKS = (Check(UNREAD_PAGE, unread_page), Check(UNREAD_TABLE, unread_table))
