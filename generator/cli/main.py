"""The ``anpham`` command: its subcommands, and the handler that maps failures to exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from generator.cli import failures
from generator.cli.approve import approve
from generator.cli.check import check
from generator.cli.defaults import language_setting
from generator.cli.gallery import gallery
from generator.cli.help_text import CommandGroup, Example, Option, shared_options
from generator.cli.init import init
from generator.cli.letter import letter
from generator.cli.listing import list_
from generator.cli.localization import language_of_locale, language_option, using_language
from generator.cli.lock import lock
from generator.cli.make import make
from generator.cli.new import new
from generator.cli.report import Report
from generator.cli.streams import open_all, write_utf8
from generator.cli.text import text
from generator.cli.theme import theme
from generator.core.messages import Language, msg

#: Commands that ask a person.
_ASKING = ("approve", "init", "lock", "new")


class Anpham(CommandGroup):
    """The whole command line: chooses the language, runs a command, reports failures."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A closed pipe gets a name that click does not know.

        click would end the process itself, with a code that here means a fault in the content.
        """
        # Questions stand alone on the terminal.
        if ctx.invoked_subcommand not in _ASKING:
            ctx.ensure_object(Report).doing(msg("reading files ..."))
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise failures.ClosedPipeError from error

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, report failures, and exit, whatever ``standalone_mode`` says."""
        arguments = sys.argv[1:] if args is None else args
        write_utf8()
        report = Report(json="--json" in arguments)
        with using_language(_language(arguments)):
            try:
                result = super().main(
                    args,
                    prog_name,
                    complete_var,
                    standalone_mode=False,
                    windows_expand_args=windows_expand_args,
                    obj=report,
                    **extra,
                )
                sys.stdout.flush()  # here, where a closed pipe is handled
            # Everything, because this is the one place where a traceback can be kept from a clerk.
            except BaseException as error:
                sys.exit(failures.handle(error, report))
            finally:
                report.done()
        # A command returns nothing; a number is the code of click's own Exit.
        sys.exit(report.exit_code(result if isinstance(result, int) else 0))


def _language(arguments: Sequence[str]) -> Language:
    return language_option(arguments) or language_setting() or language_of_locale(os.environ)


def _show_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        import generator

        click.echo(f"anpham {generator.__version__}")
        context.exit()


@click.group(
    cls=Anpham,
    name="anpham",
    invoke_without_command=True,
    subcommand_metavar="COMMAND ...",
    help=msg(
        "Turn an official letter into posters, leaflets, notices, banners and all else that a ward "
        "prints, posts and reads aloud."
    ),
    examples=(
        Example("anpham make", msg("Make a poster, a leaflet and an insert in the folder output.")),
        Example(
            "anpham check output/poster-a3-phuong-an-phu-dong.pdf",
            msg("Judge a finished file before it is printed."),
        ),
        Example("anpham list issuers thoi an", msg("Show the names that --issuer knows.")),
    ),
)
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=msg("Show the version and stop."),
)
@shared_options
@click.pass_context
def anpham(context: click.Context) -> None:
    """Without a command, show what there is."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _command in (new, make, check, gallery, letter, text, list_, init, lock, approve, theme):
    anpham.add_command(_command)


def main() -> None:
    """Run ``anpham`` with the arguments of this process, and exit."""
    open_all()
    try:
        anpham.main(prog_name="anpham")
    except KeyboardInterrupt:  # before or after the time in which Anpham.main handles it
        sys.exit(failures.INTERRUPTED)
