"""Checks of how a form compares with the template that read it."""

from __future__ import annotations

from collections.abc import Mapping

from gongbiao.normalizers.record import Drift, DriftKind
from gongbiao.pipeline.checks.rule import Findings, form_rule
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
    "not_kept": ("“{printed}”一栏数据集不收", "the dataset has no place for the column “{printed}”"),
    "order": ("指标栏目顺序为 {printed}，模板为 {meant}", "its columns are {printed}, those of the template {meant}"),
}


@form_rule(
    "template.drift",
    INFO,
    zh="表式与模板略有不同",
    en="the form is as its template says",
    basis="表式变化：标签、栏目或顺序与模板不同，仍已读入；如数据有误，请补充模板中的同义标签",
    basis_en="forms change: labels, columns or their order differ and were read all the same; if data are wrong, add "
    "the words to the template",
)
def drift(view: FormView) -> Findings:
    """Find forms that differ from their template, with all that differs in one finding."""
    differences = view.facts.drift
    if differences:
        template = view.form.template
        yield view.about_form(
            f"与模板 {template} 相比：{'；'.join(_said(one, 0) for one in differences)}",
            f"Compared with the template {template}: {'; '.join(_said(one, 1) for one in differences)}",
        )


def _said(one: Drift, language: int) -> str:
    return _SAID[one.kind][language].format(printed=one.printed, meant=one.meant)


CHECKS = (drift,)
