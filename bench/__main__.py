"""``python -m bench``: measure speed, memory and accuracy, print the figures and write ``bench/RESULTS.md``.

``python -m bench.labels`` measures the matching of labels alone and needs none of the peers.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from importlib.util import find_spec
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
    os.environ.setdefault(_name, "1")  # before any library that starts threads is imported

TOP = Path(__file__).parent.parent
FILES = [TOP / "samples" / f"rugao-2024-{name}.pdf" for name in ("libreoffice", "browser", "reportlab", "excel")]
SCANS = [TOP / "samples" / f"rugao-2024-{name}.pdf" for name in ("scan-150", "scan", "scan-300")]
"""All of the first of FILES, at 150, 200 and 300 dots an inch."""
ICDAR_VARIABLE = "GONGBIAO_ICDAR"


def main() -> int:
    """Run everything; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--icdar",
        type=Path,
        default=os.environ.get(ICDAR_VARIABLE) or None,
        help=f"folder of the ICDAR 2013 set, X.pdf with X-str.xml (default: ${ICDAR_VARIABLE})",
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "RESULTS.md", help="where to write")
    arguments = parser.parse_args()
    if not all(map(find_spec, ("camelot", "tablers", "img2table"))):
        print("the peers are not installed here; `make bench` installs them into .venv-bench", file=sys.stderr)
        return 2

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its warnings about fonts are about the peers' reading

    from bench.batch import batch_sections
    from bench.icdar import icdar_sections
    from bench.labels import label_sections
    from bench.memory import memory_sections
    from bench.report import Section, show, write
    from bench.scans import scan_sections
    from bench.speed import speed_sections

    sections: list[Section] = [*speed_sections(FILES), *memory_sections(FILES), *batch_sections(FILES)]
    sections.extend((*scan_sections(SCANS, FILES[0]), *label_sections()))
    if arguments.icdar is None:
        print(f"no accuracy on general tables: give the ICDAR 2013 set by --icdar or {ICDAR_VARIABLE}")
    else:
        try:
            sections.extend(icdar_sections(arguments.icdar))
        except FileNotFoundError as error:
            print(f"no accuracy on general tables: {arguments.icdar}: {error}")
    show(sections)
    write(arguments.out, sections)
    return 0


if __name__ == "__main__":
    sys.exit(main())
