"""How the program does on the scans: ``python -m tests.scans.report [part of a name or group …] [--keep DIR]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.corpus.compare import summary
from tests.scans.measure import Measured, measure
from tests.scans.recipe import ScanRecipe
from tests.scans.recipes import GROUPS
from tests.scans.tally import Share, share, tally

_MOST = 4
"""Differences printed for each scan."""
_SUFFIXES = {b"%P": ".pdf", b"\x89P": ".png", b"\xff\xd8": ".jpg", b"II": ".tif"}
"""By the first two bytes."""


def main() -> int:
    """Print a line for each scan, its first differences, and totals by resolution; returns the forms not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of names, or groups; all scans without")
    parser.add_argument("--keep", type=Path, help="write the scans into this folder")
    parser.add_argument("--most", type=int, default=_MOST, help="differences printed for each scan")
    options = parser.parse_args()
    scans: list[tuple[ScanRecipe, Measured]] = []
    for group, recipes in GROUPS.items():
        for recipe in recipes:
            if options.names and not any(name == group or name in recipe.name for name in options.names):
                continue
            original = recipe.source()
            data = recipe.scanned(original)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{recipe.name}{_SUFFIXES[data[:2]]}").write_bytes(data)
            scans.append((recipe, measure(data, original)))
            _print_scan(*scans[-1], options.most)
    for name, wanted in (("150 dpi", True), ("200 dpi and more", False)):
        _print_line(name, [scan for recipe, scan in scans if recipe.is_coarse is wanted])
    forms = tally(scan for _, scan in scans).forms
    return forms[1] - forms[0]


def _print_scan(recipe: ScanRecipe, scan: Measured, most: int) -> None:
    _print_line(recipe.name, [scan], ", ".join(sorted(set(scan.outcome.flags))))
    if scan.differences:
        sys.stdout.write("    " + summary(scan.differences, most).replace("\n", "\n    ") + "\n")
    sys.stdout.flush()


def _print_line(name: str, scans: list[Measured], remark: str = "") -> None:
    total = tally(scans)
    sys.stdout.write(
        f"{name:32} {total.pages:3} pages  forms {_of(total.forms)}  funds {_of(total.funds)}"
        f"  indicators {_of(total.indicators)}  characters {100 * share(total.characters):6.2f} %"
        f" ({100 * share(total.exact_characters):.2f} % in width, {total.added} added)"
        f"  {total.seconds_a_page:5.2f} s/page  {remark}\n"
    )


def _of(part: Share) -> str:
    return f"{part[0]}/{part[1]} ({100 * share(part):.1f} %)"


if __name__ == "__main__":
    sys.exit(min(main(), 1))
