"""Accuracy on general tables: the ICDAR 2013 table competition's PDFs, read without being told where the tables are.

The files are other people's and stand outside the project; their folder is given by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.ground_truth import described_documents
from bench.readers import PEERS, ReadTables, gongbiao_tables
from bench.relations import Score, TextTable, score, summary
from bench.report import Section

_HEADER = (
    "reader", "F1", "precision", "recall", "mean of F1", "pooled F1", "pooled precision", "pooled recall", "failed",
)  # fmt: skip
_NOTE = (
    "Adjacency relations of non-blank cells to their nearest right and lower neighbours, no regions given, all tables"
    " of a document pooled. F1 is the competition's: of the mean precision and the mean recall over {} documents;"
    " pooled counts the relations of all documents together. failed: documents that raised an error."
)


def icdar_sections(directory: Path) -> list[Section]:
    """Score this program and its peers on the set in ``directory``; raises FileNotFoundError where there is none."""
    documents = list(described_documents(directory))
    if not documents:
        raise FileNotFoundError("no PDFs with their -str.xml files")
    readers: dict[str, ReadTables] = {"gongbiao tables": gongbiao_tables}
    readers.update((peer.name, peer.read) for peer in PEERS)
    scored = {name: _scores(read, documents) for name, read in readers.items()}
    return [
        Section(
            "ICDAR 2013 (general tables)",
            _HEADER,
            tuple((name, *_figures(scores), str(failed)) for name, (scores, failed) in scored.items()),
            _NOTE.format(len(documents)),
        ),
        Section(
            "ICDAR 2013, F1 by document",
            ("document", "relations", *scored),
            tuple(_by_document(documents, {name: scores for name, (scores, _) in scored.items()})),
            "",
        ),
    ]


def _scores(read: ReadTables, documents: Sequence[tuple[Path, list[TextTable]]]) -> tuple[list[Score], int]:
    """Return a score for each document, and how many of them could not be read."""
    scores, failed = [], 0
    for pdf, expected in documents:
        found: list[TextTable] = []
        try:
            found = read(pdf)
        except Exception as error:  # a reader's error is one of its results
            print(f"{pdf.name}: {type(error).__name__}: {error}")
            failed += 1
        scores.append(score(found, expected))
    return scores, failed


def _figures(scores: Sequence[Score]) -> tuple[str, ...]:
    whole = summary(scores)
    pooled = whole.pooled
    shares = (whole.f1, whole.precision, whole.recall, whole.mean_f1, pooled.f1, pooled.precision, pooled.recall)
    return tuple(f"{share:.3f}" for share in shares)


def _by_document(
    documents: Sequence[tuple[Path, list[TextTable]]], scored: dict[str, list[Score]]
) -> list[tuple[str, ...]]:
    return [
        (pdf.stem, str(scores[0].expected), *(f"{one.f1:.2f}" for one in scores))
        for (pdf, _), *scores in zip(documents, *scored.values(), strict=True)
    ]
