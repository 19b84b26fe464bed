"""Results with what was found about them beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongbiao.pipeline.checks.rulebook import AS_DECLARED, Rulebook
from gongbiao.pipeline.cross.flags import cross_document_flags, findings_beside_others, merged, status_with
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.schema import FlagRow


def with_cross_findings(results: Sequence[DocumentResult], rulebook: Rulebook = AS_DECLARED) -> list[DocumentResult]:
    """Return the results of a small batch, all held in memory, with the findings about forms beside others."""
    digests = [result.digest for result in results if result.digest is not None]
    found = cross_document_flags(digests, rulebook)
    return [_with_flags(result, findings_beside_others(result.document, found)) for result in results]


def _with_flags(result: DocumentResult, more: tuple[FlagRow, ...]) -> DocumentResult:
    if not more:
        return result
    flags = merged(result.flags, more)
    return replace(result, document=status_with(result.document, flags), flags=flags)
