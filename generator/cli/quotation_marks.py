"""Names of several words that were typed without quotation marks."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

import click

from generator.cli.help_text import ARGUMENTS
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg
from generator.core.shell import quoted


@contextlib.contextmanager
def naming_missing_marks(context: click.Context) -> Iterator[None]:
    """Report unknown materials behind the value of an option as words of that value.

    In ``--issuer Thới An`` the shell gives "An" as a word of its own.
    """
    try:
        yield
    except UsageError as error:
        unknown = [_word(problem) for problem in error.problems]
        missing = [_missing(problem, context, unknown) for problem in error.problems]
        # What the value lacks is no fault of its own: "Thới" is unknown because "An" is missing.
        problems = [problem for problem in missing if problem is not None] or error.problems
        raise UsageError(*(p for n, p in enumerate(problems) if p not in problems[:n])) from error


def _word(problem: Problem) -> object:
    return problem.message.values.get("name") if problem.code == "material-unknown" else None


def _missing(problem: Problem, context: click.Context, unknown: Sequence[object]) -> Problem | None:
    """The problem of missing quotation marks, if they are what is wrong."""
    arguments: Sequence[str] = context.meta.get(ARGUMENTS, ())
    word = _word(problem)
    if word not in arguments:
        return None
    first = last = arguments.index(str(word))
    while first > 0 and arguments[first - 1] in unknown:
        first -= 1
    while last + 1 < len(arguments) and arguments[last + 1] in unknown:
        last += 1
    option, value = _option_before(context.command, arguments[:first])
    if not option:
        return None
    words = arguments[first : last + 1]
    return Problem(
        "quotation-marks-missing",
        msg("“{words}” belongs to the value of {option}", words=" ".join(words), option=option),
        msg(
            "put a value of several words in quotation marks: {option} {value}",
            option=option,
            value=quoted(" ".join((value, *words))),
        ),
    )


def _option_before(command: click.Command, arguments: Sequence[str]) -> tuple[str, str]:
    """The option that ends ``arguments``, and its value; two empty texts if there is none."""
    names = {
        name
        for param in command.params
        if isinstance(param, click.Option) and not param.is_flag
        for name in param.opts
    }
    if arguments and "=" in arguments[-1]:
        option, _, value = arguments[-1].partition("=")
        return (option, value) if option in names else ("", "")
    if len(arguments) >= 2 and arguments[-2] in names:
        return arguments[-2], arguments[-1]
    return "", ""
