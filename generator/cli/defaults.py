"""A user's defaults: ``anpham.toml`` of the account, overridden by that of the folder."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from generator.cli.localization import parse_language
from generator.content.settings import SETTINGS_NAME, Settings, load_settings, merge
from generator.core.errors import AnphamError, Problem, UsageError
from generator.core.messages import Language
from generator.orders.options import MakeOptions

#: Codes of problems with a name that may be set in ``anpham.toml``, and the key that sets it.
_KEY_OF_CODE: Final[Mapping[str, str]] = {
    "campaign-unknown": "campaign",
    "issuer-unknown": "issuer",
    "issuer-ambiguous": "issuer",
    "templates-unknown": "templates",
    "theme-unknown": "theme",
}


def load_current_settings() -> Settings:
    """The settings of the two files; defaults where there is none.

    Raises:
        ContentError: a file has faults.
        InputOutputError: a file is there and cannot be read.
    """
    user, folder = (
        load_settings(path) if path.exists() else Settings()
        for path in (Path(click.get_app_dir("anpham")) / SETTINGS_NAME, Path(SETTINGS_NAME))
    )
    return merge(user, folder)


def language_setting() -> Language | None:
    """The language set in the files; None if none is set, or if they have faults.

    Needed before anything else, to report faults in the right language; ``make`` reads the files
    again and reports theirs. Help must not fail because of them.
    """
    with contextlib.suppress(AnphamError):
        return parse_language(load_current_settings().lang or "")
    return None


@contextlib.contextmanager
def naming_settings(settings: Settings, given: Collection[str]) -> Iterator[None]:
    """Problems of names that come from the settings, met meanwhile, have the place there.

    Args:
        given: The keys for which the command line gives another value.
    """
    try:
        yield
    except UsageError as error:
        raise UsageError(*(_placed(p, settings, given) for p in error.problems)) from error


def _placed(problem: Problem, settings: Settings, given: Collection[str]) -> Problem:
    key = _KEY_OF_CODE.get(problem.code)
    if key is None or key in given or getattr(settings, key) is None:
        return problem
    return replace(problem, place=settings.places.get(key, problem.place))


def with_settings(options: MakeOptions, settings: Settings) -> MakeOptions:
    """``options`` with the settings as defaults."""
    return replace(
        options,
        default_issuer=settings.issuer_request,
        preferred_theme=settings.theme,
        templates=options.templates or settings.templates,
    )
