"""Commands and options whose help is localized when it is shown, in the language then in use.

click takes help texts as strings when the module is imported, before anyone has chosen a
language. These classes take :class:`Message` values instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from generator.cli.localization import localize
from generator.cli.report import Report
from generator.core.messages import LANGUAGES, Message, msg

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Example:
    """A command line that works as pasted, and what it does. The tests run every one."""

    line: str
    what: Message


class Option(click.Option):
    """An option with a translatable help."""

    def __init__(
        self,
        param_decls: Sequence[str] | None = None,
        *,
        help: Message,
        **attributes: Any,
    ) -> None:
        self._help = help
        super().__init__(param_decls, **attributes)

    @property
    def help(self) -> str | None:
        """The help in the language in use."""
        return localize(self._help)

    @help.setter
    def help(self, _: str | None) -> None:
        """Ignored: click sets the help it was given, and it was given none."""


class Command(click.Command):
    """A command with a translatable help and examples below its options."""

    def __init__(
        self,
        name: str | None,
        *,
        help: Message,
        examples: tuple[Example, ...] = (),
        **attributes: Any,
    ) -> None:
        self._help = help
        self.examples = examples
        super().__init__(name, add_help_option=False, **attributes)

    @property
    def help(self) -> str | None:
        """The help in the language in use."""
        return localize(self._help)

    @help.setter
    def help(self, _: str | None) -> None:
        """Ignored: click sets the help it was given, and it was given none."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples: each line whole, so that it can be pasted."""
        if not self.examples:
            return
        with formatter.section(localize(msg("Examples"))):
            for example in self.examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example.line}\n")
                with formatter.indentation():
                    formatter.write_text(localize(example.what))


class CommandGroup(Command, click.Group):
    """A group with a translatable help and examples below its commands."""


def shared_options(command: _Decorated) -> _Decorated:
    """Add the options that every command has: language, details, help."""
    decorators = (
        click.option(
            "--lang",
            cls=Option,
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=msg(
                "Language of the messages: Vietnamese or English. "
                "[default: that of anpham.toml, else of the computer]"
            ),
        ),
        click.option(
            "-v",
            "--verbose",
            cls=Option,
            is_flag=True,
            expose_value=False,
            callback=_note_verbose,
            help=msg("When something fails, show the details that programmers need."),
        ),
        click.option(
            "-h",
            "--help",
            cls=Option,
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help=msg("Show this text and stop."),
        ),
    )
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def _note_verbose(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Report).verbose = True


def _show_help(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help())
        context.exit()
