"""Scanned pages: seconds a page and characters right, beside RapidOCR's own way of reading the same pictures.

The peers get the pages as pixels, ready to be read; this program starts from the file. Everybody has one thread, and
they take turns page by page. What the pages say is known from the print that they were scanned from.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.report import Section
from gongbiao.extractors.document import open_document
from gongbiao.extractors.ocr.engines import load_engine
from gongbiao.extractors.page import Page
from gongbiao.extractors.pictures.rendered import RenderedPages
from gongbiao.extractors.scans.scan import read_scan
from gongbiao.normalizers.text import fold

ROUNDS = 2
PAGES = 5
"""Pages of each scan: the first forms, with seals; all of them take a quarter of an hour."""
ENGINES = ("openvino", "onnxruntime")
_NOTE = (
    "Seconds of processor time a page, one thread, warm; medians of interleaved rounds. Rows with RapidOCR: detect,"
    " classify and recognise over the whole page, pictures already in memory. Rows with gongbiao: file to glyphs and"
    " rulings, the drawing of the page included. Right: share of the printed characters (punctuation in either width)"
    " that were read; extra: characters read that are not printed, as a share of those that are. A seal's own"
    " characters count as extra."
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One scanned page."""

    file: RenderedPages
    number: int
    pixels: NDArray[np.uint8]
    printed: Counter[str]


@dataclass(frozen=True, slots=True)
class _Contender:
    name: str
    engine: str
    read: Callable[[_Sheet], str]


def scan_sections(scans: Sequence[Path], printed: Path) -> list[Section]:
    """Time everybody on scans of one print; returns a table for each scan."""
    cv2.setNumThreads(1)
    texts = _printed(printed)
    everybody = [_own(engine) for engine in ENGINES] + [_rapidocr(engine) for engine in ENGINES]
    return [_section(path, texts, everybody) for path in scans]


def _section(path: Path, texts: Sequence[Counter[str]], everybody: Sequence[_Contender]) -> Section:
    file = RenderedPages(path.read_bytes())
    pictures = (file.picture(number) for number in range(1, min(file.pages, PAGES) + 1))
    sheets = [
        _Sheet(file, picture.number, picture.pixels, text) for picture, text in zip(pictures, texts, strict=False)
    ]
    seconds: dict[str, list[float]] = {}
    right: dict[str, tuple[int, int]] = {}
    for contender in everybody:
        right[contender.name] = _accuracy(contender, sheets)  # and warm
    for _ in range(ROUNDS):
        taken = dict.fromkeys((contender.name for contender in everybody), 0.0)
        for sheet in sheets:
            for contender in everybody:
                start = process_time()
                contender.read(sheet)
                taken[contender.name] += process_time() - start
        for name, total in taken.items():
            seconds.setdefault(name, []).append(total / len(sheets))
    file.close()
    printed = sum(sheet.printed.total() for sheet in sheets)
    a_page = {name: median(times) for name, times in seconds.items()}
    fastest = a_page[everybody[0].name]
    rows = tuple(
        (
            name,
            f"{time:.2f}",
            f"{time / fastest:.2f}",
            f"{right[name][0] / printed:.2%}",
            f"{right[name][1] / printed:.2%}",
        )
        for name, time in a_page.items()
    )
    header = ("reader", "s/page", "x gongbiao on OpenVINO", "right", "extra")
    return Section(f"Scans: {path.stem}", header, rows, _NOTE)


def _printed(path: Path) -> list[Counter[str]]:
    with open_document(path.read_bytes()) as document:
        reader = document.native
        return [_characters(_text(reader.read_page(number))) for number in range(1, reader.pages + 1)]


def _accuracy(contender: _Contender, sheets: Sequence[_Sheet]) -> tuple[int, int]:
    """Return how many printed characters were read, and how many that are not printed."""
    found, extra = 0, 0
    for sheet in sheets:
        read = _characters(contender.read(sheet))
        found += (read & sheet.printed).total()
        extra += (read - sheet.printed).total()
    return found, extra


def _characters(text: str) -> Counter[str]:
    return Counter(fold(text))


def _text(page: Page) -> str:
    return "".join(page.glyphs.text.tolist())


def _own(engine: str) -> _Contender:
    def read(sheet: _Sheet) -> str:
        return _text(read_scan(sheet.file.picture(sheet.number), loaded))

    load_engine.cache_clear()
    loaded = load_engine(engine)
    return _Contender(f"gongbiao, {engine}", engine, read)


def _rapidocr(engine: str) -> _Contender:
    from rapidocr import EngineType, RapidOCR
    from rapidocr.utils.output import RapidOCROutput

    logging.disable(logging.INFO)
    kind = EngineType(engine)
    reader = RapidOCR(
        params={
            "Det.engine_type": kind,
            "Cls.engine_type": kind,
            "Rec.engine_type": kind,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "EngineConfig.openvino.inference_num_threads": 1,
        }
    )

    def read(sheet: _Sheet) -> str:
        found = reader(np.ascontiguousarray(sheet.pixels[:, :, ::-1]))
        assert isinstance(found, RapidOCROutput)
        return "".join(found.txts or ())

    return _Contender(f"RapidOCR, {engine}", engine, read)
