"""Users' own catalogue files: read once, checked before any work begins."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongbiao.normalizers.user_table import UserTable
from gongbiao.pipeline.errors import CatalogueFileError

CatalogueFiles = str | Path | Iterable[str | Path]
"""One file, or several of which the later ones win."""


def user_tables(files: CatalogueFiles) -> tuple[UserTable, ...]:
    """Return the files as settings carry them; raises CatalogueFileError with the file, the line and the reason."""
    listed = [files] if isinstance(files, str | Path) else list(files)
    if not listed:
        return ()
    from gongbiao.normalizers.catalogue import catalogue_with  # loads rapidfuzz
    from gongbiao.normalizers.packaged import TableError

    try:
        tables = tuple(UserTable.at(path) for path in listed)
        catalogue_with(tables)
    except TableError as error:
        raise CatalogueFileError(str(error)) from error
    except OSError as error:
        raise CatalogueFileError(f"{error.filename}: cannot be read: {error.strerror or error}") from error
    return tables
