"""What a booklet costs beside its forms alone and the floor: pdfium loading the other pages' characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import pypdfium2 as pdfium
import pytest
from bench.floor import read_floor
from bench.own import read_rows, read_unseen_rows

from tests.families.booklet import booklet

pytestmark = pytest.mark.slow
MOST = 1.5
"""Times what the forms alone take."""
ROUNDS = 5


def seconds(read: Callable[[Path], object], path: Path) -> float:
    """Processor time, the median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        read(path)
        times.append(process_time() - start)
    return median(times)


def some_pages(whole: Path, pages: list[int], path: Path) -> Path:
    with pdfium.PdfDocument(whole) as document, pdfium.PdfDocument.new() as part:
        part.import_pages(document, pages)
        part.save(path)
    return path


def test_a_booklet_costs_little_more_than_its_forms_and_the_floor(tmp_path: Path) -> None:
    whole = tmp_path / "booklet.pdf"
    whole.write_bytes(booklet())
    read = read_rows(whole)
    assert read.document.pages is not None
    own = {page - 1 for form in read.forms for page in range(form.first_page, form.last_page + 1)}
    others = [page for page in range(read.document.pages) if page not in own]
    forms = some_pages(whole, sorted(own), tmp_path / "forms.pdf")
    rest = some_pages(whole, others, tmp_path / "rest.pdf")
    assert seconds(read_unseen_rows, whole) < MOST * seconds(read_unseen_rows, forms) + seconds(read_floor, rest)
