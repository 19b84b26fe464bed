"""The program's own stages as the bench times them: each takes a file's path and does its work on the whole file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from gongbiao.extractors.cells import blocks_of
from gongbiao.extractors.document import Document
from gongbiao.pipeline import process
from gongbiao.pipeline.checks.registry import flags_of
from gongbiao.pipeline.cross.digest import digest_of
from gongbiao.pipeline.cross.results import with_cross_findings
from gongbiao.pipeline.raw_tables import read_tables
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source

SETTINGS = Settings(workers=1)
LEAST_TEXTS = 1000
"""Bound of a cache from which on it is one of texts."""


def read_pages(path: Path) -> None:
    """Read every page into arrays of glyphs and rulings."""
    with Document(path.read_bytes()) as document:
        reader = document.native
        for number in range(1, reader.pages + 1):
            reader.read_page(number)


def read_blocks(path: Path) -> None:
    """Read every page and find its tables and lines."""
    with Document(path.read_bytes()) as document:
        reader = document.native
        for number in range(1, reader.pages + 1):
            blocks_of(reader.read_page(number))


def read_raw_tables(path: Path) -> None:
    """Do what ``gongbiao tables`` does, without the worker process around it."""
    read_tables(Source(str(path), path), SETTINGS)


def read_rows(path: Path) -> DocumentResult:
    """Do what a worker does: a file in, its checked rows out; raises RuntimeError where no form was read."""
    result = process.process_document(Source(str(path), path), SETTINGS)
    if not result.forms:
        raise RuntimeError(f"{path.name}: no form was read: {result.document.error or 'none was found'}")
    return result


def read_unseen_rows(path: Path) -> DocumentResult:
    """Do the same with no text remembered, not even the labels that all forms print."""
    forget_texts()
    return read_rows(path)


def forget_texts() -> None:
    """Empty every cache of texts; what the program itself ships (templates, catalogue) stays loaded."""
    for forget in _text_caches(len(sys.modules)):
        forget()


@cache
def _text_caches(modules: int) -> tuple[Callable[[], None], ...]:
    """Return what empties each cache of texts in the ``modules`` loaded so far: looking for them is not the program's.

    They are those with a bound of a thousand or more: smaller ones hold catalogues, those without one what is packaged.
    """
    items = (
        item
        for name, module in list(sys.modules.items())
        if name.startswith("gongbiao.")
        for item in vars(module).values()
        if hasattr(item, "cache_parameters")
    )
    return tuple({item.cache_clear for item in items if (item.cache_parameters()["maxsize"] or 0) >= LEAST_TEXTS})


def seconds_in_checks(path: Path) -> float:
    """Return the seconds of processor time that the checks take of reading an unseen document, all kinds of them."""
    spent = 0.0

    def timed(function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: object) -> object:
            nonlocal spent
            start = process_time()
            try:
                return function(*arguments)
            finally:
                spent += process_time() - start

        return run

    with patch.object(process, "flags_of", timed(flags_of)), patch.object(process, "digest_of", timed(digest_of)):
        result = read_unseen_rows(path)
    start = process_time()
    with_cross_findings([result])
    return spent + process_time() - start
