"""One reading of a document after another, the cheapest first.

Nothing here decides which reading is good enough: whoever asks takes the next one until what was read makes sense.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.document import Document, PageReader
from gongbiao.extractors.errors import PageError
from gongbiao.extractors.garbage import is_garbage
from gongbiao.extractors.page import Page
from gongbiao.extractors.stitch import stitch
from gongbiao.extractors.table import Block, Reading, Table

STAGES = ("native", "plumber")
"""The stages' names, cheapest first."""


def readings(document: Document, first: str = STAGES[0]) -> Iterator[Reading]:
    """Yield the document as each stage reads it, from stage ``first`` on.

    Raises EncryptedError or BrokenFileError when a stage is asked for that cannot open the file.
    """
    for stage in STAGES[STAGES.index(first) :]:
        yield _read(document, stage)


def page_tables(document: Document, first: str = STAGES[0]) -> Iterator[Table]:
    """Yield the tables of each page, before any stitching; a page that one stage cannot read goes to the next.

    Raises PageError for a page that no stage can read.
    """
    for number in range(1, _reader(document, first).pages + 1):
        yield from (block for block in blocks_of(_page(document, first, number)) if isinstance(block, Table))


def _reader(document: Document, stage: str) -> PageReader:
    return document.native if stage == "native" else document.plumber


def _read(document: Document, stage: str) -> Reading:
    pages: list[list[Block]] = []
    heights: list[float] = []
    failures: list[tuple[int, str]] = []
    count = _reader(document, stage).pages
    for number in range(1, count + 1):
        blocks, height = [], 0.0
        try:
            page = _page(document, stage, number)
        except PageError as error:
            failures.append((number, error.reason))
        else:
            height = page.height
            if page.is_picture:
                failures.append((number, "a picture without text: scanned pages are not read yet"))
            elif is_garbage(page.glyphs.text):
                failures.append((number, "its text is garbage: the PDF does not say which characters its glyphs are"))
            else:
                blocks = blocks_of(page)
        pages.append(blocks)
        heights.append(height)
    return Reading(stage, count, tuple(stitch(pages, heights)), tuple(failures))


def _page(document: Document, stage: str, number: int) -> Page:
    """Return a page; one that this stage cannot read is tried with the later ones. Raises PageError."""
    try:
        return _reader(document, stage).read_page(number)
    except PageError:
        later = STAGES[STAGES.index(stage) + 1 :]
        if not later:
            raise
        return _page(document, later[0], number)
