"""One document, whole: from its bytes to the rows that it adds to the dataset."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from gongbiao.extractors.document import open_document
from gongbiao.extractors.errors import ExtractionError
from gongbiao.normalizers.catalogue import catalogue_with
from gongbiao.normalizers.template_files import load_templates
from gongbiao.pipeline.beside_pages import attached_documents, require_pages
from gongbiao.pipeline.checks.registry import flags_of
from gongbiao.pipeline.checks.submission import FormFacts, Submission
from gongbiao.pipeline.cross.digest import digest_of
from gongbiao.pipeline.escalation import Attempt, best_attempt
from gongbiao.pipeline.recognitions import recognitions_of
from gongbiao.pipeline.result import DocumentResult, doc_id_of, failed
from gongbiao.pipeline.rows import form_row, fund_rows, indicator_rows
from gongbiao.pipeline.schema import DocumentRow
from gongbiao.pipeline.schema.documents import FLAGGED, OK
from gongbiao.pipeline.schema.flags import ERROR
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

_NO_MEMORY = re.compile(
    r"bad_alloc|out of memory|(?:insufficient|not enough|no more) memory"
    r"|(?:cannot|can't|unable to|could not|failed to) allocate|memory allocation (?:failed|error)",
    re.IGNORECASE,
)
"""C++, OpenCV, ONNX Runtime, OpenVINO, Arrow and the C library each have words of their own."""

COLLECTED_AFTER = 100_000
"""Objects made and not freed, after which cyclic garbage is looked for: with Python's 700 that takes a thirtieth of
the time."""


def process_document(source: Source, settings: Settings) -> DocumentResult:
    """Read one document and return its rows; whatever is wrong with it becomes a row with status ``failed``.

    Only MemoryError goes on: the worker ends, and the engine tries again.
    """
    try:
        data = source.read()
        source = replace(source, sha256=hashlib.sha256(data).hexdigest())
        with _few_collections():
            return _read(source, data, settings)
    except MemoryError:
        raise
    except OSError as error:
        return failed(source, f"cannot be read: {error.strerror or error}")
    except ExtractionError as error:
        return failed(source, str(error))
    except Exception as error:  # a mistake of ours must cost one document, not the run
        if says_no_memory(error):
            raise MemoryError from error
        return failed(source, f"internal error, please report it: {type(error).__name__}: {error}")


@contextlib.contextmanager
def _few_collections() -> Iterator[None]:
    """Look for cyclic garbage seldom: the records of a document are many, and none of them refers back.

    What was made within should be out of use at its end: what is left is looked through there.
    """
    usual = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _read(source: Source, data: bytes, settings: Settings) -> DocumentResult:
    with open_document(data, settings.ocr) as document:
        catalogue, templates = catalogue_with(settings.catalogue), load_templates(settings.templates)
        attempt = best_attempt(document, settings.first_stage, catalogue, templates)
        attached = attached_documents(document)
        if not (attempt.contents.forms or attempt.contents.unread or attempt.reading.failures):
            require_pages(document, attached)
    return _result(source, attempt, attached, settings)


def _result(source: Source, attempt: Attempt, attached: tuple[str, ...], settings: Settings) -> DocumentResult:
    """Turn what was read into rows, check them, and say how the document fared."""
    assert source.sha256 is not None
    doc_id = doc_id_of(source.sha256)
    submission = replace(_submission(attempt, doc_id, settings), attached=attached)
    flags = flags_of(submission, doc_id, settings.rulebook)
    row = DocumentRow(
        doc_id=doc_id,
        source=source.name,
        sha256=source.sha256,
        pages=attempt.reading.pages,
        forms=len(submission.forms),
        status=FLAGGED if any(flag.severity == ERROR for flag in flags) else OK,
        error=None,
        duplicate_of=None,
    )
    digest = digest_of(submission, doc_id, source.name)
    return DocumentResult(row, submission.forms, submission.funds, submission.indicators, flags, digest, attempt.tried)


def says_no_memory(error: BaseException) -> bool:
    """Whether an exception is a library's own way of saying that it was refused memory."""
    return _NO_MEMORY.search(f"{type(error).__name__}: {error}") is not None


def _submission(attempt: Attempt, doc_id: str, settings: Settings) -> Submission:
    forms = [(form, form_row(form, doc_id, number)) for number, form in enumerate(attempt.contents.forms, start=1)]
    return Submission(
        forms=tuple(row for _, row in forms),
        funds=tuple(fund for form, row in forms for fund in fund_rows(form.funds, row.form_id)),
        indicators=tuple(line for form, row in forms for line in indicator_rows(form.indicators, row.form_id)),
        facts={row.form_id: FormFacts.of(form) for form, row in forms},
        unread_pages=attempt.reading.failures,
        unread_tables=attempt.contents.unread,
        recognitions=tuple(one for form, row in forms for one in recognitions_of(form, row)),
        catalogue=catalogue_with(settings.catalogue),
        templates=load_templates(settings.templates),
        unevaluated=attempt.reading.unevaluated,
    )
