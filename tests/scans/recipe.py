"""How one scan is made, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from tests.scans.files import Binding, colour, pdf_of
from tests.scans.leaf import Leaf, Step, print_leaves
from tests.scans.originals import SAMPLES, Original, Source

COLOUR_PDF = pdf_of(colour())
_FINE_ENOUGH = 200
"""Pixels an inch from which on characters of 9 points are known almost without a mistake."""


@dataclass(frozen=True, slots=True)
class ScanRecipe:
    """A print, what happens to each sheet in its order, and the file that comes out."""

    name: str
    source: Source
    steps: tuple[Step, ...] = ()
    dpi: int = 200
    bind: Binding = COLOUR_PDF
    is_fast: bool = False
    """Whether ``make test`` reads it: few pages, and no font needed that has to be installed."""

    @property
    def is_coarse(self) -> bool:
        """Whether less is promised for it."""
        return self.dpi < _FINE_ENOUGH

    def scanned(self, original: Original) -> bytes:
        """Return the scan of its original as a file."""
        return self.bind(self._leaves(original.pdf), original.pdf)

    def _leaves(self, pdf: bytes) -> Iterator[Leaf]:
        for printed in print_leaves(pdf, self.dpi, crc32(self.name.encode())):
            leaf = printed
            for step in self.steps:
                leaf = replace(leaf, pixels=step(leaf))
            yield leaf


def committed(name: str) -> Binding:
    """Take a scan that lies among the samples, whatever became of the sheets."""
    return lambda _leaves, _original: (SAMPLES / f"rugao-2024-{name}.pdf").read_bytes()
