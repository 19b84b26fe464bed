"""Metadata of the printed files made the same for every build: dates, identifiers."""

from __future__ import annotations

from pathlib import Path

import pikepdf

_DATE = "D:20240115090000+08'00'"
"""When a form of 2024 would have been printed."""


def settle(printed: Path, target: Path) -> None:
    """Copy the pages of ``printed`` to ``target`` with a fixed date and an id that follows the content alone.

    Only the names of the programs that made the file stay of its metadata.
    """
    with pikepdf.open(printed) as document, pikepdf.new() as settled:
        settled.pages.extend(document.pages)
        for key in ("/Creator", "/Producer"):
            if key in document.docinfo:
                settled.docinfo[key] = str(document.docinfo[key])
        settled.docinfo["/CreationDate"] = settled.docinfo["/ModDate"] = _DATE
        settled.save(
            target,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
