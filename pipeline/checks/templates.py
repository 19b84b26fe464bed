"""Checks of how a form compares with the template that read it."""

from __future__ import annotations

from collections.abc import Mapping

from gongbiao.normalizers.record import Drift, DriftKind
from gongbiao.pipeline.checks.rule import Findings, FormCheck, form_rule
from gongbiao.pipeline.checks.submission import FormView
from gongbiao.pipeline.schema.flags import INFO

_SAID: Mapping[DriftKind, tuple[str, str]] = {
    "title": ("标题为“{printed}”", "its title is “{printed}”"),
    "reworded": ("“{printed}”按“{meant}”读取", "“{printed}” is read as “{meant}”"),
    "missing": ("缺少“{printed}”", "“{printed}” is missing"),
    "unknown_column": (
        "“{printed}”一栏不在模板中，未读入",
        "the column “{printed}” is not in the template and not read",
    ),
    "order": ("指标栏目顺序为 {printed}，模板为 {meant}", "its columns are {printed}, those of the template {meant}"),
}


@form_rule(
    "template.drift",
    INFO,
    zh="表式与模板略有不同",
    en="the form differs a little from its template",
    basis="表式变化：标签、栏目或顺序与模板不同，仍已读入；如数据有误，请补充模板中的同义标签",
    basis_en="other labels, columns or order than the template's were read all the same; where the data is wrong, give "
    "the template the labels that are printed",
)
def drift(view: FormView) -> Findings:
    """Find forms that differ from their template, with all that differs in one finding."""
    if view.facts.drift:
        zh, en = (_said(view.facts.drift, language) for language in (0, 1))
        yield view.about_form(
            f"与模板 {view.form.template} 相比：{zh}", f"Compared with the template {view.form.template}: {en}"
        )


def _said(differences: tuple[Drift, ...], language: int) -> str:
    said = (_SAID[one.kind][language].format(printed=one.printed, meant=one.meant) for one in differences)
    return "；；".join(said).replace("；；", "；" if language == 0 else "; ")


CHECKS: tuple[FormCheck, ...] = (drift,)
