"""Giant and senseless pictures: read at reduced size or refused in one line, in bearable memory, harming no other."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.pipeline.engine import LocalEngine
from gongbiao.pipeline.guard import outcome, submit, worker_pool
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source
from tests.pipeline.hostile_pictures import (
    GIANT,
    HUGE_PAGE,
    bomb_tiff,
    huge_page_with_text,
    pdf_with_jpeg,
    pdf_with_picture,
    white_jpeg,
    white_png,
)
from tests.pipeline.worker_sizes import WorkerSizes, process_measured

GOOD = Path(__file__).parents[2] / "samples" / "rugao-2024-reportlab.pdf"
FORMS_IN_GOOD = 5
RESIDENT = 3 * 1024
"""MiB that a worker takes at most."""
A4 = (3508, 2480)
"""Pixels at 300 dots an inch: height and width."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the system tells no process's size"),
]


PATIENCE = 250.0
"""Seconds: on a slow machine with other work recognising a giant takes longer than a document may usually take."""


def read(data: bytes, settings: Settings | None = None) -> tuple[DocumentResult, WorkerSizes]:
    """Read a document in a fresh worker."""
    settings = settings or Settings(workers=1, timeout=PATIENCE)
    with worker_pool(settings, 1) as pool:
        future = submit(pool, settings.timeout, process_measured, Source("giant", None, data), settings)
        wait([future])
        found: tuple[DocumentResult, WorkerSizes] = outcome(future, settings.timeout, settings)
    return found


def complaints(result: DocumentResult) -> list[str]:
    """Return why the document or its pages could not be read."""
    unread = [flag.message for flag in result.flags if "could not be read: " in flag.message]
    return [result.document.error, *unread] if result.document.error else unread


def png(pixels: Pixels) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", compress_level=1, dpi=(300, 300))
    return buffer.getvalue()


def noise() -> bytes:
    return png(((np.random.default_rng(1).random(A4) < 0.5) * 255).astype(np.uint8))


def graph_paper() -> bytes:
    page = np.full(A4, 255, np.uint8)
    page[::24] = page[:, ::24] = 0
    return png(page)


def dots() -> bytes:
    page = np.full(A4, 255, np.uint8)
    page[::20, ::20] = page[::20, 1::20] = page[1::20, ::20] = 0
    return png(page)


def strip() -> bytes:
    """A picture a finger high and a street long."""
    page = np.full((30, 200_000), 255, np.uint8)
    page[5:25, ::7] = 0
    return png(page)


READ: dict[str, Callable[[], bytes]] = {
    "png grey": lambda: white_png(GIANT, "L"),
    "png colour, the largest": lambda: white_png(13_200, "RGB"),
    "jpeg": lambda: white_jpeg(GIANT),
    "jpeg, progressive": lambda: white_jpeg(GIANT, progressive=True),
    "pdf with black and white": lambda: pdf_with_picture(GIANT, "1"),
    "pdf with grey": lambda: pdf_with_picture(GIANT, "L"),
    "pdf with colour": lambda: pdf_with_picture(GIANT, "RGB"),
    "pdf with jpeg": lambda: pdf_with_jpeg(GIANT),
    "huge page with a picture": lambda: pdf_with_picture(3000, "L", HUGE_PAGE),
    "huge page with a giant picture": lambda: pdf_with_picture(GIANT, "L", HUGE_PAGE),
    "huge page with text": lambda: huge_page_with_text(GOOD.read_bytes()),
    "graph paper": graph_paper,
    "black": lambda: png(np.zeros(A4, np.uint8)),
    "one pixel": lambda: png(np.zeros((1, 1), np.uint8)),
}
REFUSED: dict[str, Callable[[], bytes]] = {
    "png black and white": lambda: white_png(GIANT, "1"),
    "png colour": lambda: white_png(GIANT, "RGB"),
    "tiff that is a bomb": bomb_tiff,
}
SENSELESS: dict[str, Callable[[], bytes]] = {"noise": noise, "dots": dots, "strip": strip}


@pytest.mark.parametrize("name", READ)
def test_a_giant_is_read_at_reduced_size(name: str) -> None:
    result, sizes = read(READ[name]())
    assert result.document.error is None
    assert not complaints(result)
    assert sizes.resident < RESIDENT


@pytest.mark.parametrize("name", REFUSED)
def test_a_giant_that_takes_too_much_memory_is_refused_with_what_to_do(name: str) -> None:
    result, sizes = read(REFUSED[name]())
    (said,) = complaints(result)
    assert "scan it at 300 dots an inch" in said and "\n" not in said
    assert sizes.resident < 512


@pytest.mark.parametrize("name", SENSELESS)
def test_a_senseless_picture_ends_within_the_limits_and_gives_no_rows(name: str) -> None:
    result, sizes = read(SENSELESS[name]())
    assert "internal error" not in str(result.document.error)
    assert (result.forms, result.indicators) == ((), ())
    assert sizes.resident < RESIDENT


def test_giants_harm_no_other_document_of_the_batch() -> None:
    good = GOOD.read_bytes()
    batch = [good, REFUSED["png colour"](), READ["jpeg"](), bomb_tiff(), READ["pdf with colour"](), good + b"\n"]
    sources = [Source(str(number), None, data).hashed() for number, data in enumerate(batch)]
    found = LocalEngine(Settings(workers=2)).results(sources)
    results = sorted(found, key=lambda packed: int(packed.document.source))
    assert [result.document.forms for result in results] == [FORMS_IN_GOOD, 0, 0, 0, 0, FORMS_IN_GOOD]
    assert all("\n" not in str(result.document.error) for result in results)
