"""The 宋体 that scanned documents are printed in, with the shapes that characters have in mainland China.

The corpus leaves its 宋体 to whoever shows the page. What is installed may draw 门, 级 and 决 the Japanese way, as
no office prints them; so the face is embedded here.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from samples.builders.fonts import SONG, covered, embed

NAME = "SongSC"
_FAMILY = "Noto Serif CJK SC"
_TOP = Path(__file__).parents[2]
_SPOKEN = ("tests/corpus/*.py", "tests/scans/recipes/*.py", "normalizers/catalogue/*.csv")
"""The files in which every character stands that an invented document can print, and others that no face has."""


@cache
def register_song() -> str:
    """Make the face known to reportlab; returns its name there. Takes some seconds, once."""
    return register_face(NAME, SONG, _FAMILY)


@cache
def register_face(name: str, collection: Path, family: str) -> str:
    """Make a face of an installed collection known to reportlab by a name; returns it."""
    texts = [path.read_text(encoding="utf-8-sig") for pattern in _SPOKEN for path in sorted(_TOP.glob(pattern))]
    with tempfile.TemporaryDirectory() as folder:
        embed(name, collection, family, covered(collection, family, "".join(texts)), Path(folder))
    return name
