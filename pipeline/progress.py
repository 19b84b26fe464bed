"""Shows on a terminal how a run goes: that it lives, how far it is, how fast, and how many documents failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from gongbiao.pipeline.packed import PackedResult
from gongbiao.pipeline.schema.documents import FAILED, FLAGGED

BAR_WIDTH = 10
"""Columns, so that the whole line fits a terminal of 80."""


class ProgressBar:
    """Watches a run and moves the bar."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._failed = 0
        self._flagged = 0

    def begin(self, total: int) -> None:
        """Show the bar for so many documents."""
        self._task = self._progress.add_task("reading", total=total, failed=0, flagged=0)

    def add(self, packed: PackedResult) -> None:
        """Take down the next result."""
        self._failed += packed.document.status == FAILED
        self._flagged += packed.document.status == FLAGGED
        self._progress.update(self._task, advance=1, failed=self._failed, flagged=self._flagged)

    def skip(self) -> None:
        """Take down a document that need not be read."""
        self._progress.update(self._task, advance=1)

    def end(self, packed: PackedResult, fresh: bool) -> None:
        """Show nothing: the dataset is written in no time."""


class RateColumn(ProgressColumn):
    """Documents a second so far; slow ones by the minute, and nothing before the first."""

    def render(self, task: Task) -> Text:
        """Return the column's text."""
        if not (task.completed and task.elapsed):
            return Text()
        rate = task.completed / task.elapsed
        return Text(f"{rate:.1f}/s" if rate >= 1 else f"{rate * 60:.1f}/min")


@contextmanager
def progress_bar() -> Iterator[ProgressBar]:
    """Show a bar on stderr, which is gone when the run has ended."""
    columns = (
        SpinnerColumn(),
        TextColumn("reading"),
        BarColumn(BAR_WIDTH),
        MofNCompleteColumn(),
        RateColumn(),
        TextColumn("{task.fields[failed]} failed {task.fields[flagged]} flagged"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield ProgressBar(progress)
