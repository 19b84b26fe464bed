"""Findings as records for programs: JSON and CSV, with the columns of ``flags`` and the document's source."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from gongbiao.pipeline.check import CheckedDocument
from gongbiao.pipeline.schema import FlagRow

_COLUMNS = ("source", *FlagRow._fields)


def as_json(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    """Yield a JSON list of findings, piece by piece."""
    begun = False
    for record in _records(documents):
        yield ("," if begun else "[") + "\n " + json.dumps(record, ensure_ascii=False)
        begun = True
    yield "\n]\n" if begun else "[]\n"


def as_csv(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    """Yield a CSV of findings, line by line."""
    yield _line(_COLUMNS)
    for record in _records(documents):
        yield _line(record[name] for name in _COLUMNS)


def _records(documents: Iterable[CheckedDocument]) -> Iterator[dict[str, object]]:
    for checked in documents:
        for flag in checked.flags:
            yield {"source": checked.document.source, **flag._asdict()}


def _line(values: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow("" if value is None else value for value in values)
    return text.getvalue()
