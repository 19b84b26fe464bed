"""Keeps documents and their findings on disk until the whole batch is read: only then are the findings complete."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, fields
from types import TracebackType
from typing import Any, Self

from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.schema import DocumentRow, FlagRow

_DOCUMENT = tuple(field.name for field in fields(DocumentRow))
_FLAG = tuple(field.name for field in fields(FlagRow))


class HeldBack:
    """A file of documents and flags, a line each document, gone when it is left."""

    def __init__(self) -> None:
        """Open an empty file where the system keeps temporary ones."""
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115, closed by __exit__

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the file."""
        self._file.close()

    def add(self, result: DocumentResult) -> None:
        """Append a result's document and flags; its other rows are not kept."""
        line = [astuple(result.document), [astuple(flag) for flag in result.flags]]
        self._file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")

    def results(self) -> Iterator[DocumentResult]:
        """Yield what was added, in its order."""
        self._file.seek(0)
        for line in self._file:
            document, flags = json.loads(line)
            yield DocumentResult(
                DocumentRow(**_named(_DOCUMENT, document)),
                flags=tuple(FlagRow(**_named(_FLAG, flag)) for flag in flags),
            )


def _named(names: tuple[str, ...], values: list[Any]) -> dict[str, Any]:
    return dict(zip(names, values, strict=True))
