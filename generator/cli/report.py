"""How problems, findings and news are shown to a person: wording and colour, on stderr.

What a command produces (a list, a JSON object) goes to stdout and through :func:`click.echo`.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from generator.cli.localization import decimal, word
from generator.core.errors import Place, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg

#: How each severity is worded and coloured; a problem is an error.
_KINDS = {
    Severity.ERROR: (msg("error"), "red"),
    Severity.WARNING: (msg("warning"), "yellow"),
    Severity.NOTE: (msg("note"), "cyan"),
}


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

    def wants(self, finding: Finding) -> bool:
        """Whether this person wants to hear of ``finding``."""
        return not self.quiet or finding.severity is not Severity.NOTE

    def news(self, message: Message) -> None:
        """Tell of progress."""
        if not self.quiet:
            _echo(word(message))

    def findings(self, findings: Iterable[Finding]) -> None:
        """Tell what was noticed, each line with its cure below."""
        for finding in findings:
            if self.wants(finding):
                _echo("\n".join(told(finding)))

    def problems(self, problems: Iterable[Problem]) -> None:
        """Tell what went wrong, each line with its cure below."""
        for problem in problems:
            _echo("\n".join(told(problem)))

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


def told(what: Problem | Finding, *, code: str = "") -> Iterator[str]:
    """The line that tells ``what`` and where, and below it the cure if there is one.

    The ``code`` is shown where a person may look it up.
    """
    where = described(what.place)
    kind, colour = _KINDS[what.severity if isinstance(what, Finding) else Severity.ERROR]
    start = click.style(f"{word(kind)}:", fg=colour, bold=True)
    line = f"{start} {word(what.message)}" + (f" [{code}]" if code else "")
    yield f"{where}: {line}" if where else line
    if what.hint is not None:
        cure = click.style(word(msg("hint")) + ":", bold=True)
        yield f"  {cure} {word(what.hint)}"


def has_colour() -> bool | None:
    """Whether colours are kept, as :func:`click.echo` takes it: None leaves it to the terminal.

    ``NO_COLOR``, when not empty, drops them everywhere (no-color.org).
    """
    return False if os.environ.get("NO_COLOR") else None


def _echo(text: str) -> None:
    """Write to stderr; click drops the colour when stderr is no terminal."""
    click.echo(text, err=True, color=has_colour())
