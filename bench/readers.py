"""The program and its peers behind one face: a file's path in, its tables out.

Each peer is used as its documentation shows it, with the settings that served it best on forms. Its libraries are
imported on the first call, which is never timed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.relations import TextCell, TextTable

ReadTables = Callable[[Path], list[TextTable]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A program that reads tables."""

    name: str
    read: ReadTables
    rounds: int
    """How often it is timed: as often as the program where an aim compares the two, less where one round is long."""


def gongbiao_tables(path: Path) -> list[TextTable]:
    """Read with this program as its users do."""
    import gongbiao

    return [
        [TextCell(cell.row, cell.column, cell.row_end - 1, cell.column_end - 1, cell.text) for cell in table.cells]
        for table in gongbiao.tables(path)
    ]


def pdfplumber_tables(path: Path) -> list[TextTable]:
    """Read with pdfplumber's ``extract_tables``."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        return [_cells(table) for page in document.pages for table in page.extract_tables()]


def camelot_tables(path: Path, **options: str) -> list[TextTable]:
    """Read with camelot; ``options`` are those of ``read_pdf``."""
    import camelot

    tables = camelot.read_pdf(str(path), pages="all", suppress_stdout=True, **options)
    return [_cells(table.df.to_numpy().tolist()) for table in tables]


def tablers_tables(path: Path) -> list[TextTable]:
    """Read with tablers' ``find_tables``."""
    import tablers

    document = tablers.Document(str(path))
    try:
        return [
            _cells([[cell and cell.text for cell in row.cells] for row in table.rows])
            for page in document.pages()
            for table in tablers.find_tables(page, extract_text=True)
        ]
    finally:
        document.close()


def img2table_tables(path: Path) -> list[TextTable]:
    """Read with img2table, text from the PDF; it repeats a merged cell in each of its places."""
    from img2table.document import PDF

    pages = PDF(str(path)).extract_tables()
    return [_merged(list(table.content.values())) for tables in pages.values() for table in tables]


PEERS = (
    Reader("tablers", tablers_tables, rounds=9),
    Reader("camelot lattice, vector", partial(camelot_tables, flavor="lattice", engine="vector"), rounds=15),
    Reader("camelot hybrid, vector", partial(camelot_tables, flavor="hybrid", engine="vector"), rounds=5),
    Reader("pdfplumber extract_tables", pdfplumber_tables, rounds=15),
    Reader("camelot hybrid", partial(camelot_tables, flavor="hybrid"), rounds=2),
    Reader("img2table", img2table_tables, rounds=2),
)


def _cells(rows: Iterable[Iterable[str | None]]) -> TextTable:
    """Take a plain grid of texts: every text is a cell of one row and one column."""
    return [
        TextCell(row, column, row, column, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]


def _merged(rows: Sequence[Sequence[object]]) -> TextTable:
    """Make one cell of img2table's repetitions, which share a box."""
    places: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    texts: dict[tuple[int, ...], str] = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            box = cell.bbox  # type: ignore[attr-defined]
            key = (box.x1, box.y1, box.x2, box.y2)
            places.setdefault(key, []).append((row, column))
            texts[key] = cell.value or ""  # type: ignore[attr-defined]
    return [TextCell(*min(spots), *max(spots), texts[key]) for key, spots in places.items()]
