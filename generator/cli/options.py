"""Options that several commands have, each written once; what every command has is in help_text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from generator.cli.help_text import Option
from generator.cli.path_argument import PathArgument
from generator.core.errors import Problem, UsageError
from generator.core.messages import Message, msg

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


class _Decorator(Protocol):
    def __call__(self, command: _Decorated, /) -> _Decorated: ...


def json_option(help: Message) -> _Decorator:
    """``--json``, the argument ``as_json``; ``help`` says what is printed."""
    return click.option("--json", "as_json", cls=Option, is_flag=True, help=help)


def quiet_option(help: Message) -> _Decorator:
    """``--quiet``; ``help`` says what is still printed."""
    return click.option("-q", "--quiet", cls=Option, is_flag=True, help=help)


def date_option(help: Message) -> _Decorator:
    """``--date``, a text that :func:`generator.cli.clock.chosen_day` reads."""
    return click.option("--date", cls=Option, metavar="YYYY-MM-DD", help=help)


def campaign_option() -> _Decorator:
    """``--campaign``, a name or a folder."""
    return click.option(
        "--campaign",
        cls=Option,
        metavar="NAME|DIR",
        help=msg(
            "What is said: a name from 'anpham list campaigns', or a folder of your own. "
            "[default: that of anpham.toml, else ung-xu-mang-xa-hoi]"
        ),
    )


def issuer_name_option() -> _Decorator:
    """``--issuer-name``, in place of a name that is looked up."""
    return click.option(
        "--issuer-name",
        cls=Option,
        metavar="TEXT",
        help=msg("The issuer's name as it shall be printed, when no list has it."),
    )


def templates_option() -> _Decorator:
    """``--templates``, a folder."""
    return click.option(
        "--templates",
        cls=Option,
        metavar="DIR",
        type=PathArgument(),
        help=msg("A folder with materials of your own, searched first."),
    )


def refuse_standard_output(output: Path | None) -> None:
    """Refuse "-" as the ``--output`` of a command that writes several files.

    Raises:
        UsageError: if it is.
    """
    if output == Path("-"):
        raise UsageError(
            Problem(
                "output-is-not-one-file",
                msg("several files cannot be written to the standard output"),
                msg("name a folder with -o"),
            )
        )
