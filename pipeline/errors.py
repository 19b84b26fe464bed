"""What can go wrong for a user, as one flat tree; each class names the command's exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    FAILED = 1
    """Some document failed, some input gave nothing, ``tables`` could not read some page, or ``check`` found errors."""
    USAGE = 2
    """Wrong usage, or nothing to read."""
    INTERRUPTED = 130
    """Ended by Ctrl-C."""


class GongbiaoError(Exception):
    """Anything that a user can mend; the message is one line that says how."""

    exit_code = ExitCode.FAILED


class UnreadableError(GongbiaoError):
    """A document could not be read: missing, no PDF, encrypted, broken, or beyond the limits."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class EmptyNameError(GongbiaoError):
    """An input or the output was given as an empty text, which would mean the current directory."""

    exit_code = ExitCode.USAGE


class NothingToReadError(GongbiaoError):
    """The inputs hold no document at all."""

    exit_code = ExitCode.USAGE


class BadTemplateError(GongbiaoError):
    """A template cannot be used; the message names file and line."""

    exit_code = ExitCode.USAGE


class NothingToDraftError(GongbiaoError):
    """A document holds nothing that a template could be made for."""


class MissingExtraError(GongbiaoError):
    """Something was asked for that needs a library which is not installed; the message says what to install."""

    exit_code = ExitCode.USAGE


class BusyError(GongbiaoError):
    """Another run writes into the same directory."""

    exit_code = ExitCode.USAGE


class OutputError(GongbiaoError):
    """The dataset cannot be written where it was asked for."""

    exit_code = ExitCode.USAGE


class CatalogueFileError(GongbiaoError):
    """A user's catalogue file cannot be read or breaks a rule; the message names file and line."""

    exit_code = ExitCode.USAGE


class RulesFileError(GongbiaoError):
    """A rules file cannot be read or says what no rule knows; the message names the file and what is meant."""

    exit_code = ExitCode.USAGE


class EngineError(GongbiaoError):
    """The worker processes cannot be started or kept alive; the message says why."""


class UnreadPagesWarning(UserWarning):
    """Some pages of a document could not be read; what the others hold is there."""
