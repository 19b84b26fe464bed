"""150 dots an inch: a character of 9 points is 19 pixels high."""

from __future__ import annotations

from tests.scans.files import bilevel, colour, grey, pdf_of
from tests.scans.optics import blurred, skewed, turned
from tests.scans.originals import corpus, in_hei, one_page, one_page_in_hei, sample
from tests.scans.paper import dark_edges, punched, tinted, unevenly_lit
from tests.scans.pictures import jpeg
from tests.scans.recipe import ScanRecipe, committed
from tests.scans.seal_faces import round_seal
from tests.scans.seals import stamped
from tests.scans.toner import contrast, faint_lines, noisy, speckled

_OFFICE = round_seal("江临县公开样章示范局")
_USUAL = (skewed(0.5, -0.6, 0.3), noisy(5))

_OTHER_OFFICE = round_seal("云川县示例样章编制办公室", "(2)")

LOW_RESOLUTION: tuple[ScanRecipe, ...] = (
    ScanRecipe("150-colour", corpus("lines-strokes"), _USUAL, 150, pdf_of(colour())),
    ScanRecipe("150-grey", in_hei("lines-filled-bars"), _USUAL, 150, pdf_of(grey())),
    ScanRecipe("150-fax", one_page_in_hei(2501), _USUAL, 150, pdf_of(bilevel)),
    ScanRecipe("150-jpeg-35", one_page(2502), _USUAL, 150, pdf_of(colour(35))),
    ScanRecipe("150-seal", one_page(2503), (stamped(_OFFICE, 400, 420, turn=7), *_USUAL), 150),
    ScanRecipe("150-seal-grey", one_page(2504), (stamped(_OFFICE, 300, 600, turn=-7), *_USUAL), 150, pdf_of(grey(60))),
    ScanRecipe("150-upside-down", corpus("lines-open-at-page-breaks"), (turned(2), skewed(2.5), noisy(5)), 150),
    ScanRecipe("150-faint-lines", one_page(2505), (faint_lines(0.6, 0.05), *_USUAL), 150),
    ScanRecipe("150-low-contrast", one_page(2506), (contrast(90, 210), *_USUAL), 150, pdf_of(grey())),
    ScanRecipe("150-out-of-focus", one_page(2507), (blurred(0.25), *_USUAL), 150),
    ScanRecipe(
        "150-office-copier",
        corpus("contents-one-line-groups"),
        (punched, tinted(242, 238, 228), skewed(1.2, -0.9), unevenly_lit(0.75, 200), dark_edges(10), noisy(7)),
        150,
        pdf_of(grey(65)),
    ),
    ScanRecipe("150-lines-dashed", corpus("lines-dashed"), _USUAL, 150),
    ScanRecipe("150-jpeg-file", one_page(2508), _USUAL, 150, jpeg),
    ScanRecipe("150-sample-scan", sample("libreoffice"), bind=committed("scan-150"), dpi=150),
    ScanRecipe(
        "150-office-copy",
        one_page_in_hei(3119),
        (dark_edges(6), skewed(0.9), speckled(2), noisy(5)),
        150,
        pdf_of(grey(50)),
    ),
    ScanRecipe(
        "150-colour-50", one_page(3120), (stamped(_OTHER_OFFICE, 300, 200, turn=20), *_USUAL), 150, pdf_of(colour(50))
    ),
)
