"""Checks of the fields above and around the tables: filled in where the form asks for it, and of the right kind."""

from __future__ import annotations

import re

from gongbiao.normalizers.text import squash
from gongbiao.pipeline.checks.prose import NARRATIVES, TEXTS, named, written
from gongbiao.pipeline.checks.rule import Findings, FormCheck, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import ERROR, INFO, WARNING

_REQUIRED = (
    "supervising_department",
    "implementing_unit",
    "project_attribute",
    "project_tier",
    "project_category",
    "start_date",
    "end_date",
    "responsibilities",
    "organisation",
)
_CATEGORIES = ("人员类", "运转类", "公用经费", "其他运转类", "特定目标类")
_PHONE = re.compile(
    r"(?:(?:\+?86-?)?1[3-9][\d*＊●•xX×]{9}|(?:\(?0\d{2,3}\)?-?)?[\d*＊●•xX×]{7,8}(?:[-转－]\d{1,6})?|(?:400|800)-?\d{3}-?\d{4})"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
"""GB 11643: the last digit of an identity number, by the weighted sum of the others modulo 11."""


@form_rule(
    "forms.year_missing",
    ERROR,
    zh="应注明年度",
    en="the form names its year",
    basis="绩效目标按预算年度公开",
    basis_en="targets are published for a budget year",
)
def year_missing(view: FormView) -> Findings:
    """Find forms without a year."""
    if view.form.year is None:
        yield view.about_form("表中及表题未注明年度", "Neither the form nor its title names a year")


@form_rule(
    "forms.department_missing",
    ERROR,
    zh="应填单位名称",
    en="the department is named",
    basis="表式必填项",
    basis_en="the form requires it",
)
def department_missing(view: FormView) -> Findings:
    """Find forms that name no department, nor a unit in its place."""
    if view.form.department is None:
        yield view.about_field("department", "单位名称（填报单位）未填", "The department is not filled in")


@form_rule(
    "forms.project_name_missing",
    ERROR,
    zh="项目表应填项目名称",
    en="a project's form names the project",
    basis="表式必填项",
    basis_en="the form requires it",
)
def project_name_missing(view: FormView) -> Findings:
    """Find project forms without the project's name."""
    if view.is_project and view.form.project_name is None:
        yield view.about_field("project_name", "项目名称未填", "The project's name is not filled in")


@form_rule(
    "forms.required_field_missing",
    WARNING,
    zh="表中印有的必填项应填写",
    en="fields that the form prints are filled in",
    basis="表式必填项",
    basis_en="the form requires them",
)
def required_field_missing(view: FormView) -> Findings:
    """Find printed labels beside which nothing stands."""
    yield from _empty(view, _REQUIRED)


@form_rule(
    "forms.narrative_missing",
    WARNING,
    zh="叙述栏应填写",
    en="the prose that the form asks for is there",
    basis="财预〔2015〕88号：绩效目标应指向明确、细化量化",
    basis_en="财预〔2015〕88号: targets are specific",
)
def narrative_missing(view: FormView) -> Findings:
    """Find printed labels of prose beside which nothing stands."""
    yield from _empty(view, NARRATIVES)


@form_rule(
    "forms.contact_missing",
    WARNING,
    zh="项目负责人、联系电话应填全",
    en="the contact's name and telephone are filled in",
    basis="表式必填项",
    basis_en="the form requires them",
)
def contact_missing(view: FormView) -> Findings:
    """Find forms that print the label of a contact and lack the name or the telephone."""
    lacking = [
        words
        for value, words in (
            (view.form.contact_name, ("负责人", "name")),
            (view.form.contact_phone, ("电话", "telephone")),
        )
        if value is None
    ]
    if lacking and "contact" in view.facts.printed:
        zh, en = "、".join(zh for zh, _ in lacking), " and ".join(en for _, en in lacking)
        yield view.about_field("contact", f"项目负责人/联系电话缺{zh}", f"The contact lacks the {en}")


@form_rule(
    "forms.contact_phone_invalid",
    INFO,
    zh="联系电话格式应正确",
    en="telephone numbers look like telephone numbers",
    basis="数据质量",
    basis_en="data quality",
)
def contact_phone_invalid(view: FormView) -> Findings:
    """Find telephone numbers that are neither a mobile's nor a landline's; masked digits are fine."""
    for phone in (view.form.contact_phone or "").split(";"):
        digits = re.sub(r"\s|[—–]", "", phone)
        if digits and not _PHONE.fullmatch(digits):
            count = sum(sign.isdigit() for sign in digits)
            yield view.about_field(
                "contact", f"联系电话格式不正确（{count} 位数字）", f"A telephone number of {count} digits is unusual"
            )


@form_rule(
    "forms.personal_data",
    INFO,
    zh="公开前应去除个人信息",
    en="personal data is masked before publication",
    basis="个人信息保护法第 6、27、28 条；政府信息公开条例第 15 条",
    basis_en="Personal Information Protection Law, art. 6, 27, 28; Regulation on Open Government Information, art. 15",
)
def personal_data(view: FormView) -> Findings:
    """Find unmasked mobile numbers of contacts, and identity numbers with a right check digit anywhere."""
    if view.form.contact_phone and _MOBILE.search(view.form.contact_phone):
        yield view.about_field(
            "contact",
            "印有个人手机号码，发布前宜去标识",
            "A person's mobile number is printed: mask it before publishing",
        )
    for field, text in written(view, TEXTS):
        if any(_is_identity(number) for number in _IDENTITY.findall(text)):
            zh, en = named(field)
            yield view.about_field(field, f"“{zh}”中有身份证号码", f"An identity number stands in {en}")


@form_rule(
    "forms.attribute_unknown",
    INFO,
    zh="项目类别宜用统一分类",
    en="the project's category is one of the national ones",
    basis="财办〔2020〕13号 预算管理一体化规范：人员类、运转类、特定目标类",
    basis_en="财办〔2020〕13号: staff, operating and special-purpose projects",
)
def attribute_unknown(view: FormView) -> Findings:
    """Find categories that the national classification does not know."""
    category = view.form.project_category
    if category and not any(known in squash(category) for known in _CATEGORIES):
        yield view.about_field(
            "project_category",
            f"项目类别“{category}”不在统一分类（人员类、运转类、特定目标类）中",
            f"The category “{category}” is not one of the national classification",
        )


@form_rule(
    "forms.title_type_conflict",
    WARNING,
    zh="表题应与表式一致",
    en="title and layout are of one kind",
    basis="公开表式误用",
    basis_en="the wrong form was used",
)
def title_type_conflict(view: FormView) -> Findings:
    """Find evaluations on forms for targets and the reverse, departments on forms for projects and the reverse."""
    title = squash(view.form.title or "")
    named_type = _type_of(title)
    if named_type is not None and named_type != view.form.form_type:
        yield view.about_form(
            f"标题为“{view.form.title}”，版式却是{_TYPES[view.form.form_type]}",
            f"The title says “{view.form.title}”, the layout is that of {_TYPES_EN[view.form.form_type]}",
        )


_TYPES = {
    "department_target": "部门整体绩效目标表",
    "project_target": "项目绩效目标表",
    "department_evaluation": "部门整体自评表",
    "project_evaluation": "项目自评表",
}
_TYPES_EN = {
    "department_target": "a department's targets",
    "project_target": "a project's targets",
    "department_evaluation": "a department's evaluation",
    "project_evaluation": "a project's evaluation",
}


def _type_of(title: str) -> str | None:
    """Return the type that a title names; None where it leaves it open."""
    whole, project = re.search("(?:部门|单位).{0,6}整体", title), re.search("项目|专项", title)
    kind = "evaluation" if "自评" in title else "target" if "目标" in title else None
    if kind is None or bool(whole) == bool(project):
        return None
    return f"{'department' if whole else 'project'}_{kind}"


def _empty(view: FormView, fields: tuple[str, ...]) -> Findings:
    for field in fields:
        cell = view.facts.printed.get(field)
        if cell is not None and not cell.text and getattr(view.form, field) is None:
            zh, en = named(field)
            yield view.about_field(field, f"“{zh}”未填", f"{en[0].upper()}{en[1:]} is not filled in")


def _is_identity(number: str) -> bool:
    weighted = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[weighted % 11] == number[-1].upper()


CHECKS: tuple[FormCheck, ...] = (
    year_missing,
    department_missing,
    project_name_missing,
    required_field_missing,
    narrative_missing,
    contact_missing,
    contact_phone_invalid,
    personal_data,
    attribute_unknown,
    title_type_conflict,
)
