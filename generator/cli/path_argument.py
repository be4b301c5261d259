"""Paths among a command's arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.core.errors import Problem, UsageError
from generator.core.messages import msg
from generator.core.os_errors import refusal


class PathArgument(click.Path):
    """Click's path, as a ``Path``; what no file can be named is the user's slip, not ours."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, readable=False, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path ``value``."""
        try:
            return super().convert(value, param, ctx)
        except ValueError as error:  # of os.stat
            raise UsageError(
                Problem(
                    "file-name-impossible",
                    msg("{reason}: '{name}'", reason=refusal(error), name=ascii(str(value))[1:-1]),
                    msg("check the name"),
                )
            ) from error
