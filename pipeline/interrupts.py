"""Keeps Ctrl-C (SIGINT) away from where it would do harm while worker processes start."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Let what is started from this thread never hear of Ctrl-C, which a terminal sends to every process.

    The fork server and new workers would take it for theirs until they have loaded what they need, and print where
    it struck them. A mask is inherited from their first moment on, and can be set in any thread.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker  # POSIX only

    resource_tracker.ensure_running()  # would lift the mask when it starts together with the fork server
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def interrupts_deferred() -> Iterator[None]:
    """Answer Ctrl-C only afterwards: a worker whose start is cut off is known to no pool, and nobody would end it."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is None:  # then it is not ours to answer
        yield
        return
    arrived = threading.Event()
    signal.signal(signal.SIGINT, lambda _number, _frame: arrived.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if arrived.is_set():
            signal.raise_signal(signal.SIGINT)
