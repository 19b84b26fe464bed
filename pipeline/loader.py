"""Writes the dataset: five tables as Parquet and CSV, and the package descriptor.

Rows are written as they come, so memory stays small. Everything goes to a hidden directory under the output first
and replaces the old files at the end, the descriptor last: a run that fails leaves the old dataset as it was.
The same rows give the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow.parquet as pq

from gongbiao.normalizers.catalogue import Catalogue, default_catalogue
from gongbiao.normalizers.template_files import TemplateText
from gongbiao.pipeline.arrow import arrow_schema, arrow_table
from gongbiao.pipeline.csv_rows import ENCODING, CsvWriter
from gongbiao.pipeline.descriptor import DESCRIPTOR, descriptor_text
from gongbiao.pipeline.errors import OutputError
from gongbiao.pipeline.publish import replace_files
from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.schema import FORMS, TABLES, Row, TableSchema

ROW_GROUP = 10_000
"""Rows of a Parquet row group, and so the most that are held back: about 20 MB of indicators."""
FORMS_ROW_GROUP = 2_000
"""The same for forms, whose narratives take up to 10 kB each."""


class _TableWriter:
    """Writes one table in both formats."""

    def __init__(self, table: TableSchema, directory: Path, stack: ExitStack) -> None:
        self._table = table
        self._rows: list[Row] = []
        self._group = FORMS_ROW_GROUP if table is FORMS else ROW_GROUP
        csv_file = (directory / f"{table.name}.csv").open("w", encoding=ENCODING, newline="")
        self._csv = CsvWriter(stack.enter_context(csv_file), table)
        self._parquet = stack.enter_context(
            pq.ParquetWriter(
                directory / f"{table.name}.parquet",
                arrow_schema(table),
                version="2.6",
                compression="zstd",
                data_page_version="1.0",
            )
        )

    def add(self, rows: tuple[Row, ...]) -> None:
        self._rows.extend(rows)
        while len(self._rows) >= self._group:
            self._write(self._rows[: self._group])
            del self._rows[: self._group]

    def flush(self) -> None:
        if self._rows:
            self._write(self._rows)
            self._rows = []

    def _write(self, rows: list[Row]) -> None:
        self._csv.write(rows)
        self._parquet.write_table(arrow_table(self._table, rows), row_group_size=self._group)


class DatasetWriter:
    """Takes results one by one and publishes them as a dataset; without ``publish`` nothing stays behind."""

    def __init__(self, out: Path, catalogue: Catalogue | None = None, templates: tuple[TemplateText, ...] = ()) -> None:
        """Prepare to write into the directory ``out``, made where needed; raises OutputError.

        ``catalogue`` is the one to which the indicators are mapped, by default the packaged one; ``templates`` are
        those that were added to the packaged ones.
        """
        self._templates = templates
        self._out = out
        self._catalogue_version = (catalogue or default_catalogue()).version
        try:
            out.mkdir(parents=True, exist_ok=True)
            self._directory = tempfile.TemporaryDirectory(prefix=".gongbiao-", dir=out)
        except OSError as error:
            raise OutputError(_refusal(out, error)) from error
        self._staged = Path(self._directory.name)
        self._files = ExitStack()
        with self._naming_the_place():
            self._writers = {table.name: _TableWriter(table, self._staged, self._files) for table in TABLES}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what is not published is dropped: whether its last bytes can be written is no matter
            self._files.close()
        self._directory.cleanup()

    def add_contents(self, result: DocumentResult) -> None:
        """Append the forms of one document with their rows; raises OutputError where there is no room for them."""
        with self._naming_the_place():
            self._writers["forms"].add(result.forms)
            self._writers["funds"].add(result.funds)
            self._writers["indicators"].add(result.indicators)

    def add_findings(self, result: DocumentResult) -> None:
        """Append one document and its flags, complete only when all are read; raises OutputError likewise."""
        with self._naming_the_place():
            self._writers["documents"].add((result.document,))
            self._writers["flags"].add(result.flags)

    def publish(self) -> None:
        """Finish the files and put all of them into place, or none; raises OutputError where that is refused."""
        names = [f"{table.name}.{suffix}" for table in TABLES for suffix in ("parquet", "csv")]
        with self._naming_the_place():
            for writer in self._writers.values():
                writer.flush()
            self._files.close()
            (self._staged / DESCRIPTOR).write_text(
                descriptor_text(self._staged, self._catalogue_version, self._templates), encoding="utf-8", newline="\n"
            )
            replace_files((*names, DESCRIPTOR), self._staged, self._out)

    @contextmanager
    def _naming_the_place(self) -> Iterator[None]:
        """Turn an OSError, which may come without a path (a full disk), into one that says where."""
        try:
            yield
        except OSError as error:
            raise OutputError(f"{self._out}: cannot write the dataset: {error.strerror or error}") from error


def _refusal(out: Path, error: OSError) -> str:
    """Say why ``out`` cannot be written into; where it, or a folder above it, is a file, that is why."""
    for path in (out, *out.parents):
        if path.exists() and not path.is_dir():
            return f"{path}: is a file, not a directory"
    return f"{out}: cannot write the dataset here: {error.strerror or error}"
