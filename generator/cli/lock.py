"""``anpham lock``: accept, on purpose, that a campaign's letter is another than it was."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import confirmation as questions
from generator.cli.clock import today
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.localization import localize
from generator.cli.report import Report
from generator.core.assets import shipped_assets
from generator.core.errors import Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import msg

if TYPE_CHECKING:
    from generator.content.letter_lock import LockState
    from generator.content.model import Confirmation


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
@click.option(
    "--by",
    cls=Option,
    metavar="NAME",
    help=msg(
        "Of a scan: who has compared the words that were not read with certainty with the paper. "
        "Until then they are not official."
    ),
)
@click.option("--yes", cls=Option, is_flag=True, help=msg("Do not ask."))
@shared_options
@click.pass_obj
def lock(report: Report, *, campaign: str, by: str | None, yes: bool) -> None:
    """Show what is locked and what changed, ask, and renew the lock."""
    from generator.content.campaign import load_campaign
    from generator.content.campaign_folders import campaign_folder
    from generator.content.confirmation import unsure_blocks
    from generator.content.letter_lock import lock_state, renew_lock

    assets = shipped_assets()
    folder = campaign_folder(campaign, assets.campaigns)
    state = lock_state(folder, recognition=assets.recognition)
    changes = state.changes()
    unsure = unsure_blocks(state.letter)
    if changes or not state.is_locked or (by is not None and unsure):
        report.findings((*state.letter.findings, *state.findings))
        _show(report, folder, state)
        confirmation = _confirmation(report, state, by, asks=not yes)
        if not yes:
            _ask()
        renew_lock(folder, confirmation=confirmation, recognition=assets.recognition)
        report.progress(msg("the letter of {folder} is locked as it is now", folder=folder))
    else:
        report.findings(state.findings)  # those on the letter were shown when it was locked
        if state.lock is None or state.lock.is_older or not state.lock.is_intact:
            # Its file was lost, is of an older form or says the same otherwise.
            renew_lock(folder, recognition=assets.recognition)
        report.progress(msg("the letter is as it was locked; there is nothing to do"))
    # Faults of the campaign file are reported now, not when `make` is run: they are at hand.
    loaded = load_campaign(folder, drawings=assets.drawings)
    report.findings(f for f in loaded.findings if f.code == "letter-unconfirmed")


def _show(report: Report, folder: Path, state: LockState) -> None:
    """Show the whole letter when it is locked for the first time, else what has changed."""
    from generator.cli.letter_view import tree_lines
    from generator.content.letter_changes import describe_change, place_of
    from generator.content.letter_lock import CAMPAIGN_NAME
    from generator.content.official_texts import misplaced_pointers

    if state.lock is None:
        if not state.is_locked:
            report.lines(tree_lines(state.letter))
        return
    report.findings(
        Finding(
            "letter-changed",
            Severity.NOTE,
            describe_change(change),
            place=place_of(state.letter, change.at),
        )
        for change in state.changes()
    )
    path = str(folder / CAMPAIGN_NAME)
    report.findings(
        misplaced_pointers(state.campaign, path, state.lock.addresses_now(state.letter))
    )


def _confirmation(
    report: Report, state: LockState, by: str | None, *, asks: bool
) -> Confirmation | None:
    """The confirmation of words that were read without certainty, after showing them."""
    from generator.cli.letter_view import doubtful_lines
    from generator.content.approval_writer import person_name
    from generator.content.confirmation import unsure_blocks, unsure_words
    from generator.content.model import Confirmation

    blocks = unsure_blocks(state.letter)
    if not blocks or (by is None and state.confirmation is not None and not state.changes()):
        return None
    report.progress(msg("These words could not be read with certainty:"))
    report.lines(f"  {block.address}  {', '.join(unsure_words(block))}" for block in blocks)
    report.lines(doubtful_lines(state.letter))
    if by is None and asks and questions.is_interactive():
        question = msg("Who has compared them with the paper? (Enter: nobody yet)")
        by = click.prompt(localize(question), default="", show_default=False, err=True) or None
    return Confirmation(person_name(by), today(os.environ)) if by is not None else None


def _ask() -> None:
    questions.confirm(
        msg("Lock the letter as it is now?"),
        otherwise=Problem(
            "cannot-ask",
            msg("nothing was locked, because nobody could be asked"),
            msg("add --yes to lock the letter without a question"),
        ),
    )
