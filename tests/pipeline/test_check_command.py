"""``gongbiao check`` as scripts and people meet it: formats, exit codes, rules files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import gongbiao
from gongbiao.pipeline.all_rules import RULES
from gongbiao.pipeline.schema import FLAGS
from tests.corpus.printing import Recipe, print_document
from tests.pipeline.hostile_files import blank_pdf
from tests.pipeline.test_cli import gongbiao as command
from tests.rules.offices import OFFICES
from tests.rules.printed import project_form, with_text

COLUMNS = {field.name for field in FLAGS.fields}
KNOWN = ("道路建设里程", "水质达标率", "项目按期完成率", "项目总成本")
"""Names of the catalogue, in place of the office's own, of which there would be notes."""
OFFICE = replace(
    OFFICES[0],
    outputs=tuple((name, value) for name, (_, value) in zip(KNOWN, OFFICES[0].outputs, strict=True)),
    benefit=(OFFICES[0].benefit[0], "生态效益", OFFICES[0].benefit[2]),
)
CLEAN, STALE = project_form(OFFICE), "2023年继续开展河道日常打捞和岸坡清理。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean form, one with a warning, and no document at all."""
    folder = tmp_path_factory.mktemp("submitted")
    (folder / "clean.pdf").write_bytes(print_document(Recipe("clean", (CLEAN,))))
    (folder / "warned.pdf").write_bytes(print_document(Recipe("warned", (with_text(CLEAN, content=STALE),))))
    (folder / "broken.pdf").write_bytes(b"text")
    return folder


def test_a_clean_submission_passes_and_a_warning_fails_only_if_asked_to(folder: Path) -> None:
    assert command("check", "clean.pdf", cwd=folder).returncode == 0
    assert command("check", "clean.pdf", "--fail-on", "warning", cwd=folder).returncode == 0
    assert command("check", "warned.pdf", cwd=folder).returncode == 0
    assert command("check", "warned.pdf", "--fail-on", "error", cwd=folder).returncode == 0
    assert command("check", "warned.pdf", "--fail-on", "warning", cwd=folder).returncode == 1


def test_nothing_is_written(folder: Path) -> None:
    before = sorted(folder.iterdir())
    command("check", folder, cwd=folder)
    assert sorted(folder.iterdir()) == before


def test_people_see_severity_page_form_and_rule(folder: Path) -> None:
    ended = command("check", "warned.pdf", cwd=folder)
    for word in ("warned.pdf: 1 warning", "河道日常保洁经费", "2023", "forms.stale_year"):
        assert word in ended.stdout.replace("\n", "")
    assert ended.stderr == "documents   1\nfindings    1 (0 error, 1 warning, 0 info)\n"
    assert "\x1b" not in ended.stdout


def test_a_broken_file_is_named_and_fails(folder: Path) -> None:
    ended = command("check", "broken.pdf", "clean.pdf", "--format", "json", cwd=folder)
    assert ended.returncode == 1
    assert "gongbiao: broken.pdf: " in ended.stderr
    assert json.loads(ended.stdout) == []


def test_json_and_csv_have_the_columns_of_flags_and_the_source(folder: Path) -> None:
    found = json.loads(command("check", "warned.pdf", "--format", "json", cwd=folder).stdout)
    assert [(one["source"], one["rule"]) for one in found if one["severity"] == "warning"] == [
        ("warned.pdf", "forms.stale_year"),
    ]
    assert set(found[0]) == COLUMNS | {"source"}
    rows = list(csv.DictReader(io.StringIO(command("check", "warned.pdf", "--format", "csv", cwd=folder).stdout)))
    assert [row["rule"] for row in rows] == ["forms.stale_year"]
    assert set(rows[0]) == COLUMNS | {"source"}
    assert float(rows[0]["x0"]) > 0


def test_documents_are_held_against_one_another(folder: Path) -> None:
    ended = command("check", "clean.pdf", "warned.pdf", "--format", "json", cwd=folder)
    (flag,) = [flag for flag in json.loads(ended.stdout) if flag["rule"] == "forms.duplicate_form"]
    assert (flag["source"], flag["severity"]) == ("warned.pdf", "warning")
    assert "clean.pdf" in flag["message"]


def test_sarif_has_what_the_standard_requires(folder: Path) -> None:
    log = json.loads(command("check", "warned.pdf", "broken.pdf", "--format", "sarif", cwd=folder).stdout)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "gongbiao"
    assert [rule["id"] for rule in driver["rules"]] == [rule.id for rule in RULES]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] and rule["defaultConfiguration"]["level"] in (
            "error",
            "warning",
            "note",
        )
    (result,) = run["results"]
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "forms.stale_year"
    assert result["level"] == "warning"
    assert "2023" in result["message"]["text"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "warned.pdf"
    assert location["logicalLocations"][0]["name"] == "河道日常保洁经费"
    assert result["properties"]["page"] == 1
    assert len(result["properties"]["box"]) == 4
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["level"] == "error" and notice["message"]["text"]
    assert "null" not in json.dumps(log)


def test_github_sees_one_annotation_a_line(folder: Path) -> None:
    (line,) = command("check", "warned.pdf", "--format", "github", cwd=folder).stdout.splitlines()
    assert line.startswith("::warning file=warned.pdf,title=forms.stale_year::p. 1: ")


def test_less_grave_findings_can_be_left_out(folder: Path) -> None:
    shown = command("check", "warned.pdf", "--show", "error", "--format", "json", "--fail-on", "warning", cwd=folder)
    assert json.loads(shown.stdout) == []
    assert shown.returncode == 1


def rules(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rules_file_decides_what_fails(folder: Path, tmp_path: Path) -> None:
    graver = rules(tmp_path, '[severity]\nforms.stale_year = "error"\n')
    assert command("check", "warned.pdf", "--rules", graver, cwd=folder).returncode == 1
    ended = command("run", "warned.pdf", "--out", tmp_path / "out", "--rules", graver, cwd=folder)
    assert "1 flagged" in ended.stderr
    assert "1 error" in ended.stderr
    off = rules(tmp_path, 'off = ["forms.*"]\n')
    ended = command("check", "warned.pdf", "--rules", off, "--fail-on", "warning", "--format", "json", cwd=folder)
    assert (ended.returncode, json.loads(ended.stdout)) == (0, [])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('off = ["forms.stale_yaer"]', "off: no rule forms.stale_yaer; did you mean forms.stale_year?"),
        ('off = ["form.*"]', "off: no family form; did you mean forms?"),
        ('off = "forms.stale_year"', "off: is a list of rules"),
        (
            '[severity]\nforms.stale_year = "grave"',
            "severity: forms.stale_year = 'grave': is one of error, warning and",
        ),
        ('[severity]\nfunds.zero = "error"', "severity: no rule funds.zero; did you mean funds.zero_total?"),
        ("[threshold]\nforms.stale_year = 3", "threshold: forms.stale_year has none"),
        ('[threshold]\nforms.narrative_overlap = "x"', "threshold: forms.narrative_overlap = 'x': is a number"),
        ("severty = 3", "severty: unknown; a rules file has off, severity and threshold; did you mean severity?"),
        ("off = [", "is no TOML"),
    ],
)
def test_a_wrong_rules_file_is_one_clear_line(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "a.pdf").write_bytes(blank_pdf())
    ended = command("check", "a.pdf", "--rules", rules(tmp_path, text), cwd=tmp_path)
    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert line.startswith("gongbiao: ") and "rules.toml: " in line and complaint in line


def test_a_missing_rules_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(blank_pdf())
    ended = command("check", "a.pdf", "--rules", "none.toml", cwd=tmp_path)
    assert ended.returncode == 2
    assert "none.toml: cannot be read" in ended.stderr


def test_nothing_to_read_is_wrong_usage(tmp_path: Path) -> None:
    ended = command("check", "missing.pdf", cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "missing.pdf: no such file" in ended.stderr


def test_python_gives_the_same_findings(folder: Path, tmp_path: Path) -> None:
    report = gongbiao.check([folder / "warned.pdf", folder / "broken.pdf"])
    assert [flag.rule for flag in report.flags] == ["forms.stale_year"]
    assert [Path(source).name for source, _ in report.failed] == ["broken.pdf"]
    (warned,) = [checked for checked in report.documents if checked.flags]
    assert warned.reaches("warning") and not warned.reaches("error")
    off = gongbiao.check(folder / "warned.pdf", rules=rules(tmp_path, 'off = ["forms.stale_year"]'))
    assert off.flags == ()
    with pytest.raises(gongbiao.RulesFileError):
        gongbiao.check(folder / "warned.pdf", rules=rules(tmp_path, 'off = ["x"]'))
