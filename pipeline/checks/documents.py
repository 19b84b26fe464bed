"""Checks of a file as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.pipeline.checks.rule import Check, Finding, Rule, Submission
from gongbiao.pipeline.schema.flags import WARNING

NO_FORM = Rule(
    id="documents.no_form",
    severity=WARNING,
    title_zh="文件里没有目标表",
    title_en="no performance form in the file",
    basis="绩效目标应以规定表式公开，文字说明不能代替表格",
)


def no_form(submission: Submission) -> Iterator[Finding]:
    """Find a file without any form; where something could not be read, nobody knows."""
    if not (submission.forms or submission.unread_pages or submission.unread_tables):
        yield Finding(
            "未找到绩效目标表（可能只有文字说明）", "No performance form was found (perhaps it is narrative only)"
        )


CHECKS = (Check(NO_FORM, no_form),)
