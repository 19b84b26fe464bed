"""PDFs that hold more than pictures: pages of the original between them, lines above them, hidden text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from random import Random

import numpy as np
import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from gongbiao.extractors.native import NativeReader
from tests.corpus.lettering import INVISIBLE, VISIBLE, Run, draw_runs
from tests.corpus.printing import STANDARD, register
from tests.scans.files import Binding, Pictures, add_page, colour, jpeg_stream, saved
from tests.scans.leaf import Leaf
from tests.scans.seal_faces import Face

Misreading = Callable[[str, Random], str]
"""What a scanner's own recognition makes of a character."""

_COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经"
)
_LATIN = "abcdeghilmnoprstuEFIKLNRSTXYZ1057#%&|/"
_PASTED_WIDTH, _PASTED_LEFT, _PASTED_BOTTOM = 500.0, 47.0, 50.0
"""Points: where a picture of an A4 page stands on an A4 page, between the margins of a letter."""
_HEADING_BASELINE = 775.0
_SEAL_DPI = 200


def as_seen(character: str, _: Random) -> str:
    """Recognise every character."""
    return character


def often_wrong(character: str, random: Random) -> str:
    """Take one character in five for another one."""
    return random.choice(_COMMON) if random.random() < 0.2 else character


def as_english(_: str, random: Random) -> str:
    """Take Chinese for English."""
    return random.choice(_LATIN)


def hidden_text(misreading: Misreading, moved: tuple[float, float] = (0, 0)) -> Binding:
    """Put invisible text below the pictures, ``moved`` by so many points from what it stands for."""

    def bind(leaves: Iterator[Leaf], original: bytes) -> bytes:
        return _with_runs(leaves, _recognised(original, misreading, moved, INVISIBLE))

    return bind


def text_below(misreading: Misreading) -> Binding:
    """Put visible text below the pictures, which hide it."""

    def bind(leaves: Iterator[Leaf], original: bytes) -> bytes:
        register(STANDARD)
        runs = _recognised(original, misreading, (0, 0), VISIBLE)
        with pikepdf.new() as document:
            for leaf in leaves:
                page = add_page(document, leaf, colour())
                area = pikepdf.Rectangle(*(float(side) for side in page.mediabox))
                with pikepdf.open(io.BytesIO(_drawn(page, list(runs(leaf, float(area.ury)))))) as drawn:
                    page.add_underlay(drawn.pages[0], area)
            return saved(document)

    return bind


def _recognised(
    original: bytes, misreading: Misreading, moved: tuple[float, float], mode: int
) -> Callable[[Leaf, float], Iterator[Run]]:
    random = Random(len(original))
    reader = NativeReader(original)

    def runs(leaf: Leaf, height: float) -> Iterator[Run]:
        glyphs = reader.read_page(leaf.number + 1).glyphs
        for text, box, baseline, size in zip(glyphs.text, glyphs.boxes, glyphs.baseline, glyphs.size, strict=True):
            x, y = float(box[0]) + moved[0], height - float(baseline) - moved[1]
            yield Run(misreading(str(text), random), x, y, float(size), STANDARD, mode=mode)

    return runs


def app_line(leaves: Iterator[Leaf], _: bytes) -> bytes:
    """Print a scanner app's line and a page number above the pictures, as text."""

    def runs(leaf: Leaf, height: float) -> Iterator[Run]:
        yield Run("由手机扫描软件生成", 430, 14, 8, STANDARD, grey=0.5)
        yield Run(f"第{leaf.number + 1}页", 285, 22, 9, STANDARD)

    return _with_runs(leaves, runs)


def _with_runs(leaves: Iterator[Leaf], runs: Callable[[Leaf, float], Iterator[Run]]) -> bytes:
    register(STANDARD)
    with pikepdf.new() as document:
        for leaf in leaves:
            page = add_page(document, leaf, colour())
            _write(page, list(runs(leaf, float(page.mediabox[3]))))
        return saved(document)


def _write(page: pikepdf.Page, runs: list[Run]) -> None:
    with pikepdf.open(io.BytesIO(_drawn(page, runs))) as drawn:
        area = pikepdf.Rectangle(0, 0, float(page.mediabox[2]), float(page.mediabox[3]))
        page.add_overlay(drawn.pages[0], area)


def _drawn(page: pikepdf.Page, runs: list[Run]) -> bytes:
    """Return a file with one page of the same size that shows the runs."""
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=True, initialFontName="Helvetica")
    draw_runs(canvas, runs)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def mixed(*born_digital: int) -> Binding:
    """Keep the pages of these numbers (from 0) as they were before they were printed."""

    def bind(leaves: Iterator[Leaf], original: bytes) -> bytes:
        with pikepdf.new() as document, pikepdf.open(io.BytesIO(original)) as source:
            for leaf in leaves:
                if leaf.number in born_digital:
                    document.pages.append(source.pages[leaf.number])
                else:
                    add_page(document, leaf, colour())
            return saved(document)

    return bind


def pasted(heading: str) -> Binding:
    """Paste the pictures into a letter: a heading in text on its first page, margins around them."""

    def bind(leaves: Iterator[Leaf], _: bytes) -> bytes:
        register(STANDARD)
        with pikepdf.new() as document:
            for leaf in leaves:
                page = add_page(document, leaf, _in_letter)
                if leaf.number == 0:
                    _write(page, [Run(heading, _PASTED_LEFT, _HEADING_BASELINE, 14, STANDARD)])
            return saved(document)

    return bind


def _in_letter(document: pikepdf.Pdf, leaf: Leaf) -> Pictures:
    picture = jpeg_stream(document, Image.fromarray(leaf.pixels), 75)
    return [(picture, (_PASTED_LEFT, _PASTED_BOTTOM, _PASTED_WIDTH, _PASTED_WIDTH * leaf.height / leaf.width))]


def turned_back(quarters: int) -> Binding:
    """Store the pictures as they lay on the glass, with the /Rotate that turns them upright."""

    def bind(leaves: Iterator[Leaf], _: bytes) -> bytes:
        with pikepdf.new() as document:
            for leaf in leaves:
                page = add_page(document, leaf, colour())
                page.obj.Rotate = 90 * quarters
            return saved(document)

    return bind


def seal_picture(face: Face, x: float, y: float, red: tuple[int, int, int]) -> Binding:
    """Lay a transparent picture of a seal over the first page of the born-digital original; nothing is scanned."""

    def bind(_: Iterator[Leaf], original: bytes) -> bytes:
        ink = face(_SEAL_DPI / 72)
        side_x, side_y = ink.shape[1] * 72 / _SEAL_DPI, ink.shape[0] * 72 / _SEAL_DPI
        with pikepdf.open(io.BytesIO(original)) as document:
            picture = jpeg_stream(document, Image.new("RGB", (8, 8), red), 90)
            picture.SMask = document.make_stream(
                (ink * 255).astype(np.uint8).tobytes(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=ink.shape[1],
                Height=ink.shape[0],
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
            page = document.pages[0]
            bottom = float(page.mediabox[3]) - y - side_y / 2
            name = page.add_resource(picture, pikepdf.Name.XObject)
            place = f"q {side_x:.2f} 0 0 {side_y:.2f} {x - side_x / 2:.2f} {bottom:.2f} cm {name} Do Q"
            page.contents_add(place.encode())
            return saved(document)

    return bind
