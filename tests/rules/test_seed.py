"""The findings on the samples are the reviewed list, which was written by reading the forms, in all renderings."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

import gongbiao

SAMPLES = Path(__file__).parents[2] / "samples"
BORN_DIGITAL = sorted(path.name for path in SAMPLES.glob("*.pdf") if "-scan" not in path.stem)
Key = tuple[int, str, str, str, str]


def reviewed() -> dict[Key, list[list[str]]]:
    """What each finding's message must say, by form, rule, severity, table and row."""
    listed: defaultdict[Key, list[list[str]]] = defaultdict(list)
    with (SAMPLES / "expected" / "flags.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key = (int(row["form_no"]), row["rule"], row["severity"], row["table"], row["row"])
            listed[key].append(row["says"].split("|"))
    return dict(listed)


@pytest.mark.parametrize("name", BORN_DIGITAL)
def test_the_findings_are_those_of_the_reviewed_list(name: str) -> None:
    document = gongbiao.read(SAMPLES / name)
    numbers = {form.form_id: form.form_no for form in document.forms}
    found: defaultdict[Key, list[str]] = defaultdict(list)
    for flag in document.flags:
        key = (numbers[flag.form_id or ""], flag.rule, flag.severity, flag.table or "", str(flag.row or ""))
        found[key].append(flag.message.partition(" / ")[0])
        assert None not in (flag.page, flag.x0, flag.top, flag.x1, flag.bottom)
    expected = reviewed()
    assert {key: len(messages) for key, messages in found.items()} == {key: len(one) for key, one in expected.items()}
    for key, wanted in expected.items():
        for says in wanted:
            assert any(all(word in message for word in says) for message in found[key]), (key, says, found[key])


def test_no_error_is_on_the_reviewed_list() -> None:
    assert {severity for _, _, severity, _, _ in reviewed()} == {"warning", "info"}
