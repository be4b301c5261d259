"""How problems, findings and news are shown to a person: wording and colour, on stderr.

What a command produces (a list, a JSON object) goes to stdout and through :func:`click.echo`.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import click

from generator.cli.wording import decimal, word
from generator.errors import Place, Problem
from generator.findings import Finding, Severity
from generator.messages import Message, msg

_Colour = Literal["red", "yellow", "cyan"]


@dataclass(slots=True)
class Report:
    """What the person at this terminal wants to hear.

    Attributes:
        quiet: News and notes are left out; warnings and errors are not.
        verbose: Failures come with their traceback.
        json: The command's product is JSON, so a failure is told as JSON, too.
    """

    quiet: bool = False
    verbose: bool = False
    json: bool = False

    def news(self, message: Message) -> None:
        """Tell of progress."""
        if not self.quiet:
            _echo(word(message))

    def findings(self, findings: Iterable[Finding]) -> None:
        """Tell what was noticed, each line with its cure below."""
        for finding in findings:
            if finding.severity is Severity.WARNING:
                _tell(finding, msg("warning"), "yellow")
            elif not self.quiet:
                _tell(finding, msg("note"), "cyan")

    def problems(self, problems: Iterable[Problem]) -> None:
        """Tell what went wrong, each line with its cure below."""
        for problem in problems:
            _tell(problem, msg("error"), "red")

    def details(self, error: BaseException) -> None:
        """Show the traceback of ``error``, if the person asked for such details."""
        if self.verbose:
            _echo("".join(traceback.format_exception(error)).rstrip())


def described(place: Place) -> str:
    """``place`` in words: the file as editors know it, else item, page and position."""
    if place.file is not None:
        return str(place)
    parts = [part for part in (place.piece, place.item) if part is not None]
    if place.page is not None:
        parts.append(word(msg("page {page}", page=place.page)))
    if place.x_mm is not None and place.y_mm is not None:
        parts.append(
            word(
                msg(
                    "{x} mm from the left, {y} mm from the top",
                    x=decimal(place.x_mm),
                    y=decimal(place.y_mm),
                )
            )
        )
    return ", ".join(parts)


def _tell(told: Problem | Finding, kind: Message, colour: _Colour) -> None:
    where = described(told.place)
    start = click.style(f"{word(kind)}:", fg=colour, bold=True)
    _echo(f"{where}: {start} {word(told.message)}" if where else f"{start} {word(told.message)}")
    if told.hint is not None:
        cure = click.style(word(msg("hint")) + ":", bold=True)
        _echo(f"  {cure} {word(told.hint)}")


def _echo(text: str) -> None:
    """Write to stderr; click drops the colour when stderr is no terminal.

    ``NO_COLOR``, when not empty, drops it everywhere (no-color.org).
    """
    click.echo(text, err=True, color=False if os.environ.get("NO_COLOR") else None)
