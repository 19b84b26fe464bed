"""Messages to people: one line each, whatever a file or its name holds."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_REASON = 400
"""Characters of a reason: libraries may repeat in theirs whatever a file or a server sent."""


def one_line(text: str) -> str:
    """Return text on one line, with what a terminal might obey (or no file may hold) spelled out."""
    joined = " ".join(text.split())
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in joined
    )


def reason_line(text: str) -> str:
    """Return why something went wrong on one line, not longer than anybody reads."""
    line = one_line(text)
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"


def named_pages(pages: Iterable[int]) -> str:
    """Name pages (1-based) in words, neighbours as a range: ``page 3``, ``pages 1-4, 7``; each page counts once."""
    numbers = set(pages)
    starts = sorted(page for page in numbers if page - 1 not in numbers)
    ends = sorted(page for page in numbers if page + 1 not in numbers)
    runs = (f"{start}-{end}" if start < end else f"{start}" for start, end in zip(starts, ends, strict=True))
    return f"{'page' if len(numbers) == 1 else 'pages'} {', '.join(runs)}"
