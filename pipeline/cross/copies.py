"""Checks for copies: the same form twice, and prose or indicators of one project in the form of another."""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.pipeline.checks.prose import bare, named
from gongbiao.pipeline.checks.related_forms import other_project_mentioned
from gongbiao.pipeline.checks.rule import wan_yuan
from gongbiao.pipeline.cross.digest import Copyable, FormDigest, phrase_hash
from gongbiao.pipeline.cross.finding import CrossCheck, CrossFinding, CrossFindings, cross_rule, where
from gongbiao.pipeline.cross.index import Index, Ref
from gongbiao.pipeline.cross.projects import same_name, total_of
from gongbiao.pipeline.schema.flags import INFO, WARNING

OTHER_PROJECT = other_project_mentioned.rule
_FAR_PROSE = 40
"""Characters: shorter sentences stand in the forms of different offices by chance."""
_NEAR_INDICATOR, _FAR_INDICATOR = 10, 16
"""Characters of name and value, for one office and for different ones: what is short is general."""
_PARTS = (("资金", "funds"), ("指标", "indicators"), ("文字", "text"))
_LISTED = 3
"""Projects that a message names."""


@cross_rule(
    "forms.duplicate_form",
    WARNING,
    zh="同一张表不应以不同内容重复提交",
    en="a form is not submitted twice with different contents",
    basis="同一单位、年度、项目只应有一张有效的表；内容相同者仅为提示",
    basis_en="one form for each department, year and project; a repetition with the same contents is only noted",
)
def duplicate_form(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find forms that an earlier one has the natural key of, and say in what they differ."""
    earlier = index.earlier(form, ref)
    if earlier is None:
        return
    before = index.form(earlier)
    at, at_en = where(index, ref, earlier)
    differing = [part for part, a, b in zip(_PARTS, before.contents, form.contents, strict=True) if a != b]
    if not differing:
        yield CrossFinding(
            f"与 {at}为同一张表，内容相同",
            f"The same form as {at_en}, with the same contents",
            form.spot,
            severity=INFO,
        )
        return
    old, new = total_of(before), total_of(form)
    totals = (
        f"，资金总额 {wan_yuan(old)} → {wan_yuan(new)} 万元"
        if old is not None and new is not None and old != new
        else ""
    )
    totals_en = f" (total {wan_yuan(old)} → {wan_yuan(new)})" if totals and old is not None and new is not None else ""
    yield CrossFinding(
        f"与 {at}为同一张表，{'、'.join(zh for zh, _ in differing)}不同{totals}",
        f"The same form as {at_en}, with other {', '.join(en for _, en in differing)}{totals_en}",
        form.spot,
    )


@cross_rule(
    "forms.copied_narrative",
    WARNING,
    zh="不同项目的叙述不应相同",
    en="two projects are not described in the same words",
    basis="疑为复制粘贴",
    basis_en="probably copied and pasted",
)
def copied_narrative(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find prose that stands in the form of an earlier, different project."""
    for own in form.narratives:
        others = [
            other
            for other in _others(index, ref, form, own)
            if own.length >= _FAR_PROSE or _is_near(index.form(other), form)
        ]
        if others:
            (zh, en), (at, at_en) = named(own.name), where(index, ref, others[0])
            name = index.form(others[0]).project_name
            yield CrossFinding(
                f"“{zh}”（{own.length} 字）与项目“{name}”相同（{at}）",
                f"{en[0].upper()}{en[1:]} ({own.length} characters) is that of the project “{name}” ({at_en})",
                own.spot,
            )


@cross_rule(
    "indicators.copied_across_projects",
    WARNING,
    zh="不同项目的个性指标不应完全相同",
    en="two projects do not have the same indicators of their own",
    basis="个性指标应反映本项目的产出和效果；通用指标除外",
    basis_en="a project's own indicators say what it gives; general ones are the same everywhere",
)
def copied_across_projects(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find indicators of a project's own that an earlier, different project has with the same value."""
    for own in form.indicators:
        others = [
            other
            for other in _others(index, ref, form, own)
            if own.length >= (_NEAR_INDICATOR if _is_near(index.form(other), form) else _FAR_INDICATOR)
        ]
        names = list(dict.fromkeys(index.form(other).project_name for other in others))
        if names:
            at, at_en = where(index, ref, others[0])
            listed = "、".join(f"“{name}”" for name in names[:_LISTED]) + ("等" if len(names) > _LISTED else "")
            yield CrossFinding(
                f"“{own.name}”与项目{listed}完全相同（{len(names) + 1} 个项目；{at}）",
                f"“{own.name}” is the same in {len(names) + 1} projects: {listed} ({at_en})",
                own.spot,
                "indicators",
                own.row,
            )


def other_project_in_batch(index: Index, ref: Ref, form: FormDigest) -> CrossFindings:
    """Find names of the department's other projects, from other documents, in the prose of a form.

    Those of the same document are found where the whole prose is at hand.
    """
    own = bare(form.project_name or "")
    for phrase in index.names_in(form):
        for other in index.named(form.department, form.year, phrase, ref):
            name = index.form(other).project_name or ""
            if other[0] != ref[0] and phrase_hash(bare(name)) == phrase and bare(name) not in own:
                at, at_en = where(index, ref, other)
                yield CrossFinding(
                    f"叙述栏中出现项目“{name}”的名称（{at}）",
                    f"The prose names the project “{name}” ({at_en})",
                    form.spot,
                )
                break


def _others(index: Index, ref: Ref, form: FormDigest, own: Copyable) -> list[Ref]:
    """Return the earlier forms with a copy: in this document, or in any if this form is not a repetition itself."""
    found = list(_earlier(index, ref, form, own))
    here = [other for other in found if other[0] == ref[0]]
    return here if here or index.earlier(form, ref) is not None else found


def _earlier(index: Index, ref: Ref, form: FormDigest, own: Copyable) -> Iterator[Ref]:
    """Yield the earlier forms of the same year, of different projects, that hold a copy."""
    name = bare(form.project_name or "")
    for other in index.copies(own.hash, ref):
        if other >= ref:
            return
        before = index.form(other)
        if before.year == form.year and not same_name(bare(before.project_name or ""), name):
            yield other


def _is_near(one: FormDigest, other: FormDigest) -> bool:
    """Tell whether two forms are of one office."""
    return bool({one.department, one.supervising} & {other.department, other.supervising} - {""})


CHECKS: tuple[CrossCheck, ...] = (
    duplicate_form,
    copied_narrative,
    copied_across_projects,
    CrossCheck(OTHER_PROJECT, other_project_in_batch),
)
