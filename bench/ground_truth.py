"""The ICDAR 2013 set's description of what its tables say: one ``X-str.xml`` beside each ``X.pdf``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from bench.relations import TextCell, TextTable

STRUCTURE = "-str.xml"
"""How the names of the structure files end."""


def described_documents(directory: Path) -> Iterator[tuple[Path, list[TextTable]]]:
    """Yield each PDF of the set with its true tables, by name.

    A description without a PDF of its own (a second opinion about another one) is left out.
    """
    for description in sorted(directory.glob(f"*{STRUCTURE}")):
        pdf = description.with_name(description.name.removesuffix(STRUCTURE) + ".pdf")
        if pdf.exists():
            yield pdf, true_tables(description)


def true_tables(description: Path) -> list[TextTable]:
    """Return the tables that a structure file describes, each region of a table as one of its own.

    Raises ElementTree.ParseError for what is no XML, KeyError for a cell without a place.
    """
    root = ElementTree.parse(description).getroot()
    return [[_cell(cell) for cell in region.iter("cell")] for region in root.iter("region")]


def _cell(element: ElementTree.Element) -> TextCell:
    row, column = int(element.attrib["start-row"]), int(element.attrib["start-col"])
    return TextCell(
        row,
        column,
        int(element.get("end-row", row)),
        int(element.get("end-col", column)),
        element.findtext("content", default=""),
    )
