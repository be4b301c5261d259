"""``anpham theme``: what those who make themes need.

The findings are the product of the command, so they go to standard output.
"""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.failures import CHECK_FAILED
from generator.cli.help_text import Command, CommandGroup, Example, shared_options
from generator.cli.json_output import print_json, theme_object
from generator.cli.localization import localize
from generator.cli.options import json_option, quiet_option, templates_option
from generator.cli.report import Report, has_colour, message_lines
from generator.core.assets import shipped_assets
from generator.core.messages import msg


@click.group(
    cls=CommandGroup,
    name="theme",
    subcommand_metavar="COMMAND ...",
    help=msg("Look after themes: colours, typefaces and ornaments as data."),
    examples=(
        Example("anpham theme check", msg("Whether all themes will do.")),
        Example("anpham theme check truyen-thong --json", msg("One of them, for a program.")),
    ),
)
@shared_options
def theme() -> None:
    """A group; ``check`` does the work."""


@theme.command(
    cls=Command,
    help=msg(
        "Judge themes before pieces are made in them: contrast of the colours that stand on one "
        "another, on screens and in print, ink, whether do and don't are told apart in grey and by "
        "the colour blind, missing roles, letters of Vietnamese, the style sheet and the drawings. "
        "NAME is a theme or the folder of one; without, all are judged."
    ),
    examples=(
        Example("anpham theme check truyen-thong", msg("What is wrong with one, and the cure.")),
        Example("anpham theme check --json", msg("All of them, for a program.")),
    ),
)
@click.argument("names", nargs=-1, metavar="[NAME|DIR]...")
@templates_option()
@quiet_option(msg("Tell only warnings and errors."))
@json_option(msg("Print the judgement as a JSON object."))
@shared_options
@click.pass_context
def check(
    context: click.Context,
    *,
    names: tuple[str, ...],
    templates: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Judge each theme, and say what is wrong."""
    from generator.certificates.model import counted
    from generator.sheet.catalogue import Catalogue
    from generator.theme_checking import check_theme

    report = context.ensure_object(Report)
    report.quiet = quiet
    assets = shipped_assets(templates)
    known = names or Catalogue(assets.templates, assets.themes).theme_names()
    checked = [check_theme(name, assets) for name in known]
    if as_json:
        print_json(theme_object(checked))
    for one in checked if not as_json else ():
        lines = [
            line
            for finding in one.findings
            if report.includes(finding)
            for line in message_lines(finding, code=finding.code)
        ]
        verdict = (
            msg("{theme}: sound: {count}", theme=one.name, count=counted(one.findings))
            if one.is_sound
            else msg("{theme}: not sound: {count}", theme=one.name, count=counted(one.findings))
        )
        click.echo("\n".join((*lines, localize(verdict))), color=has_colour())
    context.exit(0 if all(one.is_sound for one in checked) else CHECK_FAILED)
