"""The one set of settings that a run is made with."""

from __future__ import annotations

import os
from dataclasses import dataclass

from gongbiao.extractors.ocr.names import AUTO
from gongbiao.normalizers.user_table import UserTable
from gongbiao.pipeline.checks.rulebook import AS_DECLARED, Rulebook

GIB = 1024**3

DEFAULT_TIMEOUT = 120.0
"""Seconds for one document: a hundred times what a usual form file takes with the slower reader."""

DEFAULT_PAGE_TIMEOUT = 5.0
"""Seconds more for each page: five times what a scanned page takes."""

DEFAULT_MEMORY_LIMIT = 2 * GIB
"""Bytes for one document: reading takes 0.1 GiB, the worst known PDFs take pdfium to 4 GiB before it aborts."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read."""

    workers: int | None = None
    """Worker processes; None for one on every core that this process may use."""
    timeout: float = DEFAULT_TIMEOUT
    """Seconds that one attempt at a document may take, and more for the pages of a long one."""
    page_timeout: float = DEFAULT_PAGE_TIMEOUT
    """Seconds more for each page of a document that has more pages than the timeout is long at so many each."""
    memory_limit: int = DEFAULT_MEMORY_LIMIT
    """Bytes that one attempt at a document may ask for."""
    first_stage: str = "native"
    """The stage of the extractors that is tried first."""
    ocr: str = AUTO
    """The engine that recognises the text of scans, by name; ``none`` for none."""
    catalogue: tuple[UserTable, ...] = ()
    """Users' own rows of the catalogue; of several tables the later ones win."""
    templates: tuple[tuple[str, str], ...] = ()
    """File names and texts of the templates that a user adds; see ``user_templates.py``."""
    rulebook: Rulebook = AS_DECLARED
    """Which rules hold, and how grave they are."""

    @property
    def worker_count(self) -> int:
        """The number of worker processes, at least 1."""
        return self.workers or usable_cores()


def usable_cores() -> int:
    """Return the number of cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
