"""Build the samples from their sources: ``python -m samples.build`` from the top of the repository.

Needs LibreOffice Writer, Chromium and the fonts that ``samples/README.md`` names; users of the samples need none.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2 as pdfium

from samples.builders.browser import print_with_chromium
from samples.builders.families.samples import FAMILY_SAMPLES, expected_tables
from samples.builders.filled import draw_with_fills
from samples.builders.scan import SCANNERS, scan
from samples.builders.settle import settle
from samples.builders.sheet import lay_out
from samples.builders.source import read_source
from samples.builders.stroked import draw_with_strokes
from samples.builders.word import print_with_writer

SAMPLES = Path(__file__).parent
SOURCE = SAMPLES / "source" / "rugao-xinfangju-2024.yaml"

_PRINTERS = {
    "libreoffice": print_with_writer,
    "browser": print_with_chromium,
    "reportlab": draw_with_strokes,
    "excel": draw_with_fills,
}


def build(target: Path) -> list[Path]:
    """Write every rendering of the source into the folder ``target``; returns the files."""
    forms = read_source(SOURCE)
    sheets = tuple(lay_out(form) for form in forms)
    written = []
    for name, print_sheets in _PRINTERS.items():
        written.append(target / f"rugao-2024-{name}.pdf")
        with tempfile.TemporaryDirectory() as folder:
            settle(print_sheets(sheets, Path(folder)), written[-1])
    return [*written, *scan_print(written[0], target)]


def build_families(target: Path) -> list[Path]:
    """Write the families' samples into the folder ``target``; returns the files."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        return [sample.write(target, Path(folder)) for sample in FAMILY_SAMPLES]


def write_expected(target: Path) -> list[Path]:
    """Write the rows that the families' samples must give, from their contents, into the folder ``target``."""
    target.mkdir(exist_ok=True)
    written = []
    for name, text in expected_tables().items():
        written.append(target / f"{name}.csv")
        written[-1].write_text(text, encoding="utf-8-sig")
    return written


def scan_print(printed: Path, target: Path) -> list[Path]:
    """Write every scan of a printed rendering into the folder ``target``; returns the files."""
    forms = read_source(SOURCE)
    stamped = _pages_with(printed, forms[0].title, forms[1].title)
    written = []
    for name, scanner in SCANNERS.items():
        written.append(target / f"rugao-2024-{name}.pdf")
        with tempfile.TemporaryDirectory() as folder:
            settle(scan(printed, scanner, stamped, Path(folder)), written[-1])
    return written


def _pages_with(printed: Path, *titles: str) -> frozenset[int]:
    """Find the pages, from 0, on which one of ``titles`` is printed."""
    with pdfium.PdfDocument(printed) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return frozenset(number for number, text in enumerate(texts) if any(title in text for title in titles))


if __name__ == "__main__":
    write_expected(SAMPLES / "expected" / "families")
    for path in (*build(SAMPLES), *build_families(SAMPLES / "families")):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")
