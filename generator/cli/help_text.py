"""Commands and options whose help is localized when it is shown, in the language then in use.

click takes help texts as strings when the module is imported, before anyone has chosen a
language. These classes take :class:`Message` values instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import click

from generator.cli.localization import localize
from generator.cli.report import Report
from generator.cli.words import WordChoice
from generator.core.errors import Problem, UsageError
from generator.core.messages import LANGUAGES, Message, msg
from generator.core.shell import quoted

#: The key in a context's ``meta`` of the arguments as they were typed.
ARGUMENTS: Final = "anpham.arguments"
_LANGUAGE: Final = "anpham.language"

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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, but refuse an option given twice of which click takes the last.

        Raises:
            UsageError: with every option that is given more often than it has values.
        """
        if args:
            values, extra, given = self.make_parser(ctx).parse_args(list(args))
            _refuse_repeated(given)
            self._refuse_extra(ctx, values, extra)
            ctx.meta[ARGUMENTS] = tuple(args)
        return super().parse_args(ctx, args)

    def _refuse_extra(
        self, ctx: click.Context, values: Mapping[str, Any], extra: Sequence[str]
    ) -> None:
        """Refuse what is left once every argument has its value.

        Raises:
            UsageError: with how a name with spaces is written, where a name is expected.
        """
        if not extra or isinstance(self, click.Group):
            return
        hint = msg("'{command} -h' shows what can be given", command=ctx.command_path)
        # Of an argument with a list of values, none of which has a space, it is another matter.
        names = [
            param.name
            for param in self.params
            if isinstance(param, click.Argument) and not isinstance(param.type, click.Choice)
        ]
        said = [str(values[name]) for name in names if name in values]
        if said:
            hint = msg(
                "a name with spaces stands in quotation marks: {name}; {otherwise}",
                name=quoted(" ".join((*said, *extra))),
                otherwise=hint,
            )
        words = " ".join(extra)
        raise UsageError(Problem("usage", msg("“{words}” is too much", words=words), hint))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of the usage line; click's own words in it are localized."""
        words = {"[OPTIONS]": msg("[OPTIONS]"), "COMMAND ...": msg("COMMAND ...")}
        pieces = super().collect_usage_pieces(ctx)
        return [localize(words[piece]) if piece in words else piece for piece in pieces]

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

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, in any case."""
        return super().get_command(ctx, cmd_name.lower())


def _refuse_repeated(given: Sequence[click.Parameter]) -> None:
    """Refuse options that are ``given`` twice and take one value.

    A flag may be repeated, unless it has an opposite: "--check --no-check" says nothing.
    """
    options = [one for one in given if isinstance(one, click.Option) and not one.multiple]
    repeated = {
        one.name: one
        for one in options
        if options.count(one) > 1 and (not one.is_flag or one.secondary_opts)
    }
    if repeated:
        raise UsageError(*map(_repeated, repeated.values()))


def _repeated(option: click.Option) -> Problem:
    names = [*option.opts, *option.secondary_opts]
    longest = [name for name in names if name.startswith("--")]
    return Problem(
        "option-twice",
        msg("{option} is given more than once", option=" / ".join(longest)),
        msg("keep the one that is meant; for each of several, run the command once"),
    )


def shared_options(command: _Decorated) -> _Decorated:
    """Add the options that every command has: language, details, help."""
    decorators = (
        click.option(
            "--lang",
            cls=Option,
            type=WordChoice(LANGUAGES, "lang"),
            expose_value=False,
            callback=_note_language,
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


def _note_language(context: click.Context, option: click.Parameter, value: str | None) -> None:
    """Refuse a second language: one may stand before the command's name and one after it."""
    if value is not None and context.meta.setdefault(_LANGUAGE, value) != value:
        assert isinstance(option, click.Option)
        raise UsageError(_repeated(option))


def _note_verbose(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Report).verbose = True


def _show_help(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help())
        context.exit()
