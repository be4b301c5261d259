"""A person's own defaults: ``anpham.toml`` of the user account, and of the folder over it."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.localization import as_language
from generator.content.settings import SETTINGS_NAME, Settings, load_settings, merge
from generator.core.errors import AnphamError
from generator.core.messages import Language
from generator.orders.options import MakeOptions


def settings_here() -> Settings:
    """What the two files set, if they are there.

    Raises:
        ContentError: a file has faults.
        InputOutputError: a file is there and cannot be read.
    """
    user, folder = (
        load_settings(path) if path.exists() else Settings()
        for path in (Path(click.get_app_dir("anpham")) / SETTINGS_NAME, Path(SETTINGS_NAME))
    )
    return merge(user, folder)


def language_here() -> Language | None:
    """The language that the settings ask for; None also when they have faults.

    Which language to speak is asked before anything else, to tell of faults; ``make`` meets the
    faults again and tells them. Help must not fail for them.
    """
    with contextlib.suppress(AnphamError):
        return as_language(settings_here().lang or "")
    return None


def with_settings(asked: MakeOptions, settings: Settings) -> MakeOptions:
    """``asked``, and the settings where it asks for nothing."""
    return replace(
        asked,
        default_issuer=settings.issuer_request,
        preferred_theme=settings.theme,
        templates=asked.templates or settings.templates,
    )
