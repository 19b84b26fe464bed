"""Messages to people: one line each, whatever a file or its name holds."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Return text on one line, with what a terminal might obey (or no file may hold) spelled out."""
    joined = " ".join(text.split())
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in joined
    )
