"""Writes the dataset: five tables as Parquet and CSV, and the package descriptor.

Rows are written as they come, so memory stays small. Everything goes to a staging directory first and replaces the
old files at the end, the descriptor last: a run that fails leaves the old dataset as it was. The same rows give the
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow.parquet as pq

from gongbiao.normalizers.catalogue import Catalogue, default_catalogue
from gongbiao.normalizers.template_files import TemplateText
from gongbiao.pipeline.arrow import arrow_schema, columns_to_arrow
from gongbiao.pipeline.columns import Columns, columns_of
from gongbiao.pipeline.csv_rows import ENCODING, CsvWriter
from gongbiao.pipeline.descriptor import DESCRIPTOR, descriptor_text
from gongbiao.pipeline.errors import OutputError
from gongbiao.pipeline.folder import Folder
from gongbiao.pipeline.schema import DOCUMENTS, FORMS, TABLES, DocumentRow, TableSchema

ROW_GROUP = 10_000
"""Rows of a Parquet row group, and so the most that are held back: about 20 MB of indicators."""
FORMS_ROW_GROUP = 2_000
"""The same for forms, whose narratives take up to 10 kB each."""


class _TableWriter:
    """Writes one table in both formats."""

    def __init__(self, table: TableSchema, directory: Path, stack: ExitStack, *, guard_formulas: bool) -> None:
        self._table = table
        self._columns: dict[str, list[Any]] = {field.name: [] for field in table.fields}
        self._rows = 0
        self._group = FORMS_ROW_GROUP if table is FORMS else ROW_GROUP
        csv_file = (directory / f"{table.name}.csv").open("w", encoding=ENCODING, newline="")
        self._csv = CsvWriter(stack.enter_context(csv_file), table, guard_formulas=guard_formulas)
        # Not by its name: pyarrow takes none that is not UTF-8
        parquet_file = stack.enter_context((directory / f"{table.name}.parquet").open("wb"))
        self._parquet = stack.enter_context(
            pq.ParquetWriter(
                parquet_file,
                arrow_schema(table),
                version="2.6",
                compression="zstd",
                data_page_version="1.0",
            )
        )

    def add(self, columns: Columns) -> None:
        for name, values in self._columns.items():
            values.extend(columns[name])
        self._rows = len(values)
        while self._rows >= self._group:
            self._write(self._group)

    def flush(self) -> None:
        if self._rows:
            self._write(self._rows)

    def _write(self, rows: int) -> None:
        """Write the first ``rows`` rows, and hold the others back."""
        columns = {name: values[:rows] for name, values in self._columns.items()}
        for values in self._columns.values():
            del values[:rows]
        self._rows -= rows
        self._csv.write(columns)
        self._parquet.write_table(columns_to_arrow(self._table, columns), row_group_size=self._group)


class DatasetWriter:
    """Takes results one by one and publishes them as a dataset; without ``publish`` nothing stays behind."""

    def __init__(
        self,
        folder: Folder,
        catalogue: Catalogue | None = None,
        templates: tuple[TemplateText, ...] = (),
        *,
        guard_formulas: bool = False,
    ) -> None:
        """Prepare to write into a folder; raises OutputError.

        For the descriptor: ``catalogue`` is the one to which the indicators are mapped, by default the packaged one,
        ``templates`` are those that were added to the packaged ones. ``guard_formulas`` makes the CSV harmless to
        spreadsheets.
        """
        self._catalogue_version = (catalogue or default_catalogue()).version
        self._templates = templates
        self._folder = folder
        self._guard_formulas = guard_formulas
        self._stack = ExitStack()
        self._files = ExitStack()
        with self._naming_the_place():
            self._staged = self._stack.enter_context(folder.staging())
            try:
                self._writers = {
                    table.name: _TableWriter(table, self._staged, self._files, guard_formulas=guard_formulas)
                    for table in TABLES
                }
            except BaseException:
                self._stack.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what is not published is dropped: whether its last bytes can be written is no matter
            self._files.close()
        self._stack.close()

    def add(self, document: DocumentRow, tables: Mapping[str, Columns]) -> None:
        """Append the rows of one document; raises OutputError where there is no room for them."""
        with self._naming_the_place():
            self._writers[DOCUMENTS.name].add(columns_of(DOCUMENTS, (document,)))
            for name, columns in tables.items():
                self._writers[name].add(columns)

    def publish(self) -> None:
        """Finish the files and put all of them into place, or none; raises OutputError where that is refused."""
        names = [f"{table.name}.{suffix}" for table in TABLES for suffix in ("parquet", "csv")]
        with self._naming_the_place():
            for writer in self._writers.values():
                writer.flush()
            self._files.close()
            text = descriptor_text(
                self._staged, self._catalogue_version, self._templates, guarded_formulas=self._guard_formulas
            )
            (self._staged / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
            self._folder.publish((*names, DESCRIPTOR), self._staged)

    @contextmanager
    def _naming_the_place(self) -> Iterator[None]:
        """Turn an OSError, which may come without a path (a full disk), into one that says where."""
        try:
            yield
        except OSError as error:
            raise OutputError(f"{self._folder.place}: cannot write the dataset: {error.strerror or error}") from error
