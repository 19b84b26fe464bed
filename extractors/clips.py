"""Clipping paths: how much of what a page draws can be seen."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors import pdfium
from gongbiao.extractors.page import FloatArray
from gongbiao.extractors.pdfium import Handle

EVERYWHERE = 1e6
"""Points: farther than any page is wide."""


def clip_boxes(objects: list[Handle]) -> FloatArray:
    """Return for each page object, shape (n, 4), the box (left, bottom, right, top) outside which it is not drawn.

    A clipping path that is no rectangle counts with its bounds. Most files clip nothing: then asking is all it costs.
    """
    boxes = np.full((len(objects), 4), EVERYWHERE)
    boxes[:, :2] = -EVERYWHERE
    clips = map(pdfium.handle, map(pdfium.clip_path, objects))
    counts = np.fromiter(map(pdfium.count_clips, clips), dtype=np.int64, count=len(objects))
    for index in (counts > 0).nonzero()[0].tolist():
        clip = pdfium.handle(pdfium.clip_path(objects[index]))
        for number in range(counts[index]):
            points = _points(clip, number)
            if len(points):
                boxes[index, :2] = np.maximum(boxes[index, :2], points.min(axis=0))
                boxes[index, 2:] = np.minimum(boxes[index, 2:], points.max(axis=0))
    return boxes


def _points(clip: Handle, number: int) -> FloatArray:
    count = pdfium.count_clip_segments(clip, number)
    segments = pdfium.handles(map(pdfium.clip_segment, pdfium.same(clip), pdfium.same(number), range(count)))
    return pdfium.fill_float32(pdfium.segment_point, (segments,), len(segments), 2).astype(np.float64)
