"""Checks of what is attached to a document."""

from __future__ import annotations

from gongbiao.pipeline.beside_pages import named
from gongbiao.pipeline.checks.rule import Finding, Findings, document_rule
from gongbiao.pipeline.checks.submission import Submission
from gongbiao.pipeline.schema.flags import WARNING


@document_rule(
    "extraction.unread_attachment",
    WARNING,
    zh="PDF 的附件中的文件没有读入",
    en="no document is attached to the PDF",
    basis="数据完整性：附件不在页面上，其中的表不在数据集中",
    basis_en="completeness: what is attached stands on no page, and its forms are not in the dataset",
)
def unread_attachment(submission: Submission) -> Findings:
    """Find documents attached to a PDF that has forms on its pages too; without any, it is a failed one."""
    attached = submission.attached
    if attached:
        yield Finding(
            f"PDF 附有 {len(attached)} 个文件（{named(attached)}），未读入；请将附件另存为文件后再读",
            f"{len(attached)} attached documents ({named(attached)}) are not read; save them as files and read those",
        )


CHECKS = (unread_attachment,)
