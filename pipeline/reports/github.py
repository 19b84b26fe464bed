"""Findings as workflow commands of GitHub Actions, which shows them as annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongbiao.pipeline.check import CheckedDocument

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_github(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    """Yield a line for every finding; the page stands in its text, since a PDF has no lines."""
    for checked in documents:
        for flag in checked.flags:
            file, title = checked.document.source.translate(_PROPERTY), flag.rule.translate(_PROPERTY)
            page = f"p. {flag.page}: " if flag.page is not None else ""
            text = f"{page}{flag.message}".translate(_DATA)
            yield f"::{_COMMANDS[flag.severity]} file={file},title={title}::{text}\n"
