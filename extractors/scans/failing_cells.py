"""Cells whose text was read badly along their rows of ink are read again where an engine sees lines in them.

A cell fails where a line of it is in doubt as a whole, or where there is ink the size of characters that was not read.
Both readings are kept: the surer one is the cell's text, the other one what it may say instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from gongbiao.extractors.box import Box
from gongbiao.extractors.ocr.recognise import FindsLines, OcrEngine, RecognisedLine
from gongbiao.extractors.page import BoolArray, OtherReading
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH, Pixels
from gongbiao.extractors.scans.cell_views import views
from gongbiao.extractors.scans.sheet_lines import SheetLines
from gongbiao.extractors.scans.text_lines import INK, MARGIN, USUAL, InkLine, Region

DOUBTFUL = 0.85
"""Confidence of a cell's least certain character below which it is a finding, unless it is read better."""
FAILED = 0.95
"""Mean confidence of a line with such a character below which it failed: in a long line one such is no failure, and
reading it again does not help."""
SURER = 0.05
"""Mean confidence by which the second reading must be surer to be taken: less tells nothing."""
SURE = 0.85
"""Mean confidence of a reading at least that is taken in place of another one: of two poor ones none is the better."""
LEGIBLE = 0.6
"""The same where nothing was read before: strokes by hand and dirt have less."""
MOST_CELLS = 24
"""Cells of a page that are read again at most, the worst first: each costs some 20 ms, 100 where text is long."""
CHARACTER = 0.5
"""Sizes of a character: ink that is smaller may be dirt, or a part of one."""
DIRT = frozenset(".,:;·•*'\"`‘’“”。、˙・°")
"""What dots of dirt at the ends of a line are read as; a sign that means something (-, ², ℃) is none of these."""
FIRST_WIDE = "\u2e80"
"""Characters from here on are ideographs and the like, which are too large to be lost unseen."""
FILLED = 0.25
"""Characters in a height of a line's width at least: text spread over a line has one in two heights, digits two."""
HIGHEST = 2.5
"""Widths that a line is high at most: a single 1 is."""
EDGE = 2
"""Pixels: ink so near a cell's edge may be what is left of its ruling."""


@dataclass(frozen=True, slots=True, eq=False)
class PageText:
    """The lines of a page as they were read."""

    lines: tuple[InkLine, ...]
    read: tuple[RecognisedLine, ...]
    """One for each line."""
    others: tuple[OtherReading, ...] = ()
    """What cells may say instead; boxes in pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class _CellText:
    """One reading of a cell."""

    lines: tuple[InkLine, ...]
    read: tuple[RecognisedLine, ...]
    unread: int
    """Pixels of ink the size of characters that are in no line with text."""

    @property
    def text(self) -> str:
        return "".join("".join(line.text.split()) for line in self.read)

    @property
    def sureness(self) -> float:
        """Mean confidence of its characters; 0 where there are none."""
        confidences = np.concatenate([np.empty(0), *(line.confidence for line in self.read)])
        return float(confidences.mean()) if len(confidences) else 0.0

    @property
    def doubt(self) -> float:
        """How badly it failed: 0 where it did not, 1 where ink was not read at all."""
        if self.unread:
            return 1.0
        failed = (1 - float(line.confidence.mean()) for line in self.read if _is_doubtful(line))
        worst = max(failed, default=0.0)
        return worst if worst > 1 - FAILED else 0.0

    def is_better_than(self, first: _CellText) -> bool:
        """Tell whether this reading is to be taken in place of the first one.

        The same text read more surely is no better, nor is one lone sign than another: models are sure of wrong ones.
        """
        if not self.text or self.unread > first.unread:
            return False
        if self.text == first.text or len(self.text) == len(first.text) == 1:
            return False
        if not first.text:
            return self.sureness >= LEGIBLE
        is_surer = self.sureness >= max(first.sureness + SURER, SURE)
        return is_surer and not _loses_text(first.text, self.text)


def with_failing_cells_read_again(
    found: SheetLines, read: Sequence[RecognisedLine], dpi: float, engine: OcrEngine
) -> PageText:
    """Return a page's lines with those of its failing cells as the surer reading has them.

    ``read`` has one result for each line found. An engine that cannot tell where lines stand changes nothing.
    """
    if not isinstance(engine, FindsLines):
        return PageText(found.lines, tuple(read))
    failing = _failing(found, read, dpi)
    worst = sorted(failing, key=lambda number: -failing[number].doubt)[:MOST_CELLS]
    better: dict[int, _CellText] = {}
    others: list[OtherReading] = []
    for number in worst:
        first, second = failing[number], _read_again(found, number, dpi, engine)
        taken, other = (second, first) if second.is_better_than(first) else (first, second)
        if taken is second:
            better[number] = second
        if other.text and other.text != taken.text:
            others.append(OtherReading(Box(*found.cells[number]), tuple([line.text for line in other.read])))
    kept = [pair for pair in zip(found.lines, read, strict=True) if pair[0].region not in better]
    kept += [pair for cell in better.values() for pair in zip(cell.lines, cell.read, strict=True)]
    return PageText(tuple([line for line, _ in kept]), tuple([text for _, text in kept]), tuple(others))


def _failing(found: SheetLines, read: Sequence[RecognisedLine], dpi: float) -> Mapping[int, _CellText]:
    """Return the cells that failed, by number, as they were read."""
    unread = found.ink.copy()
    by_cell: defaultdict[int, list[int]] = defaultdict(list)
    for index, (line, text) in enumerate(zip(found.lines, read, strict=True)):
        by_cell[line.region].append(index)
        if text.text.strip():
            unread[_slices(line.box)] = False
    cells = {}
    for number, region in enumerate(found.cells):
        lines = tuple([found.lines[index] for index in by_cell[number]])
        texts = tuple([read[index] for index in by_cell[number]])
        cell = _CellText(lines, texts, _size_of_characters(unread[_slices(region)], dpi))
        if cell.doubt and not _holds_others(region, found.cells):
            cells[number] = cell
    return cells


def _read_again(found: SheetLines, number: int, dpi: float, engine: OcrEngine) -> _CellText:
    """Return the surest reading of a cell by the lines that the engine sees in it."""
    assert isinstance(engine, FindsLines)
    region = found.cells[number]
    best = _CellText((), (), int(found.ink[_slices(region)].sum()))
    for picture, is_as_printed in views(found.clean[_slices(region)], USUAL * dpi / POINTS_PER_INCH):
        boxes = sorted(engine.lines_on(picture, dpi), key=lambda box: (box[1] + box[3], box[0]))
        read = tuple(engine.recognise([picture[_slices(box)] for box in boxes]))
        placed = _as_printed(boxes, picture, region) if is_as_printed else _in_rows(len(boxes), region, dpi)
        lines = tuple([InkLine(number, box) for box in placed])
        cell = _CellText(lines, read, _unread(picture, boxes, read, dpi))
        if (-cell.unread, cell.sureness) > (-best.unread, best.sureness):
            best = cell
        if is_as_printed and best.text and not best.doubt:
            break
    return best


def _unread(picture: Pixels, boxes: Sequence[Region], read: Sequence[RecognisedLine], dpi: float) -> int:
    ink = picture < INK
    for box, line in zip(boxes, read, strict=True):
        if _fills(line, box):
            ink[_slices(box)] = False
    return _size_of_characters(ink, dpi)


def _fills(line: RecognisedLine, box: Region) -> bool:
    """Tell whether a text is long enough for its place; of text on its side a stroke or two are read, surely."""
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    characters = len("".join(line.text.split()))
    return characters >= max(FILLED * width / height, 1) and height <= HIGHEST * width


def _as_printed(boxes: Sequence[Region], picture: Pixels, region: Region) -> list[Region]:
    """Return boxes in a cell's picture, with white around it, as boxes on the page."""
    x0, top, x1, _ = region
    room = (picture.shape[1] - (x1 - x0)) // 2
    return [(a - room + x0, b - room + top, c - room + x0, d - room + top) for a, b, c, d in boxes]


def _in_rows(count: int, region: Region, dpi: float) -> list[Region]:
    """Return places in a cell for lines that do not run level on the page: one below the other, in their order."""
    x0, top, x1, bottom = region
    height = (bottom - top) / max(count, 1)
    half = min(USUAL * dpi / POINTS_PER_INCH * (1 + 2 * MARGIN), height) / 2
    middles = [top + (number + 0.5) * height for number in range(count)]
    return [(x0, round(middle - half), x1, round(middle + half)) for middle in middles]


def _size_of_characters(ink: BoolArray, dpi: float) -> int:
    """Return how many pixels of a cell's ink (height, width) stand together as large as a character, off its edges."""
    if not ink.any():
        return 0
    height, width = ink.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.view(np.uint8), connectivity=8)
    x, y, wide, high, area = stats[1:].T
    inside = (x >= EDGE) & (y >= EDGE) & (x + wide <= width - EDGE) & (y + high <= height - EDGE)
    large = np.maximum(wide, high) >= CHARACTER * USUAL * dpi / POINTS_PER_INCH
    return int(area[inside & large].sum())


def _is_doubtful(line: RecognisedLine) -> bool:
    return float(line.confidence.min(initial=1.0)) < DOUBTFUL


def _holds_others(region: Region, cells: Sequence[Region]) -> bool:
    """Tell whether another table stands in a cell: its text is that of the smaller cells."""
    x0, top, x1, bottom = region
    return any(
        x0 <= (a + c) / 2 <= x1 and top <= (b + d) / 2 <= bottom for a, b, c, d in cells if (a, b, c, d) != region
    )


def _loses_text(first: str, second: str) -> bool:
    """Tell whether a text is the first one without something that need not be dirt: what is left is then the surer."""
    rest = iter(first)
    if not all(character in rest for character in second):
        return False
    before, _, after = first.partition(second)
    return second not in first or not all(sign in DIRT or sign >= FIRST_WIDE for sign in before + after)


def _slices(box: Region) -> tuple[slice, slice]:
    x0, top, x1, bottom = box
    return slice(top, bottom), slice(x0, x1)
