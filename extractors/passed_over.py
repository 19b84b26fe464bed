"""Which pages of a long document need not be read: a cheap look at a page's text, before any table work, tells.

What is of interest is for whoever asks to say. Read are the pages whose text is, those that a table may go on to from a
page that was read, and those whose text may not be what they show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from gongbiao.extractors.errors import PageError
from gongbiao.extractors.garbage import may_be_garbage
from gongbiao.extractors.native import NativeReader
from gongbiao.extractors.table import Block, Table, TextLine

OfInterest = Callable[[str], bool]
"""Tells from a page's text whether the page is worth reading: its lines, without white space in them."""

LONG = 10
"""Pages from which on a document is worth the look; reading fewer takes a tenth of a second."""
SHORT_LINES = 2.0
"""Characters of a line, on average, below which the file stores them in no order, and words cannot be found."""
FEW = 100
"""Characters of a page below which it may be a picture: see ``Page.is_picture``."""
LINES_BESIDE = 2
"""Lines that may stand above or below a table that goes on over a page break: running headers, page numbers."""


def may_matter(reader: NativeReader, number: int, of_interest: OfInterest) -> bool:
    """Tell whether page ``number`` (1-based) is of interest, or cannot be told to be none without reading it."""
    try:
        stored = reader.look(number)
    except PageError:
        return True
    lines = [line for stored_line in stored.splitlines() if (line := "".join(stored_line.split()))]
    count = sum(map(len, lines))
    if count < FEW or count < SHORT_LINES * len(lines):
        return True
    if of_interest("\n".join(lines)):
        return True
    return may_be_garbage(np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), dtype=np.uint32))


def ends_in_table(blocks: Sequence[Block]) -> bool:
    """Tell whether a table stands at a page's end, so that it may go on overleaf."""
    tables = [block for block in blocks if isinstance(block, Table)]
    if not tables:
        return False
    last = max(table.box.bottom for table in tables)
    return sum(isinstance(block, TextLine) and block.box.top >= last for block in blocks) <= LINES_BESIDE


def begins_with_table(blocks: Sequence[Block]) -> bool:
    """Tell whether a page may begin with the rest of a table: hardly a line stands above its first one."""
    tables = [block for block in blocks if isinstance(block, Table)]
    if not tables:
        return False
    first = min(table.box.top for table in tables)
    return sum(isinstance(block, TextLine) and block.box.bottom <= first for block in blocks) <= LINES_BESIDE
