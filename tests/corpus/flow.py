"""Forms and prose on pages: where every piece of a cell and every line of text stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from reportlab.pdfbase.pdfmetrics import stringWidth
from samples.builders.pages import wrap
from samples.builders.sheet import Role, Sheet, SheetCell

from tests.corpus.rows import RowPiece, pieces_of_rows, row_heights
from tests.corpus.sheets import FormSheet


class MergedText(Enum):
    """On which page the text of a merged cell stands that the page break cuts."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Setup:
    """A page and its type; points."""

    width: float = 595.28
    height: float = 841.89
    left: float = 60
    right: float = 60
    top: float = 56
    bottom: float = 56
    font: str = "STSong-Light"
    font_size: float = 9.5
    title_size: float = 15
    padding: float = 3.5
    row_height: float = 18
    rows_may_be_cut: bool = False
    repeats_header: bool = False
    merged_text: MergedText = MergedText.FIRST
    edge_shift: tuple[float, ...] = (0,)
    """By how much the inner column edges move, page after page, over and over."""
    gap: float = 30
    """Between a table and what follows it on the page; 0 glues forms together."""
    running_header: str = ""
    running_footer: str = ""
    """``{page}`` and ``{pages}`` stand for numbers."""

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.font_size * 1.3

    @property
    def table_width(self) -> float:
        """From margin to margin."""
        return self.width - self.left - self.right

    def width_of(self, text: str) -> float:
        """The width of a text of the body, in points."""
        return float(stringWidth(text, self.font, self.font_size))


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A piece of a cell on one page, y downwards from the top."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]
    role: Role
    begins: bool = True
    ends: bool = True
    """False where the page break cuts the cell above or below."""
    is_section: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line outside tables."""

    text: str
    x: float
    baseline: float
    size: float


@dataclass(slots=True)
class PlacedPage:
    """One page; each table is the list of its pieces of cells."""

    setup: Setup
    tables: list[list[PlacedCell]] = field(default_factory=list)
    lines: list[PlacedLine] = field(default_factory=list)

    @property
    def cells(self) -> list[PlacedCell]:
        """The pieces of all its tables."""
        return [cell for table in self.tables for cell in table]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str


class PageBreak:
    """What follows begins on a new page."""


Item = FormSheet | Prose | PageBreak


class Flow:
    """Places items one below the other, opening pages as needed; ``cut`` notes what page breaks cut."""

    def __init__(self, setup: Setup) -> None:
        """Begin with an empty page."""
        self.setup = setup
        self.pages = [PlacedPage(setup)]
        self.y = setup.top
        self.cut: set[str] = set()

    def new_page(self) -> None:
        """Go on at the top of another page."""
        self.pages.append(PlacedPage(self.setup))
        self.y = self.setup.top

    def place(self, item: Item) -> None:
        """Place an item below the one before."""
        if isinstance(item, PageBreak):
            self.new_page()
        elif isinstance(item, Prose):
            self._prose(item)
        else:
            self._form(item)

    def _line(self, text: str, size: float, x_of: Callable[[float], float], after: float) -> None:
        self.y += size
        width = float(stringWidth(text, self.setup.font, size))
        self.pages[-1].lines.append(PlacedLine(text, x_of(width), self.y, size))
        self.y += after

    def _left(self, _: float) -> float:
        return self.setup.left

    def _centre(self, width: float) -> float:
        return (self.setup.width - width) / 2

    def _prose(self, item: Prose) -> None:
        for line in wrap(item.text, self.setup.table_width, self.setup.width_of):
            if self.y + self.setup.leading > self.setup.height - self.setup.bottom:
                self.new_page()
            self._line(line, self.setup.font_size, self._left, self.setup.leading - self.setup.font_size)
        self.y += self.setup.leading * 0.6

    def _form(self, item: FormSheet) -> None:
        setup, sheet = self.setup, item.sheet
        if self.y + 6 * setup.row_height > setup.height - setup.bottom:
            self.new_page()
        if sheet.title:
            self._line(sheet.title, setup.title_size, self._centre, setup.leading * 0.5)
        if sheet.year_line:
            self._line(sheet.year_line, setup.font_size, self._centre, setup.leading * 0.3)
        if sheet.unit_line:
            self._line(sheet.unit_line, setup.font_size, self._left, setup.leading * 0.4)
        wrapped = {cell: self._wrapped(sheet, cell) for cell in sheet.cells}
        heights = row_heights(sheet, wrapped, setup.leading, setup.padding, setup.row_height)
        slices, end = pieces_of_rows(heights, wrapped, self.y, setup, item.header_row if setup.repeats_header else None)
        first = len(self.pages) - 1
        for rows in slices:
            if rows is not slices[0]:
                self.new_page()
            self.pages[-1].tables.append([])
            self._repeat_header(item, wrapped, rows)
        for cell in sheet.cells:
            self._cell(sheet, cell, wrapped[cell], slices, first)
        self.y = end + setup.gap

    def _wrapped(self, sheet: Sheet, cell: SheetCell) -> tuple[str, ...]:
        x0, x1 = self._edge(sheet, cell.left, 0), self._edge(sheet, cell.right, 0)
        return wrap(cell.text, x1 - x0 - 2 * self.setup.padding, self.setup.width_of)

    def _edge(self, sheet: Sheet, edge: int, page: int) -> float:
        x = self.setup.left + sheet.edges[edge] / sheet.edges[-1] * self.setup.table_width
        inner = 0 < edge < len(sheet.edges) - 1
        return x + (self.setup.edge_shift[page % len(self.setup.edge_shift)] if inner else 0)

    def _repeat_header(
        self, item: FormSheet, wrapped: dict[SheetCell, tuple[str, ...]], rows: Sequence[RowPiece]
    ) -> None:
        repeated = next((piece for piece in rows if piece.is_repeated), None)
        if repeated is None:
            return
        self.cut.add("repeated header")
        for cell in item.sheet.cells:
            if cell.row == item.header_row and cell.row_span == 1:
                self._put(item.sheet, cell, len(self.pages) - 1, [repeated], wrapped[cell])

    def _cell(
        self,
        sheet: Sheet,
        cell: SheetCell,
        lines: tuple[str, ...],
        slices: Sequence[Sequence[RowPiece]],
        first: int,
    ) -> None:
        own = [[piece for piece in rows if _covers(cell, piece)] for rows in slices]
        on = [number for number, pieces in enumerate(own) if pieces]
        shares = self._shares(cell, lines, [own[number] for number in on])
        for number, share in zip(on, shares, strict=True):
            placed = self._put(sheet, cell, first + number, own[number], share)
            table = self.pages[first + number].tables[-1]
            table[-1] = replace(placed, begins=number == on[0], ends=number == on[-1])

    def _shares(
        self, cell: SheetCell, lines: tuple[str, ...], pieces: Sequence[Sequence[RowPiece]]
    ) -> list[tuple[str, ...]]:
        """How a cell's lines are spread over its pieces."""
        if len(pieces) == 1:
            return [lines]
        if cell.row_span > 1:
            chosen = self._piece_for(lines, pieces)
            return [lines if number == chosen else () for number in range(len(pieces))]
        self.cut.add("row of a field" if cell.role == "prose" else "row")
        shares, rest = [], lines
        for own in pieces:
            room = max(1, int((own[-1].bottom - own[0].top - 2 * self.setup.padding + 0.01) // self.setup.leading))
            shares.append(rest[:room])
            rest = rest[room:]
        assert not rest, "the last piece holds what is left"
        return shares

    def _piece_for(self, lines: tuple[str, ...], pieces: Sequence[Sequence[RowPiece]]) -> int:
        """Which piece of a merged cell takes its text: the one that the setup asks for, if it is high enough."""
        heights = [own[-1].bottom - own[0].top for own in pieces]
        wanted = 0 if self.setup.merged_text is MergedText.FIRST else 1
        if heights[wanted] < len(lines) * self.setup.leading:
            return heights.index(max(heights))
        self.cut.add(f"merged cell, text on the {self.setup.merged_text.value} page")
        return wanted

    def _put(
        self, sheet: Sheet, cell: SheetCell, page: int, pieces: Sequence[RowPiece], lines: tuple[str, ...]
    ) -> PlacedCell:
        placed = PlacedCell(
            self._edge(sheet, cell.left, page),
            pieces[0].top,
            self._edge(sheet, cell.right, page),
            pieces[-1].bottom,
            lines,
            cell.role,
            is_section=cell.row_span > 1 and cell.left == 0,
        )
        self.pages[page].tables[-1].append(placed)
        return placed


def _covers(cell: SheetCell, piece: RowPiece) -> bool:
    if piece.is_repeated:  # the header is drawn apart; only what is merged over it goes through
        return cell.row_span > 1 and cell.row <= piece.row < cell.row + cell.row_span
    return cell.row <= piece.row < cell.row + cell.row_span


def flow(items: Sequence[Item], setup: Setup) -> Flow:
    """Place all items; running headers and footers last, when the number of pages is known."""
    placed = Flow(setup)
    for item in items:
        placed.place(item)
    for number, page in enumerate(placed.pages, start=1):
        for pattern, baseline in ((setup.running_header, 34.0), (setup.running_footer, setup.height - 26.0)):
            if pattern:
                text = pattern.format(page=number, pages=len(placed.pages))
                x = (setup.width - setup.width_of(text)) / 2
                page.lines.append(PlacedLine(text, x, baseline, setup.font_size))
    return placed
