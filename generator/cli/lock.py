"""``anpham lock``: accept, on purpose, that a campaign's letter is another than it was."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import click

from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.localization import localize
from generator.cli.report import Report
from generator.core.assets import shipped_assets
from generator.core.errors import ContentError, Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import msg

_CHANGED = "letter-changed"

#: Answers in either language, typed with or without accents; nothing means no.
_YES = ("y", "yes", "c", "có", "co")
_NO = ("", "n", "no", "k", "không", "khong")


@click.command(
    cls=Command,
    help=msg(
        "Accept a campaign's letter as it is now. Official texts are taken from the letter; so "
        "one that was changed stops 'anpham make', until you have seen the change and locked "
        "the letter again. CAMPAIGN is a name or a folder."
    ),
    examples=(
        Example("anpham lock", msg("Show what has changed in the letter, and ask.")),
        Example(
            "anpham lock assets/campaigns/ung-xu-mang-xa-hoi --yes",
            msg("Lock the letter of that folder without asking."),
        ),
    ),
)
@click.argument("campaign", metavar="[CAMPAIGN]", default="ung-xu-mang-xa-hoi")
@click.option("--yes", cls=Option, is_flag=True, help=msg("Do not ask."))
@shared_options
@click.pass_obj
def lock(report: Report, *, campaign: str, yes: bool) -> None:
    """Show what changed, ask, and renew the lock."""
    from generator.content.campaign_folders import campaign_folder
    from generator.content.letter_lock import file_findings, renew_lock

    folder = campaign_folder(campaign, shipped_assets().campaigns)
    changes = _changes(folder)
    report.findings(file_findings(folder))
    if changes is None:
        report.progress(msg("the letter is as it was locked; there is nothing to do"))
        return
    report.findings(changes)
    if changes:
        # Otherwise an item would silently show its neighbour's official text.
        report.progress(
            msg(
                "items name bullets by their numbers: if a bullet came or went, correct “bullet” "
                "in campaign.yaml"
            )
        )
    if not yes:
        _ask()
    renew_lock(folder)
    report.progress(msg("the letter of {folder} is locked as it is now", folder=folder))


def _changes(folder: Path) -> tuple[Finding, ...] | None:
    """Changes of the letter since it was locked; None when there are none.

    Nothing is known of the changes when the letter is locked for the first time.

    Raises:
        ContentError: the letter cannot be read as one.
    """
    from generator.content.campaign import load_campaign
    from generator.content.letter_lock import CAMPAIGN_NAME

    try:
        load_campaign(folder)
    except ContentError as error:
        if any(problem.code == _CHANGED for problem in error.problems):
            return tuple(map(_change, error.problems))
        if any(problem.place.file != str(folder / CAMPAIGN_NAME) for problem in error.problems):
            raise
        return ()  # the campaign file's own faults, the missing lock among them, are for `make`
    return None


def _change(problem: Problem) -> Finding:
    """A change that stops ``make``, without its hint to run this very command."""
    return Finding(problem.code, Severity.NOTE, problem.message, place=problem.place)


def _ask() -> None:
    """Ask for confirmation, if there is a terminal.

    Raises:
        Abort: the answer is no, or nothing.
        UsageError: there is nobody at the keyboard.
    """
    if not _is_interactive():
        raise UsageError(
            Problem(
                "cannot-ask",
                msg("nothing was locked, because nobody could be asked"),
                msg("add --yes to lock the letter without a question"),
            )
        )
    question = localize(msg("Lock the letter as it is now?"))
    choices = localize(msg("[y/N]"))
    if not click.prompt(
        f"{question} {choices}", default="", show_default=False, err=True, value_proc=_is_yes
    ):
        raise click.Abort


def _is_yes(answer: str) -> bool:
    """True for yes and False for no or nothing, in either language: click's own knows "y" alone."""
    word = unicodedata.normalize("NFC", answer).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise click.UsageError(localize(msg("answer y for yes, n for no")))


def _is_interactive() -> bool:
    return sys.stdin.isatty()
