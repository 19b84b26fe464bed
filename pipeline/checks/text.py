"""Checks of the wording: leftovers of programs and templates, document numbers, laws, names of other units."""

from __future__ import annotations

import re
from datetime import date

from gongbiao.normalizers.numerals import chinese_number
from gongbiao.normalizers.title import region_of
from gongbiao.pipeline.checks.prose import NARRATIVES, PROSE, TEXTS, named, written
from gongbiao.pipeline.checks.rule import Findings, FormCheck, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import INFO, WARNING

_MARKUP = re.compile(
    r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]*)?/?>|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|#\d+);|_x000[0-9A-Fa-f]_"
)
_PLACEHOLDER = re.compile(
    r"[XＸ×]{2,}(?=[年月日局单位项目部门万元市县区镇个件人次%]|$)|[*＊]{3,}(?!\d)|某某|待填|请填写|此处填写|（样表）|[{｛]单位[}｝]|〇〇〇"
)
_NUMBER = re.compile(r"[(（\[【［]((?:19|20)\d{2})[)）\]】］]\s*第?\s*(\d+)\s*号")
_TITLE = re.compile("《([^《》〈〉]{2,40})》")
_PEOPLE = "中华人民共和国"
_REPEALED = {
    "信访条例": (date(2022, 5, 1), "信访工作条例"),
    "合同法": (date(2021, 1, 1), "民法典"),
    "物权法": (date(2021, 1, 1), "民法典"),
    "担保法": (date(2021, 1, 1), "民法典"),
    "婚姻法": (date(2021, 1, 1), "民法典"),
    "继承法": (date(2021, 1, 1), "民法典"),
    "收养法": (date(2021, 1, 1), "民法典"),
    "侵权责任法": (date(2021, 1, 1), "民法典"),
    "民法总则": (date(2021, 1, 1), "民法典"),
    "民法通则": (date(2021, 1, 1), "民法典"),
    "财政支出绩效评价管理暂行办法": (date(2020, 2, 25), "项目支出绩效评价管理办法"),
    "政府购买服务管理办法(暂行)": (date(2020, 3, 1), "政府购买服务管理办法"),
}
"""National titles that are no longer in force, since when, and what took their place."""
_SELF = re.compile("我(局|院|校|馆|站|所|队|厅)")
_NAMES_OF_SELF = {"院": "院", "校": "校学", "馆": "馆", "站": "站", "所": "所", "队": "队", "局": "局", "厅": "厅"}
_DIVISIONS = re.compile(
    "(?:内设|下设|设有?)(?:机构)?(?:有|为)?[:：]?(?P<list>[^。；;:：]{4,200}?)(?:等)?共?(?P<count>\\d{1,2}|[一二三四五六七八九十]{1,3})个"
    "(?P<what>(?:职能|内设)?(?:科室|处室|机构|股室|部门))"
)
_HEADS = re.compile(r"(?P<total>\d{1,4})(?P<unit>名|人)[,，]?其中[:：]?(?P<parts>[^。；;]*)")
_BESIDES = re.compile("另|此外|以外|聘用|编外|购买|退休|离休|劳务")
"""What follows them is no part of the sum."""
_PART = re.compile(r"(?<![\d.])(\d{1,4})(?:名|人)(?!次)")


@form_rule(
    "forms.markup_in_text",
    INFO,
    zh="文字中残留网页或表格软件的标记",
    en="no markup of programs is left in the text",
    basis="系统导出残留",
    basis_en="left over from an export",
)
def markup_in_text(view: FormView) -> Findings:
    """Find tags and entities of web pages, and escapes of spreadsheets."""
    for field, text in written(view, TEXTS):
        found = _MARKUP.search(text)
        if found:
            zh, en = named(field)
            yield view.about_field(field, f"“{zh}”残留标记“{found[0]}”", f"Markup “{found[0]}” is left in {en}")


@form_rule(
    "forms.placeholder_text",
    WARNING,
    zh="模板的占位文字未替换",
    en="the template's stand-ins have been replaced",
    basis="公开审核常见差错",
    basis_en="a usual slip",
)
def placeholder_text(view: FormView) -> Findings:
    """Find XX局, ***, 某某 and the like."""
    for field, text in written(view, TEXTS):
        found = _PLACEHOLDER.search(text)
        if found:
            zh, en = named(field)
            yield view.about_field(field, f"“{zh}”含占位文字“{found[0]}”", f"The stand-in “{found[0]}” is left in {en}")


@form_rule(
    "forms.document_number_format",
    INFO,
    zh="发文字号应使用六角括号",
    en="document numbers are written with 〔〕",
    basis="GB/T 9704—2012 党政机关公文格式",
    basis_en="GB/T 9704—2012, layout of official documents",
)
def document_number_format(view: FormView) -> Findings:
    """Find document numbers with other brackets, each once in a field."""
    for field, text in written(view, PROSE):
        for number in dict.fromkeys(found[0] for found in _NUMBER.finditer(text)):
            zh, en = named(field)
            yield view.about_field(
                field,
                f"“{zh}”的文号“{number}”应使用六角括号〔〕",
                f"The document number “{number}” in {en} should have 〔〕",
            )


@form_rule(
    "forms.repealed_regulation",
    INFO,
    zh="引用已废止的法规",
    en="no repealed regulation is cited",
    basis="法规时效",
    basis_en="regulations in force",
)
def repealed_regulation(view: FormView) -> Findings:
    """Find titles that were out of force when the form's year began."""
    year = view.form.year
    for field, text in written(view, PROSE) if year else ():
        for title in dict.fromkeys(_TITLE.findall(text)):
            repealed = _REPEALED.get(title.removeprefix(_PEOPLE).replace("（", "(").replace("）", ")"))
            if repealed and year and repealed[0] <= date(year, 1, 1):
                zh, en = named(field)
                yield view.about_field(
                    field,
                    f"“{zh}”引用的《{title}》自 {repealed[0]} 起废止，现为《{repealed[1]}》",
                    f"《{title}》, cited in {en}, was repealed on {repealed[0]}; now 《{repealed[1]}》",
                )


@form_rule(
    "forms.other_department_name",
    WARNING,
    zh="不应以别的单位充当本单位",
    en="no other unit stands in for this one",
    basis="疑为复制外地或其他单位的表",
    basis_en="probably copied from a form of another place or unit",
)
def other_department_name(view: FormView) -> Findings:
    """Find implementing units of another place, and prose that says 我院 where no unit of the form is one."""
    form = view.form
    own, other = form.region, region_of(form.implementing_unit)
    if (
        own
        and other
        and not _same_place(own, other)
        and not _same_place(other, region_of(form.department) or other + "?")
    ):
        yield view.about_field(
            "implementing_unit",
            f"实施单位“{form.implementing_unit}”属{other}，本表属{own}",
            f"The implementing unit “{form.implementing_unit}” is of {other}, the form of {own}",
        )
    units = "".join(filter(None, (form.department, form.implementing_unit, form.supervising_department)))
    for field, text in written(view, NARRATIVES) if units else ():
        found = next((one for one in _SELF.finditer(text) if not set(_NAMES_OF_SELF[one[1]]) & set(units)), None)
        if found:
            zh, en = named(field)
            yield view.about_field(
                field,
                f"“{zh}”自称“{found[0]}”，本表单位为“{form.department}”",
                f"In {en} the unit calls itself “{found[0]}”; it is “{form.department}”",
            )


@form_rule(
    "forms.headcount_inconsistent",
    WARNING,
    zh="机构、人员数字应自相一致",
    en="figures of divisions and staff agree",
    basis="同一段文字中的合计与分项",
    basis_en="a sum and its parts in one text",
)
def headcount_inconsistent(view: FormView) -> Findings:
    """Find numbers of divisions that differ from those listed, and parts that are more than their sum."""
    text = view.form.organisation or ""
    for found in _DIVISIONS.finditer(text):
        stated = chinese_number(found["count"]) if not found["count"].isdecimal() else int(found["count"])
        listed, most = (len(re.split(signs, found["list"].strip("、，,"))) for signs in ("[、，,]", "[、，,和及]"))
        if stated is not None and "等" not in found[0] and stated not in (listed, most):
            yield view.about_field(
                "organisation",
                f"写明 {stated} 个{found['what']}，列出 {listed} 个",
                f"{stated} divisions are stated, {listed} are listed",
            )
    for found in _HEADS.finditer(text):
        parts = [int(number) for number in _PART.findall(_BESIDES.split(found["parts"], maxsplit=1)[0])]
        if sum(parts) > int(found["total"]):
            yield view.about_field(
                "organisation",
                f"共 {found['total']}{found['unit']}，其中各项合计 {sum(parts)}{found['unit']}",
                f"{found['total']} people in all, the parts of it come to {sum(parts)}",
            )


def _same_place(one: str, other: str) -> bool:
    """Tell whether one of two regions lies in the other, as far as their names show."""
    return one.endswith(other) or other.endswith(one) or one.startswith(other) or other.startswith(one)


CHECKS: tuple[FormCheck, ...] = (
    markup_in_text,
    placeholder_text,
    document_number_format,
    repealed_regulation,
    other_department_name,
    headcount_inconsistent,
)
