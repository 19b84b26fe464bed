"""A recipe to a PDF: content laid out, drawn with reportlab, and finished with pikepdf."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.expected import Dataset, Wording, as_printed, expected_dataset
from tests.corpus.flow import Flow, Item, PlacedPage, Setup, flow
from tests.corpus.lettering import Lettering, Run, as_laid_out, draw_runs, runs_of
from tests.corpus.model import FormContent
from tests.corpus.rulings import Rulings, strokes
from tests.corpus.sheets import Columns, FormSheet, lay_out

STANDARD = "STSong-Light"
"""A 宋体 that every PDF reader knows by name: not embedded, so no font file is needed to print with it."""
EMBEDDED = "WenQuanYi"
"""A 黑体 that is embedded as TrueType subsets with ToUnicode maps; Debian's fonts-wqy-zenhei."""

_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")

Finish = Callable[[pikepdf.Pdf], None]
Arrangement = Callable[[Sequence[FormSheet]], Sequence[Item]]


def one_after_another(sheets: Sequence[FormSheet]) -> Sequence[Item]:
    """Let forms follow each other, on one page if there is room."""
    return sheets


def nothing_more(_: PlacedPage) -> Iterable[Run]:
    """Print nothing beside what was laid out."""
    return ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one document is made; every part has a usual value, a document of the corpus varies one or two."""

    name: str
    forms: tuple[FormContent, ...]
    setup: Setup = field(default_factory=Setup)
    columns: Columns = field(default_factory=Columns)
    arrange: Arrangement = one_after_another
    rulings: Rulings = strokes
    text_of: Callable[[PlacedPage], Iterable[Run]] = runs_of
    lettering: Lettering = as_laid_out
    extra: Callable[[PlacedPage], Iterable[Run]] = nothing_more
    """Further text that must not become data."""
    wording: Wording = as_printed
    finish: tuple[Finish, ...] = ()
    cuts: frozenset[str] = frozenset()
    """What page breaks must cut for the document to be worth its name (see ``Flow.cut``)."""
    pages: tuple[int, int] = (1, 99)
    """Least and most pages that the document must have to show its point."""
    is_garbage: bool = False
    """Whether its text cannot be known from the file: only reading the picture of the page could tell."""

    @property
    def expected(self) -> Dataset:
        """The rows that it must give."""
        return expected_dataset(self.forms, self.wording)


def print_document(recipe: Recipe) -> bytes:
    """Return the PDF; raises AssertionError where its page breaks miss what the recipe is about."""
    register(recipe.setup.font)
    sheets = [lay_out(form, recipe.columns, recipe.wording) for form in recipe.forms]
    _check_glyphs(recipe.setup.font, sheets)
    placed = flow(recipe.arrange(sheets), recipe.setup)
    assert recipe.cuts <= placed.cut, f"{recipe.name}: page breaks cut only {sorted(placed.cut)}"
    assert recipe.pages[0] <= len(placed.pages) <= recipe.pages[1], f"{recipe.name}: {len(placed.pages)} pages"
    return _finish(_draw(recipe, placed), recipe.finish)


def _check_glyphs(font: str, sheets: Sequence[FormSheet]) -> None:
    """A character without a glyph would be printed as nothing, and without a complaint."""
    if font == EMBEDDED:
        known = pdfmetrics.getFont(font).face.charToGlyph
        printed = {sign for sheet in sheets for cell in sheet.sheet.cells for sign in cell.text}
        missing = {sign for sign in printed if ord(sign) not in known}
        assert not missing, f"{font} has no glyph for {sorted(missing)}"


def _draw(recipe: Recipe, placed: Flow) -> bytes:
    buffer = io.BytesIO()
    setup = recipe.setup
    canvas = Canvas(buffer, pagesize=(setup.width, setup.height), invariant=True, initialFontName="Helvetica")
    for page in placed.pages:
        recipe.rulings(canvas, page)
        draw_runs(canvas, recipe.lettering(list(recipe.text_of(page))))
        draw_runs(canvas, list(recipe.extra(page)))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _finish(data: bytes, steps: Sequence[Finish]) -> bytes:
    if not steps:
        return data
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for step in steps:
            step(pdf)
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def register(font: str) -> None:
    """Make a font known to reportlab; raises FileNotFoundError where its file is not installed."""
    if font in pdfmetrics.getRegisteredFontNames():
        return
    if font == STANDARD:
        pdfmetrics.registerFont(UnicodeCIDFont(STANDARD))
        return
    pdfmetrics.registerFont(TTFont(EMBEDDED, str(_font_file("wqy-zenhei.ttc"))))


def _font_file(name: str) -> Path:
    for folder in _FONT_FOLDERS:
        for path in sorted(folder.rglob(name)):
            return path
    raise FileNotFoundError(f"{name} is not installed; on Debian: apt install fonts-wqy-zenhei")
