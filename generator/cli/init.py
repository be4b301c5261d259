"""``anpham init``: a first ``anpham.toml``, with every setting explained."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.report import Report
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import msg


@click.command(
    cls=Command,
    help=msg(
        "Write a settings file, anpham.toml, into this folder. It holds the issuer, its contacts "
        "and other defaults for 'anpham make'; open it in a text editor and fill it in."
    ),
    examples=(
        Example("anpham init", msg("Write anpham.toml, if there is none yet.")),
        Example("anpham init --force", msg("Begin again: replace the anpham.toml there is.")),
    ),
)
@click.option(
    "--force", cls=Option, is_flag=True, help=msg("Replace the file, and what is written in it.")
)
@shared_options
@click.pass_obj
def init(report: Report, *, force: bool) -> None:
    """Write the file; one that exists is replaced only with ``force``."""
    from generator.content.settings import SETTINGS_NAME, settings_template
    from generator.core.atomic_write import save_file

    path = Path(SETTINGS_NAME)
    if path.exists() and not force:
        raise InputOutputError(
            Problem(
                "settings-exist",
                msg("there is such a file already, and it was left as it is"),
                msg("edit it, or replace it with --force"),
                Place(file=str(path)),
            )
        )
    save_file(settings_template().encode("utf-8"), path)
    report.progress(msg("{path} is written; open it in a text editor and fill it in", path=path))
