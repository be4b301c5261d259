"""``anpham letter``: the parts of an official letter as they were parsed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import api
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import letter_object, print_json
from generator.cli.localization import localize
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.core.messages import Message, msg
from generator.vietnamese.dates import short_day

if TYPE_CHECKING:
    from generator.content.model import CitedDocument, Letter, Section

_SHIPPED_LETTER = "assets/campaigns/ung-xu-mang-xa-hoi/letter.txt"


@click.command(
    cls=Command,
    help=msg(
        "Show what is understood of an official letter. FILE is a plain text; "
        "'-' reads it from another program."
    ),
    examples=(
        Example(f"anpham letter {_SHIPPED_LETTER}", msg("Number, date, sections and bullets.")),
        Example(
            f"anpham letter {_SHIPPED_LETTER} --json",
            msg("The same for a program."),
        ),
    ),
)
@click.argument("file", metavar="FILE", type=PathArgument(allow_dash=True))
@click.option(
    "--json",
    "as_json",
    cls=Option,
    is_flag=True,
    help=msg("Print the letter as a JSON object."),
)
@shared_options
@click.pass_obj
def letter(report: Report, *, file: Path, as_json: bool) -> None:
    """Read the letter and print its parts, or report those missing."""
    is_piped = str(file) == "-"
    parsed = api.read_letter(sys.stdin.buffer.read() if is_piped else file, source="<stdin>")
    report.findings(parsed.findings)
    if as_json:
        print_json(letter_object(parsed))
    else:
        for line in _lines(parsed):
            click.echo(line)


def _lines(letter: Letter) -> Iterator[str]:
    day = f"{letter.place}, {short_day(letter.date)}"
    yield _labelled(msg("Number"), letter.number)
    yield _labelled(msg("Place and date"), day)
    yield _labelled(msg("Issuing body"), letter.issuing_body)
    yield _labelled(msg("Subject"), letter.subject)
    yield _labelled(msg("Legal basis"), _cited(letter.basis))
    yield _labelled(msg("Signed by"), f"{letter.signatory_role}, {letter.signatory}")
    yield _labelled(msg("sha256"), letter.sha256)
    yield "\n" + localize(msg("Addressees")) + ":"
    yield from (f"  - {addressee}" for addressee in letter.addressees)
    for section in letter.sections:
        yield from _section_lines(section)
    yield "\n" + _labelled(msg("Closing"), f"\n  {letter.closing}")


def _cited(basis: CitedDocument) -> str:
    return localize(
        msg(
            "{number} of {date}, {issuer}: {title}",
            number=basis.number,
            date=short_day(basis.date),
            issuer=basis.issuer,
            title=basis.title,
        )
    )


def _section_lines(section: Section) -> Iterator[str]:
    heading = msg(
        "{number}. {title} (bullets: {count}; line {line})",
        number=section.number,
        title=section.title,
        count=len(section.bullets),
        line=section.line,
    )
    yield f"\n{localize(heading)}"
    for number, bullet in enumerate(section.bullets, start=1):
        yield f"  {section.number}.{number}  {bullet.text}"


def _labelled(label: Message, value: str) -> str:
    return f"{localize(label)}: {value}"
