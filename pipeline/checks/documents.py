"""Checks of a file as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.pipeline.checks.rule import Check, Finding, Rule, Spot, Submission
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


UNKNOWN_TEMPLATE = Rule(
    id="documents.unknown_template",
    severity=WARNING,
    title_zh="有绩效表不属于已知表式",
    title_en="a performance form is of no known family",
    basis="数据完整性：该表只有标题在数据集中；用 gongbiao template new 为其生成模板",
)


def unknown_template(submission: Submission) -> Iterator[Finding]:
    """Find forms that no template reads."""
    for form in submission.forms:
        if form.template is None:
            yield Finding(
                f"“{form.title}”不属于已知表式，内容未读入数据集；可用 gongbiao tables 查看其表格，"
                "用 gongbiao template new 生成模板",
                f"“{form.title}” is of no known form family and its content is not in the dataset; gongbiao tables "
                "shows its table, gongbiao template new makes a template for it",
                form=form,
                spot=submission.places.get(form.form_id, Spot(form.first_page)),
            )


CHECKS = (Check(NO_FORM, no_form), Check(UNKNOWN_TEMPLATE, unknown_template))
