"""Small documents that are read in milliseconds, as many different ones as a test needs: one real form each."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tests.pipeline.hostile_files import saved

SAMPLE = Path(__file__).parents[2] / "samples" / "rugao-2024-reportlab.pdf"
LAST_PAGES = 2
"""The sample's last form has so many."""


def write_documents(root: Path, count: int) -> Path:
    """Write ``count`` different documents with the same form into a directory."""
    with pikepdf.open(SAMPLE) as sample, pikepdf.new() as pdf:
        pdf.pages.extend(list(sample.pages)[-LAST_PAGES:])
        pdf.remove_unreferenced_resources()
        content = saved(pdf, compress_streams=True)
    root.mkdir(parents=True)
    for number in range(count):
        (root / f"{number:05}.pdf").write_bytes(content + b"\n%" + b" " * (number % 97) + str(number).encode())
    return root
