"""Pages shown otherwise than they are stored: turned, cropped, in another unit. All look the same on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf

Matrix = tuple[float, float, float, float, float, float]


def turned(quarters: int) -> Callable[[pikepdf.Pdf], None]:
    """Store pages turned against /Rotate, which ``quarters`` quarter turns clockwise put right again."""

    def finish(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            matrices: dict[int, Matrix] = {
                1: (0, 1, -1, 0, height, 0),
                2: (-1, 0, 0, -1, width, height),
                3: (0, -1, 1, 0, 0, width),
            }
            _transform(pdf, page, matrices[quarters])
            if quarters % 2:
                page.mediabox = pikepdf.Array([0, 0, _number(height), _number(width)])
            page.Rotate = 90 * quarters

    return finish


def cropped(pdf: pikepdf.Pdf) -> None:
    """Store pages on larger sheets that begin left of and below zero; the CropBox shows the page alone."""
    for page in pdf.pages:
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        _transform(pdf, page, (1, 0, 0, 1, 37, -51))
        page.mediabox = pikepdf.Array([-40, -120, _number(width + 120), _number(height + 90)])
        page.cropbox = pikepdf.Array([37, -51, _number(37 + width), _number(height - 51)])


def crop_to_origin(pdf: pikepdf.Pdf) -> None:
    """Show only the page's own rectangle of a MediaBox that reaches 150 points further on every side."""
    for page in pdf.pages:
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        page.mediabox = pikepdf.Array([-150, -150, _number(width + 150), _number(height + 150)])
        page.cropbox = pikepdf.Array([0, 0, _number(width), _number(height)])


def in_unit(points: float) -> Callable[[pikepdf.Pdf], None]:
    """Store pages in units of ``points`` points (/UserUnit)."""

    def finish(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            _transform(pdf, page, (1 / points, 0, 0, 1 / points, 0, 0))
            page.mediabox = pikepdf.Array([0, 0, _number(width / points), _number(height / points)])
            page.UserUnit = _number(points)
        pdf.trailer.Root.Version = pikepdf.Name("/1.6")

    return finish


def nudged(points: float) -> Callable[[pikepdf.Pdf], None]:
    """Move everything on every second page to the right."""

    def finish(pdf: pikepdf.Pdf) -> None:
        for page in list(pdf.pages)[1::2]:
            _transform(pdf, page, (1, 0, 0, 1, points, 0))

    return finish


def two_up(pdf: pikepdf.Pdf) -> None:
    """Print two pages side by side on one sheet, each as a form XObject at 0.7 of its size."""
    sources = list(pdf.pages)
    for left, right in zip(sources[::2], sources[1::2], strict=True):
        width, height = float(left.mediabox[2]), float(left.mediabox[3])
        sheet = pdf.add_blank_page(page_size=(_number(height), _number(width)))
        sheet.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(L=left.as_form_xobject(), R=right.as_form_xobject())
        )
        scale = 0.7
        places = (("L", 0.0), ("R", height / 2))
        content = "".join(f"q {scale} 0 0 {scale} {x:.2f} 0 cm /{name} Do Q\n" for name, x in places)
        sheet.contents_add(pdf.make_stream(content.encode()))
    del pdf.pages[: len(sources)]


def to_the_right(cut: float, margin: float, over_first: bool) -> Callable[[pikepdf.Pdf], None]:
    """Print what stands right of ``cut`` on further pages, as spreadsheet programs do with sheets wider than the paper.

    Each page follows its left half (``over_first``), or all right halves come last. ``margin`` is where pages begin.
    """

    def finish(pdf: pikepdf.Pdf) -> None:
        sheets = list(pdf.pages)
        for sheet in sheets:
            width, height = float(sheet.mediabox[2]), float(sheet.mediabox[3])
            paper = _number(max(cut, width - cut + margin) + margin)
            for low, high, by in ((0.0, cut, 0.0), (cut, width, margin - cut)):
                pdf.pages.append(sheet)
                page = pdf.pages[-1]
                clip = f"q {low + by:.2f} 0 {high - low:.2f} {height:.2f} re W n 1 0 0 1 {by:.2f} 0 cm\n"
                page.Contents = pdf.make_stream(clip.encode() + _content(sheet) + b"\nQ")
                page.mediabox = pikepdf.Array([0, 0, paper, _number(height)])
        halves = list(pdf.pages)[len(sheets) :]
        for page in halves if over_first else halves[::2] + halves[1::2]:
            pdf.pages.append(page)
        del pdf.pages[: len(sheets) + len(halves)]

    return finish


def _content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()


def _transform(pdf: pikepdf.Pdf, page: pikepdf.Page, matrix: Matrix) -> None:
    numbers = " ".join(f"{value:g}" for value in matrix)
    page.contents_add(pdf.make_stream(f"q {numbers} cm\n".encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))


def _number(value: float) -> float:
    return round(value, 2)
