"""Questions that a person answers with yes or no, in either language."""

from __future__ import annotations

import sys
import unicodedata

import click

from generator.cli.localization import localize
from generator.cli.report import Report
from generator.core.errors import Problem, UsageError
from generator.core.messages import Message, msg

#: Answers in either language, typed with or without accents; nothing means no.
YES = ("y", "yes", "c", "có", "co")
NO = ("", "n", "no", "k", "ko", "không", "khong")


def confirm(question: Message, *, otherwise: Problem) -> None:
    """Ask ``question``; return if the answer is yes.

    Raises:
        Abort: the answer is no, or nothing.
        UsageError: with ``otherwise``: there is nobody at the keyboard.
    """
    if not is_interactive():
        raise UsageError(otherwise)
    end_progress()
    choices = localize(msg("[y/N]"))
    if not click.prompt(
        f"{localize(question)} {choices}",
        default="",
        show_default=False,
        err=True,
        value_proc=_is_yes,
    ):
        raise click.Abort


def end_progress() -> None:
    """Let no line on what is being done appear behind a question that is asked now."""
    context = click.get_current_context(silent=True)
    report = context.find_object(Report) if context is not None else None
    if report is not None:
        report.done()


def _is_yes(answer: str) -> bool:
    """True for yes and False for no or nothing, in either language: click's own knows "y" alone."""
    word = unicodedata.normalize("NFC", answer).strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise click.UsageError(localize(msg("answer y for yes, n for no")))


def is_interactive() -> bool:
    """True if somebody sits at the keyboard."""
    return sys.stdin.isatty()
