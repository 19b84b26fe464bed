"""The command ``gongbiao``: registers the commands, and turns every error into one line and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from gongbiao.pipeline.commands.check import check
from gongbiao.pipeline.commands.labels import labels
from gongbiao.pipeline.commands.match import match
from gongbiao.pipeline.commands.run import run
from gongbiao.pipeline.commands.tables import tables
from gongbiao.pipeline.commands.template import template
from gongbiao.pipeline.errors import ExitCode, GongbiaoError
from gongbiao.pipeline.messages import one_line
from gongbiao.pipeline.streams import settle_streams

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for wrong usage: of the package click or of typer's own copy of it, as its version goes."""

PYDANTIC_PREFIX = "Value error, "
"""What some versions of typer put before the reason why a value is none of the choices."""

app = typer.Typer(
    name="gongbiao",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(run)
app.command()(check)
app.command()(tables)
app.command()(match)
app.command()(labels)
app.add_typer(template)


def _show_version(wanted: bool) -> None:
    if wanted:
        from gongbiao.pipeline.version import VERSION

        typer.echo(f"gongbiao {VERSION}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Budget-performance forms (预算绩效目标表) in, a clean open dataset out."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(int(ExitCode.USAGE))


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    signal.signal(signal.SIGTERM, _terminate)
    settle_streams()
    try:
        code = app(args=arguments, standalone_mode=False)
        sys.stdout.flush()
        if code == ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
    except UsageError as error:
        code = _complain(_usage(error), ExitCode.USAGE)
    except GongbiaoError as error:
        code = _complain(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        code = _complain("interrupted; no dataset was written", ExitCode.INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.FAILED
    except OSError as error:
        code = _complain(str(error), ExitCode.FAILED)
    sys.exit(int(code or 0))


def _usage(error: Exception) -> str:
    """Say what was wrong with the usage, and whose help says what is right."""
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    context: typer.Context | None = getattr(error, "ctx", None)
    command = context.command_path if context else "gongbiao"
    return f"{message.replace(PYDANTIC_PREFIX, '')} ({command} --help shows what can be asked)"


def _complain(message: str, code: ExitCode) -> ExitCode:
    """Print one line on stderr."""
    sys.stderr.write(f"gongbiao: {one_line(message)}\n")
    return code


def _terminate(number: int, _frame: FrameType | None) -> None:
    """End like Ctrl-C does: workers are stopped and temporary files removed on the way out."""
    raise SystemExit(128 + number)
