"""Recognised lines to the glyphs of a page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gongbiao.extractors.ocr.recognise import RecognisedLine
from gongbiao.extractors.page import FloatArray, Glyphs
from gongbiao.extractors.scans.text_lines import MARGIN, InkLine

_MIDDLE = 0.35
"""Share of the font size from a line's middle down to its baseline."""
WHITE_AFTER, WHITE_BEFORE = "，。、：；！？）》〉】〕”’·", "（《〈【〔“‘·"
"""Full-width punctuation with white to its right, and to its left."""
SUREST = 0.9999
"""Confidence of recognised text at most: 1 is for text that the file itself carries."""


def glyphs_of(lines: Sequence[InkLine], read: Sequence[RecognisedLine], unit: float) -> Glyphs:
    """Return the characters of recognised lines; ``unit`` is the side of a pixel in points.

    A character's box reaches half-way to its neighbours, since an engine knows little more than their order, but not
    across the wide gaps of its line.
    """
    text: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    sizes: list[float] = []
    baselines: list[float] = []
    sure: list[float] = []
    spaced: list[bool] = []
    seconds: list[str] = []
    for line, result in zip(lines, read, strict=True):
        kept = [index for index, character in enumerate(result.text) if not character.isspace()]
        if not kept:
            continue
        _, top, _, bottom = (value * unit for value in line.box)
        size = (bottom - top) / (1 + 2 * MARGIN)
        characters = [result.text[index] for index in kept]
        for left, right in (_extents(line, characters, result.position[kept]) * unit).tolist():
            boxes.append((left, top, right, bottom))
        text.extend(characters)
        sizes.extend([size] * len(kept))
        baselines.extend([(top + bottom) / 2 + _MIDDLE * size] * len(kept))
        sure.extend(np.minimum(result.confidence[kept], SUREST).tolist())
        spaced.extend((np.diff(kept, prepend=kept[0] - 1) > 1).tolist())
        seconds.extend(result.runner_up[index] if result.runner_up else "" for index in kept)
    count = len(text)
    return Glyphs(
        np.array(text, dtype="U1"),
        np.array(boxes, dtype=np.float64).reshape(-1, 4),
        np.array(baselines, dtype=np.float64),
        np.array(sizes, dtype=np.float64),
        np.zeros(count, dtype=np.int64),
        np.zeros(count, dtype=np.int64),
        np.array(spaced, dtype=np.bool_),
        np.array(sure, dtype=np.float64),
        np.array(seconds, dtype="U1"),
    )


def _extents(line: InkLine, characters: Sequence[str], position: FloatArray) -> FloatArray:
    """Return from where to where each character reaches, in pixels, (n, 2); ``position`` is a share of the line.

    White that belongs to full-width punctuation is no gap.
    """
    x0, _, x1, _ = line.box
    middles = x0 + position * (x1 - x0)
    edges = np.concatenate(([x0], (middles[1:] + middles[:-1]) / 2, [x1]))
    extents = np.stack((edges[:-1], edges[1:]), axis=1)
    for start, end in line.gaps:
        after = int(np.searchsorted(middles, (start + end) / 2))
        if not 0 < after < len(middles):
            continue
        if characters[after - 1] not in WHITE_AFTER and characters[after] not in WHITE_BEFORE:
            extents[after - 1, 1], extents[after, 0] = start, end
    return extents
