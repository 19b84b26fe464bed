"""Findings as tables for people, one for each document, the gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gongbiao.pipeline.check import CheckedDocument
from gongbiao.pipeline.messages import one_line
from gongbiao.pipeline.schema import FlagRow
from gongbiao.pipeline.schema.documents import DUPLICATE, FAILED
from gongbiao.pipeline.schema.flags import SEVERITIES

NO_TERMINAL = 130
"""Columns of output that goes to a file or a program."""
_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_FORM_WIDTH = 16


def show(documents: Iterable[CheckedDocument], console: Console) -> None:
    """Print what was found about each document."""
    for checked in documents:
        console.print(Text(f"{one_line(checked.document.source)}: {_outcome(checked)}", style="bold"))
        if checked.flags:
            console.print(_table(checked))


def console_of_width() -> Console:
    """Return a console as wide as the terminal, or as usual lines where the output goes elsewhere."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(width=NO_TERMINAL, highlight=False)


def counted(flags: Iterable[FlagRow]) -> str:
    """Write how many findings there are of each severity, the gravest first."""
    counts = Counter(flag.severity for flag in flags)
    return ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES if counts[severity]) or "no findings"


def _outcome(checked: CheckedDocument) -> str:
    if checked.document.status == FAILED:
        return one_line(checked.document.error or "unknown reason")
    if checked.document.status == DUPLICATE:
        return f"the same bytes as {one_line(checked.document.duplicate_of or '')}"
    return counted(checked.flags)


def _table(checked: CheckedDocument) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    table.add_column("severity")
    table.add_column("page", justify="right")
    table.add_column("form", max_width=_FORM_WIDTH, overflow="fold")
    table.add_column("row")
    table.add_column("finding", overflow="fold", ratio=1)
    for flag in sorted(checked.flags, key=lambda flag: SEVERITIES.index(flag.severity)):
        place = f"{flag.table} {flag.row}" if flag.table else ""
        finding = Text(one_line(flag.message)).append(f"  {flag.rule}", style="dim")
        page = "" if flag.page is None else str(flag.page)
        table.add_row(Text(flag.severity, style=_COLOURS[flag.severity]), page, _form(checked, flag), place, finding)
    return table


def _form(checked: CheckedDocument, flag: FlagRow) -> str:
    """Name a form by its number and what it is about."""
    if flag.form_id is None:
        return ""
    number = int(flag.form_id.rpartition("-")[2])
    return f"{number} {one_line(checked.forms.get(flag.form_id, ''))}".rstrip()
