"""``gongbiao labels``: what the catalogue does not know yet, as a table to be filled in."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Annotated

import typer

from gongbiao.pipeline.user_catalogue import user_tables

CERTAIN_SCORE = 85.0
"""Matches by likeness that score less are listed, as the rule indicators.low_match_score does."""


def labels(
    dataset: Annotated[Path, typer.Argument(metavar="OUT", help="Directory that `gongbiao run` wrote.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write here instead of to standard output.")
    ] = None,
    catalogue: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="CSV with indicators of your own; what they settle is left out."),
    ] = None,
    certain: Annotated[
        float, typer.Option(min=0, max=100, help="Score from which on a match by likeness is not listed.")
    ] = CERTAIN_SCORE,
) -> None:
    """List the labels of a dataset that the catalogue does not know, or not for certain, most frequent first.

    As CSV: fill in indicator_id (1, 2 or 3 for that candidate, another id of the catalogue, a new one of your own, or
    none for what is a department's own and no indicator of the catalogue), leave the other rows, and give the file back
    as --catalogue.
    """
    from gongbiao.normalizers.catalogue import catalogue_with  # loads rapidfuzz
    from gongbiao.pipeline.open_labels import COLUMNS, open_labels  # loads pyarrow

    known = catalogue_with(user_tables(catalogue or ()))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(open_labels(dataset, known, certain))
    if to is None:
        typer.echo(text.getvalue(), nl=False)
    else:
        to.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
