"""Level pages: lines lie level and stand upright afterwards, and the way back leads to where they were."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gongbiao.extractors.page import FloatArray
from gongbiao.extractors.scans.level import Levelled, level
from tests.extractors.scans import made_pictures as made

DPI = 150
UNIT = DPI / 72


def _warped(page: made.Pixels, matrix: FloatArray) -> made.Pixels:
    size = (page.shape[1], page.shape[0])
    return np.asarray(cv2.warpPerspective(page, matrix, size, borderValue=made.PAPER), dtype=np.uint8)


def _turn(page: made.Pixels, degrees: float) -> FloatArray:
    turn = cv2.getRotationMatrix2D((page.shape[1] / 2, page.shape[0] / 2), degrees, 0.85)
    return np.vstack((turn, (0, 0, 1)))


def _bend(levelled: Levelled, matrix: FloatArray) -> float:
    """Return by how many pixels, at most, level and upright lines of the result lean on the page as drawn."""
    height, width = levelled.grey.shape
    back = np.linalg.inv(matrix)
    worst = 0.0
    for share in (0.2, 0.5, 0.8):
        for axis, ends in ((1, ((0.2, share), (0.8, share))), (0, ((share, 0.2), (share, 0.8)))):
            at = levelled.in_source(np.array(ends) * (width, height))
            drawn = cv2.perspectiveTransform(at[None], back)[0]
            worst = max(worst, abs(float(drawn[1, axis] - drawn[0, axis])))
    return worst


@pytest.mark.parametrize("degrees", [-7, -3.3, -0.4, 0.15, 1, 4.5, 7])
def test_skew_is_taken_out(degrees: float) -> None:
    page = made.form(DPI)
    matrix = _turn(page, degrees)
    assert _bend(level(_warped(page, matrix)), matrix) < 1.5


def test_perspective_is_taken_out() -> None:
    page = made.form(DPI)
    height, width = page.shape
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
    seen = corners + np.array(((12, 4), (-3, 14), (-9, -5), (2, -11)), np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(corners, seen), dtype=np.float64)
    assert _bend(level(_warped(page, matrix)), matrix) < 1.5


def test_a_page_on_its_side_stays_on_it() -> None:
    page = np.ascontiguousarray(np.rot90(made.form(DPI)))
    assert level(page).grey.shape == page.shape


@pytest.mark.parametrize("page", [made.form(DPI), made.blank(DPI), np.full((1, 1), 255, np.uint8)])
def test_a_level_page_is_left_alone(page: made.Pixels) -> None:
    levelled = level(page)
    assert levelled.grey is page
    assert np.array_equal(levelled.to_source, np.eye(3))


@pytest.mark.parametrize("seed", [0, 3])
def test_a_table_of_one_row_does_not_tell_how_its_columns_lean(seed: int) -> None:
    turned = _warped(page := _one_row(seed), _turn(page, -0.6))
    x, y, w = level(turned).to_source @ np.array(((300, 300, 1500), (200, 2000, 200), (1, 1, 1)))
    corner, below, beside = np.stack((x / w, y / w), axis=1)
    assert np.hypot(*(below - corner)) == pytest.approx(1800, rel=0.002)
    assert np.hypot(*(beside - corner)) == pytest.approx(1200, rel=0.002)
    assert abs((below - corner) @ (beside - corner)) < 0.002 * 1800 * 1200


def _one_row(seed: int) -> made.Pixels:
    """Draw a row of cells with strokes of text at the head of an empty page, half a seal at its right edge."""
    random = np.random.default_rng(seed)
    page = np.full((2339, 1654), 255, np.uint8)
    cv2.rectangle(page, (160, 150), (1480, 240), 0, 2)
    for x in (260, 430, 640, 940, 1050, 1260):
        cv2.line(page, (x, 150), (x, 240), 0, 2)
    for x in range(180, 1460, 18):
        y = 170 + int(random.integers(0, 12))
        cv2.line(page, (x, y), (x + int(random.integers(-3, 4)), y + int(random.integers(8, 40))), 0, 2)
    cv2.circle(page, (1654, 1150), 150, 150, 5)
    return page
