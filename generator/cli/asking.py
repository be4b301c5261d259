"""Questions to a person at the terminal: on stderr, answered in either language.

A product on stdout is never mixed with them.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from generator.cli.confirmation import NO, YES, end_progress
from generator.cli.localization import localize
from generator.cli.report import Report
from generator.core.errors import AnphamError, Place, Problem
from generator.core.messages import Message, msg
from generator.vietnamese.slugs import slug

if TYPE_CHECKING:
    from generator.content.communes import FormerCommune

#: Names that are shown at once; a longer list does not help.
_MAX_SHOWN: Final = 15
#: Words of units' types and bodies, and their short forms, that a name need not have.
_TYPE_WORDS: Final = frozenset(
    (
        "phuong", "p", "xa", "x", "dac", "khu", "tinh", "thanh", "pho", "tp",
        "ubnd", "uy", "ban", "nhan", "dan",
    )
)  # fmt: skip


def is_on_terminal() -> bool:
    """True if somebody can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def prompt(question: Message) -> str:
    """The answer of a person, in NFC, without white space around it; empty for Enter alone."""
    end_progress()
    answer: str = click.prompt(localize(question), default="", show_default=False, err=True)
    return unicodedata.normalize("NFC", answer).strip()


def confirms(question: Message, *, default: bool = True) -> bool:
    """True for a yes in either language."""
    choice = msg("[Y/n]") if default else msg("[y/N]")
    while True:
        answer = prompt(msg("{question} {choice}", question=question, choice=choice)).casefold()
        if not answer:
            return default
        if answer in YES or answer in NO:
            return answer in YES
        click.echo(localize(msg("answer y for yes, n for no")), err=True)


def choose_name(report: Report, suggested: Mapping[str, FormerCommune | None], *, text: str) -> str:
    """The one of the names that a person chooses; empty if none is right.

    Args:
        text: Words for which they are suggested; a name that has not all of them is no likely one.
    """
    names = list(suggested)
    if len(names) == 1:
        former = suggested[names[0]]
        question = msg("{name}: is this it?", name=_with_former(names[0], former))
        is_likely = _has_words((names[0], former.full_name if former else ""), text)
        return names[0] if confirms(question, default=is_likely) else ""
    if not names:
        return ""
    shown = names[:_MAX_SHOWN]
    for number, name in enumerate(shown, start=1):
        click.echo(f"  {number:2}  {_with_former(name, suggested[name])}", err=True)
    if len(names) > len(shown):
        more = len(names) - len(shown)
        report.progress(msg("  and {more} more: add the province", more=more))
    while True:
        answer = prompt(msg("Number of the right one (Enter: search again)"))
        if not answer:
            return ""
        if answer.isdigit() and 1 <= int(answer) <= len(shown):
            return shown[int(answer) - 1]
        report.progress(msg("Write a number from 1 to {count}.", count=len(shown)))


def _has_words(names: Iterable[str], text: str) -> bool:
    """True if all words of ``text`` are in ``names``, but for accents and the words of a type."""
    # Each part by itself: a slug has a limited length.
    words = {word for name in names for part in name.split(",") for word in slug(part).split("-")}
    return all(word in words or word in _TYPE_WORDS for word in slug(text).split("-"))


def without_places(problems: Iterable[Problem]) -> list[Problem]:
    """``problems`` with an answer just typed, which stands nowhere else."""
    return [replace(problem, place=Place()) for problem in problems]


def _with_former(name: str, former: FormerCommune | None) -> str:
    """``name``, with the former one that led to it."""
    if former is None:
        return name
    return localize(msg("{name} (before: {former})", name=name, former=former.full_name))


def checked_name(report: Report, text: str) -> str:
    """``text`` as an issuer's name; empty if it cannot be one, or shall not."""
    from generator.content.issuers import issuer_from_name

    try:
        issuer = issuer_from_name(text)
    except AnphamError as error:
        report.problems(without_places(error.problems))
        return ""
    report.findings(replace(finding, place=Place()) for finding in issuer.findings)
    keeps = not issuer.findings or confirms(msg("Keep it all the same?"), default=False)
    return issuer.name if keeps else ""
