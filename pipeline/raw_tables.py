"""The raw tables of one document, page by page, before any stitching and whatever they say."""

from __future__ import annotations

from concurrent.futures import wait
from dataclasses import replace
from pathlib import Path

from gongbiao.extractors.document import open_document
from gongbiao.extractors.errors import ExtractionError
from gongbiao.extractors.stages import page_tables
from gongbiao.extractors.table import Table
from gongbiao.pipeline.document import as_source
from gongbiao.pipeline.engine import SAFER_STAGE
from gongbiao.pipeline.errors import UnreadableError
from gongbiao.pipeline.guard import WorkerGoneError, outcome, submit, worker_pool
from gongbiao.pipeline.intake import Source
from gongbiao.pipeline.settings import DEFAULT_MEMORY_LIMIT, DEFAULT_TIMEOUT, Settings


def tables(
    source: str | Path | bytes, *, timeout: float = DEFAULT_TIMEOUT, memory_limit: int = DEFAULT_MEMORY_LIMIT
) -> list[Table]:
    """Return the tables of a document, given by its path or as bytes, in reading order.

    It is read in a guarded worker process; ``timeout`` is in seconds, ``memory_limit`` in bytes. Raises
    UnreadableError for what is missing, no PDF, encrypted, broken, or beyond these limits.
    """
    settings = Settings(workers=1, timeout=timeout, memory_limit=memory_limit)
    readable = as_source(source)
    complaints: list[str] = []
    with worker_pool(settings, 1) as pool:
        for attempt in (settings, replace(settings, first_stage=SAFER_STAGE)):
            future = submit(pool, attempt, read_tables, readable, attempt.first_stage)
            wait([future])
            try:
                found: list[Table] = outcome(future, attempt)
            except WorkerGoneError as error:
                complaints.append(str(error))
            except (ExtractionError, OSError) as error:
                raise UnreadableError(readable.name, str(error)) from error
            else:
                return found
    raise UnreadableError(readable.name, "; on the second attempt: ".join(complaints))


def read_tables(source: Source, first_stage: str) -> list[Table]:
    """Read a document's tables in this process; raises ExtractionError, OSError or MemoryError."""
    with open_document(source.read()) as document:
        return list(page_tables(document, first_stage))
