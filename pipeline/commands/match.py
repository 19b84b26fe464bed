"""``gongbiao match``: what a label maps to in the canonical catalogue."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gongbiao.pipeline.commands.options import Catalogues
from gongbiao.pipeline.messages import one_line
from gongbiao.pipeline.user_catalogue import user_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongbiao.normalizers.match import Match

MEANINGFUL = 10.0
"""Score from which on people see a runner-up: what scores less shares a character or two. JSON holds them all."""
LEAST_LABEL = 8
"""Columns of a terminal that labels get at least."""
OTHER_COLUMNS = 17
"""Columns of a terminal that method, score and the gaps between the columns take."""
NO_TERMINAL = 10_000
"""Columns for a table that goes into a file or a program: no line is folded."""


class FormType(StrEnum):
    """The dataset's types of forms."""

    DEPARTMENT_TARGET = "department_target"
    PROJECT_TARGET = "project_target"
    DEPARTMENT_EVALUATION = "department_evaluation"
    PROJECT_EVALUATION = "project_evaluation"
    UNKNOWN = "unknown"


class MatchFormat(StrEnum):
    """How matches are shown."""

    TABLE = "table"
    JSON = "json"


def match(
    labels: Annotated[list[str], typer.Argument(metavar="LABEL", help="三级指标 labels, as printed.")],
    level1: Annotated[str | None, typer.Option(help="一级指标 that the labels stand under.")] = None,
    level2: Annotated[str | None, typer.Option(help="二级指标 that the labels stand under.")] = None,
    form_type: Annotated[
        FormType | None,
        typer.Option(metavar="TYPE", help=f"Type of the form that they stand in: {', '.join(FormType)}."),
    ] = None,
    catalogue: Catalogues = None,
    output: Annotated[MatchFormat, typer.Option("--format", help="How to show the result.")] = MatchFormat.TABLE,
) -> None:
    """Show which canonical indicator each label maps to.

    With the score, how likely it is in per cent, and the runners-up; the table leaves out those below 10.
    """
    from gongbiao.normalizers.catalogue import catalogue_with  # loads rapidfuzz
    from gongbiao.normalizers.match import match_many

    matches = match_many(labels, level1, level2, form_type, catalogue_with(user_tables(catalogue or ())))
    if output is MatchFormat.JSON:
        typer.echo(json.dumps([asdict(found) for found in matches], ensure_ascii=False, indent=1))
    else:
        _print_table(matches)


def _print_table(matches: Sequence[Match]) -> None:
    """Print a table whose cells are folded where they are too wide, labels before ids; nothing is cut."""
    from rich import box  # slow to import
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else NO_TERMINAL, highlight=False)
    widest_id = max(cell_len(found.indicator_id or "") for found in matches)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1)
    table.add_column("label", overflow="fold", max_width=max(LEAST_LABEL, console.width - widest_id - OTHER_COLUMNS))
    table.add_column("indicator", overflow="fold")
    table.add_column("method")
    table.add_column("score", justify="right")
    for found in matches:
        others = [one for one in found.candidates if one.indicator_id != found.indicator_id and one.score >= MEANINGFUL]
        names = [found.indicator_name or "—", *([found.indicator_id] if found.indicator_id else [])]
        names += [f"or {one.indicator_name} {one.score:.1f}" for one in others]
        cells = (one_line(found.label), "\n".join(names), found.method, f"{found.score:.1f}")
        table.add_row(*map(Text, cells))  # text, since rich would take brackets for markup
    console.print(table)
