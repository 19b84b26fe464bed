"""Clipping paths: how much of what a page draws can be seen."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors import pdfium
from gongbiao.extractors.page import FloatArray
from gongbiao.extractors.pdfium import Handle

EVERYWHERE = 1e6
"""Points: farther than any page is wide."""


def clip_boxes(objects: list[Handle]) -> FloatArray | None:
    """Return for each page object, shape (n, 4), the box (left, bottom, right, top) outside which it is not drawn.

    None where nothing is clipped, as in most files. A clipping path that is no rectangle counts with its bounds.
    """
    clips = pdfium.handles(map(pdfium.clip_path, objects))
    counts = list(map(pdfium.count_clips, clips))
    if max(counts, default=0) <= 0:
        return None
    boxes = np.full((len(objects), 4), EVERYWHERE)
    boxes[:, :2] = -EVERYWHERE
    paths = [(index, number) for index, count in enumerate(counts) for number in range(count)]
    sizes = [pdfium.count_clip_segments(clips[index], number) for index, number in paths]
    filled = [(path, size) for path, size in zip(paths, sizes, strict=True) if size > 0]
    segments = pdfium.handles(
        pdfium.clip_segment(clips[index], number, at) for (index, number), size in filled for at in range(size)
    )
    points = pdfium.fill_float32(pdfium.segment_point, (segments,), len(segments), 2).astype(np.float64)
    starts = np.cumsum([0, *(size for _, size in filled)])[:-1]
    owners = [index for (index, _), _ in filled]
    if owners:
        np.maximum.at(boxes[:, :2], owners, np.minimum.reduceat(points, starts))
        np.minimum.at(boxes[:, 2:], owners, np.maximum.reduceat(points, starts))
    return boxes
