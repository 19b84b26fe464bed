"""Text that cannot be known from the file: maps to Unicode that are wrong or missing."""

from __future__ import annotations

from tests.corpus import unicode_maps
from tests.corpus.flow import Setup
from tests.corpus.invent import invent
from tests.corpus.model import Shape
from tests.corpus.printing import EMBEDDED, Finish, Recipe


def _recipe(name: str, seed: int, finish: Finish) -> Recipe:
    setup = Setup(font=EMBEDDED)
    return Recipe(f"garbage-{name}", invent(seed, Shape()), setup, finish=(finish,), is_garbage=True)


GARBAGE: tuple[Recipe, ...] = (
    _recipe("wrong-characters", 700, unicode_maps.rewritten(unicode_maps.shifted)),
    _recipe("private-use", 701, unicode_maps.rewritten(unicode_maps.private)),
    _recipe("latin", 702, unicode_maps.rewritten(unicode_maps.latin_garbage)),
    _recipe("replacement-characters", 703, unicode_maps.rewritten(unicode_maps.control)),
    _recipe("no-map", 704, unicode_maps.removed),
    _recipe("no-map-for-some", 705, unicode_maps.removed_from_last),
    _recipe("wrong-characters-in-some", 706, unicode_maps.rewritten_in_last(unicode_maps.shifted)),
)
