"""Real PDFs of invented offices: their forms as content, for the generators of the corpus to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from gongbiao.pipeline.cross.results import with_cross_findings
from gongbiao.pipeline.document import Document
from gongbiao.pipeline.intake import Source
from gongbiao.pipeline.process import process_document
from gongbiao.pipeline.settings import Settings
from tests.corpus.model import Amount, FormContent, Label, LevelOne, LevelTwo, Line, Money, Period, Target
from tests.corpus.printing import Recipe, print_document
from tests.rules.offices import Office

_INCOME = (
    ("total", None, "资金总额"),
    ("fiscal_subtotal", "财政拨款", "小计"),
    ("general_public_budget", "财政拨款", "一般公共预算资金"),
    ("government_fund_budget", "财政拨款", "政府性基金预算"),
    ("state_capital_budget", None, "国有资本经营预算"),
    ("carried_over", None, "上年结转资金"),
    ("other", None, "其他资金"),
)
_FILLED = ("total", "fiscal_subtotal", "general_public_budget")


def project_form(office: Office) -> FormContent:
    """Return an office's project form."""
    name = office.place + office.office
    half, full = (Amount(text, Decimal(text)) for text in office.amounts)
    return FormContent(
        form_type="project_target",
        title=f"{office.place}项目预算绩效目标表",
        year=2025,
        year_line="（2025年度）",
        region=office.place,
        department=name,
        fields={
            "project_name": office.project,
            "supervising_department": name,
            "implementing_unit": name,
            "project_attribute": "常年安排",
            "project_tier": "本级",
            "project_category": "特定目标类",
            "contact_name": "王明",
            "contact_phone": "0513-12345678",
            "necessity": office.necessity,
            "feasibility": f"已按规定完成{office.project}的立项评估和方案论证，人员、制度和采购程序均有保障。",
            "content": office.content,
            "long_term_goal": f"{office.project}形成长效机制，公共服务能力和水平逐年提高。",
            "annual_goal": office.annual_goal,
        },
        period=Period(date(2025, 1, 1), date(2025, 12, 31), ("2025-01-01", "2025-12-31")),
        money=(
            *(
                Money("income", item, label, group, None, full if item in _FILLED else None)
                for item, group, label in _INCOME
            ),
            Money("expenditure", "total", "资金总额", None, half, full),
        ),
        levels=tuple(_levels(office)),
        value_order=("calc_symbol", "half_year", "full_year"),
    )


def _levels(office: Office) -> list[LevelOne]:
    names = ("数量指标", "质量指标", "时效指标", "成本指标")
    groups: dict[str, list[Line]] = {name: [] for name in names}
    for number, (label, value) in enumerate(office.outputs):
        groups[names[number]].append(_line(label, value))
    level2, label, value = office.benefit
    who, rate = office.satisfaction
    return [
        LevelOne(
            "决策指标",
            "",
            (LevelTwo("项目立项", "", (_line("立项程序规范性", "规范"), _line("立项依据充分性", "充分", 2))),),
        ),
        LevelOne("过程指标", "", (LevelTwo("资金管理", "", (_line("资金使用合规性", "合规"),)),)),
        LevelOne("产出指标", "", tuple(LevelTwo(name, "", tuple(lines)) for name, lines in groups.items())),
        LevelOne("效益指标", "", (LevelTwo(level2, "", (_line(label, value),)),)),
        LevelOne("满意度指标", "", (LevelTwo("服务对象满意度指标", "", (_line(who, rate),)),)),
    ]


def _line(label: str, value: str, ordinal: int = 1) -> Line:
    """Return a line whose half-year value is the same: a standard that holds all the time, or a rate."""
    digits = any(sign.isdigit() for sign in value)
    target = Target(value, "number" if digits else "qualitative")
    return Line(Label(label, None, None, "none"), _by_june(value), target, ordinal, "数值" if digits else "定性")


def _by_june(value: str) -> Target:
    """Return what is due by the middle of the year: nothing yet where things are counted, else the same."""
    counted = any(value.endswith(unit) for unit in ("次", "场", "件", "批次", "人次"))
    return Target("0" + value.lstrip("≥≤").lstrip("0123456789.万") if counted else value, "number")


def with_text(form: FormContent, **fields: str) -> FormContent:
    """Return a form with other texts in its fields."""
    return replace(form, fields=form.fields | fields)


def with_value(form: FormContent, label: str, **changes: Target | str) -> FormContent:
    """Return a form with an indicator line changed."""

    def line(one: Line) -> Line:
        return replace(one, **changes) if one.label.printed == label else one  # type: ignore[arg-type]

    levels = tuple(
        replace(level, groups=tuple(replace(two, lines=tuple(map(line, two.lines))) for two in level.groups))
        for level in form.levels
    )
    return replace(form, levels=levels)


def with_money(form: FormContent, row: int, **changes: Amount | None) -> FormContent:
    """Return a form with a money line, counted from 1, changed."""
    lines = list(form.money)
    lines[row - 1] = replace(lines[row - 1], **changes)  # type: ignore[arg-type]
    return replace(form, money=tuple(lines))


def read(*forms: FormContent) -> Document:
    """Print forms into one PDF and read it, in this process."""
    data = print_document(Recipe("planted", forms))
    (result,) = with_cross_findings([process_document(Source("printed.pdf", None, data), Settings(ocr="none"))])
    return Document(result.document, result.forms, result.funds, result.indicators, result.flags, result.digest)
