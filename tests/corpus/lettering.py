"""From placed cells to runs of text, and the order and manner in which a file stores them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.flow import PlacedCell, PlacedPage, Setup

_BASELINE = 0.82
"""Where the baseline runs, as a share of the leading from a line's top."""
VISIBLE, INVISIBLE = 0, 3
"""Text render modes of PDF."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text drawn at once; ``y`` is the baseline, upwards from the page's bottom."""

    text: str
    x: float
    y: float
    size: float
    font: str
    upwards: bool = False
    """Written from bottom to top, turned by 90°."""
    grey: float = 0.0
    """0 is black, 1 white."""
    mode: int = VISIBLE


Lettering = Callable[[Sequence[Run]], Sequence[Run]]


def runs_of(page: PlacedPage) -> Iterator[Run]:
    """Yield the lines of a page: those outside tables, then every cell's, labels and values centred."""
    setup = page.setup
    for line in page.lines:
        yield Run(line.text, line.x, setup.height - line.baseline, line.size, setup.font)
    for cell in page.cells:
        yield from cell_runs(cell, setup)


def cell_runs(cell: PlacedCell, setup: Setup) -> Iterator[Run]:
    """Yield the lines of a cell, in the middle of its height."""
    top = (cell.top + cell.bottom - len(cell.lines) * setup.leading) / 2
    for number, line in enumerate(cell.lines):
        x = cell.x0 + setup.padding
        if cell.role != "prose":
            x = (cell.x0 + cell.x1 - setup.width_of(line)) / 2
        yield Run(line, x, setup.height - top - (number + _BASELINE) * setup.leading, setup.font_size, setup.font)


def upright_sections(page: PlacedPage) -> Iterator[Run]:
    """Yield the lines of a page, the labels of its sections turned by 90° and written from bottom to top."""
    setup = page.setup
    sections = [cell for cell in page.cells if cell.is_section]
    yield from runs_of(PlacedPage(setup, [[cell for cell in page.cells if not cell.is_section]], page.lines))
    for cell in sections:
        text = "".join(cell.lines)
        middle = setup.height - (cell.top + cell.bottom) / 2
        x = (cell.x0 + cell.x1) / 2 + setup.font_size * 0.35
        yield Run(text, x, middle - setup.width_of(text) / 2, setup.font_size, setup.font, upwards=True)


def as_laid_out(runs: Sequence[Run]) -> Sequence[Run]:
    """Store the runs in reading order."""
    return runs


def glyph_by_glyph(run: Run) -> list[Run]:
    """Cut a run into its characters, white space left out."""
    out, x = [], run.x
    for character in run.text:
        if not character.isspace():
            out.append(replace(run, text=character, x=x))
        x += float(stringWidth(character, run.font, run.size))
    return out


def reversed_glyphs(runs: Sequence[Run]) -> Sequence[Run]:
    """Store the last character of the page first."""
    return [glyph for run in runs for glyph in glyph_by_glyph(run)][::-1]


def columns_first(runs: Sequence[Run]) -> Sequence[Run]:
    """Store the runs from left to right, whatever their height."""
    return sorted(runs, key=lambda run: (round(run.x), -run.y))


def shuffled(runs: Sequence[Run]) -> Sequence[Run]:
    """Store single characters in no order at all."""
    glyphs = [glyph for run in runs for glyph in glyph_by_glyph(run)]
    Random(7).shuffle(glyphs)
    return glyphs


def twice(runs: Sequence[Run]) -> Sequence[Run]:
    """Draw every run again 0.3 points to the right: bold for a font that has none."""
    return [copy for run in runs for copy in (run, replace(run, x=run.x + 0.3))]


def glyphs_twice(runs: Sequence[Run]) -> Sequence[Run]:
    """Draw every character again before the next one, 0.3 points to the right and down."""
    return [
        copy
        for run in runs
        for glyph in glyph_by_glyph(run)
        for copy in (glyph, replace(glyph, x=glyph.x + 0.3, y=glyph.y - 0.3))
    ]


def gaps(runs: Sequence[Run]) -> Sequence[Run]:
    """Leave spaces out: words are placed apart from each other."""
    out = []
    for run in runs:
        x, start = run.x, 0
        for end in [at for at, sign in enumerate(run.text) if sign == " "] + [len(run.text)]:
            word = run.text[start:end]
            if word:
                out.append(replace(run, text=word, x=x))
            x += float(stringWidth(run.text[start : end + 1], run.font, run.size))
            start = end + 1
    return out


def spread_labels(runs: Sequence[Run]) -> Sequence[Run]:
    """Set short Chinese labels with wide gaps between their characters, 分散对齐."""
    out: list[Run] = []
    for run in runs:
        if len(run.text) == 4 and run.text.isalpha() and run.text.endswith(("名称", "部门", "时间", "目标")):
            step = run.size * 1.75
            start = run.x - 1.5 * (step - run.size)
            out.extend(replace(run, text=sign, x=start + at * step) for at, sign in enumerate(run.text))
        else:
            out.append(run)
    return out


def draw_runs(canvas: Canvas, runs: Sequence[Run]) -> None:
    """Draw the runs in their order."""
    for run in runs:
        text = canvas.beginText()
        text.setFont(run.font, run.size)
        text.setFillGray(run.grey)
        text.setTextRenderMode(run.mode)
        if run.upwards:
            text.setTextTransform(0, 1, -1, 0, run.x, run.y)
        else:
            text.setTextOrigin(run.x, run.y)
        text.textOut(run.text)
        canvas.drawText(text)
