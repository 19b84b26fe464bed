"""A long booklet with few forms in it: what reading it costs beside its forms alone and the floor for the other pages.

The booklet is that of ``tests/families/booklet.py``: 120 pages, eight forms on pages of their own. Everybody takes
turns, round by round; times are those of the processor.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

import pypdfium2 as pdfium

from bench.floor import read_floor
from bench.own import read_rows, read_unseen_rows
from bench.report import Section

ROUNDS = 7
MOST = 1.5
"""Times the forms alone, beside the floor for the other pages: the aim."""


@dataclass(frozen=True, slots=True)
class BookletCost:
    """Seconds of processor time, medians of the rounds."""

    pages: int
    forms: int
    whole: float
    forms_alone: float
    floor_of_others: float

    @property
    def ratio(self) -> float:
        """What the booklet costs beside the floor for its other pages, in times its forms alone."""
        return (self.whole - self.floor_of_others) / self.forms_alone


def booklet_sections() -> list[Section]:
    """Measure the booklet."""
    cost = booklet_cost()
    rows = (
        ("the booklet", f"{cost.whole:.3f}"),
        ("its forms alone", f"{cost.forms_alone:.3f}"),
        ("floor: pdfium loading the other pages' characters and path boxes", f"{cost.floor_of_others:.3f}"),
        ("booklet less floor, x forms alone", f"{cost.ratio:.2f}"),
    )
    note = (
        f"{cost.pages} pages with {cost.forms} forms among other tables and prose; seconds of processor time, no text"
        f" remembered, medians of {ROUNDS} interleaved rounds. Aim: less than {MOST} times the forms alone, and the"
        " floor."
    )
    return [Section("A booklet", ("", "seconds"), rows, note)]


def booklet_cost() -> BookletCost:
    """Print the booklet, part its pages, and time all three."""
    from tests.families.booklet import booklet

    with tempfile.TemporaryDirectory(prefix="gongbiao-bench-") as folder:
        whole = Path(folder, "booklet.pdf")
        whole.write_bytes(booklet())
        read = read_rows(whole)
        assert read.document.pages is not None
        own = {page - 1 for form in read.forms for page in range(form.first_page, form.last_page + 1)}
        others = [page for page in range(read.document.pages) if page not in own]
        forms = _some_pages(whole, sorted(own), Path(folder, "forms.pdf"))
        rest = _some_pages(whole, others, Path(folder, "rest.pdf"))
        seconds = _seconds([(read_unseen_rows, whole), (read_unseen_rows, forms), (read_floor, rest)])
    return BookletCost(read.document.pages, len(read.forms), *seconds)


def _seconds(readings: Sequence[tuple[Callable[[Path], object], Path]]) -> list[float]:
    """Return the median of each reading's rounds, which alternate."""
    taken: list[list[float]] = [[] for _ in readings]
    for _ in range(ROUNDS):
        for (read, path), times in zip(readings, taken, strict=True):
            start = process_time()
            read(path)
            times.append(process_time() - start)
    return list(map(median, taken))


def _some_pages(whole: Path, pages: list[int], path: Path) -> Path:
    with pdfium.PdfDocument(whole) as document, pdfium.PdfDocument.new() as part:
        part.import_pages(document, pages)
        part.save(path)
    return path
