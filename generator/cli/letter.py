"""``anpham letter``: an official letter as it was read, and what is doubtful in it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import api
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import letter_object, print_json
from generator.cli.letter_view import letter_lines
from generator.cli.options import json_option
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg

_STDIN = "<stdin>"
_SHIPPED_LETTER = "assets/campaigns/ung-xu-mang-xa-hoi/letter.txt"


@click.command(
    cls=Command,
    help=msg(
        "Show how an official letter is read: its fields, and its body as a tree, each point with "
        "its address, which a campaign names. Nothing is left out: what is no content stands "
        "apart, and what is doubtful or seems wrong is said with its place. FILE is a plain text, "
        "a Word file (.docx), a PDF, a web page, or a scan (with the extra anpham[ocr]); '-' reads "
        "it from another program."
    ),
    examples=(
        Example(f"anpham letter {_SHIPPED_LETTER}", msg("Number, date, and each point.")),
        Example(f"anpham letter {_SHIPPED_LETTER} --full", msg("Long texts are shown whole.")),
        Example(
            f"anpham letter {_SHIPPED_LETTER} --text",
            msg("A text to correct beside the paper, when it was scanned."),
        ),
        Example(
            f"anpham letter {_SHIPPED_LETTER} --json",
            msg("The same for a program."),
        ),
    ),
)
@click.argument("file", metavar="FILE", type=PathArgument(allow_dash=True))
@click.option("--full", cls=Option, is_flag=True, help=msg("Show long texts whole."))
@click.option(
    "--text",
    "as_text",
    cls=Option,
    is_flag=True,
    help=msg(
        "Print the letter as plain text in its official form: to correct what was misread in a "
        "scan, and go on with that file."
    ),
)
@json_option(msg("Print the letter as a JSON object."))
@shared_options
@click.pass_obj
def letter(report: Report, *, file: Path, full: bool, as_text: bool, as_json: bool) -> None:
    """Read the letter and print all of it; what is doubtful comes last, where it is seen."""
    from generator.content.letter import MAX_LETTER_BYTES
    from generator.reading.files import read_stream

    is_piped = str(file) == "-"
    given = read_stream(sys.stdin.buffer, _STDIN, limit=MAX_LETTER_BYTES) if is_piped else file
    if as_text and as_json:
        raise UsageError(
            Problem(
                "options-exclude-each-other",
                msg("--text and --json exclude each other"),
                msg("keep one of them"),
            )
        )
    read = api.read_letter(given, source=_STDIN)
    if as_text:
        from generator.content.letters.plain_form import letter_text

        click.echo(letter_text(read), nl=False)
    elif as_json:
        print_json(letter_object(read))
    else:
        for line in letter_lines(read, full=full):
            click.echo(line)
    report.findings(read.findings)
