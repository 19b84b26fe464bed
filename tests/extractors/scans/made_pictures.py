"""Pictures of pages, drawn pixel by pixel: tables, strokes that look like text, seals."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

PAPER = 255
INK = 20
A5 = (420, 595)
"""Points: width and height of the pages drawn here; small pages are fast."""
COLUMNS = (40.0, 110.0, 200.0, 380.0)
ROWS = (60.0, 80.0, 120.0, 140.0, 200.0, 420.0)
SEAL_RED = (225, 45, 55)


def blank(dpi: float, value: int = PAPER) -> Pixels:
    """Return a grey page (height, width)."""
    width, height = (round(length * dpi / 72) for length in A5)
    return np.full((height, width), value, np.uint8)


def draw_line(
    page: Pixels,
    dpi: float,
    start: Sequence[float],
    end: Sequence[float],
    width: float = 0.5,
    dash: tuple[float, float] | None = None,
) -> None:
    """Draw a level or upright line in place; all lengths in points; ``dash`` is how long dashes and gaps are."""
    unit = dpi / 72
    half = max(width * unit, 1) / 2
    x0, x1 = sorted((start[0] * unit, end[0] * unit))
    y0, y1 = sorted((start[1] * unit, end[1] * unit))
    part = page[round(y0 - half) : round(y1 + half), round(x0 - half) : round(x1 + half)]
    along = 1 if x1 - x0 > y1 - y0 else 0
    inked = np.ones(part.shape[along], dtype=np.bool_)
    if dash is not None:
        inked = np.arange(len(inked)) / unit % sum(dash) < dash[0]
    (part if along == 0 else part.T)[inked] = INK


def draw_table(page: Pixels, dpi: float, width: float = 0.5, dash: tuple[float, float] | None = None) -> None:
    """Draw all lines of the table of COLUMNS and ROWS in place."""
    for y in ROWS:
        draw_line(page, dpi, (COLUMNS[0], y), (COLUMNS[-1], y), width, dash)
    for x in COLUMNS:
        draw_line(page, dpi, (x, ROWS[0]), (x, ROWS[-1]), width, dash)


def draw_text(page: Pixels, dpi: float, x: float, y: float, text: str = "Il1 E=H", size: float = 8) -> None:
    """Write Latin text in place; ``x``, ``y`` is the left end of its baseline, ``size`` about its height in points."""
    scale = size * dpi / 72 / 22
    origin = (round(x * dpi / 72), round(y * dpi / 72))
    cv2.putText(page, text, origin, cv2.FONT_HERSHEY_SIMPLEX, scale, INK, max(round(dpi / 120), 1), cv2.LINE_AA)


def form(dpi: float, dash: tuple[float, float] | None = None) -> Pixels:
    """Return a page with a table and text in its cells and above it."""
    page = blank(dpi)
    draw_table(page, dpi, dash=dash)
    draw_text(page, dpi, 120, 40, "TITLE OF THE FORM", 14)
    for top in ROWS[:-1]:
        for left in COLUMNS[:-1]:
            draw_text(page, dpi, left + 4, top + 14)
    return page


def coloured(grey: Pixels) -> Pixels:
    """Return a grey page as a colour one (height, width, 3)."""
    return np.repeat(grey[..., None], 3, axis=2)


def seal_mask(page: Pixels, dpi: float, x: float, y: float) -> NDArray[np.bool_]:
    """Return where the ring and star of an official seal are, 42 mm across; ``x``, ``y`` is its middle in points."""
    mask = np.zeros(page.shape[:2], np.uint8)
    unit = dpi / 25.4
    middle = (round(x * dpi / 72), round(y * dpi / 72))
    cv2.circle(mask, middle, round(20.4 * unit), 1, round(1.2 * unit))
    cv2.circle(mask, middle, round(5 * unit), 1, -1)
    return mask > 0
