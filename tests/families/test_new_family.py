"""A family that the program has never seen, read exactly by a template of its own making and a few edited lines."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest
from typer.testing import CliRunner

import gongbiao
from gongbiao.normalizers.draft import title_pattern
from gongbiao.pipeline.cli import app
from tests.corpus.compare import outcome_of, summary
from tests.docs.examples import examples_of
from tests.families.new_family import EXPECTED, printed

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "new-family.md"
FORM = ROOT / "docs" / "examples" / "promise-2024.pdf"
MOST_LINES = 20
"""Lines that a user may have to edit."""


def edits() -> list[str]:
    """The commands of the tutorial that edit the template."""
    typed = (example.typed for example in examples_of(TUTORIAL.read_text(encoding="utf-8")))
    return [command for command in typed if command.startswith("sed -i ")]


def drafted(folder: Path) -> Path:
    made = CliRunner().invoke(app, ["template", "new", str(FORM), "--id", "qingping-promise"])
    assert made.exit_code == 0
    template = folder / "templates" / "promise.yaml"
    template.parent.mkdir()
    template.write_text(made.stdout, encoding="utf-8")
    return template


def test_the_form_is_of_no_known_family_and_named_as_such() -> None:
    read = gongbiao.read(FORM)
    assert [(form.form_type, form.template, form.title) for form in read.forms] == [
        ("unknown", None, EXPECTED.forms[0]["title"])
    ]
    (flag,) = (flag for flag in read.flags if flag.rule == "documents.unknown_template")
    assert (flag.severity, flag.form_id, flag.page) == ("warning", read.forms[0].form_id, 1)
    assert (read.funds, read.indicators) == ((), ())
    assert len(gongbiao.tables(FORM)) == 1


def test_a_drafted_template_with_a_few_edited_lines_reads_it_exactly(tmp_path: Path) -> None:
    template = drafted(tmp_path)
    before = template.read_text(encoding="utf-8").splitlines()
    for command in edits():
        subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True)
    after = template.read_text(encoding="utf-8").splitlines()
    changed = [line for line in unified_diff(before, after, n=0) if re.match(r"[+](?![+])", line)]
    assert 0 < len(changed) <= MOST_LINES
    read = gongbiao.read(FORM, templates=template.parent)
    outcome = outcome_of(read, EXPECTED)
    assert not outcome.differences, summary(outcome.differences, 12)
    assert (read.forms[0].start_date, read.forms[0].end_date) == (date(2024, 3, 1), date(2024, 11, 30))
    assert read.forms[0].reading_score == 1


def test_a_draft_loads_and_reads_what_it_recognised_before_anybody_edits_it(tmp_path: Path) -> None:
    template = drafted(tmp_path)
    shown = CliRunner().invoke(app, ["template", "test", str(template), str(FORM)])
    assert shown.exit_code == 0
    assert "read by qingping-promise" in shown.stdout
    assert "indicators: 5" in shown.stdout
    assert "归口部门" in shown.stdout.partition("unclaimed")[2]


@pytest.mark.parametrize(
    ("title", "pattern"),
    [
        ("青屏区预算绩效承诺表", "预算绩效承诺表$"),
        ("中央对地方专项转移支付区域绩效目标表", "中央对地方专项转移支付区域绩效目标表$"),
        ("2024年市级部门整体预算绩效目标表", "市级部门整体预算绩效目标表$"),
        ("云溪市2024年度财政政策绩效目标表", "财政政策绩效目标表$"),
    ],
)
def test_the_title_of_a_draft_is_without_year_and_place(title: str, pattern: str) -> None:
    assert title_pattern(title) == pattern


@pytest.mark.parametrize("label", ["上级补助", "其中：上级补助", "1.上级补助"])
def test_a_money_line_of_a_template_may_be_named_as_it_is_printed(label: str, tmp_path: Path) -> None:
    template = drafted(tmp_path)
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("other_2: [上级补助]", f'higher_level_funds: ["{label}"]'), encoding="utf-8")
    read = gongbiao.read(FORM, templates=template.parent)
    assert "higher_level_funds" in [line.item for line in read.funds]


def test_the_form_is_that_of_the_expected_rows() -> None:
    assert FORM.read_bytes() == printed()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id: x\nversion: one\n", "x.yaml:2: version: "),
        ("id: x\nversion: 1\nfields:\n  projekt: {labels: [a]}\n", "x.yaml:4: fields.projekt: "),
        ("id: x\ntitle: ['(']\n", "x.yaml:2: title: "),
        ("id: [\n", "x.yaml:2: "),
        ("- a\n", "x.yaml: "),
    ],
)
def test_a_wrong_template_is_named_with_its_line(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(gongbiao.BadTemplateError) as refused:
        gongbiao.read(FORM, templates=tmp_path)
    assert says in str(refused.value)


def test_a_directory_without_templates_is_wrong_usage(tmp_path: Path) -> None:
    for directory, says in ((tmp_path, "no template (*.yaml)"), (tmp_path / "none", "no such directory")):
        with pytest.raises(gongbiao.BadTemplateError, match=re.escape(says)):
            gongbiao.run(FORM, tmp_path / "out", templates=directory)


def test_the_dataset_names_the_version_of_the_templates_in_use(tmp_path: Path) -> None:
    template = drafted(tmp_path)
    for out, templates in (("a", None), ("b", template.parent)):
        gongbiao.run(FORM, tmp_path / out, templates=templates)
    packages = [json.loads((tmp_path / out / "datapackage.json").read_text("utf-8")) for out in ("a", "b")]
    versions = {package["gongbiao"]["templates"] for package in packages}
    assert len(versions) == 2
