"""Lines found by the detection model: its answer made boxes, and the model itself on a page without rulings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gongbiao.extractors.ocr.paddle_detector import DPI, PaddleDetector
from gongbiao.extractors.ocr.paddle_runtimes import onnx_network
from tests.extractors.scans import made_pictures as made

Maps = NDArray[np.float32]
CORE = (40, 30, 200, 36)
"""x0, top, x1, bottom."""


def _answers(probability: float) -> Callable[[Path], Callable[[Maps], Maps]]:
    """Return a network that finds one line of this probability, whatever it is shown."""

    def run(inputs: Maps) -> Maps:
        found = np.zeros((1, 1, *inputs.shape[2:]), dtype=np.float32)
        x0, top, x1, bottom = CORE
        found[0, 0, top:bottom, x0:x1] = probability
        return found

    return lambda _model: run


@pytest.mark.parametrize("dpi", [DPI, 2 * DPI])
def test_a_line_is_larger_than_its_core(dpi: float) -> None:
    scale = dpi / DPI
    page = np.full((round(300 * scale), round(500 * scale)), 255, np.uint8)
    ((x0, top, x1, bottom),) = PaddleDetector(_answers(0.9)).lines_on(page, dpi)
    assert 2 * scale < CORE[0] * scale - x0 < 8 * scale
    assert 2 * scale < x1 - CORE[2] * scale < 8 * scale
    assert 2 * scale < CORE[1] * scale - top < 8 * scale
    assert 2 * scale < bottom - CORE[3] * scale < 8 * scale


def test_what_the_model_is_not_sure_of_is_no_line() -> None:
    page = np.full((300, 500), 255, np.uint8)
    assert PaddleDetector(_answers(0.4)).lines_on(page, DPI) == []


def test_the_model_finds_lines_of_text_where_they_are() -> None:
    dpi = 200
    page = made.blank(dpi)
    baselines = (100, 200, 300)
    for y in baselines:
        made.draw_text(page, dpi, 60, y, "Published forms 2024", 10)
    boxes = sorted(PaddleDetector(onnx_network).lines_on(page, dpi), key=lambda box: box[1])
    assert len(boxes) == len(baselines)
    for (x0, top, _, bottom), y in zip(boxes, baselines, strict=True):
        baseline = y * dpi / 72
        assert top < baseline - 10 and baseline < bottom < baseline + 30
        assert abs(x0 - 60 * dpi / 72) < 20
