"""What became of one document, packed small: how it comes from a worker, waits in a part, and is written.

The rows are columns in JSON, compressed. They are plain data, so that a part from a stranger can do no harm, and a
worker packs them, so that the main process has little to do for each document.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pydantic_core import from_json, to_json

from gongbiao.pipeline.columns import Columns, columns_of, rows_of
from gongbiao.pipeline.cross.digest import DocumentDigest
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.schema import FLAGS, FORMS, FUNDS, INDICATORS, DocumentRow

FASTEST = 1
"""Of zlib: half the time of the usual level for a tenth more bytes."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One attempt at a document."""

    stage: str
    """The stage of the extractors that was tried first."""
    stages: tuple[str, ...]
    """All stages that were tried; empty where the attempt did not end by itself."""
    seconds: float
    """By the clock; of an attempt that died, with its waiting for a worker."""
    complaint: str | None
    """What ended the attempt; None where it ended by itself."""


@dataclass(frozen=True, slots=True)
class PackedResult:
    """The rows that one document adds to the dataset, packed, and how it came to them."""

    document: DocumentRow
    tables: bytes
    """Compressed JSON: the other tables' columns, by the table's name."""
    digest: bytes = b""
    """What checks against other documents need, packed; empty where nothing was read."""
    trials: tuple[Trial, ...] = ()

    @property
    def hampered(self) -> bool:
        """Whether some attempt was ended by the limits or died, so that other limits might give something else."""
        return any(trial.complaint is not None for trial in self.trials)

    @property
    def seconds(self) -> float:
        """How long all attempts took."""
        return sum(trial.seconds for trial in self.trials)

    def columns(self) -> Mapping[str, Columns]:
        """Return the columns of the other tables, by the table's name; raises ValueError where they are damaged."""
        try:
            found: dict[str, Columns] = from_json(zlib.decompress(self.tables))
        except zlib.error as error:
            raise ValueError(str(error)) from error
        return found

    def unpacked(self) -> DocumentResult:
        """Return the rows."""
        tables = self.columns()
        return DocumentResult(
            document=self.document,
            digest=self.document_digest(),
            **{table.name: rows_of(table, tables[table.name]) for table in (FORMS, FUNDS, INDICATORS, FLAGS)},
        )

    def document_digest(self) -> DocumentDigest | None:
        """Return what checks against other documents need; None where nothing was read."""
        if not self.digest:
            return None
        assert self.document.doc_id is not None
        return DocumentDigest(self.document.doc_id, self.document.source, self.digest)

    def named(self, source: str) -> PackedResult:
        """Return the result of the same bytes under another name."""
        return replace(self, document=replace(self.document, source=source))

    def to_bytes(self) -> bytes:
        """Return everything as bytes for a part: a line of JSON, then the digest and the compressed tables."""
        head = {
            "document": asdict(self.document),
            "digest": len(self.digest),
            "trials": [asdict(trial) for trial in self.trials],
        }
        return b"".join((json.dumps(head, ensure_ascii=False).encode(), b"\n", self.digest, self.tables))

    @classmethod
    def from_bytes(cls, data: bytes) -> PackedResult:
        """Return what :meth:`to_bytes` made; raises ValueError where it is something else."""
        line, _, rest = data.partition(b"\n")
        try:
            head: dict[str, Any] = json.loads(line)
            trials = (Trial(**{**trial, "stages": tuple(trial["stages"])}) for trial in head["trials"])
            size: int = head["digest"]
            return cls(DocumentRow(**head["document"]), rest[size:], rest[:size], tuple(trials))
        except (KeyError, TypeError) as error:
            raise ValueError(str(error)) from error


def pack(result: DocumentResult, trials: tuple[Trial, ...] = ()) -> PackedResult:
    """Pack a document's rows."""
    tables = {
        table.name: columns_of(table, rows)
        for table, rows in (
            (FORMS, result.forms),
            (FUNDS, result.funds),
            (INDICATORS, result.indicators),
            (FLAGS, result.flags),
        )
    }
    digest = result.digest.packed if result.digest is not None else b""
    return PackedResult(result.document, zlib.compress(to_json(tables), FASTEST), digest, trials)
