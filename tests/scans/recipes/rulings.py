"""Lines as printed, once they are pixels."""

from __future__ import annotations

from tests.scans.files import bilevel, grey, pdf_of
from tests.scans.optics import skewed
from tests.scans.originals import corpus, one_page, sample_form
from tests.scans.recipe import ScanRecipe
from tests.scans.toner import contrast, faint_lines, noisy

_USUAL = (skewed(0.5, -0.4), noisy(4))

RULINGS: tuple[ScanRecipe, ...] = (
    ScanRecipe("lines-dashed", corpus("lines-dashed"), _USUAL),
    ScanRecipe("lines-dotted-300", corpus("lines-dotted"), _USUAL, 300),
    ScanRecipe("lines-double", corpus("lines-double"), _USUAL),
    ScanRecipe("lines-thick-frame", corpus("lines-thick-frame"), _USUAL, bind=pdf_of(grey())),
    ScanRecipe("lines-faint", one_page(2201), (faint_lines(0.72, 0), *_USUAL)),
    ScanRecipe("lines-broken", one_page(2202), (faint_lines(0.2, 0.12), *_USUAL)),
    ScanRecipe("lines-broken-fax-300", one_page(2203), (faint_lines(0, 0.1), *_USUAL), 300, pdf_of(bilevel)),
    ScanRecipe("lines-missing-outside", corpus("missing-outer-borders"), _USUAL),
    ScanRecipe("lines-missing-verticals", corpus("missing-all-verticals"), _USUAL),
    ScanRecipe("lines-missing-verticals-left", corpus("missing-all-verticals-left-aligned"), _USUAL),
    ScanRecipe("lines-missing-inner-300", corpus("missing-inner-verticals"), _USUAL, 300, pdf_of(grey())),
    ScanRecipe("cells-coloured", corpus("lines-coloured-cells"), _USUAL),
    ScanRecipe("labels-white-on-dark", corpus("lines-dark-labels"), _USUAL),
    ScanRecipe("sections-upright", corpus("text-upright-sections"), (contrast(30, 250), *_USUAL)),
    ScanRecipe("sample-other-printer", sample_form("reportlab", 4), _USUAL, bind=pdf_of(grey()), is_fast=True),
    ScanRecipe("lines-plain-600-fax", one_page(2204), _USUAL, 600, pdf_of(bilevel)),
)
