"""``gongbiao match``: what a label maps to in the canonical catalogue."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongbiao.normalizers.match import Match

RUNNERS_UP = 3
"""Candidates shown to people; JSON holds them all."""


class MatchFormat(StrEnum):
    """How matches are shown."""

    TABLE = "table"
    JSON = "json"


def match(
    labels: Annotated[list[str], typer.Argument(metavar="LABEL", help="三级指标 labels, as printed.")],
    level1: Annotated[str | None, typer.Option(help="一级指标 that the labels stand under.")] = None,
    level2: Annotated[str | None, typer.Option(help="二级指标 that the labels stand under.")] = None,
    form_type: Annotated[str | None, typer.Option(help="Form that they stand in, e.g. project_target.")] = None,
    output: Annotated[MatchFormat, typer.Option("--format", help="How to show the result.")] = MatchFormat.TABLE,
) -> None:
    """Show which canonical indicator each label maps to, with score and runners-up."""
    from gongbiao.normalizers.match import match_many  # loads rapidfuzz

    matches = match_many(labels, level1=level1, level2=level2, form_type=form_type)
    if output is MatchFormat.JSON:
        typer.echo(json.dumps([asdict(found) for found in matches], ensure_ascii=False, indent=1))
    else:
        _print_table(matches)


def _print_table(matches: Iterable[Match]) -> None:
    from rich.console import Console  # slow to import
    from rich.table import Table

    table = Table("label", "indicator", "id", "method", "score", "runners-up")
    for found in matches:
        others = [one for one in found.candidates if one.indicator_id != found.indicator_id][:RUNNERS_UP]
        cells = (
            found.label,
            found.indicator_name or "—",
            found.indicator_id or "—",
            found.method,
            f"{found.score:.1f}",
            "\n".join(f"{one.indicator_name} {one.score:.1f}" for one in others),
        )
        table.add_row(*(_literal(cell) for cell in cells))
    Console().print(table)


def _literal(text: str) -> str:
    """Text in which rich sees no markup."""
    return text.replace("[", r"\[")
