"""The table ``documents``: one row for every input file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from gongbiao.pipeline.schema.column import Column, TableSchema

OK = "ok"
FLAGGED = "flagged"
FAILED = "failed"
DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One input file, failed ones included."""

    doc_id: Annotated[
        str | None,
        Column(
            "文件编号",
            "文件 SHA-256 的前 16 位；文件无法读取时为空",
            "first 16 hex digits of the file's SHA-256; null only where the bytes could not be read",
        ),
    ]
    source: Annotated[
        str, Column("来源", "输入文件的路径", "path of the file, as found under the given input, with forward slashes")
    ]
    sha256: Annotated[str | None, Column("SHA-256", "文件字节的 SHA-256", "SHA-256 of the file's bytes")]
    pages: Annotated[int | None, Column("页数", "文件页数", "pages in the file; null where it could not be opened")]
    forms: Annotated[int, Column("表数", "找到的绩效目标表数", "forms found")]
    status: Annotated[
        str,
        Column(
            "状态",
            "ok 正常；flagged 有错误级发现；failed 未能读出；duplicate 与已列文件相同",
            "ok; flagged (some flag of severity error); failed; duplicate (same bytes as a document already listed)",
            values=(OK, FLAGGED, FAILED, DUPLICATE),
        ),
    ]
    error: Annotated[str | None, Column("错误", "读取失败的原因", "for failed documents: what was wrong, in one line")]
    duplicate_of: Annotated[
        str | None, Column("重复于", "实际读取的相同文件", "for duplicates: the source of the one that was read")
    ]


DOCUMENTS = TableSchema(
    name="documents",
    row=DocumentRow,
    title="文件",
    zh="每个输入文件一行，包括未能读出的文件。",
    en="One row for every input file, failed ones included. doc_id repeats on duplicates.",
    key=("source",),
)
