"""Picture files as documents: every usual kind of PNG, JPEG and TIFF, upright, with square dots; and damaged ones."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gongbiao.extractors.document import open_document
from gongbiao.extractors.errors import BrokenFileError, NotADocumentError, PageError
from gongbiao.extractors.pictures.image_file import DEFAULT_DPI, ImageFile
from gongbiao.extractors.pictures.picture import MAX_PIXELS, Picture, Pixels

WIDTH, HEIGHT = 120, 180
ORIENTATION = 274
"""The EXIF tag."""
STORED = {1: 0, 3: 2, 6: 1, 8: 3}
"""EXIF orientation: how many quarter turns against the clock the stored picture is from the upright one."""


def sheet(width: int = WIDTH, height: int = HEIGHT) -> Pixels:
    """Return a white page (height, width) with a black box in its upper left."""
    page = np.full((height, width), 255, np.uint8)
    page[height // 10 : height // 5, width // 10 : width // 3] = 0
    return page


def written(image: Image.Image, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def only(data: bytes) -> Picture:
    file = ImageFile(data)
    assert file.pages == 1
    return file.picture(1)


def grey(picture: Picture) -> Pixels:
    pixels = picture.pixels
    return pixels if pixels.ndim == 2 else pixels.mean(axis=2).astype(np.uint8)


def shows_sheet(picture: Picture, tolerance: float = 40) -> bool:
    """Whether a picture of the sheet's size shows it upright."""
    height, width = grey(picture).shape
    return bool(np.abs(grey(picture).astype(float) - sheet(width, height)).mean() < tolerance / 4) and bool(
        grey(picture)[height * 3 // 20, width // 5] < tolerance < 255 - tolerance < grey(picture)[-5, -5]
    )


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        *(("PNG", mode) for mode in ("1", "L", "P", "RGB", "LA", "RGBA", "I;16")),
        *(("JPEG", mode) for mode in ("L", "RGB", "CMYK", "YCbCr")),
        *(("TIFF", mode) for mode in ("1", "L", "P", "RGB", "LA", "RGBA", "CMYK", "YCbCr", "I;16")),
    ],
)
def test_every_usual_kind_of_pixel_is_read(form: str, mode: str) -> None:
    image = Image.fromarray(sheet())
    image = Image.fromarray(sheet().astype(np.uint16) * 257) if mode == "I;16" else image.convert(mode)
    picture = only(written(image, form))
    assert picture.pixels.dtype == np.uint8
    assert shows_sheet(picture)


def test_what_is_see_through_is_paper() -> None:
    ink = sheet()
    clear = np.dstack([np.zeros_like(ink)] * 3 + [255 - ink])  # black everywhere, seen only where there is ink
    assert shows_sheet(only(written(Image.fromarray(clear), "PNG")))
    palette = Image.fromarray((ink == 0).astype(np.uint8))
    palette.putpalette([0, 0, 0, 0, 0, 0])
    assert shows_sheet(only(written(palette, "PNG", transparency=0)))


@pytest.mark.parametrize("highest", [65535, 4095, 255])
def test_sixteen_bits_are_read_whatever_is_white(highest: int) -> None:
    deep = (sheet().astype(np.uint32) * highest // 255).astype(np.uint16)
    assert shows_sheet(only(written(Image.fromarray(deep), "PNG")))


def test_a_tiff_has_as_many_pages_as_it_has_pictures() -> None:
    pages = [Image.fromarray(np.roll(sheet(), 20 * number, axis=0)).convert("1") for number in range(3)]
    file = ImageFile(written(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4"))
    assert file.pages == 3
    for number in (3, 1, 2):
        picture = file.picture(number)
        assert picture.number == number
        assert np.array_equal(picture.pixels, np.asarray(pages[number - 1].convert("L")))


def test_pages_of_one_tiff_may_differ_in_size_and_kind() -> None:
    first = Image.fromarray(sheet()).convert("1")
    second = Image.fromarray(sheet(200, 100)).convert("RGB")
    file = ImageFile(written(first, "TIFF", save_all=True, append_images=[second]))
    assert [file.picture(number).pixels.shape for number in (1, 2)] == [(HEIGHT, WIDTH), (100, 200, 3)]


def test_a_fax_of_oblong_dots_is_made_square() -> None:
    fine, coarse = 204, 98
    stored = Image.fromarray(sheet(fine * 4, coarse * 6)).convert("1")
    picture = only(written(stored, "TIFF", compression="group3", dpi=(fine, coarse)))
    height, width = picture.pixels.shape
    assert height / width == pytest.approx(6 / 4, rel=0.01)
    assert width * picture.points_per_pixel == pytest.approx(4 * 72, rel=0.01)
    assert shows_sheet(picture)


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("form", ["JPEG", "TIFF", "PNG"])
def test_a_photograph_stands_as_the_camera_was_held(form: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    stored = Image.fromarray(np.ascontiguousarray(np.rot90(sheet(), STORED[orientation])))
    picture = only(written(stored, form, exif=exif))
    assert picture.pixels.shape[:2] == (HEIGHT, WIDTH)
    assert shows_sheet(picture)


def test_oblong_dots_of_a_turned_picture_are_made_square() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    stored = Image.fromarray(np.ascontiguousarray(np.rot90(sheet(400, 600), 1))).resize((600, 200))
    picture = only(written(stored, "TIFF", exif=exif, dpi=(200, 100)))
    height, width = picture.pixels.shape
    assert (height / width, height * picture.points_per_pixel) == pytest.approx((1.5, 216), rel=0.01)


@pytest.mark.parametrize("dpi", [72, 96, 150, 200, 300, 600, 1200])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_stated_dots_an_inch_are_believed(form: str, dpi: int) -> None:
    assert only(written(Image.fromarray(sheet()), form, dpi=(dpi, dpi))).dpi == pytest.approx(dpi, rel=0.01)


@pytest.mark.parametrize("dpi", [None, (0, 0), (1, 1), (20_000, 20_000), (300, 1)])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_without_likely_dots_an_inch_a_pixel_is_a_point(form: str, dpi: tuple[int, int] | None) -> None:
    options = {} if dpi is None else {"dpi": dpi}
    picture = only(written(Image.fromarray(sheet()), form, **options))
    assert picture.dpi == DEFAULT_DPI
    assert picture.pixels.shape == (HEIGHT, WIDTH)


@pytest.mark.parametrize(
    ("mode", "form"), [("1", "TIFF"), ("L", "JPEG"), ("P", "PNG"), ("I;16", "PNG"), ("RGBA", "TIFF")]
)
def test_a_picture_too_large_is_reduced_and_loses_neither_its_measure_nor_thin_lines(mode: str, form: str) -> None:
    width, height, every = 3000, 4500, 30
    page = sheet(width, height)
    page[height // 2 :: every] = 0
    image = Image.fromarray(page.astype(np.uint16) * 257) if mode == "I;16" else Image.fromarray(page)
    if mode not in ("L", "I;16"):
        image = image.convert(mode)
    picture = only(written(image, form, dpi=(500, 500)))
    rows, columns = picture.pixels.shape[:2]
    assert 0.7 * MAX_PIXELS < rows * columns <= 1.01 * MAX_PIXELS
    assert columns * picture.points_per_pixel == pytest.approx(width / 500 * 72, rel=0.001)
    assert grey(picture)[rows * 3 // 20, columns // 5] < 40
    dark = grey(picture)[rows // 2 - 2 :].mean(axis=1) < 215
    assert np.count_nonzero(np.diff(dark.astype(int)) == 1) == height // 2 // every


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_truncated_file_is_refused_in_one_line(form: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH), dtype=np.uint8)
    data = written(Image.fromarray(noise), form)
    with pytest.raises((BrokenFileError, PageError)) as caught:
        only(data[: int(len(data) * share)])
    assert "picture" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_damaged_page_of_a_tiff_costs_no_other() -> None:
    noise = [np.random.default_rng(seed).integers(0, 255, (HEIGHT, WIDTH), dtype=np.uint8) for seed in range(3)]
    first, *more = map(Image.fromarray, noise)
    data = written(first, "TIFF", save_all=True, append_images=more, compression="tiff_lzw")
    with Image.open(io.BytesIO(data)) as whole:
        whole.seek(1)
        start = whole.tag_v2[273][0]  # type: ignore[attr-defined]
    file = ImageFile(data[:start] + b"\xff" * 2000 + data[start + 2000 :])
    with pytest.raises(PageError, match="page 2"):
        file.picture(2)
    for number in (1, 3):
        assert np.array_equal(file.picture(number).pixels, noise[number - 1])


def test_a_page_that_is_not_there_is_a_page_error() -> None:
    with pytest.raises(PageError):
        ImageFile(written(Image.fromarray(sheet()), "PNG")).picture(2)


@pytest.mark.parametrize("data", [b"", b"\x89PN", b"GIF89a", b"BM\0\0", b"<svg/>"])
def test_other_files_are_no_documents(data: bytes) -> None:
    with pytest.raises(NotADocumentError):
        open_document(data)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"MM\0*\0\0\0\x08\0\0"])
def test_a_signature_alone_is_a_broken_file(data: bytes) -> None:
    with open_document(data) as document, pytest.raises(BrokenFileError):
        _ = document.pages


def test_a_picture_is_known_by_its_content_not_by_its_name() -> None:
    with open_document(written(Image.fromarray(sheet()), "PNG")) as document:
        assert (document.is_picture, document.pages) == (True, 1)
