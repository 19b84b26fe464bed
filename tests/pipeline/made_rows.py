"""Rows made by hand, as a document with forms would give them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from gongbiao.pipeline.result import DocumentResult, doc_id_of
from gongbiao.pipeline.schema import DocumentRow, FlagRow, FormRow, FundRow, IndicatorRow
from gongbiao.pipeline.source import Source


def made_form(doc_id: str, form_no: int = 1) -> FormRow:
    return FormRow(
        form_id=f"{doc_id}-{form_no:03d}",
        doc_id=doc_id,
        form_no=form_no,
        form_type="project_target",
        template="made",
        title="如皋市市级项目预算绩效目标表",
        region="如皋市",
        year=2024,
        department="如皋市信访局",
        project_name='联席会办"信访"资金',
        supervising_department=None,
        implementing_unit="如皋市信访局",
        project_attribute="常年安排",
        project_tier="市本级",
        project_category="其他运转类",
        start_date=date(2024, 1, 1),
        end_date=date(2024, 12, 31),
        contact_name="王明",
        contact_phone="13900000001",
        responsibilities=None,
        organisation=None,
        necessity="一、必要\n二、可行",
        feasibility=None,
        content="来信,来访",
        long_term_goal=None,
        annual_goal=None,
        first_page=1,
        last_page=2,
        form_key="如皋市|如皋市信访局|2024|project_target|联席会办信访资金",
        reading_score=1.0,
        unclaimed_cells=0,
    )


def made_fund(form_id: str, line_no: int, side: str, full_year: str | None, item: str = "total") -> FundRow:
    return FundRow(
        form_id=form_id,
        line_no=line_no,
        side=side,
        item=item,
        label="资金总额",
        project_no=None,
        project_name=None,
        half_year=None,
        full_year=None if full_year is None else Decimal(full_year),
        raw_half_year=None,
        raw_full_year=full_year,
        page=1,
        x0=10.25,
        top=20.0,
        x1=300.5,
        bottom=40.75,
    )


def made_indicator(form_id: str, row_no: int) -> IndicatorRow:
    return IndicatorRow(
        form_id=form_id,
        row_no=row_no,
        level1="产出指标",
        level2="数量指标",
        level3="资金到位率",
        ordinal=row_no,
        task=None,
        funding_project=None,
        indicator_id="input.funds.arrival_rate",
        indicator_name="资金到位率",
        match_method="exact",
        match_score=100.0,
        calc_symbol="数值",
        half_year_value="≥95.5%",
        full_year_value="≥95.5%",
        half_year_comparator="≥",
        full_year_comparator="≥",
        half_year_number=95.5,
        full_year_number=95.5,
        half_year_unit="%",
        full_year_unit="%",
        raw_label="指标 1：资金到位 率",
        page=2,
        x0=1.0,
        top=2.0,
        x1=3.0,
        bottom=4.0,
        extractor="native",
        confidence=1.0,
        value_kind="number",
        full_year_number_max=None,
        level1_id="output",
        level2_id="output.quantity",
    )


def made_flag(doc_id: str, form_id: str | None, number: int = 1) -> FlagRow:
    return FlagRow(
        doc_id=doc_id,
        flag_no=number,
        form_id=form_id,
        rule="funds.income_expenditure_mismatch",
        severity="error",
        table=None,
        row=None,
        message="不等 / unequal",
        page=None,
        x0=None,
        top=None,
        x1=None,
        bottom=None,
    )


def made_result(source: Source, forms: int = 1, indicators: int = 2) -> DocumentResult:
    sha256 = source.sha256 or hashlib.sha256(source.name.encode()).hexdigest()
    doc_id = doc_id_of(sha256)
    form_rows = tuple(made_form(doc_id, number) for number in range(1, forms + 1))
    document = DocumentRow(
        doc_id=doc_id,
        source=source.name,
        sha256=sha256,
        pages=3,
        forms=forms,
        status="flagged" if forms else "ok",
        error=None,
        duplicate_of=None,
    )
    return DocumentResult(
        document=document,
        forms=form_rows,
        funds=tuple(
            made_fund(form.form_id, line, side, amount)
            for form in form_rows
            for line, side, amount in ((1, "income", "10"), (2, "expenditure", None))
        ),
        indicators=tuple(made_indicator(form.form_id, row) for form in form_rows for row in range(1, indicators + 1)),
        flags=(made_flag(doc_id, None), *(made_flag(doc_id, row.form_id, row.form_no + 1) for row in form_rows)),
    )


def with_stage(result: DocumentResult, stage: str) -> DocumentResult:
    return replace(result, indicators=tuple(row._replace(extractor=stage) for row in result.indicators))
