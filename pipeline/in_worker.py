"""One piece of work on one document in a guarded worker process, tried again with another reader if the worker dies."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import replace
from typing import TypeVar

from gongbiao.extractors.errors import ExtractionError
from gongbiao.pipeline.attempts import SAFER_STAGE
from gongbiao.pipeline.deadline import count_pages, needs_counting, time_limit
from gongbiao.pipeline.errors import UnreadableError
from gongbiao.pipeline.guard import Pool, WorkerGoneError, outcome, submit, worker_pool
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

_Result = TypeVar("_Result")


def in_worker(work: Callable[[Source, Settings], _Result], source: Source, settings: Settings) -> _Result:
    """Return what ``work`` makes of a document; raises UnreadableError for what cannot be read within the limits."""
    complaints: list[str] = []
    with worker_pool(settings, 1) as pool:
        limit = _time_limit(pool, settings, source)
        for attempt in (settings, replace(settings, first_stage=SAFER_STAGE)):
            future = submit(pool, limit, work, source, attempt)
            wait([future])
            try:
                found: _Result = outcome(future, limit, attempt)
            except WorkerGoneError as error:
                complaints.append(str(error))
            except (ExtractionError, OSError) as error:
                raise UnreadableError(source.name, str(error)) from error
            else:
                return found
    raise UnreadableError(source.name, "; on the second attempt: ".join(complaints))


def _time_limit(pool: Pool, settings: Settings, source: Source) -> float:
    if not needs_counting(source):
        return settings.timeout
    future = submit(pool, settings.timeout, count_pages, source)
    wait([future])
    try:
        return time_limit(settings, outcome(future, settings.timeout, settings))
    except WorkerGoneError:  # reading it will tell what is wrong
        return settings.timeout
