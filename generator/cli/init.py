"""``anpham init``: a first ``anpham.toml``, with every setting explained; on a terminal it asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.cli.asking import checked_name, choose_name, confirms, is_on_terminal, prompt
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.localization import language, localize
from generator.cli.report import Report
from generator.core.errors import ContentError, InputOutputError, Place, Problem
from generator.core.messages import Message, msg

if TYPE_CHECKING:
    from generator.content.issuer_directory import IssuerDirectory

#: Questions for the contacts, in the order in which they are asked.
_CONTACTS: Final = (
    (msg("Address (house number, street, ward)"), "address"),
    (msg("Telephone number, with the area code"), "hotline"),
    (msg("Website"), "website"),
)


@click.command(
    cls=Command,
    help=msg(
        "Write a settings file, anpham.toml, into this folder. It holds the issuer, its contacts "
        "and other defaults for 'anpham make'. On a terminal the issuer and its contacts are asked "
        "for; otherwise open the file in a text editor and fill it in."
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
    """Write the file; one that exists is replaced only with ``force`` or on a yes."""
    from generator.content.settings import SETTINGS_NAME
    from generator.content.settings_text import settings_text
    from generator.core.atomic_write import save_file

    path = Path(SETTINGS_NAME)
    asks = is_on_terminal()
    if path.exists() and not force and not (asks and confirms(_replaces(path), default=False)):
        raise _exists(path)
    answers = _ask(report) if asks else {}
    save_file(settings_text(localize, answers).encode("utf-8"), path)
    if answers:
        report.progress(msg("{path} is written; now run: anpham make", path=path))
    else:
        report.progress(
            msg("{path} is written; open it in a text editor and fill it in", path=path)
        )


def _replaces(path: Path) -> Message:
    return msg("{path} is there already. Replace it?", path=path)


def _exists(path: Path) -> InputOutputError:
    return InputOutputError(
        Problem(
            "settings-exist",
            msg("there is such a file already, and it was left as it is"),
            msg("edit it, or replace it with --force"),
            Place(file=str(path)),
        )
    )


def _ask(report: Report) -> dict[str, str]:
    """The answers of a person, by the keys of the settings; nothing is written meanwhile."""
    from generator.content.issuer_directory import load_directory
    from generator.core.assets import shipped_assets

    report.progress(msg("Enter alone skips a question. Ctrl+C stops, and nothing is written."))
    answers = _ask_issuer(report, load_directory(shipped_assets().issuers))
    if not answers:
        return {}
    for question, key in _CONTACTS:
        contact = _ask_contact(report, key, question)
        if contact:
            answers[key] = contact
    return {**answers, "lang": language()}


def _ask_issuer(report: Report, directory: IssuerDirectory) -> dict[str, str]:
    """The issuer, found by search and confirmed, or a name that is printed as it stands."""
    while True:
        text = prompt(msg("Your ward or commune (a part of its name is enough)"))
        if not text:
            return {}
        try:
            names = directory.suggestions(text)
        except ContentError as error:
            report.problems(error.problems)
            continue
        chosen = choose_name(report, names, text=text)
        if chosen:
            return {"issuer": chosen}
        if not names and confirms(
            msg("No ward or commune is named so. Print “{text}” as it stands?", text=text),
            default=False,
        ):
            checked = checked_name(report, text)
            if checked:
                return {"issuer_name": checked}


def _ask_contact(report: Report, key: str, question: Message) -> str:
    """A contact that could be one; empty if it is left out."""
    from typing import cast

    from generator.content.contacts import ContactKind, read_contact
    from generator.vietnamese.text_guard import guard

    while True:
        text = prompt(question)
        if not text:
            return ""
        try:
            contact = read_contact(cast("ContactKind", key), guard(text), place=Place())
        except ContentError as error:
            report.problems(error.problems)
            continue
        report.findings(contact.findings)
        if not contact.findings or confirms(msg("Keep it all the same?"), default=False):
            return contact.text
