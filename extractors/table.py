"""Tables and the lines of text around them: what the extractors hand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.box import Box


class Cell(NamedTuple):
    """A cell with its spans; rows and columns count from 0.

    Documents have thousands: a named tuple is made four times as fast as a frozen dataclass.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[str, ...]
    """Its text, one item for each printed line, as extracted; empty for an empty cell."""
    page: int
    """1-based page of the cell; of a cell cut by a page break, the page where its text begins."""
    box: Box
    """Its place on that page, in points."""
    confidence: float = 1.0
    """That of its least certain character; 1 for text that the PDF itself carries."""
    alternative: tuple[str, ...] = ()
    """Its lines with the next likeliest characters in place of doubtful ones; empty where there is no doubt."""
    recognised: tuple[str, ...] = ()
    """Its lines as an engine read them, where knowledge of forms has repaired them since; else empty."""

    @property
    def as_read(self) -> tuple[str, ...]:
        """Its lines before any repair."""
        return self.recognised or self.lines

    @property
    def text(self) -> str:
        """The printed lines, one below the other."""
        return "\n".join(self.lines)

    @property
    def row_end(self) -> int:
        """The first row below the cell."""
        return self.row + self.row_span

    @property
    def column_end(self) -> int:
        """The first column right of the cell."""
        return self.column + self.column_span


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside all tables."""

    text: str
    page: int
    """1-based."""
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """The piece of a stitched table that stands on one page."""

    page: int
    """1-based."""
    box: Box
    row: int
    """The first row of the stitched table that begins on this page."""
    before: tuple[TextLine, ...] = ()
    """Lines between the page's top and the piece: running headers, page numbers."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells with text: on one page, or stitched over page breaks."""

    page: int
    """1-based page on which it begins."""
    box: Box
    """Its place on that first page, in points."""
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    """In reading order: by row, then column. Together they need not cover the whole grid."""
    parts: tuple[Part, ...]
    """One for each page that it stands on."""
    column_edges: tuple[float, ...]
    """``columns + 1`` positions, in points."""
    irregular: tuple[Box, ...] = ()
    """Places where the rulings enclose something that is no rectangle."""

    @property
    def last_page(self) -> int:
        """1-based page on which it ends."""
        return self.parts[-1].page


Block = Table | TextLine
"""What stands on a page, in reading order."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read."""

    page: int
    """1-based."""
    reason_zh: str
    reason_en: str
    box: Box | None = None
    """The whole page, where its size is known."""


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """A formula of a spreadsheet whose value the file does not hold; its cell is empty."""

    page: int
    """1-based sheet."""
    cell: str
    """Sheet and cell: ``Sheet1!E5``."""
    formula: str


@dataclass(frozen=True, slots=True)
class PageTables:
    """The raw tables of one page, before any stitching."""

    page: int
    """1-based."""
    tables: tuple[Table, ...]
    failure: Failure | None = None
    """Why they are not all that the page shows, or not what it says."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole document as one stage read it."""

    stage: str
    """The stage's name, as it stands in the dataset's ``extractor`` column."""
    pages: int
    blocks: tuple[Block, ...]
    """Lines and (stitched) tables of all pages, in reading order."""
    failures: tuple[Failure, ...] = ()
    other_stages: Mapping[int, str] = field(default_factory=dict)
    """The stages of the pages (1-based) that had to be read by another one."""
    placements: Mapping[int, NDArray[np.float64]] = field(default_factory=dict)
    """How the pages (1-based) that were levelled to be read are displayed, (3, 3) each: see ``Page.placement``."""
    pictured: frozenset[int] = frozenset()
    """The pages (1-based) read as text that show a picture large enough to hold a table."""

    unevaluated: tuple[Unevaluated, ...] = ()

    def stage_of(self, page: int) -> str:
        """Return the stage that read a page (1-based)."""
        return self.other_stages.get(page, self.stage)
