"""Documents that other programs print: Chromium from HTML, LibreOffice Writer from a Word document."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from samples.builders.browser import print_with_chromium
from samples.builders.sheet import Sheet
from samples.builders.word import print_with_writer

from tests.corpus.model import FormContent
from tests.corpus.sheets import Columns, lay_out

Printer = Callable[[tuple[Sheet, ...], Path], Path]

PRINTERS: dict[str, Printer] = {"chromium": print_with_chromium, "writer": print_with_writer}


def print_with(printer: Printer, forms: tuple[FormContent, ...], columns: Columns) -> bytes:
    """Return the PDF that a program makes of the forms; raises CalledProcessError where it fails."""
    sheets = tuple(lay_out(form, columns).sheet for form in forms)
    with tempfile.TemporaryDirectory() as folder:
        return printer(sheets, Path(folder)).read_bytes()
