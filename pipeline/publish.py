"""Puts finished files into the place of older ones: all of them, or none."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from gongbiao.pipeline.errors import OutputError


def replace_files(names: Sequence[str], staged: Path, out: Path) -> None:
    """Move the files ``names`` from the directory ``staged`` to ``out``, in this order, over those that stand there.

    Both are on one file system. Should a move fail, or be interrupted, the older files are put back. Raises OutputError
    where a directory is in the way, before anything is moved, and OSError where a move is refused.
    """
    for name in names:
        if (out / name).is_dir():
            raise OutputError(f"{out / name}: a directory is in the way; move it elsewhere")
    older = Path(tempfile.mkdtemp(prefix="older-", dir=staged))
    begun: list[str] = []
    try:
        for name in names:
            begun.append(name)
            with suppress(FileNotFoundError):
                (out / name).replace(older / name)
            (staged / name).replace(out / name)
    except BaseException:
        for name in reversed(begun):
            _put_back(name, older, staged, out)
        raise


def _put_back(name: str, older: Path, staged: Path, out: Path) -> None:
    """Undo what was done for one file; where there was no older one, the new one goes."""
    try:
        (older / name).replace(out / name)
    except FileNotFoundError:
        if not (staged / name).exists():
            (out / name).unlink()
