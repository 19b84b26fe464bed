"""``gongbiao tables``: the raw tables of any document."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from gongbiao.extractors.ocr.names import AUTO
from gongbiao.pipeline.commands.options import Ocr
from gongbiao.pipeline.errors import ExitCode, UnreadableError
from gongbiao.pipeline.messages import one_line
from gongbiao.pipeline.settings import DEFAULT_TIMEOUT

if TYPE_CHECKING:
    from gongbiao.extractors.table import Table

Item = TypeVar("Item")


class TableFormat(StrEnum):
    """How tables are shown."""

    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def tables(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A PDF, a picture (PNG, JPEG, TIFF), an .xlsx or .docx.")],
    output: Annotated[TableFormat, typer.Option("--format", help="How to show the tables.")] = TableFormat.MARKDOWN,
    page: Annotated[int | None, typer.Option(min=1, help="Only the tables of this page.")] = None,
    table: Annotated[int | None, typer.Option(min=1, help="Only the N-th of the tables, counted from 1.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that reading may take.")] = DEFAULT_TIMEOUT,
    ocr: Ocr = AUTO,
) -> None:
    """Show the tables of FILE, page by page.

    Nothing is joined over page breaks. A merged cell's text stands in its first place; CSV puts an empty line between
    two tables. Pages that cannot be read (damaged ones; scans and garbage instead of text where no engine can recognise
    them) are named on stderr, and the exit code is 1; tables that hold garbage are shown as they are.
    """
    from gongbiao.pipeline.raw_tables import tables_by_page, unread_pages  # loads the engine

    pages = tables_by_page(file, timeout=timeout, ocr=ocr)
    if page is not None:
        pages = [_chosen(pages, page, "page", file)]
    found = [one for shown in pages for one in shown.tables]
    if table is not None:
        found = [_chosen(found, table, "table", file)]
    typer.echo(_rendered(found, output), nl=False)
    complaints = list(unread_pages(pages))
    if not (found or complaints):
        complaints = ["no table found" if page is None else f"no table found on page {page}"]
    for complaint in complaints:
        typer.echo(f"gongbiao: {one_line(file)}: {one_line(complaint)}", err=True)
    if any(shown.failure for shown in pages):
        raise typer.Exit(int(ExitCode.FAILED))


def _chosen(items: Sequence[Item], number: int, kind: str, file: str) -> Item:
    """Return the N-th item, counted from 1; raises UnreadableError where there are fewer."""
    if number > len(items):
        raise UnreadableError(file, f"there is no {kind} {number}, only {len(items)} in all")
    return items[number - 1]


def _rendered(tables: Sequence[Table], output: TableFormat) -> str:
    from gongbiao.pipeline.table_formats import tables_csv, tables_json, tables_markdown  # loads numpy

    match output:
        case TableFormat.JSON:
            return tables_json(tables)
        case TableFormat.CSV:
            return tables_csv(tables)
        case TableFormat.MARKDOWN:
            return tables_markdown(tables)
