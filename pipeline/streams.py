"""The standard streams as a command needs them, whatever state whoever started it left them in."""

from __future__ import annotations

import codecs
import os
import sys
from io import TextIOWrapper

ASCII = "ascii"
"""What a stream takes for its encoding where the environment knows of no language (``LC_ALL=C``)."""


def settle_streams() -> None:
    """Give closed streams (``>&-``) nowhere to go, and see that any text can be written to the others.

    Text goes out as UTF-8 where only ASCII was asked for, which holds none of our results; what another encoding has
    no character for is spelled out.
    """
    # In this order: what is opened takes the lowest number that is free, so that each one gets its own
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115  # open as long as we run
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == ASCII
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="backslashreplace")
