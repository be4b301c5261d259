"""``anpham approve``: a person answers for a campaign's texts; its pieces are no drafts then."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import api
from generator.cli.clock import chosen_day
from generator.cli.confirmation import confirm
from generator.cli.defaults import load_current_settings
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import approval_object, print_json
from generator.cli.localization import localize
from generator.cli.options import date_option, json_option
from generator.cli.report import Report
from generator.core.assets import shipped_assets
from generator.core.errors import Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.vietnamese.dates import short_day

if TYPE_CHECKING:
    from generator.content.model import Campaign

_HERE = "."


@click.command(
    cls=Command,
    help=msg(
        "Approve a campaign: a person answers for its texts, and its pieces say no longer that "
        "they are drafts. Shows the official texts with their abridgements, and asks. Any later "
        "change of a text makes it a draft again. CAMPAIGN is a folder. [default: this folder if "
        "it holds a campaign.yaml, else that of anpham.toml]"
    ),
    examples=(
        Example(
            'anpham approve chien-dich --by "Nguyễn Thị Duyệt" --yes',
            msg("Approve the campaign of that folder without a question."),
        ),
        Example(
            'anpham approve chien-dich --by "Nguyễn Thị Duyệt" --date 2026-11-30 --yes --json',
            msg("The same for a program, as of that day."),
        ),
    ),
)
@click.argument("campaign", metavar="[CAMPAIGN]", required=False)
@click.option(
    "--by",
    cls=Option,
    metavar="NAME",
    help=msg(
        "The person who answers for the texts. [default: whom campaign.yaml names under approval]"
    ),
)
@date_option(msg("The day of the approval. [default: SOURCE_DATE_EPOCH, else today]"))
@click.option("--yes", cls=Option, is_flag=True, help=msg("Do not ask."))
@json_option(msg("Print what was approved as a JSON object."))
@shared_options
@click.pass_obj
def approve(
    report: Report,
    *,
    campaign: str | None,
    by: str | None,
    date: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Show what is approved, ask, and write it down."""
    from generator.content.approval_writer import prepared_approval, usual_approver
    from generator.content.campaign import load_campaign

    folder = api.own_campaign_folder(campaign or _usual_campaign())
    drawings = shipped_assets().drawings
    day = chosen_day(date, os.environ)
    by = by if by is not None else usual_approver(folder, drawings=drawings)
    if not by:
        raise _nobody_named(folder)
    shown = prepared_approval(folder, by=by, on=day, drawings=drawings)
    now = load_campaign(folder, drawings=drawings)
    report.findings(_finding(change, now) for change in shown.changes)
    if not as_json:
        for line in _lines(shown, now):
            click.echo(line)
    _say_what_is_open(report, shown)
    if not yes:
        confirm(
            msg("Approve all of this as {name}, on {day}?", name=shown.by, day=short_day(day)),
            otherwise=Problem(
                "cannot-ask",
                msg("nothing was approved, because nobody could be asked"),
                msg("add --yes to approve without a question"),
            ),
        )
    approved = api.approve_campaign(folder, by=by, date=day)
    report.progress(
        msg(
            "{folder} is approved by {name}, on {day}",
            folder=folder,
            name=approved.by,
            day=short_day(approved.on),
        )
    )
    if as_json:
        print_json(approval_object(approved))


def _usual_campaign() -> str:
    """The campaign of the working folder, else that of the settings.

    Raises:
        UsageError: if there is neither.
    """
    from generator.content.letter_lock import CAMPAIGN_NAME

    if Path(_HERE, CAMPAIGN_NAME).is_file():
        return _HERE
    campaign = load_current_settings().campaign
    if campaign is None:
        raise UsageError(
            Problem(
                "campaign-unnamed",
                msg("which campaign is to be approved was not said"),
                msg("name its folder: anpham approve FOLDER --by NAME"),
            )
        )
    return str(campaign)


def _nobody_named(folder: Path) -> UsageError:
    return UsageError(
        Problem(
            "approver-unnamed",
            msg("who approves was not said, and campaign.yaml names nobody"),
            msg('name the person: anpham approve {folder} --by "Nguyễn Thị Duyệt"', folder=folder),
        )
    )


def _say_what_is_open(report: Report, shown: api.CampaignApproval) -> None:
    """Say what a person who approves should know beside the texts."""
    if shown.overlong:
        report.progress(
            msg(
                "still marked as too long (DÀI) in campaign.yaml: {addresses}",
                addresses=", ".join(shown.overlong),
            )
        )
    if shown.left_out:
        report.progress(
            msg(
                "paragraphs of the letter that are not on the pieces: {count} ({addresses})",
                count=len(shown.left_out),
                addresses=", ".join(shown.left_out),
            )
        )


def _finding(change: api.ApprovedTextChange, campaign: Campaign) -> Finding:
    from generator.content.approval import describe_change

    message = describe_change(change, campaign)
    return Finding("approved-text-changed", Severity.NOTE, message, place=change.place)


def _lines(shown: api.CampaignApproval, campaign: Campaign) -> Iterator[str]:
    from generator.content.approval import approved_texts, is_derived
    from generator.content.text_names import text_name

    shown_texts = approved_texts(campaign)

    def named(origin: str) -> str:
        name = text_name(origin, campaign)
        words = localize(name) if isinstance(name, Message) else name
        return words[:1].upper() + words[1:]

    yield _heading(msg("Texts of {campaign}", campaign=shown.campaign))
    for origin, text in shown.texts.items():
        if is_derived(origin, shown_texts):
            continue
        yield f"  {named(origin)}: {text}"
    yield "\n" + _heading(msg("Abridgements beside their official texts"))
    for item in shown.items:
        yield f"\n  {item.address}  {item.headline}"
        if item.short_headline != item.headline:
            yield f"    {item.short_headline}"
        if item.support:
            yield f"    {item.support}"
        yield f"    “{item.official}”"
    yield "\n" + _heading(msg("The letter as it is locked"))
    for address, text in shown.blocks.items():
        yield f"  {named(f'letter.{address}')}: {text}"
    yield ""


def _heading(message: Message) -> str:
    return f"{localize(message)}:"
