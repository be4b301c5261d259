"""``anpham gallery``: a web page of all that can be made of a campaign."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from generator import api
from generator.cli.clock import chosen_day
from generator.cli.defaults import load_current_settings, naming_settings, with_settings
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import gallery_object, print_json
from generator.cli.options import (
    campaign_option,
    date_option,
    issuer_name_option,
    json_option,
    refuse_standard_output,
    templates_option,
)
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.core.errors import ContentError
from generator.core.messages import msg
from generator.orders.options import MakeOptions
from generator.orders.results import Task


@click.command(
    cls=Command,
    help=msg(
        "Show what can be made: a web page with all materials of a campaign, in every size and "
        "theme, with the command for each. It needs no network, and speaks Vietnamese and English. "
        "MATERIAL is a name from 'anpham list materials'; when none is named, all are shown."
    ),
    examples=(
        Example("anpham gallery insert leaflet -o output/xem", msg("Of two materials only.")),
        Example(
            "anpham gallery insert --campaign ung-xu-mang-xa-hoi -o output/xem --json",
            msg("What was written, for a program."),
        ),
    ),
)
@click.argument("materials", nargs=-1, metavar="[MATERIAL]...")
@click.option(
    "-o",
    "--output",
    cls=Option,
    metavar="DIR",
    type=PathArgument(),
    required=True,
    help=msg("Folder for index.html and its pictures; it is made when there is none."),
)
@campaign_option()
@click.option(
    "--issuer",
    cls=Option,
    metavar="NAME",
    help=msg(
        "Who says it: a name from 'anpham list issuers'. "
        "[default: that of anpham.toml, else of the campaign]"
    ),
)
@issuer_name_option()
@json_option(msg("Print what was written as a JSON object."))
@date_option(msg("The date that the pieces bear. [default: SOURCE_DATE_EPOCH, else today]"))
@templates_option()
@shared_options
@click.pass_context
def gallery(
    context: click.Context,
    *,
    materials: tuple[str, ...],
    output: Path,
    campaign: str | None,
    issuer: str | None,
    issuer_name: str | None,
    as_json: bool,
    date: str | None,
    templates: Path | None,
) -> None:
    """Make every piece, write the page, and say what could not be made."""
    report = context.ensure_object(Report)
    refuse_standard_output(output)
    from generator.gallery.page import PAGE_NAME

    settings = load_current_settings()
    options = MakeOptions(
        date=chosen_day(date, os.environ),
        materials=materials,
        issuer=issuer,
        issuer_name=issuer_name,
        templates=templates,
    )
    if chosen := campaign or settings.campaign:
        options = replace(options, campaign=chosen)
    report.findings(settings.findings)
    options = with_settings(options, settings)

    def on_start(task: Task) -> None:
        report.doing(msg("making {material} ...", material=task.material))

    given = {"campaign": campaign, "issuer": issuer or issuer_name, "templates": templates}
    with naming_settings(settings, [key for key, value in given.items() if value]):
        made = api.make_gallery(options, output=output, on_start=on_start)
    report.done()
    failed = made.failed
    for one in failed:
        for problem in one.problems:
            report.summary(
                msg("{command}: {problem}", command=one.command, problem=problem), is_bad=True
            )
    report.summary(
        msg(
            "{file}: materials: {materials}, pages: {pages}",
            file=output / PAGE_NAME,
            materials=len(made.rooms),
            pages=len(made.pictures),
        ),
        is_bad=bool(failed),
    )
    if as_json:
        print_json(gallery_object(made, output))
    context.exit(ContentError.exit_code if failed else 0)
