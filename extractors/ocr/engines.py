"""The engines for character recognition, by name: those below, and any that an installed package offers.

A package offers one as an entry point of the group ``gongbiao.ocr``: something that returns an engine when called.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.util import find_spec

from gongbiao.extractors.errors import NoEngineError
from gongbiao.extractors.ocr.names import AUTO, NONE
from gongbiao.extractors.ocr.recognise import OcrEngine

ENTRY_POINTS = "gongbiao.ocr"


def _openvino() -> OcrEngine:
    from gongbiao.extractors.ocr.paddle_detector import PaddleDetector
    from gongbiao.extractors.ocr.paddle_ocr import PaddleOcr
    from gongbiao.extractors.ocr.paddle_runtimes import OpenVinoRuntime, openvino_network

    return PaddleOcr(OpenVinoRuntime, lambda: PaddleDetector(openvino_network))


def _onnxruntime() -> OcrEngine:
    from gongbiao.extractors.ocr.paddle_detector import PaddleDetector
    from gongbiao.extractors.ocr.paddle_ocr import PaddleOcr
    from gongbiao.extractors.ocr.paddle_runtimes import OnnxRuntime, onnx_network

    return PaddleOcr(OnnxRuntime, lambda: PaddleDetector(onnx_network))


def _tesseract() -> OcrEngine:
    from gongbiao.extractors.ocr.tesseract import Tesseract

    return Tesseract()


_BUILT_IN: dict[str, tuple[tuple[str, ...], Callable[[], OcrEngine]]] = {
    "openvino": (("rapidocr", "openvino"), _openvino),
    "onnxruntime": (("rapidocr", "onnxruntime"), _onnxruntime),
    "tesseract": (("pytesseract",), _tesseract),
}
"""For each engine the modules that it needs, and how it is made; the fastest first."""
_ASKED_BY_NAME = ("tesseract",)
"""Engines that read Chinese too badly to be taken without being asked for."""


def engine_names() -> tuple[str, ...]:
    """Return the names that :func:`load_engine` knows, those of other packages last."""
    return (AUTO, *_BUILT_IN, *sorted(found.name for found in entry_points(group=ENTRY_POINTS)))


@lru_cache(maxsize=1)
def load_engine(name: str = AUTO) -> OcrEngine:
    """Return the engine of that name; loading one takes about a second, so the last one is kept.

    Raises NoEngineError, with a line that says what to install.
    """
    if name == NONE:
        raise NoEngineError("recognition is switched off (--ocr none)")
    if name == AUTO:
        name = next((known for known in _BUILT_IN if known not in _ASKED_BY_NAME and not _missing(known)), NONE)
    if name == NONE:
        raise NoEngineError("reading scans needs the extra gongbiao[ocr]: pip install 'gongbiao[ocr]'")
    if name in _BUILT_IN:
        if missing := _missing(name):
            raise NoEngineError(f"the OCR engine {name} needs {' and '.join(missing)}: pip install {' '.join(missing)}")
        return _BUILT_IN[name][1]()
    for found in entry_points(group=ENTRY_POINTS, name=name):
        make: Callable[[], OcrEngine] = found.load()
        return make()
    raise NoEngineError(f"there is no OCR engine {name}; known are {', '.join(engine_names())}")


def _missing(name: str) -> list[str]:
    return [module for module in _BUILT_IN[name][0] if find_spec(module) is None]
