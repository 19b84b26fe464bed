"""Milliseconds a page: the floor, this program's stages and the peers, on the same pages in one process.

Everybody takes turns, round by round, so that a slow moment of the machine hits all alike. Times are those of the
processor, not of the clock: threads are held to one, and what else the machine does counts less.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

import pypdfium2

from bench.floor import read_floor
from bench.own import (
    forget_texts,
    read_blocks,
    read_pages,
    read_raw_tables,
    read_rows,
    read_unseen_rows,
    seconds_in_checks,
)
from bench.readers import PEERS
from bench.report import Section

ROUNDS = 15
"""For the quick ones: their medians then agree within a few per cent from run to run."""

OTHERS = 12
"""Documents that a warm worker has read before: of other offices, one of many kinds each."""

_FLOOR, _WHOLE = "floor: pdfium, characters and path boxes", "gongbiao: whole pipeline"
_COLD = f"{_WHOLE}, no text remembered"
_NOTE = (
    "Milliseconds of processor time a page, one thread, warm; medians of interleaved rounds. The whole pipeline is a"
    f" file in, its checked rows out, in one worker that has read {OTHERS} documents of other offices before, and no"
    " page of this one. No text remembered: its caches of texts are emptied before each document, those of the labels"
    " that all forms print among them, the worst case; all texts known: it has read this document before, the best."
)


@dataclass(frozen=True, slots=True)
class Contender:
    """Something whose time is taken on one file."""

    name: str
    read: Callable[[Path], object]
    rounds: int
    prepare: Callable[[Path], object] = lambda _: None
    """What is done with a file before each reading, and not timed."""


def contenders(others: Sequence[Path]) -> list[Contender]:
    """List everybody, the floor first; ``others`` are what a warm worker has read before."""

    def read_others(_: Path) -> None:
        forget_texts()
        for path in others:
            read_rows(path)

    own = (
        (_FLOOR, read_floor),
        ("gongbiao: pages to glyphs and rulings", read_pages),
        ("gongbiao: pages to tables and lines", read_blocks),
        ("gongbiao: tables", read_raw_tables),
        (_COLD, read_unseen_rows),
    )
    return [
        *(Contender(name, read, ROUNDS) for name, read in own),
        Contender(_WHOLE, read_rows, ROUNDS, read_others),
        Contender(f"{_WHOLE}, all texts known", read_rows, ROUNDS, read_rows),
        *(Contender(peer.name, peer.read, peer.rounds) for peer in PEERS),
    ]


def speed_sections(files: Sequence[Path]) -> list[Section]:
    """Time everybody on ``files``; returns milliseconds a page and ratios."""
    with tempfile.TemporaryDirectory(prefix="gongbiao-bench-") as folder:
        everybody = contenders(_documents_of_others(Path(folder)))
        for contender in everybody:
            contender.read(files[0])
        seconds = _timed(everybody, files)
    pages = [_pages(path) for path in files]
    total = {name: 1000 * sum(times) / sum(pages) for name, times in seconds.items()}
    rows = tuple(
        (
            name,
            *(f"{1000 * time / count:.2f}" for time, count in zip(times, pages, strict=True)),
            f"{total[name]:.2f}",
            f"{total[name] / total[_FLOOR]:.2f}",
            f"{total[name] / total[_WHOLE]:.2f}",
        )
        for name, times in seconds.items()
    )
    renderers = (path.stem.rpartition("-")[2] for path in files)
    header = ("reader", *renderers, "all", "x floor", "x whole pipeline")
    return [
        Section("Speed", header, rows, _NOTE),
        Section(
            "The checks' share",
            ("", "share"),
            (("of the whole pipeline's time, no text remembered", f"{_share_of_checks(files, seconds[_COLD]):.2%}"),),
            "",
        ),
    ]


def _timed(everybody: Sequence[Contender], files: Sequence[Path]) -> dict[str, list[float]]:
    """Return for each contender the median seconds for each file."""
    taken: dict[str, list[list[float]]] = {contender.name: [[] for _ in files] for contender in everybody}
    for number in range(max(contender.rounds for contender in everybody)):
        for contender in everybody:
            if number < contender.rounds:
                for times, path in zip(taken[contender.name], files, strict=True):
                    contender.prepare(path)
                    start = process_time()
                    contender.read(path)
                    times.append(process_time() - start)
    return {name: [median(times) for times in by_file] for name, by_file in taken.items()}


def _documents_of_others(folder: Path) -> list[Path]:
    """Print documents of the tests' corpus, evenly taken from those that need no font or program from outside."""
    from tests.corpus.documents import DOCUMENTS

    usual = [document for document in DOCUMENTS if not (document.needs_more or document.is_garbage)]
    chosen = usual[:: len(usual) // OTHERS][:OTHERS]
    paths = [folder / f"{document.name}.pdf" for document in chosen]
    for path, document in zip(paths, chosen, strict=True):
        path.write_bytes(document.print())
    return paths


def _share_of_checks(files: Sequence[Path], whole: Sequence[float]) -> float:
    checks = (median(seconds_in_checks(path) for _ in range(ROUNDS)) for path in files)
    return sum(checks) / sum(whole)


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)
