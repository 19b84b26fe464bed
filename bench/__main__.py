"""``python -m bench``: measure speed, memory and accuracy, print the figures and write ``bench/RESULTS.md``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
    os.environ.setdefault(_name, "1")  # before any library that starts threads is imported

from bench.groups import GROUPS, NAMES, Group, NothingToMeasureError, chosen_groups  # noqa: E402
from bench.report import Section, show  # noqa: E402
from bench.results import rewrite  # noqa: E402

ICDAR_VARIABLE = "GONGBIAO_ICDAR"


def main() -> int:
    """Measure what is wanted; returns the exit code."""
    arguments = _arguments()
    missing = {package for group in arguments.only for package in group.missing()}
    if missing:
        print(
            f"not installed here: {', '.join(sorted(missing))}; `make bench` installs them into .venv-bench",
            file=sys.stderr,
        )
        return 2
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its warnings about fonts are about the peers' reading
    for group in arguments.only:
        sections = _sections(group, arguments.icdar)
        if sections:
            show(sections)
            rewrite(arguments.out, {group.name: sections}, NAMES)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        epilog="groups: " + "; ".join(f"{group.name} ({group.about})" for group in GROUPS),
    )
    parser.add_argument(
        "--only",
        type=_groups,
        default=GROUPS,
        metavar="GROUP,…",
        help="measure these groups and leave the others in the results as they are (default: all of them)",
    )
    parser.add_argument(
        "--icdar",
        type=Path,
        default=os.environ.get(ICDAR_VARIABLE) or None,
        help=f"folder of the ICDAR 2013 set, X.pdf with X-str.xml (default: ${ICDAR_VARIABLE})",
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "RESULTS.md", help="where to write")
    return parser.parse_args()


def _groups(names: str) -> tuple[Group, ...]:
    try:
        return chosen_groups(names.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _sections(group: Group, icdar: Path | None) -> list[Section]:
    try:
        return group.measure(icdar)
    except NothingToMeasureError as error:
        print(f"{group.name}: not measured; {error} (or {ICDAR_VARIABLE})", file=sys.stderr)
        return []


if __name__ == "__main__":
    sys.exit(main())
