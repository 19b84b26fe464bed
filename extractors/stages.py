"""One reading of a document after another, the cheapest first.

Nothing here decides which reading is good enough: whoever asks takes the next one until what was read makes sense.
What has no text to be read is recognised at once, page by page, whatever the stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from gongbiao.extractors import camelot_tables, native
from gongbiao.extractors.box import Box
from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.document import OCR, Document
from gongbiao.extractors.errors import NO_PAGE, BrokenFileError, NoEngineError, PageError
from gongbiao.extractors.garbage import is_garbage
from gongbiao.extractors.page import FloatArray, Page, PageReader
from gongbiao.extractors.page_tables import tables_of
from gongbiao.extractors.passed_over import LONG, OfInterest, begins_with_table, ends_in_table, may_matter
from gongbiao.extractors.placement import displayed, displayed_tables
from gongbiao.extractors.scans.text_layer import is_enough, is_layered
from gongbiao.extractors.stitch import stitch
from gongbiao.extractors.table import Block, Failure, PageTables, Reading, Table
from gongbiao.extractors.wide_page import placed_back, wide_page

OFFICE = "office"
STAGES = ("native", "plumber", "camelot", OCR, OFFICE)
"""The stages' names, cheapest first; camelot and ocr are asked only where their extras are installed, office alone of
Office files."""
_TEXT_STAGES = ("native", "plumber")
"""The stages that read text; camelot takes theirs."""
LEGIBLE = 0.5
"""Mean confidence of recognised characters from which on they are text; noise that was read has about 0.3."""
MORE_TEXT = 1.5
"""A picture is worth recognising if it shows so many times the text that the page carries beside it."""


def readings(
    document: Document,
    first: str = STAGES[0],
    pages: frozenset[int] | None = None,
    of_interest: OfInterest | None = None,
) -> Iterator[Reading]:
    """Yield the document as each stage reads it, from stage ``first`` on; a stage that cannot open it is passed over.

    With ``pages`` (1-based) only these are read, and the others are as if they were empty. With ``of_interest`` the
    native stage leaves out the pages of a long document whose text is not, unless a table goes on there.
    Raises EncryptedError, or BrokenFileError where no stage can open the file; of a picture file NoEngineError where
    nothing can read it.
    """
    broken: BrokenFileError | None = None
    opened = False
    for stage in _stages(document, first):
        try:
            if stage == OFFICE:
                yield _office_reading(document)
                continue
            yield _read(document, stage, pages, of_interest if stage == native.NAME else None)
        except BrokenFileError as error:
            broken = broken or error
        except NoEngineError:
            if document.is_picture:
                raise
        else:
            opened = True
    if broken is not None and not opened:
        raise broken


def reading_side_by_side(document: Document, groups: Sequence[tuple[int, ...]]) -> Reading:
    """Return what the pages (1-based) of each group say where they are one wide page, from left to right.

    All other pages are as if they were empty. Raises PageError.
    """
    wide = [
        wide_page(number, [document.native.read_page(page) for page in group])
        for number, group in enumerate(groups, start=1)
    ]
    blocks = stitch([blocks_of(one.page) for one in wide], [one.page.height for one in wide])
    return Reading(native.NAME, document.native.pages, tuple(placed_back(blocks, wide)))


def page_tables(document: Document, first: str = STAGES[0]) -> Iterator[PageTables]:
    """Yield the tables of each page, before any stitching; a page that one stage cannot read goes to the next.

    The tables of a page whose text is garbage are kept, beside the failure: their cells are right. Raises
    EncryptedError, BrokenFileError or, of a picture file, NoEngineError.
    """
    stage = _stages(document, first)[0]
    if stage == OFFICE:
        yield from _office_tables(document)
        return
    for number in range(1, _page_count(document, stage) + 1):
        try:
            seen = _seen(document, stage, number)
        except PageError as error:
            yield PageTables(number, (), _damaged(error))
        else:
            found = displayed_tables(tables_of(seen.page), seen.page.placement)
            yield PageTables(number, tuple(found), _unreadable(seen))


def _stages(document: Document, first: str) -> tuple[str, ...]:
    """Return the stages that can be asked about a document, from ``first`` on."""
    if document.is_picture:
        return (OCR,)
    if document.office is not None:
        return (OFFICE,)
    stages = tuple(stage for stage in STAGES[STAGES.index(first) :] if stage != OFFICE)
    if camelot_tables.is_installed():
        return stages
    return tuple(stage for stage in stages if stage != camelot_tables.NAME)


def _reader(document: Document, stage: str) -> PageReader:
    match stage:
        case "native":
            return document.native
        case "plumber":
            return document.plumber
        case "camelot":
            return document.camelot
        case _:
            return document.scans


def _page_count(document: Document, stage: str) -> int:
    """Return how many pages a stage sees; raises BrokenFileError where it finds none."""
    count = _reader(document, stage).pages
    if not count:
        raise BrokenFileError(NO_PAGE)
    return count


def _office_reading(document: Document) -> Reading:
    shown = document.office_pages
    blocks = tuple(block for page in shown.pages for block in page)
    return Reading(OFFICE, len(shown.pages), blocks, unevaluated=tuple(shown.unevaluated))


def _office_tables(document: Document) -> Iterator[PageTables]:
    for number, blocks in enumerate(document.office_pages.pages, start=1):
        yield PageTables(number, tuple(block for block in blocks if isinstance(block, Table)))


def _read(document: Document, stage: str, wanted: frozenset[int] | None, of_interest: OfInterest | None) -> Reading:
    count = _page_count(document, stage)
    read = _PagesRead(stage, [[] for _ in range(count)], [0.0] * count)
    may_go_on = False
    for number in range(1, count + 1) if wanted is None else sorted(wanted):
        matters = of_interest is None or count < LONG or may_matter(document.native, number, of_interest)
        if not matters and not may_go_on:
            continue
        try:
            read.add(_seen(document, stage, number))
        except PageError as error:
            read.failures.append(_damaged(error))
        blocks = read.pages[number - 1]
        may_go_on = (matters or begins_with_table(blocks)) and ends_in_table(blocks)
    return read.reading()


@dataclass(slots=True)
class _PagesRead:
    """What became of the pages of a document so far."""

    stage: str
    pages: list[list[Block]]
    heights: list[float]
    failures: list[Failure] = field(default_factory=list)
    others: dict[int, str] = field(default_factory=dict)
    placements: dict[int, FloatArray] = field(default_factory=dict)
    pictured: set[int] = field(default_factory=set)

    def add(self, seen: _Seen) -> None:
        """Take in a page."""
        page = seen.page
        self.heights[page.number - 1] = page.height
        if seen.stage != self.stage:
            self.others[page.number] = seen.stage
        if page.placement is not None:
            self.placements[page.number] = page.placement
        if page.shows_picture:
            self.pictured.add(page.number)
        failure = _unreadable(seen)
        if failure is None:
            self.pages[page.number - 1] = blocks_of(page)
        else:
            self.failures.append(failure)

    def reading(self) -> Reading:
        """Return the document, its tables joined over page breaks."""
        blocks = tuple(stitch(self.pages, self.heights))
        return Reading(
            self.stage,
            len(self.pages),
            blocks,
            tuple(self.failures),
            self.others,
            self.placements,
            frozenset(self.pictured),
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page, and how it came to be read."""

    page: Page
    stage: str
    why_not_recognised: str = ""
    """Why a picture or garbage was left as it is."""


def _seen(document: Document, stage: str, number: int) -> _Seen:
    """Return a page as this stage reads it, or a later one where it cannot.

    A picture, text that is garbage, and text that is not what its picture shows, are recognised where an engine is
    installed. Raises PageError.
    """
    page, used = _page_of_stage(document, stage, number)
    if used == OCR:
        return _Seen(page, used)
    garbage = is_garbage(page.glyphs)
    layered = is_layered(page)
    if not (garbage or page.is_picture or layered):
        return _Seen(page, used)
    try:
        scans = document.scans
    except NoEngineError as error:
        return _Seen(page, used, str(error) if garbage or page.is_picture else "")
    if layered and not garbage and not page.is_picture:
        is_text = is_enough(page, scans.sample(number))
        return _Seen(page, used) if is_text else _Seen(scans.read_page(number), OCR)
    recognised = scans.read_page(number)
    if not garbage and len(recognised.glyphs) < MORE_TEXT * len(page.glyphs):
        return _Seen(page, used)
    return _Seen(recognised, OCR)


def _page_of_stage(document: Document, stage: str, number: int) -> tuple[Page, str]:
    try:
        return _reader(document, stage).read_page(number), stage
    except PageError:
        later = _TEXT_STAGES[_TEXT_STAGES.index(stage) + 1 :] if stage in _TEXT_STAGES else ()
        if not later:
            raise
        return _page_of_stage(document, later[0], number)


def _damaged(error: PageError) -> Failure:
    return Failure(error.page, f"页面已损坏（{error.reason}）", f"the page is damaged ({error.reason})")


def _unreadable(seen: _Seen) -> Failure | None:
    """Say why a page holds no text that can be read; None where it does."""
    page = seen.page
    box = Box(0.0, 0.0, page.width, page.height)
    if page.placement is not None:
        box = displayed(box, page.placement)
    if seen.stage == OCR:
        if len(page.glyphs) and float(np.mean(page.glyphs.confidence)) < LEGIBLE:
            return Failure(
                page.number, "整页为图片，文字无法识别", "it is a picture whose text cannot be recognised", box
            )
        return None
    if page.is_picture and seen.why_not_recognised:
        return Failure(
            page.number,
            "整页为图片，没有文字层，且没有可用的文字识别引擎",
            f"it is a picture without text; {seen.why_not_recognised}",
            box,
        )
    if seen.why_not_recognised:
        return Failure(
            page.number,
            "文字层为乱码，PDF 没有说明字形对应的字符",
            f"its text is garbage: the PDF does not say which characters its glyphs are; {seen.why_not_recognised}",
            box,
        )
    return None
