"""A log for programs: one JSON object a line for each document, as soon as its fate is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from gongbiao.pipeline.errors import OutputError
from gongbiao.pipeline.packed import PackedResult, Trial


class RunLog:
    """Watches a run and writes lines."""

    def __init__(self, file: IO[str], path: str) -> None:
        self._file = file
        self._path = path

    def begin(self, total: int) -> None:
        """Write nothing: the log is of documents."""

    def add(self, packed: PackedResult) -> None:
        """Write the line of a document that was read."""
        self._write(packed, read=True)

    def skip(self) -> None:
        """Write nothing yet: its line comes when the dataset is written."""

    def end(self, packed: PackedResult, fresh: bool) -> None:
        """Write the line of a document that was not read now: it is a duplicate, or known from an earlier run."""
        if not fresh:
            self._write(packed, read=False)

    def _write(self, packed: PackedResult, *, read: bool) -> None:
        document = packed.document
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "document": document.source,
            "sha256": document.sha256,
            "read": read,
            "result": document.status,
            "error": document.error,
            "duplicate_of": document.duplicate_of,
            "pages": document.pages,
            "forms": document.forms,
            "seconds": round(packed.seconds, 3),
            "attempts": [_attempt(trial) for trial in packed.trials],
        }
        try:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
        except OSError as error:
            raise _refusal(self._path, error) from error


@contextmanager
def run_log(path: str) -> Iterator[RunLog]:
    """Append to a log file, which is made where needed; raises OutputError where that is refused."""
    try:
        file = Path(path).open("a", encoding="utf-8", newline="\n")  # noqa: SIM115  # closed below
    except OSError as error:
        raise _refusal(path, error) from error
    try:
        yield RunLog(file, path)
    finally:
        with suppress(OSError):  # what could not be written was complained of when it was tried
            file.close()


def _refusal(path: str, error: OSError) -> OutputError:
    return OutputError(f"{path}: cannot write the log: {error.strerror or error}")


def _attempt(trial: Trial) -> dict[str, Any]:
    return {
        "stages": list(trial.stages or (trial.stage,)),
        "seconds": trial.seconds,
        "ended_by": trial.complaint,
    }
