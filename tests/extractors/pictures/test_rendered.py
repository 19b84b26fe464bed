"""Pages of a PDF as pixels: sharp enough, never too many, and with the measure of the page as displayed."""

from __future__ import annotations

import math

import numpy as np
import pikepdf
import pytest

from gongbiao.extractors.errors import BrokenFileError
from gongbiao.extractors.pictures.picture import MAX_PIXELS, Picture
from gongbiao.extractors.pictures.rendered import LARGE, USUAL_DPI, RenderedPages
from tests.pipeline.hostile_files import saved

A4 = (595.0, 842.0)
BOX = (100.0, 200.0, 160.0, 240.0)
"""Points from the top left of an A4 page: a black box."""


def page_with(
    *,
    pixels: tuple[int, int] | None = None,
    covered: tuple[float, float] = A4,
    size: tuple[float, float] = A4,
    **entries: object,
) -> bytes:
    """Return a PDF of one page with the box, on a white picture of so many pixels that covers so many points."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=size)
        x0, top, x1, bottom = BOX
        drawing = f"{x0} {size[1] - bottom} {x1 - x0} {bottom - top} re f"
        if pixels is not None:
            drawing = f"q {covered[0]} 0 0 {covered[1]} 0 0 cm /P Do Q {drawing}"
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=white(pdf, *pixels)))
        page.Contents = pdf.make_stream(drawing.encode())
        for name, value in entries.items():
            page.obj[f"/{name}"] = value
        return saved(pdf)


def white(pdf: pikepdf.Pdf, width: int, height: int) -> pikepdf.Stream:
    picture = pdf.make_stream(b"\xff" * (-(-width // 8) * height))
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = width, height, 1
    picture.ColorSpace = pikepdf.Name.DeviceGray
    return picture


def drawn(data: bytes, number: int = 1) -> Picture:
    pages = RenderedPages(data)
    try:
        return pages.picture(number)
    finally:
        pages.close()


def box_of(picture: Picture) -> list[float]:
    """Return where a picture is black, in points."""
    dark = picture.pixels.max(axis=2) < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return [float(edge) * picture.points_per_pixel for edge in (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)]


def pixels_at(dpi: float, size: tuple[float, float] = A4) -> tuple[int, int]:
    return round(size[0] / 72 * dpi), round(size[1] / 72 * dpi)


@pytest.mark.parametrize("dpi", [100, 150, 200, 300])
def test_a_scan_is_drawn_as_sharp_as_it_is(dpi: int) -> None:
    picture = drawn(page_with(pixels=pixels_at(dpi)))
    assert picture.dpi == pytest.approx(dpi, rel=0.01)
    assert picture.pixels.shape[2] == 3


@pytest.mark.parametrize("dpi", [400, 600, 1200])
def test_a_finer_scan_is_reduced(dpi: int) -> None:
    picture = drawn(page_with(pixels=pixels_at(dpi)))
    assert 0.97 * MAX_PIXELS < math.prod(picture.pixels.shape[:2]) <= 1.01 * MAX_PIXELS
    assert box_of(picture) == pytest.approx(BOX, abs=0.3)


def test_a_page_without_a_picture_is_drawn_at_the_usual_sharpness() -> None:
    assert drawn(page_with()).dpi == pytest.approx(USUAL_DPI, rel=0.01)


def test_a_small_sharp_picture_decides_nothing() -> None:
    side = math.sqrt(LARGE * math.prod(A4))
    small = (0.9 * side, 0.9 * side)
    assert drawn(page_with(pixels=(900, 900), covered=small)).dpi == pytest.approx(USUAL_DPI, rel=0.01)


def test_the_picture_of_a_form_xobject_counts() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=A4)
        form = pdf.make_stream(f"{A4[0]} 0 0 {A4[1]} 0 0 cm /P Do".encode())
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, *A4])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=white(pdf, *pixels_at(120))))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")
        assert drawn(saved(pdf)).dpi == pytest.approx(120, rel=0.01)


def test_a_page_in_large_units_has_its_true_size_and_the_usual_sharpness() -> None:
    picture = drawn(page_with(UserUnit=2))
    assert picture.pixels.shape[1] * picture.points_per_pixel == pytest.approx(2 * A4[0], abs=1)
    assert box_of(picture) == pytest.approx([2 * edge for edge in BOX], abs=1)
    assert drawn(page_with(size=(300, 400), UserUnit=2)).dpi == pytest.approx(USUAL_DPI, rel=0.01)


def test_a_scan_in_large_units_keeps_its_sharpness() -> None:
    tenth = (A4[0] / 10, A4[1] / 10)
    pages = page_with(pixels=pixels_at(150), covered=tenth, size=tenth, UserUnit=10)
    picture = drawn(pages)
    assert picture.dpi == pytest.approx(150, rel=0.02)


def test_a_cropped_page_is_drawn_as_displayed() -> None:
    picture = drawn(page_with(CropBox=pikepdf.Array([50, 100, 500, 742])))
    assert picture.pixels.shape[1] * picture.points_per_pixel == pytest.approx(450, abs=0.5)
    assert box_of(picture) == pytest.approx([BOX[0] - 50, BOX[1] - 100, BOX[2] - 50, BOX[3] - 100], abs=0.5)


@pytest.mark.parametrize(
    ("degrees", "box"),
    [
        (90, (A4[1] - BOX[3], BOX[0], A4[1] - BOX[1], BOX[2])),
        (180, (A4[0] - BOX[2], A4[1] - BOX[3], A4[0] - BOX[0], A4[1] - BOX[1])),
        (270, (BOX[1], A4[0] - BOX[2], BOX[3], A4[0] - BOX[0])),
    ],
)
def test_a_turned_page_is_drawn_as_displayed(degrees: int, box: tuple[float, ...]) -> None:
    picture = drawn(page_with(pixels=pixels_at(150), Rotate=degrees))
    assert picture.dpi == pytest.approx(150, rel=0.01)
    assert box_of(picture) == pytest.approx(box, abs=0.5)


@pytest.mark.parametrize("side", [3, 20, 14400])
def test_tiny_and_huge_pages_have_a_bearable_number_of_pixels(side: int) -> None:
    picture = drawn(page_with(size=(side, side)))
    assert 1 <= math.prod(picture.pixels.shape[:2]) <= 1.01 * MAX_PIXELS
    assert picture.pixels.shape[1] * picture.points_per_pixel == pytest.approx(side, rel=0.01)


@pytest.mark.parametrize("size", [(14400, 3), (3, 14400)])
def test_a_thread_of_a_page_is_drawn(size: tuple[int, int]) -> None:
    picture = drawn(page_with(size=size))
    assert math.prod(picture.pixels.shape[:2]) <= 1.01 * MAX_PIXELS


def test_what_is_no_pdf_is_a_broken_file() -> None:
    with pytest.raises(BrokenFileError):
        RenderedPages(b"%PDF-1.7\nnothing else")
