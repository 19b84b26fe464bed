"""Findings about forms beside others, as rows of ``flags``, for every document of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gongbiao.pipeline.checks.rule import Rule
from gongbiao.pipeline.checks.rulebook import AS_DECLARED, Rulebook
from gongbiao.pipeline.cross import copies, projects
from gongbiao.pipeline.cross.digest import DocumentDigest, FormDigest
from gongbiao.pipeline.cross.finding import CrossCheck, CrossFinding
from gongbiao.pipeline.cross.index import Index
from gongbiao.pipeline.rows import text as writable
from gongbiao.pipeline.schema import DocumentRow, FlagRow
from gongbiao.pipeline.schema.documents import FLAGGED, OK
from gongbiao.pipeline.schema.flags import ERROR

CHECKS: tuple[CrossCheck, ...] = (*projects.CHECKS, *copies.CHECKS)
RULES: tuple[Rule, ...] = tuple(check.rule for check in CHECKS)


class CrossDocumentFlags(Mapping[str, tuple[FlagRow, ...]]):
    """The findings about each document by doc_id, made when they are asked for: no batch is too large."""

    def __init__(self, digests: Sequence[DocumentDigest], rulebook: Rulebook) -> None:
        """Take the digests in the order of the batch."""
        self._index = Index(digests)
        self._at = {digest.doc_id: at for at, digest in enumerate(digests)}
        self._checks = [check for check in CHECKS if check.rule.id not in rulebook.off]
        self._rulebook = rulebook

    def __getitem__(self, doc_id: str) -> tuple[FlagRow, ...]:
        """Return the findings about a document, not yet numbered; raises KeyError for an unknown one."""
        return tuple(self._flags(self._at[doc_id], doc_id))

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the documents."""
        return iter(self._at)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._at)

    def _flags(self, at: int, doc_id: str) -> Iterator[FlagRow]:
        for number, form in enumerate(self._index.forms_of(at)):
            for check in self._checks:
                for finding in check.find(self._index, (at, number), form):
                    yield self._flag(check.rule, finding, form, doc_id)

    def _flag(self, rule: Rule, finding: CrossFinding, form: FormDigest, doc_id: str) -> FlagRow:
        return FlagRow(
            doc_id=doc_id,
            flag_no=0,
            form_id=form.form_id,
            rule=rule.id,
            severity=self._rulebook.severity(rule, finding.severity),
            table=finding.table,
            row=finding.row,
            message=writable(f"{finding.zh} / {finding.en}") or rule.title_zh,
            page=finding.spot.page,
            x0=finding.spot.x0,
            top=finding.spot.top,
            x1=finding.spot.x1,
            bottom=finding.spot.bottom,
        )


def cross_document_flags(
    digests: Sequence[DocumentDigest], rulebook: Rulebook = AS_DECLARED
) -> Mapping[str, tuple[FlagRow, ...]]:
    """Return what is found about each document of a batch beside the others, by doc_id.

    ``digests`` stand in the order of the batch, one for each document that was read: of two forms that disagree the
    later one has the finding.
    """
    return CrossDocumentFlags(digests, rulebook)


def findings_beside_others(document: DocumentRow, found: Mapping[str, tuple[FlagRow, ...]]) -> tuple[FlagRow, ...]:
    """Return what was found about a document beside the others; nothing where it was not read."""
    return found.get(document.doc_id or "", ()) if document.status in (OK, FLAGGED) else ()


def merged(flags: Iterable[FlagRow], more: Iterable[FlagRow]) -> tuple[FlagRow, ...]:
    """Return all findings about one document, ordered by form, table, row and rule and numbered anew."""
    ordered = sorted((*flags, *more), key=_order)
    return tuple(flag._replace(flag_no=number) for number, flag in enumerate(ordered, start=1))


def status_with(document: DocumentRow, flags: Iterable[FlagRow]) -> DocumentRow:
    """Return a document's row with the status that its findings of both kinds give it."""
    is_flagged = document.status == OK and any(flag.severity == ERROR for flag in flags)
    return replace(document, status=FLAGGED) if is_flagged else document


def _order(flag: FlagRow) -> tuple[int, str, int, str, int]:
    form_no = int(flag.form_id.rpartition("-")[2]) if flag.form_id else 0
    return (form_no, flag.table or "", flag.row or 0, flag.rule, flag.page or 0)
