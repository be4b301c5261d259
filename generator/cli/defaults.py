"""A user's defaults: ``anpham.toml`` of the account, overridden by that of the folder."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.localization import parse_language
from generator.content.settings import SETTINGS_NAME, Settings, load_settings, merge
from generator.core.errors import AnphamError
from generator.core.messages import Language
from generator.orders.options import MakeOptions


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


def with_settings(options: MakeOptions, settings: Settings) -> MakeOptions:
    """``options`` with the settings as defaults."""
    return replace(
        options,
        default_issuer=settings.issuer_request,
        preferred_theme=settings.theme,
        templates=options.templates or settings.templates,
    )
