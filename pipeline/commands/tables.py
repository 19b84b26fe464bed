"""``gongbiao tables``: the raw tables of any PDF."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from gongbiao.pipeline.messages import one_line
from gongbiao.pipeline.settings import DEFAULT_TIMEOUT


class TableFormat(StrEnum):
    """How tables are shown."""

    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def tables(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A PDF file, with forms or without.")],
    output: Annotated[TableFormat, typer.Option("--format", help="How to show the tables.")] = TableFormat.MARKDOWN,
    page: Annotated[int | None, typer.Option(min=1, help="Only the tables of this page.")] = None,
    table: Annotated[int | None, typer.Option(min=1, help="Only the N-th of the tables, counted from 1.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that reading may take.")] = DEFAULT_TIMEOUT,
) -> None:
    """Show the tables of FILE, page by page, before any joining over page breaks.

    A merged cell's text stands in its first place; CSV puts an empty line between two tables.
    """
    from gongbiao.pipeline.errors import UnreadableError
    from gongbiao.pipeline.raw_tables import tables as read_tables  # loads the engine
    from gongbiao.pipeline.table_formats import tables_csv, tables_json, tables_markdown

    found = read_tables(file, timeout=timeout)
    if page is not None:
        found = [one for one in found if one.page == page]
    if table is not None:
        if table > len(found):
            raise UnreadableError(file, f"there is no table {table}, only {len(found)} in all")
        found = [found[table - 1]]
    render = {
        TableFormat.JSON: tables_json,
        TableFormat.CSV: tables_csv,
        TableFormat.MARKDOWN: tables_markdown,
    }[output]
    typer.echo(render(found), nl=False)
    if not found:
        typer.echo(f"gongbiao: {one_line(file)}: no table found", err=True)
