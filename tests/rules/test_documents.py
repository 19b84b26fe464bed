"""What holds for a document or a batch as a whole: scans, repetitions, unknown forms, rulebooks, many documents."""

from __future__ import annotations

from gongbiao.pipeline.checks.registry import flags_of
from gongbiao.pipeline.checks.rulebook import Rulebook
from gongbiao.pipeline.cross.digest import DocumentDigest, digest_of
from gongbiao.pipeline.cross.flags import cross_document_flags
from tests.rules.clean import department, project
from tests.rules.drafts import flags, of_rule, paid, submission
from tests.rules.planting import write

MOST_BYTES = 4096


def test_a_document_whose_indicators_were_all_recognised_is_a_scan() -> None:
    scan = flags_of(submission([project()], extractor="ocr"), "0" * 16)
    (flag,) = of_rule(scan, "documents.no_text_layer")
    assert (flag.severity, flag.form_id) == ("info", None)
    assert "9 行指标" in flag.message
    assert of_rule(flags_of(submission([project()]), "0" * 16), "documents.no_text_layer") == []


def test_the_same_form_with_the_same_contents_is_only_noted() -> None:
    (flag,) = of_rule(flags([project()], [project()]), "forms.duplicate_form")
    assert (flag.doc_id, flag.severity) == ("0000000000000002", "info")


def test_a_repetition_is_not_held_against_the_first_publication() -> None:
    forms = [department(), project(1), project(2)]
    alone = {flag.rule for flag in flags(forms)}
    assert {flag.rule for flag in flags(forms, forms)} - alone == {"forms.duplicate_form"}


def test_forms_of_unknown_families_have_no_findings_but_those_of_the_document() -> None:
    unknown = project()
    unknown.form_type, unknown.year, unknown.lines = "unknown", None, []
    assert flags([unknown]) == []


def test_a_rulebook_switches_rules_off_and_changes_severity_and_threshold() -> None:
    forms = [project(2)]
    paid(forms[0], 8, half="16")
    rule = "funds.half_progress_out_of_range"
    assert [flag.severity for flag in of_rule(flags(forms), rule)] == ["info"]
    assert of_rule(flags(forms, rulebook=Rulebook(off=frozenset({rule}))), rule) == []
    graver = of_rule(flags(forms, rulebook=Rulebook(severities={rule: "error"})), rule)
    assert [flag.severity for flag in graver] == ["error"]
    assert of_rule(flags(forms, rulebook=Rulebook(thresholds={rule: 30.0})), rule) == []


def test_a_rulebook_holds_between_documents_too() -> None:
    rule = "forms.duplicate_form"
    assert of_rule(flags([project()], [project()], rulebook=Rulebook(off=frozenset({rule}))), rule) == []
    (flag,) = of_rule(flags([project()], [project()], rulebook=Rulebook(severities={rule: "error"})), rule)
    assert flag.severity == "error"


def test_a_digest_gives_back_what_was_packed_and_stays_small() -> None:
    made = submission([department(), project(1), project(2)])
    digest = digest_of(made, "0" * 16, "a.pdf")
    assert len(digest.packed) < MOST_BYTES
    department_form, first, _ = digest.forms()
    assert [item.name for item in department_form.items] == ["河道日常保洁经费", "泵站机电设备更新"]
    assert first.project_name == "河道日常保洁经费"
    assert first.total is not None and str(first.total.full_year) == "60.0000"
    assert first.satisfaction[0].number == 90
    assert digest_of(made, "0" * 16, "a.pdf") == digest


def test_the_order_of_documents_decides_where_a_finding_stands() -> None:
    listed, own = [department()], [project(1)]
    paid(own[0], 8, full="61")
    rule = "cross.project_amount_mismatch"
    assert [str(flag.doc_id)[-1] for flag in of_rule(flags(listed, own), rule)] == ["2"]
    assert [str(flag.doc_id)[-1] for flag in of_rule(flags(own, listed), rule)] == ["2"]


def test_a_large_batch_is_held_in_little_memory() -> None:
    digest = digest_of(submission([department(), project(1), project(2)]), "0" * 16, "a.pdf")
    many = [DocumentDigest(f"{number:016x}", f"{number}.pdf", digest.packed) for number in range(300)]
    found = cross_document_flags(many)
    last = found[f"{299:016x}"]
    assert {flag.rule for flag in last} == {"forms.duplicate_form"}
    assert len(last) == 3


def test_findings_do_not_depend_on_empty_documents_between() -> None:
    copied = [project(1), project(2)]
    for number in (1, 2):
        write(number, content="组建专职队伍分段巡查，发现问题当日处置，全部过程留痕备查。")(copied)
    apart = flags([copied[0]], [], [copied[1]])
    (flag,) = of_rule(apart, "forms.copied_narrative")
    assert (str(flag.doc_id)[-1], flag.form_id) == ("3", "0000000000000003-001")
    assert flag._replace(flag_no=0).message.count("1.pdf") == 2
