"""Checks of a file as a whole, and of how much of each form was understood."""

from __future__ import annotations

from gongbiao.pipeline.checks.rule import (
    Check,
    Finding,
    Findings,
    FormCheck,
    Threshold,
    document_rule,
    form_rule,
    spot_at,
)
from gongbiao.pipeline.checks.submission import FormView, Submission
from gongbiao.pipeline.schema.flags import INFO, WARNING

_SHOWN = 3
"""Texts of unclaimed cells that a message shows."""
_RECOGNISED = "ocr"


@document_rule(
    "documents.no_form",
    WARNING,
    zh="文件里没有目标表",
    en="no performance form in the file",
    basis="绩效目标应以规定表式公开，文字说明不能代替表格",
    basis_en="targets are published on the prescribed form; prose does not replace it",
)
def no_form(submission: Submission) -> Findings:
    """Find a file without any form; where something could not be read, nobody knows."""
    if not (submission.forms or submission.unread_pages or submission.unread_tables):
        yield Finding(
            "未找到绩效目标表（可能只有文字说明）", "No performance form was found (perhaps it is narrative only)"
        )


@document_rule(
    "documents.no_text_layer",
    INFO,
    zh="文件是扫描件",
    en="the file is a scan",
    basis="政府信息公开宜用可机读格式",
    basis_en="public information is best published in a machine-readable format",
)
def no_text_layer(submission: Submission) -> Findings:
    """Find a file whose indicators were all recognised in pictures."""
    if submission.indicators and all(row.extractor == _RECOGNISED for row in submission.indicators):
        pages = len({row.page for row in submission.indicators})
        yield Finding(
            f"扫描件：{len(submission.indicators)} 行指标（{pages} 页）全部由文字识别读出，建议公开可复制文字的版本",
            f"A scan: all {len(submission.indicators)} indicators on {pages} pages were recognised in pictures",
        )


@document_rule(
    "documents.unknown_template",
    WARNING,
    zh="有绩效表不属于已知表式",
    en="every performance form is of a known family",
    basis="数据完整性：该表只有标题在数据集中；用 gongbiao template new 为其生成模板",
    basis_en="completeness: only its title is in the dataset; gongbiao template new makes a template for it",
)
def unknown_template(submission: Submission) -> Findings:
    """Find forms that no template reads."""
    for view in submission.views:
        if view.form.template is None:
            title = view.form.title
            yield view.about_form(
                f"“{title}”不属于已知表式，内容未读入数据集；可用 gongbiao tables 查看其表格，"
                "用 gongbiao template new 生成模板",
                f"“{title}” is of no known form family and its content is not in the dataset; gongbiao tables shows "
                "its table, gongbiao template new makes a template for it",
            )


@form_rule(
    "documents.unclaimed_cells",
    WARNING,
    zh="表中有内容未归入任何栏目",
    en="everything on the form belongs to some field",
    basis="数据完整性：这些内容不在数据集中",
    basis_en="completeness: these texts are not in the dataset",
    threshold=Threshold(2, "cells that may be left over"),
)
def unclaimed_cells(view: FormView, most: float) -> Findings:
    """Find forms with more cells left over than a note or a heading explains."""
    cells = view.facts.unclaimed
    if len(cells) > most:
        shown = "、".join(f"“{cell.text[:12]}”" for cell in cells[:_SHOWN])
        finding = view.about_form(
            f"有 {len(cells)} 个单元格未归入任何栏目：{shown}", f"{len(cells)} cells belong to no field: {shown}"
        )
        yield finding._replace(spot=spot_at(cells[0].place))


CHECKS: tuple[Check | FormCheck, ...] = (no_form, no_text_layer, unknown_template, unclaimed_cells)
