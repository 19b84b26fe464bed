"""/UserUnit: pages whose coordinates are not points. pdfium does not tell, so the page dictionaries are looked at."""

from __future__ import annotations

import io
import logging

MARK = b"/UserUnit"
"""Stands in clear in a file that uses it, unless its page dictionaries are packed into object streams."""
PACKED = b"/ObjStm"
"""Says that they may be."""
SHORTEST_FORM = 300.0
"""Units: the longer side of an A6 page is 420 points."""
LARGEST = 75_000.0
"""The largest unit that PDF 2.0 foresees (14.11.2 and annex C); others are mistakes."""


def user_units(data: bytes, smallest_page: float) -> dict[int, float]:
    """Return the units, in points, of the pages (1-based) that have one of their own.

    Looking costs as much as reading a file's structure once more, so it is done only if the file names the key, or
    could hide it and has a page whose longer side (``smallest_page``, in units) is too short for a form.
    """
    hidden = PACKED in data and smallest_page < SHORTEST_FORM
    if MARK not in data and not hidden:
        return {}
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        pages = enumerate(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))), start=1)
        units = {number: resolve1(page.attrs.get("UserUnit")) for number, page in pages}
    except Exception:  # pdfminer raises whatever its parsers run into; pdfium may still read the pages
        return {}
    return {
        number: float(unit) for number, unit in units.items() if isinstance(unit, int | float) and 0 < unit <= LARGEST
    }
