"""Show how the dataset of the samples changed, and take it as the golden one (tests/golden).

Scans are left unread: recognition differs a little between processors. Never touches samples/expected, which only a
reader's hand changes. With --check nothing is written and the exit code is 1 where something changed.
"""

from __future__ import annotations

import argparse
import difflib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import gongbiao

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
TABLES = ("documents.csv", "forms.csv", "funds.csv", "indicators.csv", "flags.csv")


def main() -> int:
    """Compare, show, and replace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only show what changed")
    only_check = parser.parse_args().check
    os.chdir(ROOT)  # so that `source` is the same on every machine
    with tempfile.TemporaryDirectory() as made:
        summary = gongbiao.run("samples", made, ocr="none")
        for source, reason in summary.failed:
            print(f"{source}: {reason}", file=sys.stderr)
        changed = [name for name in TABLES if show_difference(GOLDEN / name, Path(made) / name)]
        if changed and not only_check:
            GOLDEN.mkdir(parents=True, exist_ok=True)
            for name in changed:
                shutil.copyfile(Path(made) / name, GOLDEN / name)
    print(f"{'changed' if only_check else 'blessed'}: {', '.join(changed)}" if changed else "nothing changed")
    return 1 if changed and only_check else 0


def show_difference(golden: Path, made: Path) -> bool:
    """Print how a table changed, line by line; whether it did."""
    before, after = lines(golden), lines(made)
    for line in difflib.unified_diff(before, after, f"golden/{golden.name}", f"now/{made.name}", n=0):
        print(line.rstrip("\n"))
    return before != after


def lines(path: Path) -> list[str]:
    """The lines of a table; none where it does not exist yet."""
    return list(_read(path)) if path.exists() else []


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        yield from file


if __name__ == "__main__":
    sys.exit(main())
