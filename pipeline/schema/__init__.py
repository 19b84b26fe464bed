"""The dataset's five tables, declared once: every writer, reader and page of reference is made from here."""

from __future__ import annotations

from gongbiao.pipeline.schema.column import Column, Field, ForeignKey, TableSchema
from gongbiao.pipeline.schema.documents import DOCUMENTS, DocumentRow
from gongbiao.pipeline.schema.flags import FLAGS, FlagRow
from gongbiao.pipeline.schema.forms import FORMS, FormRow
from gongbiao.pipeline.schema.funds import FUNDS, FundRow
from gongbiao.pipeline.schema.indicators import INDICATORS, IndicatorRow

Row = DocumentRow | FormRow | FundRow | IndicatorRow | FlagRow
"""A row of any of the five tables."""

TABLES: tuple[TableSchema, ...] = (DOCUMENTS, FORMS, FUNDS, INDICATORS, FLAGS)
"""All tables, in the order in which they are written and described."""

__all__ = [
    "DOCUMENTS",
    "FLAGS",
    "FORMS",
    "FUNDS",
    "INDICATORS",
    "TABLES",
    "Column",
    "DocumentRow",
    "Field",
    "FlagRow",
    "ForeignKey",
    "FormRow",
    "FundRow",
    "IndicatorRow",
    "Row",
    "TableSchema",
]
