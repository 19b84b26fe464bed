"""Where something on a page that was levelled and put upright to be read stands on the page as displayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from gongbiao.extractors.box import Box
from gongbiao.extractors.page import FloatArray
from gongbiao.extractors.table import Table


def displayed(box: Box, placement: FloatArray) -> Box:
    """Return the upright box, in points, that holds ``box`` on the displayed page; ``placement`` is (3, 3)."""
    corners = np.array(((box.x0, box.x1, box.x0, box.x1), (box.top, box.top, box.bottom, box.bottom), (1.0,) * 4))
    x, y, w = placement @ corners
    x, y = x / w, y / w
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def displayed_tables(tables: Iterable[Table], placement: FloatArray | None) -> list[Table]:
    """Return the tables of one page with their boxes as displayed; their column edges stay those of the level page."""
    if placement is None:
        return list(tables)
    return [
        replace(
            table,
            box=displayed(table.box, placement),
            cells=tuple(cell._replace(box=displayed(cell.box, placement)) for cell in table.cells),
            parts=tuple(replace(part, box=displayed(part.box, placement)) for part in table.parts),
            irregular=tuple(displayed(box, placement) for box in table.irregular),
        )
        for table in tables
    ]
