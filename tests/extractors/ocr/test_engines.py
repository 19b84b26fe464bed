"""Engines by name: what is there, what is missing, what other packages offer; and what an engine reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from shutil import which
from types import SimpleNamespace

import numpy as np
import pytest

from gongbiao.extractors.errors import NoEngineError
from gongbiao.extractors.ocr import engines
from gongbiao.extractors.ocr.engines import ENTRY_POINTS, engine_names, load_engine
from gongbiao.extractors.ocr.names import AUTO, NONE
from gongbiao.extractors.ocr.paddle_runtimes import OpenVinoRuntime
from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.extractors.pictures.rendered import RenderedPages

PRINTED = Path(__file__).parents[3] / "samples" / "rugao-2024-libreoffice.pdf"
TITLE = "如皋市市级部门整体预算绩效目标表"
TITLE_LINE = (slice(182, 238), slice(455, 1200))
"""Pixels at 200 dots an inch: where the title of the first page stands."""


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> Iterator[None]:
    load_engine.cache_clear()
    yield
    load_engine.cache_clear()


def lack(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    def find(name: str) -> ModuleSpec | None:
        return None if name in modules else ModuleSpec(name, None)

    monkeypatch.setattr(engines, "find_spec", find)


def offer(monkeypatch: pytest.MonkeyPatch, **offered: object) -> None:
    def found(*, group: str, name: str | None = None) -> list[SimpleNamespace]:
        assert group == ENTRY_POINTS
        return [
            SimpleNamespace(name=own, load=lambda made=made: made)
            for own, made in offered.items()
            if name in (None, own)
        ]

    monkeypatch.setattr(engines, "entry_points", found)


class Plugged:
    name = "plugged"

    def recognise(self, lines: Sequence[Pixels]) -> list[RecognisedLine]:
        return [RecognisedLine("", np.empty(0), np.empty(0)) for _ in lines]


def refusal(name: str) -> str:
    with pytest.raises(NoEngineError) as caught:
        load_engine(name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_built_in_engines_have_names() -> None:
    assert engine_names()[:4] == (AUTO, "openvino", "onnxruntime", "tesseract")


@pytest.mark.parametrize(
    ("name", "module"),
    [("openvino", "openvino"), ("openvino", "rapidocr"), ("onnxruntime", "onnxruntime"), ("tesseract", "pytesseract")],
)
def test_an_engine_that_is_not_installed_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    lack(monkeypatch, module)
    said = refusal(name)
    assert name in said
    assert f"pip install {module}" in said


def test_without_any_engine_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lack(monkeypatch, "rapidocr")
    assert "pip install 'gongbiao[ocr]'" in refusal(AUTO)


def test_tesseract_is_not_taken_without_being_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    lack(monkeypatch, "openvino", "onnxruntime")
    assert "gongbiao[ocr]" in refusal(AUTO)


def test_auto_takes_the_fastest_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_engine(AUTO).name == "openvino"
    load_engine.cache_clear()
    lack(monkeypatch, "openvino")
    assert load_engine(AUTO).name == "onnxruntime"


def test_none_switches_recognition_off() -> None:
    assert "--ocr none" in refusal(NONE)


def test_an_unknown_name_is_answered_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, plugged=Plugged)
    said = refusal("opnvino")
    assert all(name in said for name in ("opnvino", "openvino", "onnxruntime", "tesseract", "plugged"))


def test_an_installed_package_can_offer_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, plugged=Plugged, another=Plugged)
    assert engine_names()[-2:] == ("another", "plugged")
    assert isinstance(load_engine("plugged"), Plugged)


def test_a_loaded_engine_is_kept() -> None:
    assert load_engine("openvino") is load_engine("openvino")


@pytest.fixture(scope="module")
def title_line() -> Pixels:
    pages = RenderedPages(PRINTED.read_bytes())
    try:
        grey = pages.picture(1).pixels.mean(axis=2).astype(np.uint8)
    finally:
        pages.close()
    return np.ascontiguousarray(grey[TITLE_LINE])


@pytest.mark.parametrize("name", ["openvino", "onnxruntime"])
def test_an_engine_reads_a_line_with_places_and_confidence(name: str, title_line: Pixels) -> None:
    (line,) = load_engine(name).recognise([title_line])
    assert line.text == TITLE
    assert len(line.text) == len(line.confidence) == len(line.position) == len(line.runner_up)
    assert line.confidence.min() > 0.8
    assert (np.diff(line.position) > 0).all()
    ink = np.flatnonzero((title_line < 128).any(axis=0)) / title_line.shape[1]
    step = (ink[-1] - ink[0]) / len(line.text)
    assert line.position[0] == pytest.approx(ink[0] + step / 2, abs=step)
    assert line.position[-1] == pytest.approx(ink[-1] - step / 2, abs=step)


def test_both_runtimes_read_the_same(title_line: Pixels) -> None:
    half = np.ascontiguousarray(title_line[:, : title_line.shape[1] // 2])
    read = [load_engine(name).recognise([title_line, half]) for name in ("openvino", "onnxruntime")]
    assert [line.text for line in read[0]] == [line.text for line in read[1]]


def test_lines_are_given_back_in_their_order_whatever_their_width(title_line: Pixels) -> None:
    whole = title_line.shape[1]
    widths = [whole, whole // 8, whole // 2, whole // 8, whole, whole // 4, *[whole // 2] * 5]
    engine = load_engine("openvino")
    together = engine.recognise([title_line[:, :width] for width in widths])
    alone = [engine.recognise([title_line[:, :width]])[0] for width in widths]
    assert [line.text for line in together] == [line.text for line in alone]


@pytest.mark.parametrize("shape", [(1, 1), (40, 2), (3, 900), (30, 9000)])
def test_odd_pictures_of_lines_are_read_without_complaint(shape: tuple[int, int]) -> None:
    (line,) = load_engine("openvino").recognise([np.full(shape, 255, np.uint8)])
    assert len(line.text) == len(line.confidence) == len(line.position)
    assert load_engine("openvino").recognise([]) == []


def test_what_openvino_did_not_read_is_not_what_it_read_before() -> None:
    lines = np.zeros((1, 3, 48, 64), dtype=np.float32)
    output = np.full((1, 8, 10), 0.5, dtype=np.float32)
    refused = OpenVinoRuntime.__new__(OpenVinoRuntime)
    refused._request = SimpleNamespace(  # as it is where the system has no memory left: nothing is done nor said
        infer=lambda _lines: None, get_output_tensor=lambda: SimpleNamespace(data=output)
    )
    with pytest.raises(MemoryError):
        refused.probabilities(lines)


@pytest.mark.skipif(which("tesseract") is None, reason="needs tesseract-ocr and tesseract-ocr-chi-sim")
def test_tesseract_reads_a_line(title_line: Pixels) -> None:
    (line,) = load_engine("tesseract").recognise([title_line])
    assert sum(character in line.text for character in TITLE) >= len(TITLE) - 4
    assert len(line.text) == len(line.confidence) == len(line.position)
    assert ((line.position >= 0) & (line.position <= 1)).all()


def test_tesseract_without_its_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt install tesseract-ocr" in refusal("tesseract")
