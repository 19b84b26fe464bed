"""The scans, in groups: each group is large enough that its share of exact rows says something."""

from __future__ import annotations

from tests.scans.recipe import ScanRecipe
from tests.scans.recipes.files import FILES
from tests.scans.recipes.low_resolution import LOW_RESOLUTION
from tests.scans.recipes.offices import OFFICES
from tests.scans.recipes.optics import OPTICS
from tests.scans.recipes.paper import PAPER
from tests.scans.recipes.rulings import RULINGS
from tests.scans.recipes.seals import SEALS

GROUPS: dict[str, tuple[ScanRecipe, ...]] = {
    "optics": OPTICS,
    "paper": PAPER,
    "rulings": RULINGS,
    "seals": SEALS,
    "files": FILES,
    "offices": OFFICES,
    "low-resolution": LOW_RESOLUTION,
}
RECIPES: tuple[ScanRecipe, ...] = tuple(recipe for group in GROUPS.values() for recipe in group)
