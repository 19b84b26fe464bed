"""Puts the results of a run, read now or before, together to the dataset: what one document cannot know of others.

A result in a part depends on its own document only. What depends on all of them is decided here, in the order of the
sources: which documents are duplicates, and what is found about forms beside others. So the dataset's bytes do not
depend on how often a run was interrupted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongbiao.pipeline.checks.rulebook import Rulebook
from gongbiao.pipeline.columns import Columns, columns_of, rows_of
from gongbiao.pipeline.cross.flags import cross_document_flags, findings_beside_others, merged, status_with
from gongbiao.pipeline.packed import PackedResult, pack
from gongbiao.pipeline.parts import PartStore
from gongbiao.pipeline.reading_list import ReadingList
from gongbiao.pipeline.result import duplicate
from gongbiao.pipeline.schema import FLAGS, FlagRow


@dataclass(frozen=True, slots=True)
class FinalResult:
    """What one document adds to the dataset."""

    packed: PackedResult
    """Its row is final; its flags are those of the document by itself."""
    tables: Mapping[str, Columns]
    """The columns of the other tables, by the table's name, all findings among them."""

    def flags(self) -> tuple[FlagRow, ...]:
        """Return the findings."""
        rows: tuple[FlagRow, ...] = rows_of(FLAGS, self.tables[FLAGS.name])
        return rows


def final_results(listed: ReadingList, store: PartStore, rulebook: Rulebook) -> Iterator[FinalResult]:
    """Yield what every document of a run adds to the dataset, in the dataset's order; raises OutputError.

    The results are gone through twice: for the digests by which forms are held against one another, then for the rows.
    """
    digests = [digest for packed in _results(listed, store) if (digest := packed.document_digest()) is not None]
    found = cross_document_flags(digests, rulebook)
    for packed in _results(listed, store):
        document, tables = packed.document, packed.columns()
        if more := findings_beside_others(document, found):
            flags = merged(rows_of(FLAGS, tables[FLAGS.name]), more)
            packed = replace(packed, document=status_with(document, flags))
            tables = {**tables, FLAGS.name: columns_of(FLAGS, flags)}
        yield FinalResult(packed, tables)


def _results(listed: ReadingList, store: PartStore) -> Iterator[PackedResult]:
    """Yield the result of every document under its name; of the same bytes all but the first are duplicates."""
    first: dict[str, str] = {}
    for name, sha256, unreadable in listed.results():
        if unreadable is not None:
            yield unreadable
            continue
        assert sha256 is not None
        earlier = first.setdefault(sha256, name)
        if earlier == name:
            yield store.result(sha256).named(name)
        else:
            yield pack(duplicate(name, sha256, of=earlier))
