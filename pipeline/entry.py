"""Where the command ``gongbiao`` begins: Ctrl-C is answered cleanly from here on, while all else is still loading."""

from __future__ import annotations

import signal
import sys
from types import FrameType

ASK_AGAIN = 0.02
"""Seconds until Ctrl-C that came during an import is answered, if the import is over by then."""

IMPORT_SYSTEM = "<frozen importlib"
"""How the names of the import system's own source files begin."""


def main() -> None:
    """Load the command line and run it."""
    try:
        # Not so for a job in the background, nor on Windows, which has no such timer.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler and hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, _ask_again)
            signal.signal(signal.SIGINT, _interrupt)
        from gongbiao.pipeline.cli import main as run_command

        run_command()
    except KeyboardInterrupt:  # in the instant before the command line takes it
        sys.stderr.write("gongbiao: interrupted; no dataset was written\n")
        sys.exit(130)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, but in the midst of an import only afterwards: there it may be lost, or be printed."""
    if _imports(frame):
        signal.setitimer(signal.ITIMER_REAL, ASK_AGAIN)
    else:
        raise KeyboardInterrupt


def _ask_again(_number: int, _frame: FrameType | None) -> None:
    signal.raise_signal(signal.SIGINT)


def _imports(frame: FrameType | None) -> bool:
    """Whether some module is being loaded where the program stands."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(IMPORT_SYSTEM):
            return True
        frame = frame.f_back
    return False
