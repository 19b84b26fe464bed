"""Tables over page breaks: the pieces that stand on following pages become one table again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongbiao.extractors.box import Box
from gongbiao.extractors.join import join_tables
from gongbiao.extractors.open_side import with_open_side
from gongbiao.extractors.table import Block, Table, TextLine

WIDTH_CHANGE = 8.0
"""Points by which a table's width may change from one page to the next."""
PAGE_SHIFT = 60.0
"""Points by which it may move sideways: margins of left and right pages differ by so much in bound volumes."""
SAME_PLACE = 4.0
"""Points by which a running header or footer may move from one page to the next."""
MARGIN = 0.08
"""Share of the page's height above and below which running headers and footers stand."""
LEGIBLE = 0.8
"""Confidence of recognised text in a margin from which on it may be text of the form."""

_PAGE_NUMBER = re.compile(
    r"[-—–·\s(（第]*\d{1,4}(\s*[/／]\s*\d{1,4})?[-—–·\s)）页]*([,，/／\s]*共\s*\d{1,4}\s*页)?", re.ASCII
)
_CONTINUED = re.compile(r"[\s(（【]*(接上页|接上表|续上表|续上页|续前表|续表|续)\s*\d*[\s)）】:：]*")


def stitch(pages: Sequence[Sequence[Block]], heights: Sequence[float]) -> list[Block]:
    """Return the blocks of all pages in reading order, tables that go on over page breaks joined.

    ``heights`` are the pages' heights in points. A table goes on when nothing but page numbers and running headers
    stands between its last row and the next page's first table, and both have the same outer edges. Whether that was
    right in meaning (two forms without titles look like one table) is for the reader of the table to say.
    """
    running = _running_lines(pages, heights)
    out: list[Block] = []
    last_table: int | None = None
    between: list[TextLine] = []
    for blocks in pages:
        first_on_page = True
        used: list[TextLine] = []
        for block in blocks:
            if isinstance(block, TextLine):
                if block not in used:
                    between.append(block)
                    out.append(block)
                continue
            above = out[last_table] if last_table is not None and first_on_page else None
            below = block
            if isinstance(above, Table) and _follows(above, block, between, running):
                widened = None if _same_sides(above, block) else with_open_side(above, block, blocks)
                below, used = widened or (block, [])
            if isinstance(above, Table) and _follows(above, below, between, running) and _same_sides(above, below):
                before = tuple(line for line in between if line.page == below.page)
                assert last_table is not None
                out[last_table] = join_tables(above, replace(below, parts=(replace(below.parts[0], before=before),)))
            else:
                last_table = len(out)
                out.append(block)
            first_on_page, between = False, []
    return out


def _follows(above: Table, below: Table, between: list[TextLine], running: set[TextLine]) -> bool:
    """Tell whether ``below`` stands on the next page, with nothing but the page's own lines between."""
    return below.page == above.last_page + 1 and all(
        line in running
        or _is_beside(line, above.parts[-1].box if line.page == above.last_page else below.box)
        or _is_echo(line, above, below)
        for line in between
    )


def _is_echo(line: TextLine, above: Table, below: Table) -> bool:
    """Tell whether a line is the text of cells that the break cuts, which is seen on the other page.

    Spreadsheet programs print a merged cell's text on each page at the merged cell's middle; what lies beyond the
    printed rows is clipped there.
    """
    if line.page == above.last_page:
        cut = {"".join(cell.lines) for cell in below.cells if cell.row == 0}
    else:
        cut = {"".join(cell.lines) for cell in above.cells if cell.row_end == above.rows}
    words = line.text.split()
    return all(word in cut for word in words) or "".join(words) in cut


def _is_beside(line: TextLine, table: Box) -> bool:
    """Tell whether a line stands in the margin beside a table: a binding line, a punch hole that was read."""
    return line.box.x1 <= table.x0 or line.box.x0 >= table.x1


def _same_sides(above: Table, below: Table) -> bool:
    left, right = (above.column_edges[i] - below.column_edges[i] for i in (0, -1))
    return abs(left - right) <= WIDTH_CHANGE and abs(left) <= PAGE_SHIFT


def _running_lines(pages: Sequence[Sequence[Block]], heights: Sequence[float]) -> set[TextLine]:
    """Return the lines that belong to the page, not to its text.

    They are page numbers, what the margins repeat, and what in them could hardly be recognised: dirt, pale marks.
    """
    lines = [block for blocks in pages for block in blocks if isinstance(block, TextLine)]
    seen = Counter(_running_key(line) for line in lines)
    enough = max(2, sum(map(bool, pages)) // 2)
    running = set()
    for line in lines:
        text = line.text.strip()
        height = heights[line.page - 1]
        in_margin = line.box.bottom < MARGIN * height or line.box.top > (1 - MARGIN) * height
        if (
            _PAGE_NUMBER.fullmatch(text)
            or _CONTINUED.fullmatch(text)
            or (in_margin and (seen[_running_key(line)] >= enough or line.confidence < LEGIBLE))
        ):
            running.add(line)
    return running


def _running_key(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.box.top / SAME_PLACE)
