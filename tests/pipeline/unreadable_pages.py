"""Documents some of whose pages cannot be read: pictures without text, and text that is garbage."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pikepdf

from tests.corpus.unicode_maps import private, rewritten
from tests.pipeline.hostile_files import saved

SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def partly_scanned_pdf() -> bytes:
    """Five pages with a table each; 2, 3 and 5 are pictures."""
    with (
        pikepdf.open(SAMPLES / "rugao-2024-reportlab.pdf") as text,
        pikepdf.open(SAMPLES / "rugao-2024-scan.pdf") as scan,
        pikepdf.new() as pdf,
    ):
        pdf.pages.extend([text.pages[0], scan.pages[0], scan.pages[1], text.pages[1], scan.pages[2]])
        return saved(pdf)


@cache
def scanned_pdf() -> bytes:
    """Four pages; 1, 2 and 4 are pictures, 3 is blank."""
    with pikepdf.open(SAMPLES / "rugao-2024-scan.pdf") as scan, pikepdf.new() as pdf:
        pdf.pages.extend(scan.pages[:2])
        pdf.add_blank_page()
        pdf.pages.append(scan.pages[2])
        return saved(pdf)


@cache
def garbage_pdf() -> bytes:
    """One page with a table, whose fonts name private characters for all glyphs."""
    with pikepdf.open(SAMPLES / "rugao-2024-reportlab.pdf") as pdf:
        del pdf.pages[1:]
        rewritten(private)(pdf)
        return saved(pdf)
