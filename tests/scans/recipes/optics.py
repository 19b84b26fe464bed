"""Sheets that lie askew, upside down, in a camera's view; pages of odd sizes."""

from __future__ import annotations

from tests.scans.leaf import Step
from tests.scans.optics import blurred, bowed, on_larger_glass, photographed, skewed, trimmed, turned, unsteady
from tests.scans.originals import corpus, in_hei, one_page
from tests.scans.paper import shadowed, unevenly_lit
from tests.scans.recipe import ScanRecipe
from tests.scans.toner import noisy

_GRAIN: Step = noisy(4)
_HAND_HELD = ((0.01, 0.02), (0.035, 0.005), (0.0, 0.015), (0.02, 0.0))

OPTICS: tuple[ScanRecipe, ...] = (
    ScanRecipe("askew", corpus("lines-strokes"), (skewed(0.4, -0.7, 1.1, -0.2), _GRAIN)),
    ScanRecipe("askew-far-300", corpus("lines-a-point-apart"), (skewed(3.5, -4.5, 2.2), _GRAIN), 300),
    ScanRecipe("askew-very-far", one_page(2001), (skewed(7), _GRAIN)),
    ScanRecipe("sideways-left", in_hei("lines-open-at-page-breaks"), (turned(1), _GRAIN)),
    ScanRecipe("upside-down", one_page(2002), (turned(2), skewed(0.8), _GRAIN)),
    ScanRecipe("sideways-right-300", corpus("pages-landscape"), (turned(3), skewed(-0.6, 0.5), _GRAIN), 300),
    ScanRecipe("some-upside-down", corpus("contents-one-line-groups"), (turned(0, 2), _GRAIN)),
    ScanRecipe(
        "photographed", one_page(2003), (photographed(*_HAND_HELD), unevenly_lit(0.75, 40), blurred(0.12), _GRAIN), 250
    ),
    ScanRecipe(
        "photographed-bowed-shadow",
        one_page(2004),
        (bowed(5), photographed(*_HAND_HELD[::-1]), shadowed(0.4, 0.75, 0.3), _GRAIN),
        300,
    ),
    ScanRecipe("bowed", one_page(2005), (bowed(4), skewed(0.5), _GRAIN)),
    ScanRecipe("out-of-focus", corpus("lines-filled-bars"), (skewed(0.3), blurred(0.3), _GRAIN)),
    ScanRecipe("feeder-slips", one_page(2006), (unsteady(1.2), _GRAIN)),
    ScanRecipe("on-larger-glass", one_page(2007), (skewed(1.4), on_larger_glass(230, 340), _GRAIN)),
    ScanRecipe("trimmed-300", one_page(2008), (trimmed(38, 12, 30, 60), skewed(-0.4), _GRAIN), 300),
    ScanRecipe("a3-two-forms", corpus("pages-a3-two-forms"), (skewed(0.5), _GRAIN)),
)
