"""Stamps over text and lines."""

from __future__ import annotations

from tests.scans.files import grey, layered, pdf_of
from tests.scans.optics import skewed, turned
from tests.scans.originals import corpus, one_page, sample, sample_form
from tests.scans.paper import tinted
from tests.scans.recipe import ScanRecipe, committed
from tests.scans.seal_faces import bare_round, box_stamp, name_seal, oval_seal, round_seal
from tests.scans.seals import BLUE, FRESH_RED, PALE_RED, PURPLE, stamped
from tests.scans.toner import noisy

_OFFICE = round_seal("江临县公开样章示范局")
_FINANCE = round_seal("松阳区样章测试办公室", "财务专用章")
_RECEIVED = box_stamp(("江临县样章测试中心", "2024年1月15日", "已审核"))
_INVOICE = oval_seal("江临县样章服务部", "0000公开样章0000")
_USUAL = (skewed(0.6, -0.5), noisy(4))

SEALS: tuple[ScanRecipe, ...] = (
    ScanRecipe("seal-on-title", corpus("lines-strokes"), (stamped(_OFFICE, 300, 110, turn=6), *_USUAL)),
    ScanRecipe("seal-on-amounts-fresh", one_page(2301), (stamped(_FINANCE, 440, 300, FRESH_RED, turn=-11), *_USUAL)),
    ScanRecipe("seal-on-indicators-300", one_page(2302), (stamped(_OFFICE, 330, 640, turn=14), *_USUAL), 300),
    ScanRecipe("seal-grey", one_page(2303), (stamped(_FINANCE, 420, 610, turn=-4), *_USUAL), bind=pdf_of(grey())),
    ScanRecipe(
        "seal-grey-300",
        corpus("lines-open-at-page-breaks"),
        (stamped(_OFFICE, 400, 420, turn=9, on=(0, 1, 2)), *_USUAL),
        300,
        pdf_of(grey()),
    ),
    ScanRecipe("seal-pale", one_page(2304), (stamped(_OFFICE, 250, 500, PALE_RED), tinted(243, 238, 226), *_USUAL)),
    ScanRecipe(
        "stamp-box-blue",
        one_page(2305),
        (stamped(_RECEIVED, 480, 52, BLUE, turn=3), stamped(_OFFICE, 200, 120), *_USUAL),
    ),
    ScanRecipe("stamp-box-on-cells", one_page(2306), (stamped(_RECEIVED, 380, 560, turn=-7), *_USUAL)),
    ScanRecipe("seal-oval", one_page(2307), (stamped(_INVOICE, 360, 430, turn=-9), *_USUAL)),
    ScanRecipe(
        "seal-and-name",
        one_page(2308),
        (stamped(_FINANCE, 200, 700, turn=5), stamped(name_seal("样章之印"), 400, 720, turn=-3), *_USUAL),
    ),
    ScanRecipe("seal-purple", one_page(2309), (stamped(_OFFICE, 420, 250, PURPLE, turn=10), *_USUAL)),
    ScanRecipe(
        "seals-upside-down",
        corpus("lines-filled-bars"),
        (stamped(_OFFICE, 420, 700, turn=4, on=(0, 1, 2, 3)), turned(2), *_USUAL),
    ),
    ScanRecipe(
        "seal-compact-pdf-300", one_page(2310), (stamped(_OFFICE, 300, 500, turn=-6), *_USUAL), 300, pdf_of(layered)
    ),
    ScanRecipe(
        "seal-without-name",
        sample_form("libreoffice", 3),
        (stamped(bare_round, 205, 152), stamped(bare_round, 380, 520, FRESH_RED, on=(0, 1)), *_USUAL),
        is_fast=True,
    ),
    ScanRecipe("sample-scan", sample("libreoffice"), bind=committed("scan")),
)
