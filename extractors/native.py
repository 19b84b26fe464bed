"""The cheapest reader: a born-digital page through pdfium, straight into arrays."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium_c

from gongbiao.extractors import pdfium
from gongbiao.extractors.displayed import Display
from gongbiao.extractors.drawing import read_drawing
from gongbiao.extractors.errors import NO_PAGE, SAVE_ANEW, BrokenFileError, EncryptedError, PageError
from gongbiao.extractors.glyphs import read_glyphs, text_of
from gongbiao.extractors.page import Page
from gongbiao.extractors.substitute_font import stand_in
from gongbiao.extractors.user_unit import user_units

NAME = "native"
_LOOKED_AT = 3
"""Pages whose size is looked at when the file is opened."""

_MOST_ATTACHMENTS = 100
"""That are looked at: pdfium walks through all of them for each."""
_TYPED = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT)
_FLATTENED = pdfium_c.FLATTEN_SUCCESS


class NativeReader:
    """Reads the pages of one PDF with pdfium (points, from the top left of the page as displayed)."""

    def __init__(self, data: bytes) -> None:
        """Open ``data``; raises EncryptedError or BrokenFileError."""
        stand_in()
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
                raise EncryptedError(
                    "the PDF is encrypted and asks for a password; save it without one first"
                ) from error
            if error.err_code == pdfium_c.FPDF_ERR_SUCCESS:  # the file is as it should be, but for its page tree
                raise BrokenFileError(NO_PAGE) from error
            raise BrokenFileError(f"the PDF cannot be opened ({error}); {SAVE_ANEW}") from error
        self.pages = len(self._pdf)
        self._units = user_units(data, self._shortest_page())
        self._loaded: tuple[int, pdfium_c.FPDF_PAGE, pdfium_c.FPDF_TEXTPAGE] | None = None

    def _shortest_page(self) -> float:
        try:
            sizes = [self._pdf.get_page_size(index) for index in range(min(self.pages, _LOOKED_AT))]
        except pypdfium2.PdfiumError:  # reading the page will tell
            return 0.0
        return min((max(size) for size in sizes), default=0.0)

    def close(self) -> None:
        """Give pdfium's memory back."""
        self._put_down()
        self._pdf.close()

    def attachments(self) -> tuple[str, ...]:
        """Return the names of the files that are attached to the document as a whole, a portfolio's among them."""
        try:
            count = min(self._pdf.count_attachments(), _MOST_ATTACHMENTS)
            return tuple(self._pdf.get_attachment(index).get_name() for index in range(count))
        except pypdfium2.PdfiumError:  # a damaged list
            return ()

    def is_dynamic_xfa(self) -> bool:
        """Whether XFA describes the pages that a viewer has to draw (XFA 3.3, NeedsRendering), not the PDF itself."""
        return bool(self._pdf.get_formtype() == pdfium_c.FORMTYPE_XFA_FULL)

    def look(self, number: int) -> str:
        """Return the text of page ``number`` (1-based) as the file stores it, for much less than ``read_page`` costs.

        The page stays loaded, so that reading it next costs nothing twice. Raises PageError.
        """
        _, text_page = self._take_up(number)
        return text_of(pdfium.handle_of(text_page)).tobytes().decode("utf-16-le", "replace")

    def read_page(self, number: int) -> Page:
        """Read page ``number`` (1-based); raises PageError."""
        page, text_page = self._take_up(number)
        try:
            display = _display(page, self._units.get(number, 1.0))
            drawing = read_drawing(pdfium.handle_of(page), display)
            glyphs = read_glyphs(pdfium.handle_of(text_page), display, drawing.dark)
            return Page(number, *display.size, glyphs, drawing.rulings, drawing.pictures, drawing.shapes)
        finally:
            self._put_down()

    def _take_up(self, number: int) -> tuple[pdfium_c.FPDF_PAGE, pdfium_c.FPDF_TEXTPAGE]:
        """Load a page and its text, unless they are; raises PageError."""
        if self._loaded is not None and self._loaded[0] == number:
            return self._loaded[1:]
        self._put_down()
        page = self._load(number)
        if _holds_typed_text(page) and pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == _FLATTENED:
            pdfium_c.FPDF_ClosePage(page)
            page = self._load(number)
        text_page = pdfium_c.FPDFText_LoadPage(page)
        if not text_page:
            pdfium_c.FPDF_ClosePage(page)
            raise PageError(number, "pdfium cannot read its text (Failed to load text page.)")
        self._loaded = (number, page, text_page)
        return page, text_page

    def _load(self, number: int) -> pdfium_c.FPDF_PAGE:
        page = pdfium_c.FPDF_LoadPage(self._pdf.raw, number - 1)
        if not page:
            raise PageError(number, "pdfium cannot load it (Failed to load page.)")
        return page

    def _put_down(self) -> None:
        if self._loaded is not None:
            _, page, text_page = self._loaded
            pdfium_c.FPDFText_ClosePage(text_page)
            pdfium_c.FPDF_ClosePage(page)
            self._loaded = None


def _holds_typed_text(page: pdfium_c.FPDF_PAGE) -> bool:
    """Whether fields that are filled in, or text boxes, lie over the page: as annotations, not as its content."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind in _TYPED:
            return True
    return False


def _display(page: pdfium_c.FPDF_PAGE, unit: float) -> Display:
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    return Display(rect.left, rect.bottom, rect.right, rect.top, pdfium_c.FPDFPage_GetRotation(page), unit)
