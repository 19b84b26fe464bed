"""The files that scans come in."""

from __future__ import annotations

from tests.scans.files import bilevel, colour, grey, in_strips, layered, pdf_of
from tests.scans.optics import photographed, skewed, turned
from tests.scans.originals import corpus, one_page, one_page_in_hei, small_form
from tests.scans.outlines import in_curves
from tests.scans.overlays import (
    app_line,
    as_english,
    as_seen,
    hidden_text,
    mixed,
    often_wrong,
    pasted,
    seal_picture,
    text_below,
    turned_back,
)
from tests.scans.pictures import (
    jpeg,
    jpeg_held,
    jpeg_without_dpi,
    jpeg_wrong_dpi,
    png,
    png_without_dpi,
    tiff_fax,
    tiff_grey,
)
from tests.scans.recipe import ScanRecipe
from tests.scans.seal_faces import round_seal
from tests.scans.seals import RED
from tests.scans.toner import noisy

_USUAL = (skewed(0.4, -0.5), noisy(4))
_CAMERA = (photographed((0.01, 0.0), (0.0, 0.01), (0.015, 0.0), (0.0, 0.01)), noisy(4))

FILES: tuple[ScanRecipe, ...] = (
    ScanRecipe("pdf-jpeg-35", one_page(2401), _USUAL, bind=pdf_of(colour(35))),
    ScanRecipe("pdf-grey-300", one_page(2402), _USUAL, 300, pdf_of(grey(60))),
    ScanRecipe("pdf-fax", corpus("lines-strokes"), _USUAL, bind=pdf_of(bilevel)),
    ScanRecipe("pdf-fax-300", one_page(2403), _USUAL, 300, pdf_of(bilevel)),
    ScanRecipe("pdf-strips", one_page(2404), _USUAL, bind=pdf_of(in_strips(9))),
    ScanRecipe("pdf-compact-300", corpus("lines-rectangle-per-cell"), _USUAL, 300, pdf_of(layered)),
    ScanRecipe("pdf-rotate", one_page(2405), (turned(3), *_USUAL), bind=turned_back(1)),
    ScanRecipe("pdf-hidden-text-good", one_page(2406), (noisy(4),), bind=hidden_text(as_seen)),
    ScanRecipe("pdf-hidden-text-wrong", one_page(2407), _USUAL, bind=hidden_text(often_wrong)),
    ScanRecipe("pdf-hidden-text-english", one_page(2408), _USUAL, bind=hidden_text(as_english)),
    ScanRecipe("pdf-hidden-text-shifted", one_page(2409), _USUAL, bind=hidden_text(as_seen, (14, 22))),
    ScanRecipe("pdf-text-below-wrong", one_page(2421), _USUAL, bind=text_below(often_wrong)),
    ScanRecipe("pdf-text-below-good", one_page(2422), _USUAL, bind=text_below(as_seen)),
    ScanRecipe("pdf-mixed", corpus("lines-one-path"), _USUAL, bind=mixed(0, 2)),
    ScanRecipe("pdf-app-line", corpus("lines-open-at-page-breaks"), _USUAL, bind=app_line),
    ScanRecipe("pdf-pasted", one_page_in_hei(2410), _USUAL, 250, pasted("附件2：2024年项目支出绩效目标公开")),
    ScanRecipe("pdf-curves", one_page_in_hei(2411), bind=in_curves(small_form(2411))),
    ScanRecipe(
        "pdf-born-digital-seal-picture",
        one_page(2412),
        bind=seal_picture(round_seal("江临县公开样章示范局"), 330, 300, RED),
    ),
    ScanRecipe("png-300", one_page(2413), _USUAL, 300, png),
    ScanRecipe("png-without-dpi", one_page(2414), _USUAL, bind=png_without_dpi),
    ScanRecipe("jpeg", one_page(2415), _USUAL, bind=jpeg),
    ScanRecipe("jpeg-without-dpi-300", one_page(2416), _USUAL, 300, jpeg_without_dpi),
    ScanRecipe("jpeg-photograph-72-dpi", one_page(2417), _CAMERA, 250, jpeg_wrong_dpi),
    ScanRecipe("jpeg-held-sideways", one_page(2418), _CAMERA, 250, jpeg_held(1)),
    ScanRecipe("jpeg-held-upside-down", one_page(2419), _CAMERA, 250, jpeg_held(2)),
    ScanRecipe("tiff-grey", corpus("lines-a-point-apart"), _USUAL, bind=tiff_grey),
    ScanRecipe("tiff-fax-300", corpus("text-latin-words"), _USUAL, 300, tiff_fax),
)
