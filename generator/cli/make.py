"""``anpham make``: an order from the command line, and a report of its files."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import api
from generator.cli.clock import today
from generator.cli.defaults import load_current_settings, naming_settings, with_settings
from generator.cli.failures import CHECK_FAILED
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import made_object, print_json
from generator.cli.localization import format_decimal, format_number
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.content.model import TextLength
from generator.core.errors import Problem, UsageError
from generator.core.findings import Severity
from generator.core.messages import msg
from generator.orders.options import MakeOptions
from generator.press.profile import Destination

if TYPE_CHECKING:
    from generator.orders.results import MadeFile
    from generator.preflight.report.result import Preflight


@click.command(
    cls=Command,
    help=msg(
        "Make posters, leaflets and bulletin inserts. MATERIAL is 'poster', 'leaflet', "
        "'insert' or one of your own; when none is named, all are made."
    ),
    examples=(
        Example("anpham make", msg("Every material, for the issuer of anpham.toml.")),
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
@click.option(
    "--campaign",
    cls=Option,
    metavar="NAME|DIR",
    help=msg(
        "What is said: a name from 'anpham list campaigns', or a folder of your own. "
        "[default: that of anpham.toml, else ung-xu-mang-xa-hoi]"
    ),
)
@click.option(
    "--issuer",
    cls=Option,
    metavar="NAME",
    help=msg(
        "Who says it: a name from 'anpham list issuers', with or without accents. "
        "[default: that of anpham.toml, else of the campaign]"
    ),
)
@click.option(
    "--issuer-name",
    cls=Option,
    metavar="TEXT",
    help=msg("The issuer's name as it shall be printed, when no list has it."),
)
@click.option(
    "--size",
    cls=Option,
    metavar="SIZE",
    help=msg(
        "Paper size: A0 to A5, B0 to B5, or width x height as 600x800mm. "
        "[default: the material's own; 'anpham list materials' shows it]"
    ),
)
@click.option(
    "--theme",
    cls=Option,
    metavar="NAME",
    help=msg(
        "Colours and typefaces: a name from 'anpham list themes'. "
        "[default: that of anpham.toml, else the material's own]"
    ),
)
@click.option(
    "--text",
    cls=Option,
    type=click.Choice([length.value for length in TextLength]),
    default=TextLength.SHORT.value,
    show_default=True,
    help=msg("Under each headline: a short line, or the full official text."),
)
@click.option(
    "--for",
    "destination",
    cls=Option,
    type=click.Choice([destination.value for destination in Destination]),
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
@click.option(
    "--json",
    "as_json",
    cls=Option,
    is_flag=True,
    help=msg("Print what was made as a JSON object."),
)
@click.option(
    "--date",
    cls=Option,
    metavar="YYYY-MM-DD",
    help=msg("The date that the files bear. [default: SOURCE_DATE_EPOCH, else today]"),
)
@click.option(
    "--templates",
    cls=Option,
    metavar="DIR",
    type=PathArgument(),
    help=msg("A folder with materials of your own, searched first."),
)
@click.option(
    "-q",
    "--quiet",
    cls=Option,
    is_flag=True,
    help=msg("Tell only warnings and errors."),
)
@shared_options
@click.pass_context
def make(
    context: click.Context,
    *,
    materials: tuple[str, ...],
    campaign: str | None,
    issuer: str | None,
    issuer_name: str | None,
    size: str | None,
    theme: str | None,
    text: str,
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
            "--size": size,
            "--theme": theme,
            "--profile": profile,
        }
    )
    if output == Path("-"):
        raise _no_single_product()
    settings = load_current_settings()
    options = MakeOptions(
        date=_day(date) if date is not None else today(os.environ),
        materials=materials,
        issuer=issuer,
        issuer_name=issuer_name,
        size=size,
        theme=theme,
        text=TextLength(text),
        destination=Destination(destination) if destination is not None else None,
        profile=profile,
        templates=templates,
    )
    if chosen := campaign or settings.campaign:
        options = replace(options, campaign=chosen)

    _import_rooms()
    report.findings(settings.findings)
    options = with_settings(options, settings)

    given = {
        "campaign": campaign,
        "issuer": issuer or issuer_name,
        "templates": templates,
        "theme": theme,
    }
    with naming_settings(settings, [key for key, value in given.items() if value is not None]):
        made = api.make(
            options,
            output=output or settings.output or Path("output"),
            png=png,
            check=check,
            on_file=partial(_report_file, report),
        )
    report.findings(made.findings)
    if as_json:
        print_json(made_object(made))
    if not made.is_fit:
        context.exit(CHECK_FAILED)


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


def _refuse_empty(values: Mapping[str, str | None]) -> None:
    """Refuse options without a value, as a script passes them whose own variable is not set.

    Taken as "not given", an empty issuer would print another ward's poster.
    """
    problems = [
        Problem(
            "option-empty",
            msg("{option} is empty", option=option),
            msg("write a value after {option}, or leave it out", option=option),
        )
        for option, value in values.items()
        if value is not None and not value.strip()
    ]
    if problems:
        raise UsageError(*problems)


def _no_single_product() -> UsageError:
    return UsageError(
        Problem(
            "output-is-not-one-file",
            msg("several files cannot be written to the standard output"),
            msg("name a folder with -o"),
        )
    )


def _report_file(report: Report, file: MadeFile) -> None:
    report.progress(
        msg(
            "{path}\n  {paper}; pages: {pages}; items: {items} of {all}; "
            "official texts: {official}; QR: {url}; {seconds} s",
            path=file.path,
            paper=_paper(file),
            pages=file.pages,
            items=len(file.items),
            all=file.items_in_campaign,
            official=len(file.official_items),
            url=file.qr_url,
            seconds=format_decimal(file.seconds, digits=2),
        )
    )
    for preview in file.previews:
        report.progress(msg("  picture: {path}", path=preview))
    if file.preflight is not None:
        _report_preflight(report, file.preflight)


def _report_preflight(report: Report, result: Preflight) -> None:
    """Report the verdict on a file and its findings.

    Doubts about the law are reported once for the whole order and not again for each file; notes
    only by ``anpham check``.
    """
    from generator.preflight.checks.registry import rules_by_code

    of_orders = {code for code, rule in rules_by_code().items() if rule.is_reported_for_orders}
    findings = [
        finding
        for finding in result.findings
        if finding.severity is not Severity.NOTE and finding.code not in of_orders
    ]
    if result.fits():
        report.progress(msg("  checked for '{profile}': fit", profile=result.profile.name))
    else:
        report.progress(
            msg(
                "  checked for '{profile}': errors: {count}",
                profile=result.profile.name,
                count=result.count(Severity.ERROR),
            )
        )
    report.findings(findings)


def _paper(file: MadeFile) -> str:
    """The size in mm, after its name if it has one: "A3, 297 x 420 mm"."""
    width, height = map(format_number, file.size_mm)
    bare = f"{width} x {height} mm"
    return bare if file.size == f"{width}x{height}mm" else f"{file.size}, {bare}"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            Problem(
                "bad-date",
                msg("'{value}' is not a day", value=text),
                msg("write year, month and day, as 2026-11-24"),
            )
        ) from error
