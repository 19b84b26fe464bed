"""Findings as SARIF 2.1.0 (OASIS), which code-scanning services and editors read.

A place in a PDF has no line: page and box, in points from the top left of the page, stand in each result's properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from gongbiao.pipeline.all_rules import RULES
from gongbiao.pipeline.check import CheckedDocument
from gongbiao.pipeline.checks.rule import Rule
from gongbiao.pipeline.schema import FlagRow
from gongbiao.pipeline.schema.documents import FAILED
from gongbiao.pipeline.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_RULE_NUMBERS = {rule.id: number for number, rule in enumerate(RULES)}


def as_sarif(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    """Yield one SARIF log with one run."""
    results: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    for checked in documents:
        results.extend(_result(checked, flag) for flag in checked.flags)
        if checked.document.status == FAILED:
            failures.append(_failure(checked))
    run = {
        "tool": {"driver": {"name": "gongbiao", "version": VERSION, "rules": [_rule(rule) for rule in RULES]}},
        "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": failures}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.title_zh} / {rule.title_en}"},
        "fullDescription": {"text": f"{rule.basis} / {rule.basis_en}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(checked: CheckedDocument, flag: FlagRow) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(checked.document.source)}}}
    if flag.form_id:
        place = "/".join(str(part) for part in (flag.form_id, flag.table, flag.row) if part is not None)
        name = checked.forms.get(flag.form_id) or flag.form_id
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": place}]
    box = [flag.x0, flag.top, flag.x1, flag.bottom]
    properties = {
        "docId": flag.doc_id,
        "formId": flag.form_id,
        "table": flag.table,
        "row": flag.row,
        "page": flag.page,
        "box": None if None in box else box,
    }
    return {
        "ruleId": flag.rule,
        "ruleIndex": _RULE_NUMBERS[flag.rule],
        "level": _LEVELS[flag.severity],
        "message": {"text": flag.message},
        "locations": [location],
        "partialFingerprints": {"gongbiao/v1": f"{flag.form_id or flag.doc_id}/{flag.table}/{flag.row}/{flag.rule}"},
        "properties": {name: value for name, value in properties.items() if value is not None},
    }


def _failure(checked: CheckedDocument) -> dict[str, Any]:
    uri = _uri(checked.document.source)
    return {
        "level": "error",
        "message": {"text": checked.document.error or "unknown reason"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}}}],
    }


def _uri(source: str) -> str:
    """Return a path or address as a URI reference."""
    return quote(source, safe="/:?#[]@!$&'()*+,;=%" if "://" in source else "/")
