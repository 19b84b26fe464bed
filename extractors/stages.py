"""One reading of a document after another, the cheapest first.

Nothing here decides which reading is good enough: whoever asks takes the next one until what was read makes sense.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongbiao.extractors import camelot_tables
from gongbiao.extractors.box import Box
from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.document import Document
from gongbiao.extractors.errors import BrokenFileError, PageError
from gongbiao.extractors.garbage import is_garbage
from gongbiao.extractors.page import Page, PageReader
from gongbiao.extractors.page_tables import tables_of
from gongbiao.extractors.stitch import stitch
from gongbiao.extractors.table import Block, Failure, PageTables, Reading

STAGES = ("native", "plumber", "camelot")
"""The stages' names, cheapest first; the last one is asked only where its extra is installed."""
_TEXT_STAGES = ("native", "plumber")
"""The stages that read text; camelot takes theirs."""


def readings(document: Document, first: str = STAGES[0], pages: frozenset[int] | None = None) -> Iterator[Reading]:
    """Yield the document as each stage reads it, from stage ``first`` on; a stage that cannot open it is passed over.

    With ``pages`` (1-based) only these are read, and the others are as if they were empty. Raises EncryptedError, or
    BrokenFileError where no stage can open the file.
    """
    broken: BrokenFileError | None = None
    opened = False
    for stage in STAGES[STAGES.index(first) :]:
        if stage == camelot_tables.NAME and not camelot_tables.is_installed():
            continue
        try:
            yield _read(document, stage, pages)
        except BrokenFileError as error:
            broken = broken or error
        else:
            opened = True
    if broken is not None and not opened:
        raise broken


def page_tables(document: Document, first: str = STAGES[0]) -> Iterator[PageTables]:
    """Yield the tables of each page, before any stitching; a page that one stage cannot read goes to the next.

    The tables of a page whose text is garbage are kept, beside the failure: their cells are right. Raises
    EncryptedError or BrokenFileError.
    """
    for number in range(1, _reader(document, first).pages + 1):
        try:
            page, _ = _page(document, first, number)
        except PageError as error:
            yield PageTables(number, (), _damaged(error))
        else:
            yield PageTables(number, tuple(tables_of(page)), _unreadable(page))


def _reader(document: Document, stage: str) -> PageReader:
    match stage:
        case "native":
            return document.native
        case "plumber":
            return document.plumber
        case _:
            return document.camelot


def _read(document: Document, stage: str, wanted: frozenset[int] | None) -> Reading:
    pages: list[list[Block]] = []
    heights: list[float] = []
    failures: list[Failure] = []
    others: dict[int, str] = {}
    count = _reader(document, stage).pages
    for number in range(1, count + 1):
        blocks: list[Block] = []
        height = 0.0
        if wanted is not None and number not in wanted:
            pages.append(blocks)
            heights.append(height)
            continue
        try:
            page, used = _page(document, stage, number)
        except PageError as error:
            failures.append(_damaged(error))
        else:
            height = page.height
            if used != stage:
                others[number] = used
            failure = _unreadable(page)
            if failure is None:
                blocks = blocks_of(page)
            else:
                failures.append(failure)
        pages.append(blocks)
        heights.append(height)
    return Reading(stage, count, tuple(stitch(pages, heights)), tuple(failures), others)


def _damaged(error: PageError) -> Failure:
    return Failure(error.page, f"页面已损坏（{error.reason}）", f"the page is damaged ({error.reason})")


def _unreadable(page: Page) -> Failure | None:
    """Say why a page holds no text that can be read; None where it does."""
    box = Box(0.0, 0.0, page.width, page.height)
    if page.is_picture:
        return Failure(
            page.number,
            "整页为图片，没有文字层，暂不支持扫描件",
            "it is a picture without text; scanned pages are not read yet",
            box,
        )
    if is_garbage(page.glyphs):
        return Failure(
            page.number,
            "文字层为乱码，PDF 没有说明字形对应的字符",
            "its text is garbage: the PDF does not say which characters its glyphs are",
            box,
        )
    return None


def _page(document: Document, stage: str, number: int) -> tuple[Page, str]:
    """Return a page and the stage that read it: one that this stage cannot read is tried with the later ones.

    Raises PageError.
    """
    try:
        return _reader(document, stage).read_page(number), stage
    except PageError:
        later = _TEXT_STAGES[_TEXT_STAGES.index(stage) + 1 :] if stage in _TEXT_STAGES else ()
        if not later:
            raise
        return _page(document, later[0], number)
