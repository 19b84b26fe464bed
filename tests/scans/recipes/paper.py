"""Light, paper and dirt."""

from __future__ import annotations

from tests.scans.files import bilevel, grey, pdf_of
from tests.scans.optics import bowed, skewed
from tests.scans.originals import corpus, in_hei, one_page
from tests.scans.paper import (
    dark_edges,
    folded,
    punched,
    shadowed,
    showing_through,
    spine_shadow,
    stained,
    tinted,
    unevenly_lit,
)
from tests.scans.recipe import ScanRecipe
from tests.scans.toner import contrast, copied, faded, noisy, speckled

PAPER: tuple[ScanRecipe, ...] = (
    ScanRecipe("yellowed", corpus("lines-one-path"), (tinted(244, 232, 200), stained, skewed(0.4, -0.3), noisy(5))),
    ScanRecipe("light-falls-off", corpus("lines-filled-bars"), (unevenly_lit(0.55, 60), noisy(5))),
    ScanRecipe("shadow", one_page(2101), (tinted(238, 238, 242), shadowed(0.5, 0.4, 0.25), noisy(5))),
    ScanRecipe("spine", one_page(2102), (bowed(3), spine_shadow(0.75, 34), noisy(4))),
    ScanRecipe(
        "lid-open-holes-grey",
        corpus("lines-short-of-each-other"),
        (punched, skewed(0.6, -0.5), dark_edges(16), noisy(6)),
        bind=pdf_of(grey()),
    ),
    ScanRecipe("folded-300", one_page(2103), (folded(0.335, 0.667), skewed(0.3), noisy(4)), 300),
    ScanRecipe("other-side-shows", in_hei("lines-strokes"), (showing_through(0.22), tinted(245, 244, 240), noisy(4))),
    ScanRecipe("noise-and-specks", corpus("text-latin-words"), (speckled(8), skewed(0.5), noisy(14))),
    ScanRecipe("low-contrast-grey", one_page(2104), (contrast(96, 205), skewed(-0.6), noisy(4)), bind=pdf_of(grey())),
    ScanRecipe("toner-runs-out", one_page(2105), (faded(0.6), skewed(0.4), noisy(5))),
    ScanRecipe(
        "copy-of-a-copy-fax", one_page(2106), (skewed(0.7), copied, dark_edges(8), speckled(5)), bind=pdf_of(bilevel)
    ),
    ScanRecipe(
        "all-at-once-300",
        one_page(2107),
        (punched, folded(0.5), tinted(240, 234, 216), skewed(-1.6), unevenly_lit(0.7, 120), dark_edges(7), noisy(8)),
        300,
        pdf_of(grey(60)),
    ),
)
