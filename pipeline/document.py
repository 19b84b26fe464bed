"""One document read whole, for use from Python."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongbiao.extractors.ocr.names import AUTO
from gongbiao.pipeline.cross.results import with_cross_findings
from gongbiao.pipeline.engine import LocalEngine
from gongbiao.pipeline.errors import UnreadableError
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.schema import DOCUMENTS, FLAGS, FORMS, FUNDS, INDICATORS
from gongbiao.pipeline.schema.documents import FAILED
from gongbiao.pipeline.settings import DEFAULT_MEMORY_LIMIT, DEFAULT_TIMEOUT, Settings
from gongbiao.pipeline.source import Source, source_name
from gongbiao.pipeline.user_catalogue import CatalogueFiles, user_tables
from gongbiao.pipeline.user_templates import user_templates

if TYPE_CHECKING:
    import pandas as pd

BYTES_NAME = "<bytes>"
"""The ``source`` of a document that was given as bytes."""


@dataclass(frozen=True, slots=True, repr=False)
class Document(DocumentResult):
    """One document's rows: ``document``, ``forms``, ``funds``, ``indicators``, ``flags``."""

    def __repr__(self) -> str:
        """Say what there is, not all that it holds."""
        counts = ", ".join(
            f"{len(rows)} {name}"
            for name, rows in (
                ("forms", self.forms),
                ("funds", self.funds),
                ("indicators", self.indicators),
                ("flags", self.flags),
            )
        )
        return f"<Document {self.document.source!r}: {self.document.status}, {counts}>"

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """Return the five tables by name, as data frames with Arrow-backed columns.

        So integers stay integers beside nulls, amounts are exact decimals, and nulls are ``pd.NA``.
        """
        import pandas as pd  # slow to import

        from gongbiao.pipeline.arrow import arrow_table

        tables = (
            (DOCUMENTS, (self.document,)),
            (FORMS, self.forms),
            (FUNDS, self.funds),
            (INDICATORS, self.indicators),
            (FLAGS, self.flags),
        )
        return {table.name: arrow_table(table, rows).to_pandas(types_mapper=pd.ArrowDtype) for table, rows in tables}


def read(
    source: str | Path | bytes,
    *,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO,
    catalogue: CatalogueFiles = (),
    templates: str | Path | None = None,
) -> Document:
    """Read one document, given by its path or as bytes, in a guarded worker process.

    ``timeout`` is in seconds, ``memory_limit`` in bytes; both bound each of at most two attempts. Raises
    UnreadableError for what is missing, no document, encrypted, broken, or beyond these limits, CatalogueFileError for
    a file of ``catalogue`` that breaks a rule, BadTemplateError for a wrong one in the directory ``templates``.
    """
    settings = Settings(
        workers=1,
        timeout=timeout,
        memory_limit=memory_limit,
        ocr=ocr,
        catalogue=user_tables(catalogue),
        templates=user_templates(templates),
    )
    (packed,) = LocalEngine(settings).results([as_source(source)])
    (result,) = with_cross_findings([packed.unpacked()])
    if result.document.status == FAILED:
        raise UnreadableError(result.document.source, result.document.error or "unknown reason")
    return Document(result.document, result.forms, result.funds, result.indicators, result.flags, result.digest)


def as_source(given: str | Path | bytes) -> Source:
    """Return a path or bytes as a source with its hash; raises UnreadableError where it cannot be read."""
    source = (
        Source(BYTES_NAME, None, given) if isinstance(given, bytes) else Source(source_name(str(given)), Path(given))
    )
    try:
        return source.hashed()
    except OSError as error:
        raise UnreadableError(source.name, f"cannot be read: {error.strerror or error}") from error
