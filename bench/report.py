"""What the bench found, on the screen and in ``RESULTS.md``, with what it was found on."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from gongbiao.pipeline.settings import usable_cores

WIDTH = 150
"""Columns of output that goes to a file or a pipe, where no terminal gives its own."""
_PACKAGES = (
    "pypdfium2",
    "numpy",
    "pdfplumber",
    "camelot-py",
    "tablers",
    "img2table",
    "rapidocr",
    "openvino",
    "onnxruntime",
)


@dataclass(frozen=True, slots=True)
class Section:
    """One table of results; the first column says what was measured, the others are figures."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    """How to read it; may be empty."""


def show(sections: Iterable[Section]) -> None:
    """Print the sections on the terminal."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    for section in sections:
        table = Table(title=section.title, caption=section.note or None)
        for number, name in enumerate(section.header):
            table.add_column(name, justify="right" if number else "left")
        for row in section.rows:
            table.add_row(*row)
        console.print(table)


def write(path: Path, sections: Sequence[Section]) -> None:
    """Write the sections as Markdown, with date, machine and versions."""
    head = ["# What `make bench` measured", "", *_circumstances(), ""]
    path.write_text("\n".join(head + [line for section in sections for line in _markdown(section)]), encoding="utf-8")


def _circumstances() -> list[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in ("gongbiao", *_PACKAGES))
    return [
        f"- Date: {datetime.now(UTC):%Y-%m-%d}",
        f"- Machine: {_processor()}, {usable_cores()} cores usable, {platform.system()} {platform.machine()}",
        f"- Versions: Python {platform.python_version()}, {versions}",
    ]


def _processor() -> str:
    """Name the processor; Python's own answer is empty on Linux."""
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


def _markdown(section: Section) -> list[str]:
    rule = ["---", *("---:" for _ in section.header[1:])]
    lines = [_row(section.header), _row(rule), *map(_row, section.rows)]
    note = [section.note, ""] if section.note else []
    return [f"## {section.title}", "", *note, *lines, ""]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
