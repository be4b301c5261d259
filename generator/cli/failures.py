"""Handling of failures: their messages and exit codes, in this one place.

The table of codes is in docs/errors.md; a test holds the two together.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from generator.cli.json_output import failure_object, print_json
from generator.cli.report import Report
from generator.cli.streams import discard, is_of_stream, lost_output
from generator.core.errors import AnphamError, InputOutputError, Place, Problem, UsageError
from generator.core.messages import msg
from generator.core.os_errors import system_refusal

#: A file that was checked must not be printed or published as it is.
CHECK_FAILED = 4
OUR_BUG = 70
INTERRUPTED = 130


class ClosedPipeError(Exception):
    """The program that read our output has ended, as ``head`` does when it has enough."""


def handle(error: BaseException, report: Report) -> int:
    """Report ``error`` and return the exit code.

    Raises:
        BaseException: ``error`` itself, when it ends the process.
    """
    match error:
        case BrokenPipeError() | ClosedPipeError():
            discard(sys.stdout)
            discard(sys.stderr)
            return InputOutputError.exit_code
        case SystemExit() | GeneratorExit():
            raise error
        case AnphamError():
            return _report(error.problems, error.exit_code, error, report)
        case KeyboardInterrupt() | click.Abort():
            report.progress(msg("stopped"))
            return INTERRUPTED
        case OSError() if is_of_stream(error):
            discard(sys.stdout)
            report.json = False
            return _report([lost_output(error)], InputOutputError.exit_code, error, report)
        case OSError():
            return _report([system_refusal(error)], InputOutputError.exit_code, error, report)
        case click.ClickException():
            return _report([_usage_problem(error)], UsageError.exit_code, error, report)
        case _:
            return _report([our_bug(error, report)], OUR_BUG, error, report)


def _report(
    problems: Sequence[Problem], exit_code: int, error: BaseException, report: Report
) -> int:
    report.details(error)
    report.problems(problems)
    if report.json:
        try:
            print_json(failure_object(problems, exit_code))
            sys.stdout.flush()
        except OSError:
            discard(sys.stdout)  # the problems are on stderr; their exit code says more than ours
    return exit_code


def _usage_problem(error: click.ClickException) -> Problem:
    """A usage error of click, whose message is localized already."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context is not None else "anpham"
    return Problem(
        "usage",
        # Click lists choices one a line; a complaint is one line.
        msg("{complaint}", complaint=" ".join(error.format_message().split())),
        msg("'{command} -h' shows what can be given", command=command),
    )


def our_bug(error: BaseException, report: Report, place: Place = Place()) -> Problem:
    """An unexpected failure."""
    hint = (
        msg("please send these details and the command to the makers of anpham")
        if report.verbose
        else msg("run again with -v to see the details")
    )
    return Problem(
        "internal",
        msg(
            "anpham itself has a fault: {kind}: {reason}",
            kind=type(error).__name__,
            reason=" ".join(str(error).split()),
        ),
        hint,
        place,
    )
