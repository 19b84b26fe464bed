"""The tables that come with the program: CSV files beside this module, read as rows with their line numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


class TableError(ValueError):
    """A row of a CSV table breaks the table's rules: the message names the file and the line."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}")
        self.path = path
        self.line = line
        """1-based line of the file."""
        self.reason = reason


def read_packaged(name: str) -> bytes:
    """Return the bytes of the packaged file ``name``, a path relative to this package."""
    return files(__package__).joinpath(*name.split("/")).read_bytes()


def packaged_rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) for every row of the packaged table ``name``."""
    return rows_of(read_packaged(name), name)


def rows_of(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) for every row of a UTF-8 table with a header; lines that begin with # are comments.

    A row with more or fewer cells than the header has is a TableError.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise TableError(name, content[: error.start].count(b"\n") + 1, "not UTF-8") from error
    comments = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[comments:])
    header = next(reader, [])
    for cells in reader:
        if not any(cells):
            continue
        line = comments + reader.line_num
        if len(cells) != len(header):
            raise TableError(name, line, f"{len(cells)} cells where the header has {len(header)}")
        yield line, {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
