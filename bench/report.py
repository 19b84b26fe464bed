"""What the bench found, and how it is shown on the screen; in ``RESULTS.md``: ``results.py``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

WIDTH = 150
"""Columns of output that goes to a file or a pipe, where no terminal gives its own."""


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
