"""``anpham new``: a campaign's folder from an official paper, to be looked at and approved."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import api
from generator.cli.asking import is_on_terminal
from generator.cli.clock import today
from generator.cli.defaults import load_current_settings, naming_settings
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import new_object, print_json
from generator.cli.options import issuer_name_option, json_option, refuse_standard_output
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.core.errors import Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.shell import quoted

if TYPE_CHECKING:
    from generator.scaffolding.answers import CampaignAnswers, CampaignQuestions
    from generator.scaffolding.new_campaign import NewCampaign

_SHIPPED_LETTER = "assets/campaigns/ung-xu-mang-xa-hoi/letter.txt"


@click.command(
    cls=Command,
    help=msg(
        "Draft a campaign from an official paper: a folder with the paper as it was, campaign.yaml "
        "with notes, the lock, and xem-truoc.html with the pieces as they would be. LETTER is a "
        "Word file, a PDF, a web page, a plain text or a scan (with the extra anpham[ocr]). On a "
        "terminal, what a machine cannot know is asked for. Every text is a draft until 'anpham "
        "approve'."
    ),
    examples=(
        Example(
            f"anpham new {_SHIPPED_LETTER} --yes",
            msg("Take all guesses; the folder is named after the paper's number and subject."),
        ),
        Example(
            f'anpham new {_SHIPPED_LETTER} -o chien-dich-moi --issuer "An Phú Đông" '
            "--qr https://vidu.example.vn --yes",
            msg("With the folder, the issuer and the link of the QR code."),
        ),
    ),
)
@click.argument("letter", metavar="LETTER", type=PathArgument(allow_dash=True))
@click.option(
    "-o",
    "--output",
    cls=Option,
    metavar="DIR",
    type=PathArgument(),
    help=msg("The campaign's folder, a new one. [default: after the paper's number and subject]"),
)
@click.option(
    "--issuer",
    cls=Option,
    metavar="NAME",
    help=msg(
        "Who says it: a name from 'anpham list issuers'. "
        "[default: that of anpham.toml, else of the paper]"
    ),
)
@issuer_name_option()
@click.option(
    "--qr",
    cls=Option,
    metavar="URL",
    help=msg("Where the QR code leads. [default: the paper's first link, else no code]"),
)
@click.option("--yes", cls=Option, is_flag=True, help=msg("Do not ask: take all guesses."))
@json_option(msg("Print what was made as a JSON object."))
@shared_options
@click.pass_obj
def new(
    report: Report,
    *,
    letter: Path,
    output: Path | None,
    issuer: str | None,
    issuer_name: str | None,
    qr: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Draft the campaign, ask where a person can answer, and say what there is to do."""
    is_piped = str(letter) == "-"
    if not yes and (is_piped or not is_on_terminal()):
        raise _cannot_ask()
    refuse_standard_output(output)
    settings = load_current_settings()
    report.findings(settings.findings)
    day = today(os.environ)

    def answer(asked: CampaignQuestions, defaults: CampaignAnswers) -> CampaignAnswers:
        from generator.cli.new_questions import GivenAnswers, ask, summary
        from generator.content.issuer_directory import load_directory
        from generator.core.assets import shipped_assets

        report.done()
        report.findings(asked.letter.findings)
        report.progress(summary(asked))
        given = GivenAnswers(bool(issuer or issuer_name), qr is not None)
        directory = load_directory(shipped_assets().issuers)
        answers = ask(report, asked, defaults, directory, today=day, given=given)
        report.doing(msg("making the pieces ..."))
        return answers

    if yes:
        report.doing(msg("reading files ..."))
    with naming_settings(settings, ["issuer"] if issuer or issuer_name else []):
        made = api.new_campaign(
            sys.stdin.buffer.read() if is_piped else letter,
            date=day,
            output=output,
            issuer=issuer,
            issuer_name=issuer_name,
            default_issuer=settings.issuer_request,
            qr=qr,
            ask=None if yes else answer,
        )
    report.done()
    _report(report, made)
    if as_json:
        print_json(new_object(made))


def _report(report: Report, made: NewCampaign) -> None:
    """Say what was made, what was not, and what comes next."""
    report.findings(made.findings)
    # The folder is there, so these stop nothing: they say what is to be done before "make".
    report.findings(
        Finding(problem.code, Severity.WARNING, problem.message, problem.hint, problem.place)
        for piece in made.pieces
        for problem in piece.problems
    )
    for left in made.left_out:
        report.progress(
            msg("not on the pieces: {at} “{headline}”: {reason}", at=left.address,
                headline=left.headline, reason=left.message)
        )  # fmt: skip
    count = sum(not piece.problems for piece in made.pieces)
    report.summary(
        msg(
            "{folder}: pieces that can be made: {made} of {count}; items: {items} of {points}",
            folder=made.folder,
            made=count,
            count=len(made.pieces),
            items=len(made.campaign.items),
            points=made.points,
        ),
        is_bad=count < len(made.pieces),
    )
    folder = quoted(made.folder)
    report.progress(msg("look at it: {file}", file=made.folder / made.overview))
    report.progress(msg("make the pieces: anpham make --campaign {folder}", folder=folder))
    report.progress(msg("once approved: anpham approve {folder} --by …", folder=folder))


def _cannot_ask() -> UsageError:
    return UsageError(
        Problem(
            "cannot-ask",
            msg("nothing was made, because nobody could be asked"),
            msg("add --yes to take all guesses without a question"),
        )
    )
