"""Reports of problems, findings and progress for a person, localized and in colour, on stderr.

The product of a command (a list, a JSON object) goes to stdout through :func:`click.echo`.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

import click

from generator.cli.localization import format_decimal, localize
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg

if TYPE_CHECKING:
    from generator.cli.progress import Progress

#: The label and colour of each severity; a problem is an error.
_KINDS = {
    Severity.ERROR: (msg("error"), "red"),
    Severity.WARNING: (msg("warning"), "yellow"),
    Severity.NOTE: (msg("note"), "cyan"),
}


@dataclass(slots=True)
class Report:
    """The reports wanted at this terminal.

    Attributes:
        quiet: Progress and notes are left out; warnings and errors are not.
        verbose: Failures come with their traceback.
        json: The command's product is JSON, so a failure is reported as JSON, too.
    """

    quiet: bool = False
    verbose: bool = False
    json: bool = False
    _progress: Progress | None = None
    _is_lost: bool = False

    def includes(self, finding: Finding) -> bool:
        """True if ``finding`` is to be reported."""
        return not self.quiet or finding.severity is not Severity.NOTE

    def progress(self, message: Message) -> None:
        """Report progress."""
        if not self.quiet:
            self._echo(localize(message))

    def lines(self, lines: Iterable[str]) -> None:
        """Report progress in lines that are localized already."""
        if not self.quiet:
            for line in lines:
                self._echo(line)

    def doing(self, message: Message) -> None:
        """Note what is being done: a line on the terminal says so when it takes long."""
        if not self.quiet and is_terminal(sys.stderr):
            if self._progress is None:
                from generator.cli.progress import Progress

                self._progress = Progress(self._show_progress)
            self._progress.doing(localize(message))

    def _show_progress(self, line: str) -> None:
        """Show what is being done; ``quiet`` may have been asked for since."""
        if not self.quiet:
            self._echo(line)

    def done(self) -> None:
        """Note that nothing is being done any more."""
        if self._progress is not None:
            self._progress.stop()

    def summary(self, message: Message, *, is_bad: bool) -> None:
        """Report a line of a summary; one on what went wrong also when ``quiet``."""
        if is_bad or not self.quiet:
            self._echo(localize(message))

    def findings(self, findings: Iterable[Finding]) -> None:
        """Report findings, each with its hint below."""
        for finding in findings:
            if self.includes(finding):
                self._echo("\n".join(message_lines(finding)))

    def problems(self, problems: Iterable[Problem]) -> None:
        """Report problems, each with its hint below."""
        for problem in problems:
            self._echo("\n".join(message_lines(problem)))

    def details(self, error: BaseException) -> None:
        """Show the traceback of ``error`` if ``verbose``."""
        if self.verbose:
            self._echo("".join(traceback.format_exception(error)).rstrip())

    def exit_code(self, code: int) -> int:
        """``code``, unless all went well but for something that could not be shown."""
        return InputOutputError.exit_code if self._is_lost and code == 0 else code

    def _echo(self, text: str) -> None:
        """Write to stderr; click drops the colour when stderr is no terminal.

        A full or closed stderr stops no work. Only the exit code reports it.
        """
        try:
            click.echo(text, err=True, color=has_colour())
        except BrokenPipeError:
            raise
        except (OSError, ValueError):
            self._is_lost = True


def format_place(place: Place) -> str:
    """``place`` localized: the file as editors link it, or its page, else item and position."""
    if place.file is not None:
        if place.line is not None or place.page is None:
            return str(place)
        page = localize(msg("page {page}", page=place.page))
        return f"{place.file}, {page}"
    parts = [part for part in (place.piece, place.item) if part is not None]
    if place.page is not None:
        parts.append(localize(msg("page {page}", page=place.page)))
    if place.x_mm is not None and place.y_mm is not None:
        parts.append(
            localize(
                msg(
                    "{x} mm from the left, {y} mm from the top",
                    x=format_decimal(place.x_mm),
                    y=format_decimal(place.y_mm),
                )
            )
        )
    return ", ".join(parts)


def message_lines(what: Problem | Finding, *, code: str = "") -> Iterator[str]:
    """The line that reports ``what`` and where, and below it the hint if there is one.

    Args:
        code: Appended where a person may look it up.
    """
    where = format_place(what.place)
    kind, colour = _KINDS[what.severity if isinstance(what, Finding) else Severity.ERROR]
    start = click.style(f"{localize(kind)}:", fg=colour, bold=True)
    line = f"{start} {localize(what.message)}" + (f" [{code}]" if code else "")
    yield f"{where}: {line}" if where else line
    if what.hint is not None:
        label = click.style(localize(msg("hint")) + ":", bold=True)
        yield f"  {label} {localize(what.hint)}"


def has_colour() -> bool | None:
    """False if colours are unwanted, else None: the terminal decides (see :func:`click.echo`).

    ``NO_COLOR``, when not empty, drops them everywhere (no-color.org).
    """
    return False if os.environ.get("NO_COLOR") else None


def is_terminal(stream: TextIO | None) -> bool:
    """True if a person sees ``stream``; it may be closed, or not there at all."""
    try:
        return stream is not None and stream.isatty()
    except (ValueError, OSError):
        return False
