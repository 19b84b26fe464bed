"""What the PDF library itself costs: pdfium reading characters and path boxes, and nothing done with them.

For every page: load it and its text, ask for the code, box and origin of each character, and for the kind and bounds
of each object, within form XObjects too. The calls are bound as the program binds them, which is the cheapest way
known from Python.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c

from gongbiao.extractors import pdfium
from gongbiao.extractors.pdfium import Handle


def read_floor(path: Path) -> int:
    """Read a whole PDF; returns how many characters and paths it holds."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return sum(_read_page(document[number]) for number in range(len(document)))
    finally:
        document.close()


def _read_page(page: pypdfium2.PdfPage) -> int:
    text_page = page.get_textpage()
    characters = _read_characters(pdfium.handle_of(text_page.raw))
    handle = pdfium.handle_of(page.raw)
    objects = pdfium.handles(map(pdfium.page_object, pdfium.same(handle), range(pdfium.count_objects(handle))))
    paths = _read_paths(objects)
    text_page.close()
    page.close()
    return characters + paths


def _read_characters(text_page: Handle) -> int:
    count: int = pdfium.count_characters(text_page)
    pdfium.run(pdfium.character, pdfium.same(text_page), range(count))
    heads = (pdfium.same(text_page), range(count))
    pdfium.fill_float64(pdfium.character_box, heads, count, 4)
    pdfium.fill_float64(pdfium.character_origin, heads, count, 2)
    return count


def _read_paths(objects: list[Handle]) -> int:
    kinds = list(map(pdfium.object_type, objects))
    paths = [item for item, kind in zip(objects, kinds, strict=True) if kind == pdfium_c.FPDF_PAGEOBJ_PATH]
    pdfium.fill_float32(pdfium.object_bounds, (paths,), len(paths), 4)
    within = 0
    for form, kind in zip(objects, kinds, strict=True):
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            count = pdfium.count_form_objects(form)
            within += _read_paths(pdfium.handles(map(pdfium.form_object, pdfium.same(form), range(count))))
    return len(paths) + within
