"""Checks of how well a file could be read: what is not in the dataset although it may be in the file."""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.normalizers.record import Place
from gongbiao.pipeline.checks.rule import Check, Finding, Rule, Spot, spot_at
from gongbiao.pipeline.checks.submission import Submission
from gongbiao.pipeline.schema.flags import ERROR

READABLE_SCORE = 0.6
"""Below this reading score more than a third of what the template asks for was not found: the rows are guesses."""

UNREAD_TABLE = Rule(
    id="extraction.unread_table",
    severity=ERROR,
    title_zh="有页面或表格未能读出",
    title_en="a page or a table could not be read",
    basis="数据完整性：该处内容不在数据集中，或读取评分过低而不可信",
    basis_en="completeness: what stands there is not in the dataset, or was read too badly to be trusted",
)


def unread_table(submission: Submission) -> Iterator[Finding]:
    """Find pages that no stage could read, tables that look like forms of no known family, and forms read badly."""
    yield from _pages(submission)
    yield from _tables(submission)
    for view in submission.views:
        form = view.form
        if form.template is not None and form.reading_score < READABLE_SCORE:
            yield Finding(
                f"第 {form.first_page} 页的表格未能可靠读出（评分 {form.reading_score:.2f}）",
                f"The table on page {form.first_page} could not be read reliably (score {form.reading_score:.2f})",
                form=form,
                spot=view.spot,
            )


def _pages(submission: Submission) -> Iterator[Finding]:
    for failure in submission.unread_pages:
        place = spot_at(Place(failure.page, failure.box)) if failure.box else Spot(failure.page)
        yield Finding(
            f"第 {failure.page} 页未能读出：{failure.reason_zh}",
            f"Page {failure.page} could not be read: {failure.reason_en}",
            spot=place,
        )


def _tables(submission: Submission) -> Iterator[Finding]:
    for table in submission.unread_tables:
        page, title = table.place.page, table.title
        yield Finding(
            f"第 {page} 页的表格“{title or '（无标题）'}”不属于已知表式，未能读出",
            f"The table “{title or '(no title)'}” on page {page} is of no known form family and was not read",
            spot=spot_at(table.place),
        )


CHECKS = (Check(UNREAD_TABLE, unread_table),)
