"""Results with what was found about them beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gongbiao.pipeline.checks.rulebook import AS_DECLARED, Rulebook
from gongbiao.pipeline.cross.flags import cross_document_flags, merged, status_with
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.schema import FlagRow
from gongbiao.pipeline.schema.documents import FLAGGED, OK


def with_cross_findings(results: Sequence[DocumentResult], rulebook: Rulebook = AS_DECLARED) -> list[DocumentResult]:
    """Return the results of a small batch, all held in memory, with the findings about forms beside others."""
    digests = [result.digest for result in results if result.digest is not None]
    found = cross_document_flags(digests, rulebook)
    return list(completed(results, found))


def completed(results: Iterable[DocumentResult], found: Mapping[str, tuple[FlagRow, ...]]) -> Iterator[DocumentResult]:
    """Yield each result with its findings of both kinds, numbered anew, and the status that they give it."""
    for result in results:
        was_read = result.document.status in (OK, FLAGGED)
        more = found.get(result.document.doc_id or "", ()) if was_read else ()
        if not more:
            yield result
            continue
        flags = merged(result.flags, more)
        yield replace(result, document=status_with(result.document, flags), flags=flags)
