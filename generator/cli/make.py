"""``anpham make``: an order from the command line, and a report of its files."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import click

from generator import api
from generator.cli.clock import chosen_day
from generator.cli.defaults import load_current_settings, naming_settings, with_settings
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import failure_object, made_object, print_json
from generator.cli.options import (
    campaign_option,
    date_option,
    issuer_name_option,
    json_option,
    quiet_option,
    refuse_standard_output,
    templates_option,
)
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.cli.words import WordChoice
from generator.content.model import TextLength
from generator.core.destination import Destination
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg
from generator.orders.options import InkUse, MakeOptions, read_distance


@click.command(
    cls=Command,
    help=msg(
        "Make posters, leaflets and what else a ward hangs up, hands out, posts and reads aloud. "
        "MATERIAL is a name from 'anpham list materials', in English or Vietnamese, or 'all' for "
        "every one that suits the campaign and the destination. When none is named, poster, "
        "leaflet and insert are made, or those that the campaign names. For an office printer: "
        "half-fold."
    ),
    examples=(
        Example("anpham make", msg("Poster, leaflet and insert, for the issuer of anpham.toml.")),
        Example(
            'anpham make poster --issuer "An Phú Đông" --size A2',
            msg("A poster of 420 x 594 mm for one ward."),
        ),
        Example(
            "anpham make leaflet --for press",
            msg("A leaflet for the print shop: inks, bleed, crop and fold marks, PDF/X-4."),
        ),
        Example(
            "anpham make leaflet insert --text full --png -o output/toan-van",
            msg("Two materials with the whole official texts, and pictures of their pages."),
        ),
    ),
)
@click.argument("materials", nargs=-1, metavar="[MATERIAL]...")
@campaign_option()
@click.option(
    "--issuer",
    cls=Option,
    metavar="NAME",
    multiple=True,
    help=msg(
        "Who says it: a name from 'anpham list issuers', with or without accents. May be given "
        "several times. [default: that of anpham.toml, else of the campaign]"
    ),
)
@issuer_name_option()
@click.option(
    "--logo",
    cls=Option,
    metavar="FILE",
    type=PathArgument(),
    help=msg("The issuer's logo: an SVG, PNG or JPEG file. [default: that of anpham.toml]"),
)
@click.option(
    "--co-issuer",
    "co_issuers",
    cls=Option,
    metavar="NAME",
    multiple=True,
    help=msg(
        "Who says it with the issuer; printed below its name. May be given several times, the "
        "highest rank first. [default: those of anpham.toml]"
    ),
)
@click.option(
    "--size",
    cls=Option,
    metavar="SIZE",
    multiple=True,
    help=msg(
        'Paper size: A0 to A5, B0 to B5, "A4 landscape", or width x height as 600x800mm or '
        "60x80cm. May be given several times. "
        "[default: the material's own; 'anpham list materials' shows it]"
    ),
)
@click.option(
    "--code",
    cls=Option,
    is_flag=True,
    help=msg(
        "Print the QR code also on what has none by default, as a banner at a gate where people "
        "come close."
    ),
)
@click.option(
    "--distance",
    cls=Option,
    metavar="M",
    help=msg(
        "From how many metres the headline is to be read; what is read from afar with it moves in "
        "proportion. For what hangs on a wall or over a street. [default: the material's own]"
    ),
)
@click.option(
    "--theme",
    cls=Option,
    metavar="NAME",
    multiple=True,
    help=msg(
        "Colours and typefaces: a name from 'anpham list themes'. May be given several times. "
        "[default: that of anpham.toml, else the material's own]"
    ),
)
@click.option(
    "--inks",
    cls=Option,
    type=WordChoice([use.value for use in InkUse], "inks"),
    default=InkUse.USUAL.value,
    show_default=True,
    help=msg(
        "How much ink it takes: 'low' draws solid grounds, signs and large letters in outline, in "
        "any theme."
    ),
)
@click.option(
    "--text",
    cls=Option,
    type=WordChoice([length.value for length in TextLength], "text"),
    default=TextLength.SHORT.value,
    show_default=True,
    help=msg("Under each headline: a short line, or the full official text."),
)
@click.option(
    "--language",
    cls=Option,
    metavar="CODE",
    help=msg(
        "Set a translation of the campaign beside the Vietnamese, as en or km: its headlines and "
        "support lines, marked as unofficial. For the materials that have room. [default: none]"
    ),
)
@click.option(
    "--for",
    "destination",
    cls=Option,
    type=WordChoice([destination.value for destination in Destination], "destination"),
    help=msg(
        "Where it is printed or read: office printer, print shop (press) or screen. "
        "[default: office]"
    ),
)
@click.option(
    "--profile",
    cls=Option,
    metavar="NAME|FILE",
    help=msg(
        "What the place of printing takes: a name from 'anpham list profiles', or a file that a "
        "print shop sent. [default: the usual one for --for]"
    ),
)
@click.option(
    "-o",
    "--output",
    cls=Option,
    metavar="DIR",
    type=PathArgument(),
    help=msg(
        "Folder for the files; it is made when there is none. "
        "[default: that of anpham.toml, else output]"
    ),
)
@click.option(
    "--png",
    cls=Option,
    is_flag=True,
    help=msg("Also save a picture of each page, 150 dots an inch."),
)
@click.option(
    "--check/--no-check",
    cls=Option,
    default=True,
    help=msg(
        "Judge each file once it is made, as 'anpham check' does; an error ends with exit code 4. "
        "[default: check]"
    ),
)
@json_option(msg("Print what was made as a JSON object."))
@date_option(msg("The date that the files bear. [default: SOURCE_DATE_EPOCH, else today]"))
@templates_option()
@quiet_option(msg("Tell only warnings and errors."))
@shared_options
@click.pass_context
def make(
    context: click.Context,
    *,
    materials: tuple[str, ...],
    campaign: str | None,
    issuer: tuple[str, ...],
    issuer_name: str | None,
    logo: Path | None,
    co_issuers: tuple[str, ...],
    size: tuple[str, ...],
    code: bool,
    distance: str | None,
    theme: tuple[str, ...],
    inks: str,
    text: str,
    language: str | None,
    destination: str | None,
    profile: str | None,
    output: Path | None,
    png: bool,
    check: bool,
    as_json: bool,
    date: str | None,
    templates: Path | None,
    quiet: bool,
) -> None:
    """Make the pieces and report each as soon as it is saved."""
    report = context.ensure_object(Report)
    report.quiet = quiet
    _refuse_empty(
        {
            "--campaign": campaign,
            "--issuer": issuer,
            "--issuer-name": issuer_name,
            "--logo": str(logo) if logo is not None else None,
            "--co-issuer": co_issuers,
            "--size": size,
            "--distance": distance,
            "--theme": theme,
            "--language": language,
            "--profile": profile,
        }
    )
    refuse_standard_output(output)
    settings = load_current_settings()
    options = MakeOptions(
        date=chosen_day(date, os.environ),
        materials=materials,
        issuer=issuer,
        issuer_name=issuer_name,
        logo=logo,
        co_issuers=co_issuers,
        size=size,
        code=code,
        distance=read_distance(distance, option="--distance") if distance is not None else None,
        theme=theme,
        inks=InkUse(inks),
        text=TextLength(text),
        language=language,
        destination=Destination(destination) if destination is not None else None,
        profile=profile,
        templates=templates,
    )
    if chosen := campaign or settings.campaign:
        options = replace(options, campaign=chosen)

    _import_rooms()
    from generator.cli.order_report import OrderReport
    from generator.cli.quotation_marks import naming_missing_marks

    report.findings(settings.findings)
    options = with_settings(options, settings)

    given = {
        "campaign": campaign,
        "issuer": issuer or issuer_name,
        "templates": templates,
        "theme": theme,
    }
    shown = OrderReport(report, settings)
    named = [key for key, value in given.items() if value]
    with naming_settings(settings, named), naming_missing_marks(context):
        made = api.make(
            options,
            output=output or settings.output or Path("output"),
            png=png,
            check=check,
            on_start=shown.start,
            on_file=shown.file,
            on_failure=shown.failure,
        )
    exit_code = shown.finish(made)
    if as_json:
        print_json(made_object(made) if made.files else failure_object(shown.problems, exit_code))
    context.exit(exit_code)


@cache
def _import_rooms() -> None:
    """Import what makes pieces: now, so that help and mistyped commands need not wait for it.

    Code and fonts' tables live to the end. Left alone, the garbage collector would traverse them
    several times while they are loaded and again at exit: a tenth of the time of one poster.
    """
    gc.disable()
    try:
        import generator.orders.execution  # noqa: F401
    finally:
        gc.enable()
    gc.freeze()


def _refuse_empty(values: Mapping[str, str | tuple[str, ...] | None]) -> None:
    """Refuse options without a value, as a script passes them whose own variable is not set.

    Taken as "not given", an empty issuer would print another ward's poster.
    """
    problems = [
        Problem(
            "option-empty",
            msg("{option} is empty", option=option),
            msg("write a value after {option}, or leave it out", option=option),
        )
        for option, given in values.items()
        if any(not value.strip() for value in ((given,) if isinstance(given, str) else given or ()))
    ]
    if problems:
        raise UsageError(*problems)
