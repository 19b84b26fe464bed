"""The examples in a page of documentation: what is typed, and what the page says comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(
    r"^(?P<varies><!-- varies -->\n)?```(?P<language>\w+)\n(?P<body>.*?)^```$(?:\n+^```text\n(?P<output>.*?)^```$)?",
    re.M | re.S,
)
_COMMAND = re.compile(r"^\$ (?P<typed>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.M)


@dataclass(frozen=True, slots=True)
class Example:
    """A Python block, or one command of a console block."""

    language: str
    """``python`` or ``console``."""
    typed: str
    shown: str
    """The output that the page shows; of a Python block that of the ``text`` block right below it, else nothing."""
    varies: bool
    """Whether it holds what was recognised in scans, which differs in details from processor to processor."""


def examples_of(page: str) -> Iterator[Example]:
    """Yield the examples of a page in order; blocks in other languages (``sh``) are not for running."""
    for block in _BLOCK.finditer(page):
        if block["language"] == "python":
            yield Example("python", block["body"], block["output"] or "", block["varies"] is not None)
        elif block["language"] == "console":
            for command in _COMMAND.finditer(block["body"]):
                yield Example("console", command["typed"], command["output"], block["varies"] is not None)
