"""A user's own rows of the catalogue, as bytes: so they travel to workers that do not see the user's disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongbiao.normalizers.packaged import rows_of


@dataclass(frozen=True, slots=True)
class UserTable:
    """One CSV file with the catalogue's columns."""

    name: str
    """As the user named it; stands in errors."""
    content: bytes

    @classmethod
    def at(cls, path: str | Path) -> UserTable:
        """Read a file; raises OSError where it cannot be read."""
        return cls(str(path), Path(path).read_bytes())

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line number, row) for every row.

        The text is UTF-8, or GB 18030, which spreadsheet programs write in China. Raises TableError where it is
        neither, or no table.
        """
        return rows_of(self._text(), self.name)

    def _text(self) -> bytes:
        try:
            self.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                return self.content.decode("gb18030").encode()
            except UnicodeDecodeError:
                return self.content
        return self.content
