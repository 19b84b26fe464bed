"""What the native reader sees of a page's drawing and text, from content streams written by hand."""

from __future__ import annotations

import numpy as np
from pytest import approx

from gongbiao.extractors.native import NativeReader
from gongbiao.extractors.page import Page

HEIGHT = 300
DOT = 3.0

Line = tuple[float, float, float]


def page_of(content: str, to_unicode: str = "<41> <0041>") -> Page:
    """Return a page of 300 by 300 points; ``to_unicode`` are the lines of its font's bfchar map, codes A to Z."""
    lines = to_unicode.split("\n")
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n{to_unicode}\nendbfchar\nendcmap end end"
    )
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 {HEIGHT}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(data)
    data += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}".encode()
    data += f"trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    reader = NativeReader(data)
    try:
        return reader.read_page(1)
    finally:
        reader.close()


def horizontal(page: Page) -> list[Line]:
    """Return (y, from, to) of the horizontal rulings, y upwards, without the dots where lines end."""
    return sorted((HEIGHT - y, a, b) for y, a, b in page.rulings.horizontal.tolist() if b - a > DOT)


def vertical(page: Page) -> list[Line]:
    """Return (x, from, to) of the vertical rulings, y upwards."""
    return sorted((x, HEIGHT - b, HEIGHT - a) for x, a, b in page.rulings.vertical.tolist() if b - a > DOT)


def assert_lines(found: list[Line], *expected: Line) -> None:
    """A stroke may end half its width farther than it says."""
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one == approx(other, abs=1.1)


def test_a_stroked_frame_has_four_sides_and_its_neighbours_keep_theirs() -> None:
    page = page_of("10 20 100 50 re S 150 100 m 250 100 l 250 200 l S 5 5 m 6 90 l 60 91 l s")
    assert_lines(horizontal(page), (20, 10, 110), (70, 10, 110), (90, 6, 60), (100, 150, 250))
    assert_lines(vertical(page), (6, 5, 90), (10, 20, 70), (110, 20, 70), (250, 100, 200))


def test_each_path_is_moved_by_its_own_matrix() -> None:
    page = page_of("q 1 0 0 1 100 0 cm 10 20 50 60 re S Q q 2 0 0 2 0 100 cm 10 20 50 60 re S Q")
    assert_lines(horizontal(page), (20, 110, 160), (80, 110, 160), (140, 20, 120), (260, 20, 120))


def test_a_whole_grid_of_thin_rectangles_filled_in_one_path() -> None:
    page = page_of("10 10 200 1 re 10 60 200 1 re 10 10 1 50 re 210 10 1 50 re f")
    assert_lines(horizontal(page), (10, 10, 210), (60, 10, 210))
    assert_lines(vertical(page), (10, 10, 60), (210, 10, 60))


def test_a_filled_area_draws_no_rulings() -> None:
    page = page_of("0.8 g 10 20 100 50 re f")
    assert horizontal(page) == vertical(page) == []


def test_a_line_that_neither_stroke_nor_fill_paints_is_not_there() -> None:
    assert_lines(horizontal(page_of("10 20 m 200 20 l n 10 60 m 200 60 l S")), (60, 10, 200))


def test_a_white_line_on_paper_is_not_there_whatever_the_fill() -> None:
    assert_lines(horizontal(page_of("0 g 1 G 10 20 m 200 20 l S 1 g 0 G 10 60 m 200 60 l S")), (60, 10, 200))


def test_text_is_read_with_its_printed_spaces_and_sizes() -> None:
    glyphs = page_of("BT /F 12 Tf 20 200 Td (AB C) Tj /F 9 Tf 0 -20 Td (D) Tj ET").glyphs
    assert "".join(glyphs.text) == "ABCD"
    assert glyphs.space_before.tolist() == [False, False, True, False]
    assert glyphs.size.tolist() == [12, 12, 12, 9]


def test_a_glyph_without_a_character_leaves_the_others_as_they_are() -> None:
    glyphs = page_of("BT /F 12 Tf 20 200 Td (ABC) Tj ET", "<41> <4E004E01>\n<42> <0000>").glyphs
    assert "".join(glyphs.text) == "一丁C"
    assert glyphs.boxes[:, 0].round().tolist() == [20, 20, 36]


def test_false_bold_is_read_once_and_a_repeated_word_twice() -> None:
    glyphs = page_of("BT /F 12 Tf 20 200 Td (AB) Tj 0.3 0 Td (AB) Tj 100 0 Td (AB) Tj ET").glyphs
    assert "".join(glyphs.text) == "ABAB"


def test_invisible_text_is_not_read() -> None:
    glyphs = page_of("BT /F 12 Tf 20 200 Td (A) Tj 3 Tr 50 0 Td (B) Tj 0 Tr 50 0 Td (C) Tj ET").glyphs
    assert "".join(glyphs.text) == "AC"


def test_a_page_of_more_characters_than_are_asked_for_in_one_turn_is_read_whole() -> None:
    rows, letters = 60, 100
    text = [f"BT /F 2 Tf 10 {290 - 4 * row} Td ({'A' * letters}) Tj ET" for row in range(rows)]
    boxes = page_of("\n".join(text)).glyphs.boxes.reshape(rows, letters, 4)
    assert boxes[:, :, (0, 2)] == approx(np.broadcast_to(boxes[0][:, (0, 2)], (rows, letters, 2)), abs=0.01)
    assert np.diff(boxes[:, :, (1, 3)], axis=0) == approx(4.0, abs=0.01)
