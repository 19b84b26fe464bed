"""A stand-in for reading scans, importable in workers: every page takes its time."""

from __future__ import annotations

import time

from gongbiao.pipeline.deadline import count_pages
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source
from tests.pipeline.made_rows import made_result

PAGE_SECONDS = 0.05


def process_slowly(source: Source, _: Settings) -> DocumentResult:
    """Wait for every page, and return a result of one form."""
    for _page in range(count_pages(source)):
        time.sleep(PAGE_SECONDS)
    return made_result(source, 1)
