"""How the program does on the corpus: ``python -m tests.corpus.report [part of a name …] [--keep DIR]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.corpus.compare import Outcome, compare, summary
from tests.corpus.documents import DOCUMENTS, CorpusDocument

_MOST = 4
"""Differences printed for each document."""


def main() -> int:
    """Print one line for each document, and the first differences; returns how many documents are not exact."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of names; all documents without")
    parser.add_argument("--keep", type=Path, help="write the PDFs into this folder")
    parser.add_argument("--most", type=int, default=_MOST, help="differences printed for each document")
    options = parser.parse_args()
    wrong = 0
    for document in DOCUMENTS:
        if options.names and not any(name in document.name for name in options.names):
            continue
        data = document.print()
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{document.name}.pdf").write_bytes(data)
        outcome = compare(data, document.expected)
        good = document.is_right(outcome)
        wrong += not good
        sys.stdout.write(_line(document, outcome, good) + "\n")
        if not good:
            sys.stdout.write("    " + summary(outcome.differences, options.most).replace("\n", "\n    ") + "\n")
    sys.stdout.write(f"{wrong} documents are not exact\n")
    return wrong


def _line(document: CorpusDocument, outcome: Outcome, good: bool) -> str:
    counts = "  ".join(f"{table} {right}/{wanted}" for table, (right, wanted) in outcome.exact.items())
    flags = f"  flags: {', '.join(sorted(set(outcome.flags)))}" if outcome.flags else ""
    return f"{'ok ' if good else 'NOT'} {document.name:45} {counts}{flags}"


if __name__ == "__main__":
    sys.exit(min(main(), 1))
