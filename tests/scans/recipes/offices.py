"""What offices and telephones make of a sheet, several things at once: nothing here was seen while others were read."""

from __future__ import annotations

from pathlib import Path

from samples.builders.fonts import SONG_BOLD

from tests.scans.files import bilevel, grey, pdf_of
from tests.scans.marks import creased_down, dog_eared, stapled, streaked, ticked, watermarked
from tests.scans.optics import on_wood, opened_book, photographed, skewed
from tests.scans.originals import corpus, one_page, one_page_in, one_page_in_hei
from tests.scans.paper import folded, punched, shadowed, showing_through, spine_shadow, tinted
from tests.scans.pictures import jpeg_without_dpi, tiff_fax_machine, two_up
from tests.scans.recipe import ScanRecipe
from tests.scans.screens import dithered, enhanced, halftoned, posterised
from tests.scans.seal_faces import name_seal, oval_seal, round_seal
from tests.scans.seals import FRESH_RED, PALE_RED, stamped
from tests.scans.toner import faded, noisy

_BLUE_PEN, _RED_PEN, _PENCIL = (38, 52, 140), (200, 40, 46), (96, 96, 98)
_OFFICE = round_seal("云川县示例样章编制办公室", "(2)")
_SQUARE = name_seal("示例机关样章专用之印")
_USUAL = (skewed(0.7, -0.6), noisy(4))
_SANS = ("SansSC", Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), "Noto Sans CJK SC")
_BOLD = ("SongBoldSC", SONG_BOLD, "Noto Serif CJK SC")

OFFICES: tuple[ScanRecipe, ...] = (
    ScanRecipe("bold-type", one_page_in(3101, *_BOLD), (*_USUAL,), bind=pdf_of(grey())),
    ScanRecipe("sans-type-fax", one_page_in(3102, *_SANS), (*_USUAL,), bind=tiff_fax_machine),
    ScanRecipe(
        "two-seals-over-each-other",
        one_page(3103),
        (stamped(_OFFICE, 400, 420, FRESH_RED, turn=8), stamped(_SQUARE, 440, 455, turn=-5), *_USUAL),
    ),
    ScanRecipe("square-seal-grey", one_page(3104), (stamped(_SQUARE, 330, 520, turn=3), *_USUAL), bind=pdf_of(grey())),
    ScanRecipe(
        "seal-across-edges",
        corpus("lines-one-path"),
        (stamped(_OFFICE, 595, 420, turn=90, on=(0, 1, 2, 3)), stamped(_OFFICE, 70, 330, PALE_RED, on=(0,)), *_USUAL),
    ),
    ScanRecipe("jpeg-30-grey", one_page(3105), _USUAL, bind=pdf_of(grey(30))),
    ScanRecipe("halftone-300", one_page(3106), (tinted(236, 236, 230), skewed(0.5), halftoned), 300, pdf_of(bilevel)),
    ScanRecipe("dithered-300", one_page(3107), (tinted(240, 240, 240), skewed(-0.5), dithered), 300, pdf_of(grey(95))),
    ScanRecipe("back-side-shows-grey", one_page(3108), (showing_through(0.3), *_USUAL), bind=pdf_of(grey())),
    ScanRecipe("folded-in-four", one_page(3109), (folded(0.5), creased_down(0.5), skewed(-0.8), noisy(5))),
    ScanRecipe(
        "holes-staple-ear",
        one_page(3110),
        (punched, stapled(40, 38, 40), dog_eared(42), skewed(1.2), noisy(5)),
        bind=pdf_of(grey()),
    ),
    ScanRecipe(
        "ticked-by-hand",
        one_page(3111),
        (
            ticked(_BLUE_PEN, (548, 420), (548, 460), (548, 500), (30, 560)),
            ticked(_RED_PEN, (552, 250), (552, 290)),
            ticked(_PENCIL, (552, 600), (24, 300)),
            *_USUAL,
        ),
    ),
    ScanRecipe(
        "sixteen-greys", one_page(3112), (tinted(232, 232, 228), *_USUAL, posterised(16)), bind=pdf_of(grey(90))
    ),
    ScanRecipe("a3-landscape-grey", corpus("pages-a3-landscape"), (skewed(0.4), noisy(5)), bind=pdf_of(grey(60))),
    ScanRecipe("two-sheets-a-picture", corpus("lines-rectangle-per-cell"), (noisy(4),), bind=two_up),
    ScanRecipe(
        "on-a-table-skewed",
        one_page(3113),
        (photographed((0.05, 0.02), (0.01, 0.05), (0.03, 0.01), (0.0, 0.04), margin=0.05), on_wood, noisy(6)),
        300,
        jpeg_without_dpi,
    ),
    ScanRecipe(
        "open-book",
        one_page(3114),
        (opened_book(9, 90), spine_shadow(0.6, 30), skewed(0.5), noisy(5)),
        bind=pdf_of(grey()),
    ),
    ScanRecipe("dirty-glass", one_page(3115), (skewed(-0.6), streaked((150, 0.5, 120), (402, 0.8, 90)), noisy(4))),
    ScanRecipe("watermark", one_page(3116), (watermarked("云川县公开样张", 205, 26), *_USUAL)),
    ScanRecipe("scanner-app", one_page_in_hei(3117), (shadowed(0.35, 0.6, 0.3), enhanced(1.4), skewed(0.8), noisy(3))),
    ScanRecipe(
        "invoice-seal-worn-toner",
        one_page(3118),
        (stamped(oval_seal("云川县样章财务部", "00示例00"), 300, 610, turn=12), faded(0.35), *_USUAL),
    ),
)
